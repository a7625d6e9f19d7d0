"""When does a meeting take place? Wall-clock time is kept: 14:00 stays 14:00 when the clocks change.

Each position of a series is worked out by itself (start plus so many weeks or months), so that an old series costs no
more than a new one. The tests hold the result against python-dateutil reading ``rrule_text``.
"""

from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from heapq import merge
from itertools import count, takewhile

from companion.sessions.meeting import Change, Meeting, Repeat
from companion.sessions.zones import LONDON, zone_info

_STEPS = {Repeat.WEEKLY: timedelta(weeks=1), Repeat.FORTNIGHTLY: timedelta(weeks=2)}

EARLIEST, _LATEST = datetime(1980, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Where asking begins and every series ends, so that no date overflows."""

_SLACK = timedelta(days=2)
"""More than any clock was ever moved: across a change the wall shows more hours than went by."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a meeting. ``original`` names it for ever, even once moved: its planned start on the wall.

    ``starts`` and ``ends`` are aware, in UTC (two times in one local zone compare wrongly around a clock change); show
    them with ``timing``. ``zone`` is the meeting's own.
    """

    meeting_id: str
    original: datetime
    starts: datetime
    ends: datetime
    zone: str = LONDON

    @property
    def key(self) -> str:
        """``meeting_id:YYYY-MM-DDTHH:MM``, the scope of its ticks and records."""
        return f"{self.meeting_id}:{self.original.isoformat(timespec='minutes')}"


def parse_key(key: str) -> tuple[str, datetime]:
    """Meeting id and original start of an occurrence's key. Raises ValueError."""
    meeting_id, _, original = key.partition(":")
    return meeting_id, datetime.fromisoformat(original)


def instant(wall: datetime, zone: str) -> datetime:
    """The moment (UTC) at which the wall clock of ``zone`` shows ``wall``.

    A time left out in spring moves forward by the gap; of a time that comes twice in autumn, the first is meant.
    """
    return wall.replace(tzinfo=zone_info(zone), fold=0).astimezone(UTC)


def wall_time(meeting: Meeting, position: int) -> datetime:
    """The planned start on the wall of the ``position``-th time (from 0), changes aside."""
    if meeting.repeat == Repeat.MONTHLY:
        return _months_later(meeting.starts, position)
    return meeting.starts + position * _STEPS.get(meeting.repeat, timedelta())


def position_of(meeting: Meeting, original: datetime) -> int | None:
    """Which time of the series starts at ``original``; None where none does."""
    position = _position_before(meeting, original)
    end = _length(meeting)
    if position < 0 or (end is not None and position >= end):
        return None
    return position if wall_time(meeting, position) == original else None


def occurrences_from(meeting: Meeting, changes: Sequence[Change], after: datetime) -> Iterator[Occurrence]:
    """Every occurrence that ends later than ``after`` (aware), by start, worked out one at a time."""
    changed = {change.original: change for change in changes if _concerns(change, meeting)}
    plain = (occurrence for occurrence in _planned(meeting, after) if occurrence.original not in changed)
    moved = (_at(meeting, change) for change in changed.values() if not change.cancelled)
    later = sorted((occurrence for occurrence in moved if occurrence.ends > after), key=_start)
    stop = meeting.cancelled_at or _LATEST
    return takewhile(lambda occurrence: occurrence.starts < stop, merge(plain, later, key=_start))


def occurrences_between(
    meeting: Meeting, changes: Sequence[Change], after: datetime, before: datetime
) -> list[Occurrence]:
    """The occurrences that end later than ``after`` and start earlier than ``before`` (both aware), by start."""
    found = occurrences_from(meeting, changes, after)
    return list(takewhile(lambda occurrence: occurrence.starts < before, found))


def next_occurrence(meeting: Meeting, changes: Sequence[Change], now: datetime) -> Occurrence | None:
    """The one running at ``now`` (aware), else the next; None once it is all over."""
    return next(occurrences_from(meeting, changes, now), None)


def occurrence_at(meeting: Meeting, changes: Sequence[Change], original: datetime) -> Occurrence | None:
    """The occurrence named by ``original``; None where the series has none or it was called off."""
    if position_of(meeting, original) is None:
        return None
    wanted = Change(meeting.id, original)
    change = next((c for c in changes if c.original == original and c.meeting_id == meeting.id), wanted)
    occurrence = _at(meeting, change)
    gone = change.cancelled or (meeting.cancelled_at is not None and occurrence.starts >= meeting.cancelled_at)
    return None if gone else occurrence


def last_end(meeting: Meeting, changes: Sequence[Change]) -> datetime | None:
    """When the last occurrence ends, or the meeting was called off (UTC); None for a series without an end.

    Where each occurrence was called off by itself, the end of the last as planned.
    """
    end = _length(meeting)
    if end is None and not meeting.cancelled_at:
        return None
    ends = [occurrence.ends for occurrence in occurrences_from(meeting, changes, EARLIEST)]
    if meeting.cancelled_at:
        ends.append(meeting.cancelled_at)
    planned = Change(meeting.id, wall_time(meeting, (end or 1) - 1))
    return max(ends) if ends else _at(meeting, planned).ends


def rrule_text(meeting: Meeting) -> str:
    """The RFC 5545 rule of the series, without "RRULE:"; "" for a single meeting.

    A day that short months do not have becomes "the last of the days 28 to 31": BYMONTHDAY=31 alone would leave those
    months out.
    """
    if meeting.repeat == Repeat.NONE:
        return ""
    parts = [_FREQUENCY[meeting.repeat]]
    if meeting.repeat == Repeat.MONTHLY and meeting.starts.day > 28:
        days = ",".join(str(day) for day in range(28, meeting.starts.day + 1))
        parts.append(f"BYMONTHDAY={days};BYSETPOS=-1")
    if meeting.count is not None:
        parts.append(f"COUNT={meeting.count}")
    return ";".join(parts)


_FREQUENCY = {
    Repeat.WEEKLY: "FREQ=WEEKLY",
    Repeat.FORTNIGHTLY: "FREQ=WEEKLY;INTERVAL=2",
    Repeat.MONTHLY: "FREQ=MONTHLY",
}


def _start(occurrence: Occurrence) -> datetime:
    return occurrence.starts


def _length(meeting: Meeting) -> int | None:
    return 1 if meeting.repeat == Repeat.NONE else meeting.count


def _concerns(change: Change, meeting: Meeting) -> bool:
    """A change of a start the series no longer has (it was edited since) is of no consequence."""
    return change.meeting_id == meeting.id and position_of(meeting, change.original) is not None


def _at(meeting: Meeting, change: Change) -> Occurrence:
    starts = instant(change.starts or change.original, meeting.zone)
    ends = starts + timedelta(minutes=change.minutes or meeting.minutes)
    return Occurrence(meeting.id, change.original, starts, ends, meeting.zone)


def _planned(meeting: Meeting, after: datetime) -> Iterator[Occurrence]:
    """The series as planned, from the first occurrence that ends later than ``after``."""
    end = _length(meeting)
    for position in count(_first_position(meeting, after)):
        wall = wall_time(meeting, position)
        if (end is not None and position >= end) or wall.year >= _LATEST.year:
            return
        occurrence = _at(meeting, Change(meeting.id, wall))
        if occurrence.ends > after:
            yield occurrence


def _first_position(meeting: Meeting, after: datetime) -> int:
    """A position surely not later than the first that ends after ``after``, and at most a few too early."""
    moment = min(max(after.astimezone(UTC), EARLIEST), _LATEST).astimezone(zone_info(meeting.zone))
    wall = moment.replace(tzinfo=None) - timedelta(minutes=meeting.minutes) - _SLACK
    return max(_position_before(meeting, wall), 0)


def _position_before(meeting: Meeting, wall: datetime) -> int:
    """How many whole steps lie between the start and ``wall``; negative before the start."""
    first = meeting.starts
    if meeting.repeat == Repeat.MONTHLY:
        return (wall.year - first.year) * 12 + wall.month - first.month
    step = _STEPS.get(meeting.repeat)
    return (wall - first) // step if step else 0


def _months_later(first: datetime, months: int) -> datetime:
    """The same day ``months`` later, or the last day of a month too short for it."""
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return first.replace(year=year, month=month + 1, day=min(first.day, monthrange(year, month + 1)[1]))
