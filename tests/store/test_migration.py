"""Bringing tables up to date: each step whole or not at all, and never without a copy."""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.app import migrations
from companion.store import FILE, Migration, StoreProblem, StoreTooNew, open_best, open_store
from companion.store.copies import FOLDER, KEPT_DAYS, copies, drop_expired, is_sound
from companion.words import Message
from tests.store.making import DAY, NOTES, PEOPLE, STEPS, OpenStore, answers, files, note, notes, posix, program

MORE = Migration(4, "CREATE TABLE more (a TEXT); INSERT INTO notes VALUES ('of step four')")
BROKEN = Migration(4, "CREATE TABLE more (a TEXT); INSERT INTO nowhere VALUES (1)")


def version_of(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])


def schema(file: Path) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT name, sql FROM sqlite_schema ORDER BY name").fetchall()


def test_every_step_of_the_app_has_its_number() -> None:
    assert [step.number for step in migrations.ALL] == list(range(1, len(migrations.ALL) + 1))


@pytest.mark.parametrize("reached", range(len(migrations.ALL)))
def test_every_older_store_becomes_what_a_new_one_is(tmp_path: Path, reached: int) -> None:
    open_store(tmp_path / "new", migrations.ALL).close()
    open_store(tmp_path / FILE, migrations.ALL[:reached]).close()
    opened = open_best(tmp_path, migrations.ALL)
    opened.store.close()
    assert (opened.problem, schema(tmp_path / FILE)) == (None, schema(tmp_path / "new"))


@given(st.permutations(STEPS), st.integers(0, 3))
def test_steps_are_taken_by_number_and_once(steps: list[Migration], taken: int) -> None:
    with closing(open_store(None, STEPS[:taken])) as store:
        assert store.read("PRAGMA user_version") == [(taken,)]
    with closing(open_store(None, steps)) as store:
        assert store.read("PRAGMA user_version") == [(3,)]
        tables = store.read("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        assert [name for (name,) in tables] == ["notes", "people", "pets", "preferences"]


def test_a_step_that_breaks_leaves_nothing_of_itself_and_all_of_those_before(keep: OpenStore, folder: Path) -> None:
    keep(STEPS[:1]).close()
    with pytest.raises(StoreProblem):
        keep((*STEPS, BROKEN))
    assert version_of(folder / FILE) == 3
    note(keep(), "a")
    assert notes(keep((*STEPS, MORE))) == ["a", "of step four"]


def test_a_copy_of_what_was_there_is_taken_first_and_expires(keep: OpenStore, folder: Path) -> None:
    store = keep()
    note(store, "a")
    store.close()
    assert copies(folder) == []
    store = keep((*STEPS, MORE))
    store.write("DELETE FROM notes")
    (copy,) = copies(folder)
    assert is_sound(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT text FROM notes").fetchall() == [("a",)]
    assert version_of(copy) == 3
    keep((*STEPS, MORE))
    drop_expired(folder, time.time() + (KEPT_DAYS - 1) * DAY)
    assert copies(folder) == [copy]
    drop_expired(folder, time.time() + (KEPT_DAYS + 1) * DAY)
    assert copies(folder) == []


@posix
def test_a_copy_is_for_its_owner_only(keep: OpenStore, folder: Path) -> None:
    keep().close()
    keep((*STEPS, MORE))
    (copy,) = copies(folder)
    assert [path.stat().st_mode & 0o777 for path in (copy.parent, copy)] == [0o700, 0o600]


def test_without_a_copy_nothing_changes_and_one_goes_on_in_memory(keep: OpenStore, folder: Path) -> None:
    store = keep()
    note(store, "a")
    store.close()
    (folder / FOLDER).write_text("in the way")
    before = files(folder)
    opened = open_best(folder, (*STEPS, MORE))
    assert opened.problem == Message("store.read_only", {"folder": str(folder)})
    assert (opened.store.kept, notes(opened.store)) == (False, ["a", "of step four"])
    opened.store.close()
    assert files(folder) == before


def test_a_private_store_takes_no_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    open_store(None, STEPS).close()
    assert files(tmp_path) == {}


@pytest.mark.parametrize("steps", [(STEPS[0], PEOPLE), (PEOPLE,)])
def test_a_store_that_took_steps_nobody_knows_is_not_touched(
    keep: OpenStore, folder: Path, steps: tuple[Migration, ...]
) -> None:
    keep((*STEPS, MORE)).close()
    before = files(folder)
    with pytest.raises(StoreTooNew):
        keep(steps)
    assert files(folder) == before


_FULL = """
import resource, signal, sys
from pathlib import Path
from companion.store import FILE, Migration, StoreFull, open_store
from companion.store.copies import copies
from tests.store.making import STEPS
file = Path(sys.argv[1]) / FILE
numbers = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 40000)"
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    open_store(file, (*STEPS, Migration(4, f"CREATE TABLE more (a); INSERT INTO notes {numbers} SELECT hex(n) FROM r")))
except StoreFull:
    print("full", len(copies(file.parent)))
"""


@posix
@pytest.mark.parametrize(("limit", "copied"), [(300_000, 1), (50_000, 0), (10_000, 0)])
def test_a_disk_that_fills_up_meanwhile_is_told_as_that(keep: OpenStore, folder: Path, limit: int, copied: int) -> None:
    """In the step; in the copy before it, of which no half is left; or in the memory shared with another copy."""
    store = keep()
    note(store, "a", "b" * 100_000)
    store.close()
    assert answers(program(_FULL, folder, limit)) == [f"full {copied}"]
    assert {name for name in files(folder) if name.startswith(FOLDER)} == {
        f"{FOLDER}/{copy.name}" for copy in copies(folder)
    }
    store = keep()
    assert (store.read("PRAGMA user_version"), len(notes(store))) == ([(3,)], 2)


def test_a_step_another_copy_took_meanwhile_is_not_taken_again(
    keep: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It does so while this one takes its copy."""
    keep().close()

    def other_was_faster(*_given: object) -> None:
        monkeypatch.undo()
        open_store(folder / FILE, (*STEPS, MORE)).close()

    monkeypatch.setattr("companion.store.copies.take_copy", other_was_faster)
    assert notes(keep((*STEPS, MORE))) == ["of step four"]
    assert NOTES.number < MORE.number
