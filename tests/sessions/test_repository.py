"""Pairs and meetings, kept and asked for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Change, Meeting, Platform, Repeat
from companion.sessions.pair import Pair, Pays
from companion.sessions.recurrence import Occurrence, occurrences_between
from companion.sessions.repository import Sessions
from companion.store import Store, StoreProblem

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


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


# Pairs


def test_pairs_are_kept_in_the_order_they_came(sessions: Sessions) -> None:
    """G09: with what is known of who pays."""
    sessions.save_pair(Pair("a", "Ben", Pays.YES))
    assert sessions.pairs() == [Pair("p", "Amara", Pays.UNKNOWN), Pair("a", "Ben", Pays.YES)]
    assert sessions.pair("a") == Pair("a", "Ben", Pays.YES)
    assert sessions.pair("nobody") is None


def test_renaming_a_pair_loses_none_of_its_meetings(sessions: Sessions) -> None:
    """G09: nor does an answer to "do they pay for data?"."""
    planned(sessions, "m", 24, 14)
    sessions.save_pair(Pair("p", "Ama", Pays.NO))
    assert sessions.pairs() == [Pair("p", "Ama", Pays.NO)]
    assert sessions.meeting("m")


def test_deleting_a_pair_deletes_all_that_is_theirs(sessions: Sessions, store: Store, now: datetime) -> None:
    planned(sessions, "m", 24, 14, repeat=Repeat.WEEKLY)
    sessions.cancel_occurrence(next_of(sessions, now))
    sessions.delete_pair("p")
    assert sessions.pairs() == []
    assert sessions.meetings() == []
    assert store.read("SELECT count(*) FROM changes") == [(0,)]


# Saving


@given(made=st.from_type(Meeting))
def test_what_was_kept_comes_back_the_same(make_store: Callable[[], Store], made: Meeting) -> None:
    """G35: every field, in every combination."""
    sessions = Sessions(make_store())
    sessions.save_pair(Pair("p", "Amara"))
    kept = sessions.save(made)
    assert kept == made
    assert sessions.meeting(made.id) == made
    assert sessions.meetings() == [made]


@given(made=st.from_type(Meeting), data=st.data())
def test_changes_come_back_the_same(make_store: Callable[[], Store], made: Meeting, data: st.DataObject) -> None:
    """A moved and a cancelled occurrence are there after a restart, and only those."""
    store = make_store()
    sessions = Sessions(store)
    sessions.save_pair(Pair("p", "Amara"))
    sessions.save(made)
    early = datetime(2000, 1, 1, tzinfo=UTC)
    first = sessions.upcoming(early, 3)
    chosen = data.draw(st.sampled_from(first))
    target = made.starts + timedelta(minutes=data.draw(st.integers(-5000, 5000)))
    sessions.move_occurrence(chosen, target, data.draw(st.none() | st.integers(5, 480)))
    again = Sessions(store)
    assert [(change.original, change.starts) for change in again.changes("m")] == [(chosen.original, target)]
    sessions.cancel_occurrence(chosen)
    assert again.changes("m") == [Change("m", chosen.original, cancelled=True)]
    assert keys(again.upcoming(early, 2)) == keys([o for o in first if o != chosen])[:2]
    sessions.restore_occurrence(chosen)
    assert keys(again.upcoming(early, 3)) == keys(first)


def test_each_change_counts_and_saving_the_same_does_not(sessions: Sessions, now: datetime) -> None:
    """G34: calendars take a change only with a higher sequence number."""
    first = planned(sessions, "m", 24, 14, repeat=Repeat.WEEKLY)
    assert first.sequence == 0
    assert sessions.save(first).sequence == 0
    assert sessions.save(replace(first, topic="Mock interview")).sequence == 1
    occurrence = next_of(sessions, now)
    assert sessions.move_occurrence(occurrence, datetime(2026, 11, 25, 9)).sequence == 2
    assert sessions.move_occurrence(occurrence, datetime(2026, 11, 25, 9)).sequence == 2
    assert sessions.cancel("m", now).sequence == 3
    assert sessions.restore("m").sequence == 4
    stored = sessions.meeting("m")
    assert stored and stored.sequence == 4


def test_a_day_called_off_stays_called_off_when_the_time_of_day_changes(sessions: Sessions, now: datetime) -> None:
    """G35: editing the whole series loses nothing."""
    made = planned(sessions, "m", 24, 14, repeat=Repeat.WEEKLY, count=3)
    sessions.cancel_occurrence(sessions.upcoming(now)[1])
    sessions.save(replace(made, starts=datetime(2026, 11, 24, 16)))
    assert keys(sessions.upcoming(now)) == ["m:2026-11-24T16:00", "m:2026-12-08T16:00"]
    sessions.save(replace(made, count=1))
    assert keys(sessions.upcoming(now)) == ["m:2026-11-24T14:00"]
    assert sessions.changes("m") == []


def test_half_a_save_is_no_save(sessions: Sessions, now: datetime) -> None:
    """All or nothing: a meeting of nobody leaves no trace."""
    with pytest.raises(StoreProblem):
        sessions.save(meeting("m", datetime(2026, 11, 24, 14), pair_id="nobody"))
    assert sessions.meetings() == []
    assert sessions.current(now) is None


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


repeating = st.from_type(Meeting).filter(lambda made: made.repeat != Repeat.NONE)


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


# Asking


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


# Size and age


class Watching:
    """A store that counts the rows it hands out."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.rows = 0

    def read(self, sql: str, params: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        rows = self._store.read(sql, params)
        self.rows += len(rows)
        return rows


def test_thousands_of_past_sessions_cost_nothing(sessions: Sessions, store: Store, now: datetime) -> None:
    """Asking what is next reads the rows that are still to come, however many are past."""
    planned(sessions, "next", 24, 14)
    with store.transaction() as execute:
        execute(
            "INSERT INTO meetings SELECT 'old' || value, pair_id, topic, description, '2020-01-01T14:00:00', zone, "
            "minutes, repeat, count, platform, join_url, meeting_number, passcode, generated_id, sequence, "
            "cancelled_at, 1577890800 FROM meetings, (WITH RECURSIVE n(value) AS "
            "(SELECT 1 UNION ALL SELECT value + 1 FROM n WHERE value < 5000) SELECT value FROM n)",
            (),
        )
    watching = Watching(store)
    current = Sessions(watching).current(now)  # type: ignore[arg-type]
    assert current and current.meeting.id == "next"
    assert watching.rows <= 5
    plan = store.read("EXPLAIN QUERY PLAN SELECT id FROM meetings WHERE last_utc > ?", (0,))
    assert any("meetings_last" in str(row) for row in plan)


def test_retention_deletes_what_is_over_and_nothing_else(sessions: Sessions, now: datetime) -> None:
    """What ended before the limit goes with its changes; a long series that still runs stays."""
    planned(sessions, "over", 3, 14, repeat=Repeat.WEEKLY, count=2)
    sessions.cancel_occurrence(sessions.upcoming(now - 30 * DAY)[0])
    planned(sessions, "runs", 3, 14, repeat=Repeat.WEEKLY)
    planned(sessions, "off", 3, 14, repeat=Repeat.WEEKLY)
    sessions.cancel("off", now - 10 * DAY)
    assert sessions.delete_ended_before(now - 15 * DAY) == 0
    assert sessions.delete_ended_before(now) == 2
    assert [kept.id for kept in sessions.meetings()] == ["runs"]
    assert sessions.changes("over") == []
