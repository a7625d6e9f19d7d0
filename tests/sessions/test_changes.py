"""One time of a series called off or moved, a series called off, and when the last of it ends."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Change, Meeting
from companion.sessions.recurrence import (
    EARLIEST,
    last_end,
    next_occurrence,
    occurrence_at,
    occurrences_between,
    occurrences_from,
    wall_time,
)
from companion.sessions.zones import zone_info
from tests.sessions.making import bounded, repeating, series, weekly

TUESDAYS = weekly(datetime(2026, 11, 3, 14), count=4)
END = datetime(2027, 1, 1, tzinfo=UTC)


def days(meeting: Meeting, changes: list[Change]) -> list[str]:
    """The starts in London as "10 14:00"."""
    london = zone_info("Europe/London")
    return [f"{o.starts.astimezone(london):%d %H:%M}" for o in occurrences_between(meeting, changes, EARLIEST, END)]


def test_one_time_can_be_called_off() -> None:
    """G35: the rest of the series stays; it does not grow longer."""
    called_off = Change("m", datetime(2026, 11, 10, 14), cancelled=True)
    assert days(TUESDAYS, [called_off]) == ["03 14:00", "17 14:00", "24 14:00"]


def test_one_time_can_be_moved_and_keeps_its_name() -> None:
    """G35: moved behind the next one, it comes in its new place under its old key."""
    moved = Change("m", datetime(2026, 11, 10, 14), starts=datetime(2026, 11, 18, 9), minutes=30)
    assert days(TUESDAYS, [moved]) == ["03 14:00", "17 14:00", "18 09:00", "24 14:00"]
    found = occurrence_at(TUESDAYS, [moved], datetime(2026, 11, 10, 14))
    assert found and found.key == "m:2026-11-10T14:00"
    assert found.ends - found.starts == timedelta(minutes=30)


def test_a_move_across_the_clock_change_is_meant_on_the_wall() -> None:
    meeting = weekly(datetime(2026, 10, 20, 14))
    moved = Change("m", datetime(2026, 10, 20, 14), starts=datetime(2026, 10, 26, 14))
    found = occurrence_at(meeting, [moved], datetime(2026, 10, 20, 14))
    assert found and found.starts == datetime(2026, 10, 26, 14, tzinfo=UTC)


def test_changes_of_other_meetings_and_lost_days_do_nothing() -> None:
    strange = [Change("other", TUESDAYS.starts, cancelled=True), Change("m", datetime(2026, 11, 4, 14), cancelled=True)]
    assert days(TUESDAYS, strange) == days(TUESDAYS, [])
    assert occurrence_at(TUESDAYS, strange, datetime(2026, 11, 4, 14)) is None


def test_a_cancelled_series_keeps_what_took_place() -> None:
    """G35: called off at noon on the 17th, the 3rd and the 10th still happened."""
    cancelled = replace(TUESDAYS, cancelled_at=datetime(2026, 11, 17, 12, tzinfo=UTC))
    assert days(cancelled, []) == ["03 14:00", "10 14:00"]
    assert occurrence_at(cancelled, [], datetime(2026, 11, 17, 14)) is None
    assert cancelled.cancelled and not TUESDAYS.cancelled


def test_what_was_to_start_when_it_was_called_off_does_not() -> None:
    at_the_start = replace(TUESDAYS, cancelled_at=datetime(2026, 11, 17, 14, tzinfo=UTC))
    assert days(at_the_start, []) == ["03 14:00", "10 14:00"]
    assert occurrence_at(at_the_start, [], datetime(2026, 11, 17, 14)) is None


@given(series, st.data())
def test_changed_series_stay_in_order_and_lose_only_what_was_called_off(meeting: Meeting, data: st.DataObject) -> None:
    walls = bounded(meeting)
    shifts = st.integers(-40_000, 40_000).map(lambda minutes: timedelta(minutes=minutes))
    picked = data.draw(st.lists(st.sampled_from(walls), unique=True, max_size=5))
    moves = [Change("m", wall, data.draw(st.booleans()), wall + data.draw(shifts)) for wall in picked]
    everything = list(islice(occurrences_from(meeting, moves, EARLIEST), 60))
    gone = {move.original for move in moves if move.cancelled}
    assert [o.starts for o in everything] == sorted(o.starts for o in everything)
    shown = {o.original for o in everything}
    assert gone.isdisjoint(shown)
    assert {wall for wall in walls if wall not in gone} <= shown


# The last end


@given(repeating, st.integers(1, 20))
def test_the_last_end_is_when_nothing_follows(meeting: Meeting, count: int) -> None:
    counted = replace(meeting, count=count)
    end = last_end(counted, [])
    assert end and next_occurrence(counted, [], end) is None
    before = next_occurrence(counted, [], end - timedelta(minutes=1))
    assert before and before.ends == end


def test_the_last_end_follows_moves_and_cancellations() -> None:
    assert last_end(weekly(datetime(2026, 11, 3, 14)), []) is None
    late = Change("m", datetime(2026, 11, 3, 14), starts=datetime(2026, 12, 20, 9))
    assert last_end(TUESDAYS, [late]) == datetime(2026, 12, 20, 10, tzinfo=UTC)
    called_off = datetime(2026, 11, 5, tzinfo=UTC)
    assert last_end(weekly(datetime(2026, 11, 3, 14), cancelled_at=called_off), []) == called_off
    every = [Change("m", wall_time(TUESDAYS, position), cancelled=True) for position in range(4)]
    assert last_end(TUESDAYS, every) == datetime(2026, 11, 24, 15, tzinfo=UTC)
