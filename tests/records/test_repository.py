"""The records of sessions: kept, asked for, and deleted for real."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from companion.records.record import Record
from companion.records.repository import Records
from companion.records.schema import MIGRATION
from companion.store import Store, StoreProblem, open_store
from tests.records.making import CAMERA, DAY, MINUTE, NOW, ROOM, memory, moments, record, records


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[], Store]:
    """Open the store of one file, as often as a test likes."""
    return lambda: open_store(tmp_path / "kept" / "store.sqlite3", [MIGRATION])


class AgainstADictionary(RuleBasedStateMachine):
    """Any order of noting, joining and deleting leaves what a dictionary would hold."""

    @initialize()
    def open(self) -> None:
        self.records = memory()
        self.model: dict[str, Record] = {}

    @rule(made=records)
    def note(self, made: Record) -> None:
        """How the call was joined is not for a note to say."""
        self.records.note(made)
        before = self.model.get(made.session, replace(made, joined=None, reason=""))
        self.model[made.session] = replace(made, joined=before.joined, reason=before.reason)

    @rule(session=st.sampled_from(["a", "b", "c", "d"]), at=moments, reason=st.sampled_from(["", "no light", "late"]))
    def join(self, session: str, at: datetime, reason: str) -> None:
        self.records.note_joined(session, at, reason)
        if (before := self.model.get(session)) is not None:
            given_so_far = [*before.reason.split("; ")] if before.reason else []
            if reason and reason not in given_so_far:
                given_so_far.append(reason)
            joined = before.joined or at
            self.model[session] = replace(before, joined=joined, reason="; ".join(given_so_far))

    @rule(sessions=st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=2))
    def delete(self, sessions: list[str]) -> None:
        self.records.delete(sessions)
        self.model = {key: made for key, made in self.model.items() if key not in sessions}

    @invariant()
    def holds_the_same(self) -> None:
        expected = sorted(self.model.values(), key=lambda made: (made.starts, made.session))
        assert self.records.all() == expected
        assert self.records.count() == len(expected)
        assert {key: self.records.get(key) for key in self.model} == self.model


TestAgainstADictionary = AgainstADictionary.TestCase


def test_a_record_is_there_after_closing(opened: Callable[[], Store]) -> None:
    """G04, G30: who checked what, and when."""
    store = opened()
    kept = Records(store)
    kept.note(record())
    kept.note_joined("m:2026-11-24T14:00", NOW, "We use the phone for sound")
    store.close()
    store = opened()
    (found,) = Records(store).all()
    assert found == record(checks=(ROOM, CAMERA), joined=NOW, reason="We use the phone for sound")
    assert Records(store).get("nobody") is None
    store.close()


def test_going_back_in_loses_neither_the_first_time_nor_a_reason() -> None:
    """The reason of "Join anyway" is what the record is for."""
    kept = memory()
    kept.note(record())
    for minutes, reason in ((0, "no light"), (5, ""), (9, "light"), (12, "no light")):
        kept.note_joined(record().session, NOW + minutes * MINUTE, reason)
    found = kept.get(record().session)
    assert found is not None
    assert (found.joined, found.reason) == (NOW, "no light; light")


def test_the_newest_come_first_and_page_by_page() -> None:
    kept = memory()
    for day in (3, 1, 4, 2, 0):
        kept.note(record(f"day {day}", NOW + day * DAY))
    pages = [[each.session for each in kept.newest(2, skip)] for skip in (0, 2, 4, 6)]
    assert pages == [["day 4", "day 3"], ["day 2", "day 1"], ["day 0"], []]
    assert all(each.checks == () for each in kept.newest())


@given(st.lists(moments, min_size=1, max_size=6), st.integers(-12, 14))
def test_order_is_the_order_of_time_in_every_zone(starts: list[datetime], hours: int) -> None:
    kept, zone = memory(), timezone(timedelta(hours=hours))
    for number, moment in enumerate(starts):
        kept.note(record(str(number), moment.astimezone(zone) if number % 2 else moment))
    assert [each.starts for each in kept.all()] == sorted(starts)


def test_only_what_was_joined_with_this_person_counts_as_met() -> None:
    kept = memory()
    for day, name, joined in ((1, "Amara", True), (2, "Amara", False), (3, "Joel", True), (4, "Amara", True)):
        kept.note(record(f"day {day}", NOW + day * DAY, nickname=name))
        if joined:
            kept.note_joined(f"day {day}", NOW + day * DAY)
    assert [kept.joined_before("Amara", NOW + day * DAY) for day in (1, 2, 4, 5)] == [0, 1, 1, 2]


def test_what_is_deleted_is_nowhere_on_the_disk(opened: Callable[[], Store], tmp_path: Path) -> None:
    """G01, G26: neither name, reason nor evidence, while the app is still open."""
    words = (b"Zanzibar", b"the light is broken", b"USB camera")

    def found() -> list[bytes]:
        files = [file.read_bytes() for file in (tmp_path / "kept").iterdir() if file.is_file()]
        return [word for word in words if any(word in content for content in files)]

    store = opened()
    kept = Records(store)
    kept.note(record(nickname="Zanzibar", checks=(replace(CAMERA, evidence="USB camera"),)))
    kept.note_joined(record().session, NOW, "the light is broken")
    kept.note(record("another", NOW + DAY, nickname="Joel"))
    assert found() == list(words)
    kept.delete([record().session])
    assert found() == []
    assert [each.nickname for each in kept.all()] == ["Joel"]
    assert store.read("SELECT session FROM record_checks") == [("another",), ("another",)]
    store.close()


def test_where_nothing_can_be_written_the_record_stays_whole() -> None:
    kept = memory()
    kept.note(record())
    kept._store.read("PRAGMA query_only = ON")
    changes: list[Callable[[], None]] = [
        lambda: kept.note(record(nickname="Joel", checks=())),
        lambda: kept.note_joined(record().session, NOW),
        lambda: kept.delete([record().session]),
    ]
    for change in changes:
        with pytest.raises(StoreProblem):
            change()
    assert kept.all() == [record(checks=(ROOM, CAMERA))]


@given(st.lists(records, max_size=6, unique_by=lambda made: made.session))
def test_the_oldest_is_the_one_that_started_first(made: list[Record]) -> None:
    kept = memory()
    for each in made:
        kept.note(each)
    oldest = kept.oldest()
    assert (oldest is None) == (not made)
    if oldest is not None:
        assert oldest.starts == min(each.starts for each in made)
