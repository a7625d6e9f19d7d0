"""Copies and what was moved aside: found, judged, put back, and gone when their time is up."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.store import FILE, StoreFull, StoreProblem, restore
from companion.store.copies import ASIDE, FOLDER, copies, drop_expired, forget_copies, is_sound, move_aside, take_copy
from companion.words import Message
from tests.store.making import DAY, STEPS, OpenBest, OpenStore, files, harm_page, note, notes

NOW = 1_800_000_000.0


def lay(file: Path, age: float = 0.0, content: bytes = b"x") -> Path:
    """A file of so many days."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    os.utime(file, (NOW - age * DAY,) * 2)
    return file


@given(
    st.lists(
        st.tuples(st.sampled_from([FOLDER, ASIDE, "mine"]), st.integers(-40, 80).filter(lambda age: age != 30)),
        max_size=8,
    )
)
def test_only_our_own_go_and_only_after_thirty_days(
    tmp_path_factory: pytest.TempPathFactory, laid: list[tuple[str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("kept")
    made = [(lay(folder / place / f"{number}.sqlite3", age), place, age) for number, (place, age) in enumerate(laid)]
    drop_expired(folder, NOW)
    assert [file.exists() for file, _, _ in made] == [age < 30 or place == "mine" for _, place, age in made]


def test_one_that_will_not_go_keeps_none_of_the_others(tmp_path: Path) -> None:
    """A folder is as hard to remove for root as for anybody."""
    (tmp_path / FOLDER / "a folder").mkdir(parents=True)
    for name in ("a", "zz"):
        lay(tmp_path / FOLDER / name, 31)
    os.utime(tmp_path / FOLDER / "a folder", (1, 1))
    drop_expired(tmp_path, NOW)
    assert [path.name for path in (tmp_path / FOLDER).iterdir()] == ["a folder"]
    for name in ("a", "zz"):
        lay(tmp_path / FOLDER / name)
        lay(tmp_path / ASIDE / name)
    with pytest.raises(OSError, match="a folder"):
        forget_copies(tmp_path)
    assert files(tmp_path) == {}


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for name, age in (("a", 3), ("b", 1), ("c", 2), ("d", 1)):
        lay(tmp_path / FOLDER / f"{name}.sqlite3", age)
    lay(tmp_path / FOLDER / "e.sqlite3-wal")
    assert [copy.stem for copy in copies(tmp_path)] == ["d", "b", "c", "a"]
    assert copies(tmp_path / "nowhere") == []


def test_two_within_a_second_are_two(keep: OpenStore, folder: Path) -> None:
    store = keep()
    for text in ("a", "b"):
        note(store, text)
        with closing(sqlite3.connect(folder / FILE)) as connection:
            take_copy(connection, store.path, 3)
    store.close()
    assert len(copies(folder)) == 2
    aside = [move_aside(lay(folder / FILE, content=text)) for text in (b"a", b"b")]
    assert [file.read_bytes() for file in aside] == [b"a", b"b"]


def test_what_lies_beside_a_store_moves_with_it(tmp_path: Path) -> None:
    sides = ("", "-wal", "-shm", "-journal", "-damaged")
    for side in (*sides, "-of-mine"):
        lay(tmp_path / f"{FILE}{side}", content=side.encode())
    target = move_aside(tmp_path / FILE)
    assert files(tmp_path / ASIDE) == {f"{target.name}{side}": side.encode() for side in sides}
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [f"{FILE}-of-mine"]


def _whole(_file: Path) -> None:
    """Nothing happens to it."""


def _gone(file: Path) -> None:
    file.unlink()


def _emptied(file: Path) -> None:
    file.write_bytes(b"")


def _cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:9000])


def _no_store(file: Path) -> None:
    file.write_bytes(b"no store at all" * 500)


def _harmed(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[8192:12288] = b"\x5a" * 4096
    file.write_bytes(content)


def _out_of_step(file: Path) -> None:
    """A table and its index say different things: each page by itself is in order."""
    file.write_bytes(file.read_bytes().replace(b"Zanzibar", b"Zanzibad", 1))


def _folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


Harm = Callable[[Path], None]
HARMS: list[Harm] = [_gone, _emptied, _cut, _no_store, _harmed, _out_of_step, _folder]


@pytest.mark.parametrize("harm", [_whole, *HARMS])
def test_a_sound_store_is_told_from_a_damaged_one_without_leaving_a_trace(
    keep: OpenStore, folder: Path, harm: Harm
) -> None:
    store = keep()
    note(store, *("x" * 900 for _ in range(9)))
    store.write("INSERT INTO people VALUES ('Zanzibar')")
    store.close()
    harm(folder / FILE)
    before = sorted(folder.rglob("*"))
    assert is_sound(folder / FILE) is (harm is _whole)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("kind", ["local", "network"])
def test_one_that_is_open_is_sound_too(
    kind: str, keep: OpenStore, folder: Path, request: pytest.FixtureRequest
) -> None:
    if kind == "network":
        request.getfixturevalue("network")
    note(keep(), "a")
    assert is_sound(folder / FILE)


@pytest.fixture
def offered(keep: OpenStore, start: OpenBest, folder: Path) -> Path:
    """A copy with the line "copied", of a store that then was damaged and begun anew with the line "since"."""
    store = keep()
    note(store, "copied")
    store.write("INSERT INTO people VALUES ('Zanzibar')")
    with closing(sqlite3.connect(folder / FILE)) as connection:
        take_copy(connection, store.path, 3)
    note(store, "lost")
    harm_page(folder, "preferences", store)
    opened = start()
    assert opened.offer
    note(opened.store, "since")
    opened.store.close()
    return opened.offer


def test_a_copy_is_put_back_and_nothing_is_lost_by_it(offered: Path, folder: Path) -> None:
    """Neither the copy nor what was begun since, nor the damaged store itself."""
    for _ in range(2):
        opened = restore(offered, folder, STEPS)
        assert (opened.problem, opened.store.kept, notes(opened.store)) == (None, True, ["copied"])
        note(opened.store, "later")
        opened.store.close()
    assert copies(folder) == [offered]
    aside = files(folder / ASIDE).values()
    assert [sum(word in content for content in aside) for word in (b"lost", b"since", b"later")] == [1, 1, 1]


@pytest.mark.parametrize("harm", HARMS)
def test_a_copy_that_is_none_any_more_changes_nothing(offered: Path, folder: Path, harm: Harm) -> None:
    harm(offered)
    before = files(folder)
    opened = restore(offered, folder, STEPS)
    assert (opened.problem, notes(opened.store)) == (StoreProblem().message, ["since"])
    opened.store.close()
    assert files(folder) == before


def test_where_there_is_no_room_to_put_it_back_the_store_stays(
    offered: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr("companion.store.copies._copied", full)
    opened = restore(offered, folder, STEPS)
    assert (opened.problem, notes(opened.store)) == (StoreFull().message, ["since"])
    opened.store.close()


def test_the_day_of_a_copy_is_the_one_it_was_taken_on(offered: Path, start: OpenBest, folder: Path) -> None:
    (folder / FILE).write_bytes(b"damaged again")
    moment = time.time() - 3 * DAY
    os.utime(offered, (moment, moment))
    date = time.strftime("%Y-%m-%d", time.localtime(moment))
    assert start().problem == Message("store.corrupt_offer", {"date": date})
