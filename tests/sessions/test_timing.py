"""Dates and times in words."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.recurrence import Occurrence
from companion.sessions.timing import clock_words, countdown, date_words, repeat_words, span_words, weekday, when_words
from companion.words import has

LONDON = ZoneInfo("Europe/London")
PARIS = ZoneInfo("Europe/Paris")
DUBLIN = ZoneInfo("Europe/Dublin")
TOKYO = ZoneInfo("Asia/Tokyo")
MEETING = Occurrence(
    "m",
    datetime(2026, 11, 24, 14),
    datetime(2026, 11, 24, 14, tzinfo=UTC),
    datetime(2026, 11, 24, 15, tzinfo=UTC),
)


def at(day: int, hour: int, minute: int = 0, second: int = 0, month: int = 11) -> datetime:
    """A moment of 2026 on London's winter clock."""
    return datetime(2026, month, day, hour, minute, second, tzinfo=UTC)


# Days


def test_days_and_months_have_english_names_whatever_the_computer_speaks() -> None:
    """Checked against a known day for each name."""
    names = [weekday(date(2026, 11, 23) + timedelta(days=day)) for day in range(7)]
    assert names == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    months = [date_words(date(2026, month, 1), date(2026, 6, 15)).split()[-1] for month in range(1, 13)]
    assert months[0] == "January" and months[8] == "September" and len(set(months)) == 12


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 26), "Thursday 26 November"),
        (date(2027, 1, 5), "Tuesday 5 January 2027"),
        (date(2025, 12, 31), "Wednesday 31 December 2025"),
    ],
)
def test_days_as_people_say_them(day: date, expected: str) -> None:
    assert date_words(day, date(2026, 11, 24)) == expected


# When


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(20, 9), "Tuesday 24 November, 14:00 to 15:00, London"),
        (at(23, 9), "Tomorrow, 14:00 to 15:00, London"),
        (at(24, 9), "Today, 14:00 to 15:00, London"),
        (at(25, 9), "Yesterday, 14:00 to 15:00, London"),
    ],
)
def test_when_names_day_time_and_place(now: datetime, expected: str) -> None:
    """G35."""
    assert when_words(MEETING, now, LONDON) == expected


def test_a_viewer_elsewhere_sees_their_own_time_and_the_meetings() -> None:
    """G35: the zone is named when the clocks differ."""
    both = "15:00 to 16:00 your time (14:00 to 15:00 in London)"
    assert when_words(MEETING, at(20, 9), PARIS) == f"Tuesday 24 November, {both}"
    assert span_words(MEETING, PARIS) == both
    assert clock_words(MEETING.starts, MEETING.zone, PARIS) == "15:00 (14:00 in London)"


def test_another_day_over_there_is_named() -> None:
    late = Occurrence("m", datetime(2026, 11, 24, 20), at(24, 20), at(24, 21))
    assert when_words(late, at(20, 9), TOKYO) == (
        "Wednesday 25 November, 05:00 to 06:00 your time (Tuesday 20:00 to 21:00 in London)"
    )


def test_a_zone_with_the_same_clock_needs_no_second_time() -> None:
    assert when_words(MEETING, at(24, 9), DUBLIN) == "Today, 14:00 to 15:00, London"
    assert when_words(MEETING, at(24, 9), UTC).endswith("14:00 to 15:00, London")


def test_today_is_the_viewers_day() -> None:
    """At 16:00 in London it is already tomorrow in Tokyo."""
    night = Occurrence("m", datetime(2026, 11, 24, 20), at(24, 20), at(24, 21))
    assert when_words(night, at(24, 16), TOKYO).startswith("Today")
    assert when_words(night, at(24, 14), TOKYO).startswith("Tomorrow")


@pytest.fixture
def paris_computer(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """This computer, moved to Paris."""
    if not hasattr(time, "tzset"):
        pytest.skip("this system takes its time zone from its settings only")
    monkeypatch.setenv("TZ", "Europe/Paris")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_without_a_zone_this_computers_clock_is_meant(paris_computer: None) -> None:
    """Summer time too: the rule of the day of the meeting counts, not that of today."""
    assert os.environ["TZ"] == "Europe/Paris"
    summer = Occurrence("m", datetime(2026, 7, 7, 14), at(7, 13, month=7), at(7, 14, month=7))
    assert span_words(summer) == "15:00 to 16:00 your time (14:00 to 15:00 in London)"
    assert span_words(MEETING) == "15:00 to 16:00 your time (14:00 to 15:00 in London)"


# Countdown


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(24, 13, 48), ("12", "minutes", "until you meet at 14:00")),
        (at(24, 13, 48, 1), ("12", "minutes", "until you meet at 14:00")),
        (at(24, 13, 47, 59), ("13", "minutes", "until you meet at 14:00")),
        (at(24, 13, 59, 59), ("1", "minute", "until you meet at 14:00")),
        (at(24, 13, 0), ("1", "hour", "until you meet at 14:00")),
        (at(24, 13, 0, 1), ("1", "hour", "until you meet at 14:00")),
        (at(24, 13, 1), ("59", "minutes", "until you meet at 14:00")),
        (at(24, 10, 30), ("3", "hours", "until you meet at 14:00")),
        (at(23, 20), ("18", "hours", "until you meet tomorrow at 14:00")),
        (at(23, 9), ("1", "day", "until you meet tomorrow at 14:00")),
        (at(22, 23), ("2", "days", "until you meet on Tuesday at 14:00")),
        (at(18, 9), ("6", "days", "until you meet on Tuesday at 14:00")),
        (at(17, 9), ("7", "days", "until you meet on Tuesday 24 November at 14:00")),
        (at(24, 14), ("Now", "", "is the time to meet")),
        (at(24, 14, 3, 30), ("3", "minutes", "since it started at 14:00")),
        (at(24, 14, 59, 59), ("59", "minutes", "since it started at 14:00")),
        (at(24, 15), ("", "", "It ended at 15:00")),
        (at(25, 9), ("", "", "It ended yesterday at 15:00")),
        (at(28, 9), ("", "", "It ended on Tuesday 24 November at 15:00")),
    ],
    ids=str,
)
def test_the_countdown_reads_as_one_sentence(now: datetime, expected: tuple[str, str, str]) -> None:
    """Number, unit, sentence; minutes as people subtract clock times; a meeting in the past says when it ended."""
    assert countdown(MEETING, now, LONDON) == expected


def test_a_day_of_twenty_five_hours_is_still_a_day() -> None:
    """On 25 October 2026 the clocks go back: from midnight to 23:30 is more than 24 hours."""
    night = Occurrence("m", datetime(2026, 10, 25, 23, 30), at(25, 23, 30, month=10), at(26, 0, 30, month=10))
    assert countdown(night, at(24, 23, month=10), LONDON) == ("1", "day", "until you meet at 23:30")


def test_a_countdown_elsewhere_names_both_times() -> None:
    assert countdown(MEETING, at(24, 13, 48), PARIS).sentence == "until you meet at 15:00 (14:00 in London)"


def test_a_long_meeting_counts_hours() -> None:
    long = MEETING.__class__("m", MEETING.original, MEETING.starts, MEETING.starts + timedelta(hours=8))
    assert countdown(long, at(24, 16, 59), LONDON)[:2] == ("2", "hours")


@given(st.integers(-40 * 86400, 2 * 86400), st.sampled_from([LONDON, PARIS, TOKYO, timezone(timedelta(hours=-11))]))
def test_there_is_always_a_countdown_and_it_never_misleads(seconds: int, local: ZoneInfo) -> None:
    """Whatever the moment (a clock set back too), a number above nought with its unit, or a sentence."""
    now = MEETING.starts + timedelta(seconds=seconds)
    number, unit, sentence = countdown(MEETING, now, local)
    assert sentence and "{" not in sentence
    if unit:
        assert int(number) >= 1
        assert unit.endswith("s") == (int(number) != 1)
    if unit.startswith("minute") and seconds < 0:
        assert 0 <= int(number) * 60 + seconds < 60


# Repeats


@pytest.mark.parametrize(
    ("repeat", "day", "count", "expected"),
    [
        (Repeat.NONE, 24, None, "Once"),
        (Repeat.NONE, 24, 5, "Once"),
        (Repeat.WEEKLY, 24, None, "Every week"),
        (Repeat.FORTNIGHTLY, 24, 6, "Every two weeks, six times"),
        (Repeat.MONTHLY, 24, 12, "Every month on day 24, 12 times"),
        (Repeat.MONTHLY, 29, None, "Every month on day 29, or the last day of a short month"),
        (Repeat.WEEKLY, 24, 1, "Every week, one time"),
    ],
)
def test_how_often_in_words(repeat: Repeat, day: int, count: int | None, expected: str) -> None:
    """G35."""
    meeting = Meeting("m", "p", "Mentoring", "", datetime(2026, 11, day, 14), repeat=repeat, count=count)
    assert repeat_words(meeting) == expected


def test_every_choice_has_its_words() -> None:
    """G24: each platform can be named alone and in a sentence."""
    assert all(has(f"sessions.platform.{platform}") and has(f"sessions.how.{platform}") for platform in Platform)
    assert all(has(f"sessions.repeat.{repeat}") for repeat in Repeat)
