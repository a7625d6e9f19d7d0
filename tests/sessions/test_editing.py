"""Meetings called off and series changed while they run: what took place stays, what lies ahead follows."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Repeat
from companion.sessions.pair import Pair
from companion.sessions.recurrence import occurrences_between
from companion.sessions.repository import Sessions
from companion.store import Store
from tests.sessions.making import DAY, HOUR, MINUTE, keys, meeting, next_of, planned, repeating

# Cancelling


def test_a_cancelled_meeting_does_not_come_up_and_can_be_taken_back(sessions: Sessions, now: datetime) -> None:
    """G35."""
    planned(sessions, "m", 24, 14)
    assert sessions.cancel("m", now).cancelled
    assert sessions.upcoming(now) == []
    assert sessions.current(now) is None
    assert sessions.find("m:2026-11-24T14:00") is None
    sessions.restore("m")
    assert keys(sessions.upcoming(now)) == ["m:2026-11-24T14:00"]


def test_calling_a_series_off_keeps_what_took_place(sessions: Sessions, now: datetime) -> None:
    """G35: the close of the last meeting can still be worked through."""
    planned(sessions, "m", 17, 14, repeat=Repeat.WEEKLY)
    at_the_close = now + HOUR + 20 * MINUTE
    sessions.cancel("m", at_the_close)
    assert keys(sessions.past(now - 30 * DAY, at_the_close)) == ["m:2026-11-24T14:00", "m:2026-11-17T14:00"]
    assert sessions.upcoming(at_the_close) == []
    current = sessions.current(at_the_close)
    assert current and current.key == "m:2026-11-24T14:00" and current.phase_at(at_the_close) == "after"


def test_a_deleted_meeting_is_gone(sessions: Sessions, now: datetime) -> None:
    planned(sessions, "m", 24, 14)
    sessions.delete("m")
    assert sessions.meeting("m") is None
    assert sessions.upcoming(now) == []


def test_an_unknown_meeting_cannot_be_cancelled(sessions: Sessions, now: datetime) -> None:
    with pytest.raises(KeyError):
        sessions.cancel("nothing", now)


# Editing a series that has begun


def test_new_times_hold_for_what_lies_ahead(sessions: Sessions, now: datetime) -> None:
    """G35: at the close of today's meeting the series moves to 16:00. Today stays at 14:00 and does not come again."""
    made = planned(sessions, "m", 17, 14, repeat=Repeat.WEEKLY, count=5)
    at_the_close = now + HOUR + 20 * MINUTE
    sessions.cancel_occurrence(sessions.upcoming(at_the_close)[0])
    rest = sessions.edit(replace(made, starts=datetime(2026, 11, 17, 16)), at_the_close)
    assert rest.id != "m" and rest.sequence == 0
    held = sessions.meeting("m")
    assert held and held.sequence == 2 and held.count == 2
    assert keys(sessions.past(now - 30 * DAY, at_the_close)) == ["m:2026-11-24T14:00", "m:2026-11-17T14:00"]
    assert keys(sessions.upcoming(at_the_close)) == [f"{rest.id}:2026-12-08T16:00", f"{rest.id}:2026-12-15T16:00"]
    current = sessions.current(at_the_close)
    assert current and current.key == "m:2026-11-24T14:00"


def test_a_time_put_off_before_an_edit_still_comes(sessions: Sessions, now: datetime) -> None:
    """G35: the 17th was put off to 2 December; moving the series does not lose it."""
    made = planned(sessions, "m", 17, 14, repeat=Repeat.WEEKLY)
    sessions.move_occurrence(sessions.upcoming(now - 9 * DAY)[0], datetime(2026, 12, 2, 9))
    rest = sessions.edit(replace(made, starts=datetime(2026, 11, 17, 16)), now + 2 * HOUR)
    assert keys(sessions.upcoming(now + 2 * HOUR, 2)) == [f"{rest.id}:2026-12-01T16:00", "m:2026-11-17T14:00"]


def test_a_time_brought_forward_is_not_held_twice(sessions: Sessions, now: datetime) -> None:
    """G35: the 24th was held on the 20th, the 17th on the 24th: both are behind, the 1st is next."""
    made = planned(sessions, "m", 17, 14, repeat=Repeat.WEEKLY)
    first, second = sessions.upcoming(now - 9 * DAY, 2)
    sessions.move_occurrence(first, datetime(2026, 11, 24, 9))
    sessions.move_occurrence(second, datetime(2026, 11, 20, 9))
    rest = sessions.edit(replace(made, starts=datetime(2026, 11, 17, 16)), now)
    assert next_of(sessions, now).key == f"{rest.id}:2026-12-01T16:00"
    assert keys(sessions.past(now - 9 * DAY, now)) == ["m:2026-11-17T14:00", "m:2026-11-24T14:00"]


def test_the_last_day_of_the_month_survives_a_cut_in_a_short_one(sessions: Sessions) -> None:
    """G35: cut between 31 March and 30 April, the rest still meets on 31 May, and six times in all."""
    made = sessions.save(meeting("m", datetime(2027, 1, 31, 14), repeat=Repeat.MONTHLY, count=6))
    april = datetime(2027, 4, 15, 12, tzinfo=UTC)
    sessions.move_occurrence(sessions.upcoming(april - 30 * DAY)[0], datetime(2027, 3, 30, 9))
    rest = sessions.edit(replace(made, minutes=45), april)
    assert keys(sessions.upcoming(april)) == [f"{rest.id}:2027-{day}T14:00" for day in ("04-30", "05-31", "06-30")]
    held = sessions.past(april - 365 * DAY, april)
    assert [o.starts.day for o in held] == [30, 28, 31]


def test_new_words_hold_for_the_whole_series(sessions: Sessions, now: datetime) -> None:
    """G35: a new link or topic makes no second series, and loses no ticks."""
    made = planned(sessions, "m", 17, 14, repeat=Repeat.WEEKLY)
    edited = sessions.edit(replace(made, join_url="https://zoom.us/j/1", count=9), now)
    assert edited.id == "m"
    assert [kept.id for kept in sessions.meetings()] == ["m"]


def test_a_series_to_come_and_a_single_meeting_are_edited_as_a_whole(sessions: Sessions, now: datetime) -> None:
    single = planned(sessions, "one", 24, 13)
    later = planned(sessions, "two", 26, 14, repeat=Repeat.WEEKLY)
    sessions.edit(replace(single, minutes=90), now)
    sessions.edit(replace(later, starts=datetime(2026, 11, 27, 9)), now)
    assert {kept.id for kept in sessions.meetings()} == {"one", "two"}
    assert keys(sessions.upcoming(now, 2)) == ["one:2026-11-24T13:00", "two:2026-11-27T09:00"]


def test_a_series_that_is_over_is_put_right_as_a_whole(sessions: Sessions, now: datetime) -> None:
    made = planned(sessions, "m", 3, 14, repeat=Repeat.WEEKLY, count=2)
    assert sessions.edit(replace(made, starts=datetime(2026, 11, 3, 15)), now).id == "m"


@given(made=repeating, days=st.integers(0, 900), hours=st.integers(1, 8), data=st.data())
def test_cutting_a_series_loses_no_time_and_invents_none(
    make_store: Callable[[], Store], made: Meeting, days: int, hours: int, data: st.DataObject
) -> None:
    """G35: what had started stays; ahead is what the edited series has on later days, day 31 included."""
    sessions = Sessions(make_store())
    sessions.save_pair(Pair("p", "Amara"))
    sessions.save(made)
    early = datetime(2000, 1, 1, tzinfo=UTC)
    now = made.starts.replace(tzinfo=UTC) + timedelta(days=days)
    horizon = now + timedelta(days=800)
    edited = replace(made, starts=made.starts.replace(hour=hours))
    begun = [o for o in occurrences_between(made, [], early, horizon) if o.starts <= now]
    kept, last = [o.starts for o in begun], max((o.original.date() for o in begun), default=None)
    following = occurrences_between(edited, [], now, horizon)
    ahead = [o.starts for o in following if last and o.original.date() > last]
    rest = sessions.edit(edited, now)
    series = [(made, sessions.changes(made.id)) for made in sessions.meetings()]
    found = {o.starts for parts in series for o in occurrences_between(*parts, early, horizon)}
    if rest.id != made.id:
        assert found == {*kept, *ahead}
    else:  # nothing had begun, nothing lay ahead, or the times are the same
        assert found == {o.starts for o in occurrences_between(edited, [], early, horizon)}
        assert not kept or not ahead or made.starts == edited.starts
