"""What people ticked and what the computer saw is kept exactly, and goes for good when it is to go."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from companion.checklist.schema import MIGRATION
from companion.checklist.state import Tick
from companion.checklist.ticks import Ticks
from companion.readings import State
from companion.store import Store, StoreProblem, open_store
from companion.words import Message
from tests.checklist.making import DAY, MINUTE, NOW, memory, names, reading, ticks

SESSION, PAIR, SERIES = "m:2026-11-24T14:00", "pair:p", "meeting:m"
scopes = st.sampled_from([SESSION, PAIR, SERIES, "m:2026-12-01T14:00"])


class AgainstADictionary(RuleBasedStateMachine):
    """Any order of ticking, unticking, putting back and forgetting leaves what a dictionary would hold."""

    @initialize()
    def open(self) -> None:
        self.store = memory()
        self.ticks = Ticks(self.store)
        self.model: dict[tuple[str, str], Tick] = {}
        self.undo: list[tuple[str, str, Tick | None, dict[tuple[str, str], Tick]]] = []

    @rule(scope=scopes, item=names, tick=st.none() | ticks)
    def put(self, scope: str, item: str, tick: Tick | None) -> None:
        then = dict(self.model)
        before = self.ticks.put(scope, item, tick)
        assert before == self.model.pop((scope, item), None)
        if tick is not None:
            self.model[scope, item] = tick
        self.undo.append((scope, item, before, then))

    @rule()
    def put_back(self) -> None:
        if self.undo:
            scope, item, before, then = self.undo.pop()
            self.ticks.put(scope, item, before)
            self.model = then

    @rule(scope=scopes)
    def forget(self, scope: str) -> None:
        self.ticks.forget(scope)
        self.model = {key: tick for key, tick in self.model.items() if key[0] != scope}
        self.undo.clear()

    @invariant()
    def holds_the_same(self) -> None:
        for scope in {scope for scope, _ in self.model} | {SESSION}:
            assert self.ticks.all(scope) == {item: tick for (at, item), tick in self.model.items() if at == scope}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()


TestAgainstADictionary = AgainstADictionary.TestCase


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Store]:
    """Open the store of one file, as often as a test likes."""
    return lambda: open_store(tmp_path / "kept" / "store.sqlite3", [MIGRATION])


def test_a_tick_is_there_after_closing_exactly_as_it_was(opened: Callable[[], Store]) -> None:
    """G06: with its date to the microsecond, its reference, and who it was."""
    tick = Tick(
        True, datetime(2026, 11, 3, 9, 30, 0, 7, timezone(timedelta(hours=5.5))), "person", "Ms Hall; her office"
    )
    store = opened()
    Ticks(store).put(PAIR, "written-consent", tick)
    store.close()
    again = opened()
    assert Ticks(again).all(PAIR) == {"written-consent": tick}
    assert Ticks(again).all(SESSION) == {}
    again.close()


def test_what_is_taken_back_is_nowhere_on_the_disk(opened: Callable[[], Store], tmp_path: Path) -> None:
    """G01: not in the file and not in its log, while the app is still open."""

    def files_naming(word: bytes) -> list[str]:
        return [file.name for file in (tmp_path / "kept").iterdir() if file.is_file() and word in file.read_bytes()]

    store = opened()
    kept = Ticks(store)
    kept.put(SESSION, "comfortable", Tick(True, NOW))
    assert files_naming(b"comfortable")
    kept.put(SESSION, "comfortable", None)
    assert files_naming(b"comfortable") == []
    assert files_naming(b"CREATE TABLE ticks")
    store.close()


def test_a_store_that_cannot_be_written_changes_nothing_and_says_so() -> None:
    store = memory()
    kept = Ticks(store)
    kept.put(SESSION, "room", Tick(True, NOW))
    store.read("PRAGMA query_only = ON")
    for change in (Tick(False, NOW), None):
        with pytest.raises(StoreProblem):
            kept.put(SESSION, "room", change)
    assert kept.all(SESSION) == {"room": Tick(True, NOW)}


class TestSightings:
    """What the computer saw outlives closing, for as long as it may be believed."""

    @given(
        st.sampled_from(State), st.booleans(), st.integers(1, 5000), st.dictionaries(names, st.text() | st.integers())
    )
    def test_they_come_back_as_they_were(
        self, state: State, danger: bool, seconds: int, params: dict[str, str | int]
    ) -> None:
        kept = Ticks(memory())
        good_for = timedelta(seconds=seconds)
        seen = reading(
            state, session=SESSION, danger=danger, good_for=good_for, message=Message("desktop.camera", params)
        )
        kept.keep_sighting(SESSION, seen)
        assert kept.sightings(SESSION) == [seen]
        assert kept.sightings("another") == []

    def test_the_newest_of_a_subject_stands(self) -> None:
        kept = Ticks(memory())
        kept.keep_sighting(SESSION, reading(State.GOOD))
        kept.keep_sighting(SESSION, reading(State.NOT_RIGHT, NOW + MINUTE))
        kept.keep_sighting(SESSION, reading(State.GOOD, subject="screen.size"))
        assert {each.subject: each.state for each in kept.sightings(SESSION)} == {
            "camera.present": State.NOT_RIGHT,
            "screen.size": State.GOOD,
        }

    def test_what_may_no_longer_be_believed_goes_with_the_next(self) -> None:
        kept = Ticks(memory())
        kept.keep_sighting("last week", reading(at=NOW - 7 * DAY))
        kept.keep_sighting("a moment ago", reading(at=NOW - 14 * MINUTE))
        kept.keep_sighting(SESSION, reading())
        assert [len(kept.sightings(each)) for each in ("last week", "a moment ago", SESSION)] == [0, 1, 1]

    def test_evidence_of_any_kind_can_be_kept(self) -> None:
        kept = Ticks(memory())
        kept.keep_sighting(SESSION, reading(message=Message("checklist.seen", {"time": NOW.date()})))
        assert kept.sightings(SESSION)[0].message.params == {"time": "2026-11-24"}


class TestForgetting:
    """Retention, and "delete this one"."""

    def test_a_session_goes_with_what_was_seen_and_nothing_else_does(self) -> None:
        kept = Ticks(memory())
        for scope in (SESSION, PAIR, SERIES):
            kept.put(scope, "line", Tick(True, NOW))
            kept.keep_sighting(scope, reading())
        kept.forget(SESSION)
        assert [(len(kept.all(each)), len(kept.sightings(each))) for each in (SESSION, PAIR, SERIES)] == [
            (0, 0),
            (1, 1),
            (1, 1),
        ]

    def test_old_ticks_go_even_where_no_record_names_their_session(self) -> None:
        kept = Ticks(memory())
        for scope in (SESSION, PAIR, SERIES, "next"):
            kept.put(scope, "old", Tick(True, NOW - 400 * DAY))
            kept.put(scope, "new", Tick(True, NOW - 300 * DAY))
        kept.keep_sighting(SESSION, reading(at=NOW - 400 * DAY))
        kept.forget_before(NOW - 365 * DAY)
        assert kept.sightings(SESSION) == []
        assert [sorted(kept.all(each)) for each in (SESSION, PAIR, SERIES, "next")] == [
            ["new"],
            ["new", "old"],
            ["new", "old"],
            ["new"],
        ]

    @given(st.lists(st.tuples(names, ticks), max_size=8), ticks)
    def test_the_border_is_the_moment_in_any_time_zone(self, made: list[tuple[str, Tick]], border: Tick) -> None:
        kept, there = Ticks(memory()), timezone(timedelta(hours=-8))
        held = dict(made)
        for item, tick in held.items():
            kept.put(SESSION, item, Tick(tick.ticked, tick.at.astimezone(there), note=tick.note))
        kept.forget_before(border.at)
        assert kept.all(SESSION) == {item: tick for item, tick in held.items() if tick.at >= border.at}
