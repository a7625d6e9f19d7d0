"""What the tests of sessions share: short ways to plan meetings and to ask for them."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Repeat
from companion.sessions.recurrence import Occurrence, wall_time
from companion.sessions.repository import Sessions

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
series = st.from_type(Meeting)
repeating = series.filter(lambda made: made.repeat != Repeat.NONE)


def meeting(identity: str, starts: datetime, **fields: object) -> Meeting:
    """An hour on Zoom with Amara."""
    return replace(Meeting(identity, "p", "Mentoring", "", starts), **fields)  # type: ignore[arg-type]


def planned(sessions: Sessions, identity: str, day: int, hour: int, minute: int = 0, **fields: object) -> Meeting:
    """Kept: an hour in November 2026."""
    return sessions.save(meeting(identity, datetime(2026, 11, day, hour, minute), **fields))


def keys(occurrences: list[Occurrence]) -> list[str]:
    return [occurrence.key for occurrence in occurrences]


def next_of(sessions: Sessions, now: datetime) -> Occurrence:
    """The next occurrence, which there must be."""
    occurrence = sessions.next_occurrence(now)
    assert occurrence
    return occurrence


def weekly(starts: datetime, **fields: object) -> Meeting:
    """A weekly series in London without an end."""
    return replace(Meeting("m", "p", "Mentoring", "", starts, repeat=Repeat.WEEKLY), **fields)  # type: ignore[arg-type]


def bounded(meeting: Meeting) -> list[datetime]:
    """The first planned starts on the wall, at most 30."""
    many = min(30, meeting.count or 30) if meeting.repeat != Repeat.NONE else 1
    return [wall_time(meeting, position) for position in range(many)]
