"""The connection: whose the files are, what is really gone, and all or nothing."""

import os
import sqlite3
from contextlib import closing, nullcontext, suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.store import FILE, Store, StoreBusy, StoreFull, StoreProblem, open_store
from tests.store.making import STEPS, OpenBest, OpenStore, answers, files, note, notes, posix, program


@posix
def test_the_files_are_for_their_owner_only_whatever_the_umask(keep: OpenStore, folder: Path) -> None:
    before = os.umask(0)
    try:
        note(keep(), "a")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (folder, *folder.iterdir())}
    assert modes == {folder.name: 0o700, FILE: 0o600, f"{FILE}-wal": 0o600, f"{FILE}-shm": 0o600}


def test_it_is_there_after_closing(keep: OpenStore, folder: Path) -> None:
    store = keep()
    assert (store.kept, store.path) == (True, folder / FILE)
    note(store, "a")
    store.close()
    store.close()
    with pytest.raises(StoreProblem):
        store.read("SELECT 1")
    assert notes(keep()) == ["a"]


@pytest.mark.parametrize(
    ("setting", "value"),
    [("synchronous", 2), ("secure_delete", 1), ("temp_store", 2), ("foreign_keys", 1), ("trusted_schema", 0)],
)
@pytest.mark.parametrize("kind", ["local", "network", "memory"])
def test_it_is_set_up_to_be_safe(
    kind: str, setting: str, value: int, keep: OpenStore, memory: Store, request: pytest.FixtureRequest
) -> None:
    if kind == "network":
        request.getfixturevalue("network")
    store = memory if kind == "memory" else keep()
    assert store.read(f"PRAGMA {setting}") == [(value,)]


def test_on_a_local_disk_reading_goes_on_while_another_copy_writes(keep: OpenStore) -> None:
    first, second = keep(), keep()
    with first.transaction() as execute:
        execute("INSERT INTO notes VALUES ('a')", ())
        assert notes(second) == []
    assert notes(second) == ["a"]


@pytest.mark.usefixtures("network", "impatient")
def test_on_a_network_home_one_copy_has_it_for_itself_without_shared_memory(
    keep: OpenStore, start: OpenBest, folder: Path
) -> None:
    first = keep()
    note(first, "a")
    assert set(files(folder)) == {FILE, f"{FILE}-journal"}
    assert start().problem == StoreBusy().message
    first.close()
    assert notes(start().store) == ["a"]


def test_another_copy_that_sets_up_the_same_new_store_is_waited_for(
    keep: OpenStore, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where SQLite itself would not wait."""
    folder.mkdir(parents=True)
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        monkeypatch.setattr("companion.store.connection.time.sleep", lambda _seconds: other.rollback())
        note(keep(), "a")


def test_a_store_that_moves_to_a_network_home_comes_along(
    keep: OpenStore, folder: Path, request: pytest.FixtureRequest
) -> None:
    """With what is still in its log."""
    note(keep(), "a")
    for name, content in files(folder).items():
        (folder.parent / name).write_bytes(content)
    request.getfixturevalue("network")
    with closing(open_store(folder.parent / FILE, STEPS)) as store:
        assert notes(store) == ["a"]
        assert store.read("PRAGMA journal_mode") == [("truncate",)]


@pytest.mark.parametrize("kind", ["local", "network"])
def test_what_is_deleted_is_nowhere_on_the_disk(
    kind: str, keep: OpenStore, folder: Path, request: pytest.FixtureRequest
) -> None:
    """G01, G26: while the app is open, and with a second copy of it on a local disk."""
    if kind == "network":
        request.getfixturevalue("network")
    store = keep()
    _other = keep() if kind == "local" else None
    note(store, "Zanzibar" * 300, "kept")
    store.write("DELETE FROM notes WHERE text LIKE 'Z%'")
    store.purge()
    found = files(folder)
    assert any(b"kept" in content for content in found.values())
    assert not any(b"Zanzibar" in content for content in found.values())


_IN_A_LIMIT = """
import resource, signal, sys
from pathlib import Path
from companion.app import migrations
from companion.store import Preferences, StoreFull, open_best
folder = Path(sys.argv[1]) if sys.argv[1] else None
store = open_best(folder, migrations.ALL).store
preferences = Preferences(store)
numbers = "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r WHERE n < 6000)"
rows = f"{numbers} SELECT hex(randomblob(1000)) FROM r"
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # whoever writes to any file fails from now on
assert len(store.read(f"SELECT * FROM ({rows}) ORDER BY 1")) == 6000
if folder is None:
    store.write(f"INSERT OR REPLACE INTO preferences SELECT *, 1 FROM ({rows})")
    store.write("CREATE INDEX more ON preferences (value, key)")
try:
    preferences.set("a", 1)
except StoreFull:
    print("full", preferences.get("a"))
else:
    print("kept", preferences.get("a"))
"""


@posix
def test_a_private_store_writes_nothing(home: Path, tmp_path: Path) -> None:
    """Not even for sorting more than memory is set aside for."""
    before = files(home)
    assert answers(program(_IN_A_LIMIT, "")) == ["kept 1"]
    assert files(home) == before


@posix
def test_sorting_leaves_no_traces_and_a_quota_used_up_is_told_as_full(folder: Path) -> None:
    """The same limit on a store on the disk: nothing but keeping writes, and what is not kept is not there."""
    assert answers(program(_IN_A_LIMIT, folder)) == ["full None"]


def test_a_full_disk_keeps_what_was_there_and_goes_on_when_there_is_room(keep: OpenStore) -> None:
    store = keep()
    note(store, "a")
    ((pages,),) = store.read("PRAGMA page_count")
    store.read(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreFull):
        note(store, "b" * 20_000)
    assert notes(store) == ["a"]
    store.read("PRAGMA max_page_count = 100000")
    note(store, "c")
    assert notes(store) == ["a", "c"]


def test_what_belongs_to_somebody_goes_with_them_or_not_at_all(memory: Store) -> None:
    with pytest.raises(StoreProblem):
        memory.write("INSERT INTO pets VALUES ('nobody')")
    assert memory.read("SELECT * FROM pets") == []


class Stop(Exception):
    """Something of the caller's went wrong."""


@given(
    st.lists(st.tuples(st.lists(st.integers(), max_size=3), st.sampled_from(["", "caller", "statement"])), max_size=6)
)
def test_each_transaction_is_all_or_nothing(steps: list[tuple[list[int], str]]) -> None:
    with closing(open_store(None, STEPS)) as store:
        expected: list[str] = []
        for numbers, failure in steps:
            raised = {"caller": Stop, "statement": StoreProblem}.get(failure)
            with pytest.raises(raised) if raised else nullcontext():
                _try_to_keep(store, numbers, failure)
            expected += [] if failure else map(str, numbers)
            assert notes(store) == expected


def _try_to_keep(store: Store, numbers: list[int], failure: str) -> None:
    with store.transaction() as execute:
        for number in numbers:
            execute("INSERT INTO notes VALUES (?)", (str(number),))
        if failure == "statement":
            execute("INSERT INTO pets VALUES ('nobody')", ())
        if failure == "caller":
            raise Stop


def test_a_transaction_inside_another_is_a_part_of_it(keep: OpenStore) -> None:
    store, other = keep(), keep()
    with suppress(Stop), store.transaction():
        with store.transaction() as execute:
            execute("INSERT INTO notes VALUES ('a')", ())
        note(store, "b")
        assert (notes(store), notes(other)) == (["a", "b"], [])
        raise Stop
    assert notes(store) == notes(other) == []
    note(store, "c")
    assert notes(other) == ["c"]


def test_a_purge_inside_a_transaction_waits_for_its_end(keep: OpenStore, folder: Path) -> None:
    """G01, G26: deleting and purging are one step for whoever asks; the file is clean once it is through."""
    store = keep()
    note(store, "Zanzibar" * 300)
    with store.transaction() as execute:
        execute("DELETE FROM notes", ())
        store.purge()
        assert any(b"Zanzibar" in content for content in files(folder).values())
    assert not any(b"Zanzibar" in content for content in files(folder).values())
