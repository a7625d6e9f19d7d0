"""What state an item is in, from what a person said, what the computer saw, and the time."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from companion.checklist.plan import PlannedItem
from companion.readings import Reading, State
from companion.words import Message, sentence

SOON = timedelta(days=30)
"""An agreement that runs out within this time says so while it still holds."""


class Mark(StrEnum):
    """How an item is drawn and read out."""

    TODO = "todo"
    BY_PERSON = "by_person"
    BY_COMPUTER = "by_computer"
    NOT_RIGHT = "not_right"
    CANNOT_TELL = "cannot_tell"
    LOOKING = "looking"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Tick:
    """What a person said: ``ticked`` False took a tick of the computer away. ``at`` is an aware time."""

    ticked: bool
    at: datetime
    by: str = "person"
    note: str = ""


@dataclass(frozen=True, slots=True)
class ItemState:
    """``evidence`` stands at the right; ``done`` counts; ``until`` is when time alone may change it (None: never).

    ``at`` is when it was ticked or seen, None where it is not done.
    """

    mark: Mark
    evidence: Message
    done: bool
    danger: bool = False
    until: datetime | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What the computer has of an item's subject: the newest reading, and the newest that could tell.

    ``latest`` is None where nobody is looking any more.
    """

    latest: Reading | None = None
    decisive: Reading | None = None


def resolve(
    planned: PlannedItem, tick: Tick | None, seen: Seen, now: datetime, local: tzinfo | None = None
) -> ItemState:
    """The state at ``now`` (aware); times in the evidence are on the clock of ``local`` (None: this computer's).

    A danger beats a tick by hand; a person's word beats everything else the computer sees.
    """
    if planned.off is not None:
        return ItemState(Mark.OFF, planned.off, done=False)
    danger = seen.decisive if seen.decisive and seen.decisive.danger and seen.decisive.is_fresh(now) else None
    if danger is not None:
        return ItemState(Mark.NOT_RIGHT, danger.message, done=False, danger=True, until=_end(danger))
    if tick is not None and tick.ticked:
        return _by_person(planned, tick, now, local)
    if tick is not None:
        evidence = Message("checklist.unticked", {"time": _when(tick.at, now, local)})
        return ItemState(Mark.TODO, evidence, done=False, until=_rewords(tick.at, now, local))
    return _by_computer(planned, seen, now, local)


def _by_person(planned: PlannedItem, tick: Tick, now: datetime, local: tzinfo | None) -> ItemState:
    ends = renewal(tick.at, planned.item.renew_months)
    if ends is not None and ends <= now:
        evidence = Message("checklist.lapsed", {"date": _date(tick.at, local)})
        return ItemState(Mark.NOT_RIGHT, evidence, done=False)
    is_soon = ends is not None and ends - now <= SOON
    code = "checklist.by_you" + ("_noted" if tick.note else "") + ("_until" if is_soon else "")
    params = {"time": _when(tick.at, now, local), "note": tick.note, "date": _date(ends or tick.at, local)}
    turns = ends if ends is None or is_soon else ends - SOON
    until = _first(turns, _rewords(tick.at, now, local))
    return ItemState(Mark.BY_PERSON, Message(code, params), done=True, until=until, at=tick.at)


def _by_computer(planned: PlannedItem, seen: Seen, now: datetime, local: tzinfo | None) -> ItemState:
    latest, decisive = seen.latest, seen.decisive
    if planned.item.reading_ticks and decisive is not None and decisive.state == State.GOOD and decisive.is_fresh(now):
        return _good(decisive, latest, now, local)
    if latest is None or not latest.is_fresh(now):
        return ItemState(Mark.TODO, Message("checklist.hint", {"hint": planned.item.hint}), done=False)
    if latest.state == State.LOOKING:
        return ItemState(Mark.LOOKING, latest.message, done=False, until=_end(latest))
    if latest.state == State.NOT_RIGHT:
        return ItemState(Mark.NOT_RIGHT, latest.message, done=False, until=_end(latest))
    return ItemState(Mark.CANNOT_TELL, latest.message, done=False, until=_end(latest))


def _good(good: Reading, latest: Reading | None, now: datetime, local: tzinfo | None) -> ItemState:
    """Still looking at it: the evidence. Looked away: when it was seen, until it may no longer be believed."""
    if latest is not None and latest.state == State.GOOD:
        return ItemState(Mark.BY_COMPUTER, good.message, done=True, until=_end(good), at=good.seen_at)
    seen = Message("checklist.seen", {"time": _when(good.seen_at, now, local)})
    until = _first(_end(good), _rewords(good.seen_at, now, local))
    return ItemState(Mark.BY_COMPUTER, seen, done=True, until=until, at=good.seen_at)


def renewal(at: datetime, months: int) -> datetime | None:
    """When something agreed at ``at`` must be agreed again, None for never. Short months use their last day."""
    if not months:
        return None
    month = at.month - 1 + months
    year, month = at.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return at.replace(year=year, month=month, day=min(at.day, last))


def _end(reading: Reading) -> datetime:
    return reading.seen_at + reading.good_for


def _first(*moments: datetime | None) -> datetime | None:
    return min((moment for moment in moments if moment is not None), default=None)


def _rewords(at: datetime, now: datetime, local: tzinfo | None) -> datetime | None:
    """When the words of ``_when`` change: they are a clock time from the midnight before ``at`` to the one after."""
    today, day = now.astimezone(local).date(), at.astimezone(local).date()
    turn = day if today < day else day + timedelta(days=1)
    if turn <= today:
        return None
    midnight = datetime.combine(turn, time())
    return midnight.replace(tzinfo=local) if local else midnight.astimezone()


def _when(at: datetime, now: datetime, local: tzinfo | None) -> str:
    """The clock time today, else the date."""
    here = at.astimezone(local)
    return f"{here:%H:%M}" if here.date() == now.astimezone(local).date() else _date(at, local)


def _date(at: datetime, local: tzinfo | None) -> str:
    day = at.astimezone(local).date()
    month = sentence(Message(f"checklist.month.n{day.month}"))
    return sentence(Message("checklist.date", {"day": day.day, "month": month, "year": day.year}))
