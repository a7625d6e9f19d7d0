"""What can go wrong, each with one clear sentence."""

import sqlite3

import pytest

from companion.store import (
    Store,
    StoreBusy,
    StoreCorrupt,
    StoreFull,
    StoreProblem,
    StoreReadOnly,
    StoreTooNew,
)
from companion.store.problems import explain
from companion.words import say

KINDS: tuple[type[StoreProblem], ...] = (
    StoreBusy,
    StoreCorrupt,
    StoreFull,
    StoreProblem,
    StoreReadOnly,
    StoreTooNew,
)


def test_no_kind_is_forgotten_here() -> None:
    assert {*StoreProblem.__subclasses__(), StoreProblem} == set(KINDS)


def test_each_says_something_of_its_own() -> None:
    assert len({str(kind()) for kind in KINDS}) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_said_is_for_people(kind: type[StoreProblem]) -> None:
    told = str(kind())
    assert told == say(kind().message.code, **kind().message.params)
    assert told.endswith(".")
    assert not {word for word in ("sqlite", "database", "errno", "transaction") if word in told.casefold()}


def test_where_nothing_can_be_saved_the_folder_is_named() -> None:
    assert "/home/ada/{kept}" in str(StoreReadOnly("/home/ada/{kept}"))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("FULL", StoreFull),
        ("IOERR_WRITE", StoreFull),  # a quota that is used up
        ("IOERR_SHMSIZE", StoreFull),
        ("IOERR_READ", StoreProblem),
        ("READONLY", StoreReadOnly),
        ("READONLY_DBMOVED", StoreReadOnly),
        ("CANTOPEN", StoreReadOnly),
        ("CANTOPEN_ISDIR", StoreReadOnly),
        ("PERM", StoreReadOnly),
        ("BUSY", StoreBusy),
        ("BUSY_SNAPSHOT", StoreBusy),
        ("LOCKED", StoreBusy),
        ("CORRUPT", StoreCorrupt),
        ("CORRUPT_INDEX", StoreCorrupt),
        ("NOTADB", StoreCorrupt),
        ("CONSTRAINT_FOREIGNKEY", StoreProblem),
        ("ERROR", StoreProblem),
    ],
)
def test_what_sqlite_tells_is_told_by_its_kind(name: str, kind: type[StoreProblem]) -> None:
    """The result codes of https://sqlite.org/rescode.html."""
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = getattr(sqlite3, f"SQLITE_{name}")
    found = explain(error, "/kept")
    assert type(found) is kind
    assert found.message.params.get("folder", "/kept") == "/kept"


@pytest.mark.parametrize(
    ("sql", "params"), [("SELECT nonsense", ()), ("INSERT INTO notes VALUES (?)", ()), ("SELECT ?", (object(),))]
)
def test_a_mistake_of_ours_is_a_problem_and_not_a_crash(memory: Store, sql: str, params: tuple[object, ...]) -> None:
    for act in (memory.read, memory.write):
        with pytest.raises(StoreProblem) as told:
            act(sql, params)
        assert str(told.value) == say("store.failed")
        assert isinstance(told.value.__cause__, sqlite3.Error)
