"""Editing a series that has begun: what took place stays as it was, what lies ahead becomes a series of its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import takewhile
from typing import NamedTuple

from companion.sessions.meeting import Change, Meeting, Repeat
from companion.sessions.pair import new_id
from companion.sessions.recurrence import EARLIEST, Occurrence, occurrences_from, position_of, wall_time


class Series(NamedTuple):
    """A meeting with its moved and cancelled occurrences."""

    meeting: Meeting
    changes: list[Change]


def carried(meeting: Meeting, changes: Sequence[Change]) -> list[Change]:
    """Those of ``changes`` that still concern ``meeting`` once it was edited, by date.

    A change belongs to its day: when a series moves from 14:00 to 15:00, the week called off stays called off.
    """
    time = meeting.starts.time()
    moved = [replace(change, original=datetime.combine(change.original.date(), time)) for change in changes]
    valid = [change for change in moved if position_of(meeting, change.original) is not None]
    return sorted(valid, key=lambda change: change.original)


def keeps_times(stored: Meeting, edited: Meeting) -> bool:
    """Whether an edit leaves alone when the meeting takes place."""
    return _times(stored) == _times(edited)


def last_begun(series: Series, now: datetime) -> Occurrence | None:
    """The latest time of the series, by its place in it, that had started at ``now`` (aware)."""
    begun = takewhile(lambda occurrence: occurrence.starts <= now, occurrences_from(*series, EARLIEST))
    return max(begun, key=lambda occurrence: occurrence.original, default=None)


def cut(series: Series, edited: Meeting, last: Occurrence, now: datetime) -> tuple[Series, Series] | None:
    """The series up to ``last`` as it was, and what of ``edited`` is still to come on later days than that.

    None where nothing is. What is over at ``now`` (aware) is not to come. A time of the first part that was put off
    to a later day stays in it.
    """
    rest = _rest(edited, series.changes, last.original.date(), now)
    position = position_of(series.meeting, last.original)
    if rest is None or position is None:
        return None
    held = replace(series.meeting, count=position + 1)
    return Series(held, carried(held, series.changes)), rest


def _rest(edited: Meeting, changes: Sequence[Change], day: date, now: datetime) -> Series | None:
    """What of ``edited`` is not over at ``now`` and comes on a later day than ``day``, with a new id.

    It starts on a day that carries the rule: a series on day 31 cut before 30 April starts on 31 March, called off, for
    started on the 30th it would stay there.
    """
    first = next((o for o in occurrences_from(edited, (), now) if o.original.date() > day), None)
    position = position_of(edited, first.original) if first else None
    if first is None or position is None:
        return None
    carrier = position - 1 if _is_clamped(edited, first.original) else position
    count = None if edited.count is None else edited.count - carrier
    rest = replace(edited, id=new_id(), starts=wall_time(edited, carrier), count=count, sequence=0)
    called_off = [Change(rest.id, rest.starts, cancelled=True)] if carrier < position else []
    kept = [replace(change, meeting_id=rest.id) for change in carried(rest, changes)]
    return Series(rest, called_off + [change for change in kept if change.original >= first.original])


def _is_clamped(meeting: Meeting, original: datetime) -> bool:
    return meeting.repeat == Repeat.MONTHLY and original.day != meeting.starts.day


def _times(meeting: Meeting) -> tuple[object, ...]:
    return meeting.starts, meeting.zone, meeting.minutes, meeting.repeat
