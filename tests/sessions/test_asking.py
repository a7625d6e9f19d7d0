"""What is on, what comes next, and what clashes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Platform, Repeat
from companion.sessions.pair import Pair
from companion.sessions.recurrence import Occurrence
from companion.sessions.repository import Sessions
from companion.store import Store
from tests.sessions.making import DAY, HOUR, MINUTE, keys, next_of, planned


def test_without_a_meeting_there_is_nothing_current(sessions: Sessions, now: datetime) -> None:
    """No meeting: every question has an empty answer."""
    assert sessions.current(now) is None
    assert sessions.next_occurrence(now) is None
    assert sessions.upcoming(now) == sessions.past(now - DAY, now) == []
    assert sessions.clashes(now) == []


def test_the_next_meeting_is_current_with_its_people(sessions: Sessions, now: datetime) -> None:
    """G24, G35."""
    made = planned(sessions, "m", 24, 14, platform=Platform.PHONE)
    current = sessions.current(now)
    assert current and current.pair == Pair("p", "Amara")
    assert current.meeting == made
    assert current.key == "m:2026-11-24T14:00"
    assert sessions.find(current.key) == current


@pytest.mark.parametrize(
    ("hour", "minute", "expected", "phase"),
    [
        (9, 0, "early", "schedule"),
        (9, 30, "early", "before"),
        (10, 45, "early", "during"),
        (12, 0, "early", "after"),
        (12, 59, "early", "after"),
        (13, 0, "late", "before"),
        (14, 5, "late", "opening"),
        (23, 0, "late", "after"),
    ],
)
def test_the_close_of_one_meeting_gives_way_within_the_hour_of_the_next(
    sessions: Sessions, hour: int, minute: int, expected: str, phase: str
) -> None:
    """A day with two meetings, 10:30 and 14:00."""
    planned(sessions, "early", 24, 10, 30)
    planned(sessions, "late", 24, 14)
    moment = datetime(2026, 11, 24, hour, minute, tzinfo=UTC)
    current = sessions.current(moment)
    assert current and (current.meeting.id, current.phase_at(moment)) == (expected, phase)


def test_a_day_after_its_end_a_meeting_makes_room(sessions: Sessions) -> None:
    """A meeting in the past: nothing is left to do, the next one counts."""
    planned(sessions, "m", 24, 14, repeat=Repeat.MONTHLY)
    ended = datetime(2026, 11, 24, 15, tzinfo=UTC)
    still, then = sessions.current(ended + DAY - MINUTE), sessions.current(ended + DAY)
    assert still and still.key == "m:2026-11-24T14:00"
    assert then and then.key == "m:2026-12-24T14:00"


def test_two_meetings_at_once_show_the_earlier_and_name_the_other(sessions: Sessions, now: datetime) -> None:
    """Two meetings at once: the earlier start first, and the clash is told."""
    planned(sessions, "a", 24, 14)
    planned(sessions, "b", 24, 14, 30)
    planned(sessions, "c", 24, 15)
    assert [session.meeting.id for session in sessions.clashes(now)] == ["b"]
    both_on = sessions.current(now + 55 * MINUTE)
    assert both_on and both_on.meeting.id == "a"
    first_over = sessions.current(now + 75 * MINUTE)
    assert first_over and first_over.meeting.id == "b"


def test_a_meeting_that_clashes_is_found_before_it_is_kept(sessions: Sessions) -> None:
    planned(sessions, "a", 24, 14)
    starts = datetime(2026, 11, 24, 14, 30, tzinfo=UTC)
    draft = Occurrence("draft", datetime(2026, 11, 24, 14, 30), starts, starts + HOUR)
    assert keys(sessions.overlapping(draft)) == ["a:2026-11-24T14:00"]
    assert sessions.overlapping(replace(draft, starts=starts + 30 * MINUTE, ends=starts + HOUR)) == []


def test_moving_one_time_moves_what_is_next(sessions: Sessions, now: datetime) -> None:
    """G35: beyond the planned end of the series too."""
    planned(sessions, "m", 24, 14)
    sessions.move_occurrence(next_of(sessions, now), datetime(2027, 1, 15, 9))
    january = datetime(2027, 1, 15, 8, 30, tzinfo=UTC)
    current = sessions.current(january)
    assert current and current.key == "m:2026-11-24T14:00" and current.phase_at(january) == "before"


STRAY_KEYS = ["", "m", "m:soon", "m:2026-11-24T15:00", "x:2026-11-24T14:00", "m:2026-11-24T14:00+00:00"]


@pytest.mark.parametrize("key", STRAY_KEYS)
def test_a_key_of_nothing_finds_nothing(sessions: Sessions, key: str) -> None:
    planned(sessions, "m", 24, 14)
    assert sessions.find(key) is None


@given(days=st.lists(st.integers(1, 28), unique=True, max_size=6), day=st.integers(1, 28))
def test_each_meeting_is_either_past_or_upcoming(make_store: Callable[[], Store], days: list[int], day: int) -> None:
    sessions = Sessions(make_store())
    sessions.save_pair(Pair("p", "Amara"))
    for number in days:
        planned(sessions, f"m{number}", number, 14)
    now = datetime(2026, 11, day, 14, 30, tzinfo=UTC)
    past, upcoming = sessions.past(now - 60 * DAY, now), sessions.upcoming(now)
    assert len(past) == sum(number < day for number in days)
    assert [o.starts for o in upcoming] == sorted(o.starts for o in upcoming)
    assert len(past) + len(upcoming) == len(days)
    assert [o.starts for o in past] == sorted((o.starts for o in past), reverse=True)
