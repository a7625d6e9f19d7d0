"""Dates and times as people say them: on the viewer's own clock, and the meeting's place where that differs.

Names of days and months come from the words file, so the language settings of the computer change nothing. ``local`` is
the viewer's time zone everywhere; None means this computer's.
"""

from datetime import date, datetime, timedelta, tzinfo
from typing import NamedTuple

from companion.sessions.meeting import Meeting, Repeat
from companion.sessions.recurrence import Occurrence
from companion.sessions.zones import city, zone_info
from companion.words import say, say_count


class Countdown(NamedTuple):
    """A large ``number``, its ``unit`` and a ``sentence`` below; read in this order they are one sentence."""

    number: str
    unit: str
    sentence: str


def date_words(day: date, today: date) -> str:
    """A day: "today", "tomorrow", "yesterday" or "Tuesday 24 November", with the year where it is another one."""
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get((day - today).days)
    if near:
        return say(f"sessions.date.{near}")
    parts = {"weekday": weekday(day), "day": day.day, "month": say(f"sessions.month.n{day.month}"), "year": day.year}
    return say("sessions.date.day" if day.year == today.year else "sessions.date.year", **parts)


def weekday(day: date) -> str:
    """The name of the day of the week."""
    return say(f"sessions.weekday.n{day.isoweekday()}")


def clock_words(moment: datetime, zone: str, local: tzinfo | None = None) -> str:
    """A time: "14:00", or "15:00 (14:00 in London)" where the viewer's clock differs from that of ``zone``."""
    here, there = moment.astimezone(local), moment.astimezone(zone_info(zone))
    if here.utcoffset() == there.utcoffset():
        return _clock(here)
    return say("sessions.clock.away", here=_clock(here), there=_there(there, here), place=city(zone))


def span_words(occurrence: Occurrence, local: tzinfo | None = None) -> str:
    """From when to when: "14:00 to 15:00", with the meeting's own time in brackets where the viewer's differs."""
    here = _span(occurrence, local)
    if not _is_away(occurrence, local):
        return here
    zone = zone_info(occurrence.zone)
    there = _there(occurrence.starts.astimezone(zone), occurrence.starts.astimezone(local), _span(occurrence, zone))
    return say("sessions.span.away", here=here, there=there, place=city(occurrence.zone))


def when_words(occurrence: Occurrence, now: datetime, local: tzinfo | None = None) -> str:
    """Day, time and place: "Tuesday 24 November, 14:00 to 15:00, London", "Today, …", "Tomorrow, …"."""
    day = _capital(date_words(_day(occurrence.starts, local), _day(now, local)))
    span = span_words(occurrence, local)
    if _is_away(occurrence, local):
        return say("sessions.when.away", date=day, span=span)
    return say("sessions.when.here", date=day, span=span, place=city(occurrence.zone))


def countdown(occurrence: Occurrence, now: datetime, local: tzinfo | None = None) -> Countdown:
    """How long until it starts, or since it started, or when it ended."""
    if now < occurrence.starts:
        minutes = -((now - occurrence.starts) // timedelta(minutes=1))  # rounded up, as people subtract clock times
        days = (_day(occurrence.starts, local) - _day(now, local)).days
        return Countdown(*_amount(minutes, days), _said("until", occurrence.starts, occurrence, now, local))
    if now >= occurrence.ends:
        return Countdown("", "", _said("ended", occurrence.ends, occurrence, now, local))
    minutes = (now - occurrence.starts) // timedelta(minutes=1)
    if minutes == 0:
        return Countdown(say("sessions.countdown.now"), "", say("sessions.countdown.meet"))
    return Countdown(*_amount(minutes, 0), _said("since", occurrence.starts, occurrence, now, local))


def repeat_words(meeting: Meeting) -> str:
    """How often: "Every week, six times", "Every month on day 31, or the last day of a short month"."""
    short = meeting.repeat == Repeat.MONTHLY and meeting.starts.day > 28
    often = say(f"sessions.repeat.{'monthly_last' if short else meeting.repeat}", day=meeting.starts.day)
    if meeting.repeat == Repeat.NONE or meeting.count is None:
        return often
    return say_count("sessions.repeat.times", meeting.count, often=often)


def _said(code: str, moment: datetime, occurrence: Occurrence, now: datetime, local: tzinfo | None) -> str:
    """``sessions.countdown.<code>`` with "at 14:00", "tomorrow at 14:00" or "on Tuesday at 14:00" filled in."""
    day, today = _day(moment, local), _day(now, local)
    time = clock_words(moment, occurrence.zone, local)
    ahead = (day - today).days
    if ahead == 0:
        when = say("sessions.at.today", time=time)
    elif abs(ahead) == 1:
        when = say("sessions.at.near", date=date_words(day, today), time=time)
    else:  # within a week its name is enough to tell the day
        name = weekday(day) if 0 < ahead < 7 else date_words(day, today)
        when = say("sessions.at.day", date=name, time=time)
    return say(f"sessions.countdown.{code}", when=when)


def _amount(minutes: int, days: int) -> tuple[str, str]:
    """Number and unit: minutes below an hour, hours below a day, else days by the calendar."""
    if minutes < 60:
        unit, number = "minutes", minutes
    elif minutes < 24 * 60:
        unit, number = "hours", minutes // 60
    else:
        unit, number = "days", max(days, 1)
    return str(number), say_count(f"sessions.unit.{unit}", number)


def _is_away(occurrence: Occurrence, local: tzinfo | None) -> bool:
    zone = zone_info(occurrence.zone)
    moments = (occurrence.starts, occurrence.ends)
    return any(moment.astimezone(local).utcoffset() != moment.astimezone(zone).utcoffset() for moment in moments)


def _span(occurrence: Occurrence, zone: tzinfo | None) -> str:
    starts, ends = occurrence.starts.astimezone(zone), occurrence.ends.astimezone(zone)
    return say("sessions.span.here", start=_clock(starts), end=_clock(ends))


def _there(there: datetime, here: datetime, words: str = "") -> str:
    """``there``'s time, with its weekday where it is another day than ``here``."""
    time = words or _clock(there)
    return time if there.date() == here.date() else say("sessions.clock.other_day", day=weekday(there), time=time)


def _day(moment: datetime, local: tzinfo | None) -> date:
    return moment.astimezone(local).date()


def _clock(moment: datetime) -> str:
    return f"{moment.hour:02}:{moment.minute:02}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
