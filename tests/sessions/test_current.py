"""The session Today speaks of, phase by phase."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.current import LOCK_AFTER, OPENING, Current
from companion.sessions.meeting import Meeting, Platform
from companion.sessions.pair import Pair
from companion.sessions.recurrence import Occurrence

LONDON = ZoneInfo("Europe/London")
STARTS = datetime(2026, 11, 24, 14, tzinfo=UTC)
ORDER = ["schedule", "before", "opening", "during", "after"]


def session(minutes: int = 60, name: str = "Amara", platform: Platform = Platform.ZOOM) -> Current:
    """A session on 24 November 2026 at 14:00."""
    meeting = Meeting("m", "p", "Mentoring", "", datetime(2026, 11, 24, 14), minutes=minutes, platform=platform)
    occurrence = Occurrence("m", meeting.starts, STARTS, STARTS + timedelta(minutes=minutes))
    return Current(Pair("p", name), meeting, occurrence)


def phase(offset: timedelta, minutes: int = 60) -> str:
    """The phase so long after the start."""
    return session(minutes).phase_at(STARTS + offset)


@pytest.mark.parametrize(
    ("minutes_after_start", "expected"),
    [
        (-7 * 24 * 60, "schedule"),
        (-61, "schedule"),
        (-60, "before"),
        (-12, "before"),
        (0, "opening"),
        (9, "opening"),
        (10, "during"),
        (59, "during"),
        (60, "after"),
        (23 * 60, "after"),
    ],
)
def test_phases_of_an_hours_meeting(minutes_after_start: int, expected: str) -> None:
    """Opening the app within the hour goes straight to "before"."""
    assert phase(timedelta(minutes=minutes_after_start)) == expected


@given(st.integers(5, 480), st.integers(-200_000, 200_000), st.integers(0, 100_000))
def test_phases_cover_time_without_gaps_and_only_go_forward(minutes: int, seconds: int, later: int) -> None:
    first, second = timedelta(seconds=seconds), timedelta(seconds=seconds + later)
    assert ORDER.index(phase(first, minutes)) <= ORDER.index(phase(second, minutes))


@given(st.integers(5, 480))
def test_every_phase_but_a_short_ones_middle_comes_up(minutes: int) -> None:
    """A meeting no longer than its opening has no "during"; it still closes."""
    steps = [timedelta(minutes=minute) for minute in (-61, -1, 0, minutes - 1, minutes)]
    seen = {phase(step, minutes) for step in steps}
    assert {"schedule", "before", "opening", "after"} <= seen
    assert ("during" in seen) == (timedelta(minutes=minutes) > OPENING)


def test_the_lock_is_reminded_of_while_the_meeting_opens() -> None:
    """G22: a few minutes after the start, never before, and still in the opening."""
    assert session().lock_at == STARTS + LOCK_AFTER
    assert session().phase_at(session().lock_at) == "opening"


def test_ticks_hang_on_the_occurrence() -> None:
    assert session().key == "m:2026-11-24T14:00"


@pytest.mark.parametrize(
    ("current", "now", "expected"),
    [
        (session(), STARTS, "Amara and you, on Zoom, 14:00 to 15:00."),
        (session(platform=Platform.PHONE), STARTS, "Amara and you, by phone, 14:00 to 15:00."),
        (session(), STARTS - timedelta(days=1), "Amara and you, on Zoom, tomorrow, 14:00 to 15:00."),
        (session(), STARTS - timedelta(days=9), "Amara and you, on Zoom, Tuesday 24 November, 14:00 to 15:00."),
        (session(name=""), STARTS, "You meet on Zoom, 14:00 to 15:00."),
    ],
    ids=["today", "by phone", "tomorrow", "later", "no name yet"],
)
def test_the_line_under_the_heading(current: Current, now: datetime, expected: str) -> None:
    """G24, G35."""
    assert current.line_at(now, LONDON) == expected


def test_names_are_never_taken_for_parts_of_a_sentence() -> None:
    """Braces in a nickname are only braces."""
    assert session(name="{how} {0}").line_at(STARTS, LONDON).startswith("{how} {0} and you")


def test_two_meetings_at_once_are_told_in_one_sentence() -> None:
    other = session(name="")
    assert session().clash_with(other, LONDON) == (
        "You have two meetings at once: Amara at 14:00, and Mentoring at 14:00. Move one of them to another time."
    )


def test_the_countdown_is_that_of_the_occurrence() -> None:
    assert session().countdown_at(STARTS - timedelta(minutes=4), LONDON) == ("4", "minutes", "until you meet at 14:00")
