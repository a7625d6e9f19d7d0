"""Pairs and meetings, kept and given back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Change, Meeting, Repeat
from companion.sessions.pair import Pair, Pays
from companion.sessions.repository import Sessions
from companion.store import Store, StoreProblem
from tests.sessions.making import DAY, keys, meeting, next_of, planned

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
