"""Opens the store whatever it finds: the person can always go on, and is told in one sentence what is different."""

import os
import sqlite3
import time
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from companion.store.connection import DAMAGED, FILE, Store, connect, open_store
from companion.store.migration import Migration, migrate
from companion.store.problems import StoreBusy, StoreCorrupt, StoreProblem, StoreTooNew, explain
from companion.words import Message


class Opened(NamedTuple):
    """The store, what to tell the person (None: nothing), and a copy to offer where the old store was damaged."""

    store: Store
    problem: Message | None = None
    offer: Path | None = None


def store_file(folder: Path) -> Path:
    """Where the store lies in a data folder."""
    return folder / FILE


def open_best(folder: Path | None, migrations: Sequence[Migration]) -> Opened:
    """The store of ``folder`` (None: a private one in memory). Never raises for what a disk can do."""
    if folder is None:
        return Opened(open_store(None, migrations))
    path = store_file(folder)
    try:
        return Opened(_open_writable(path, migrations))
    except StoreCorrupt:
        return _after_damage(path, migrations)
    except (StoreTooNew, StoreBusy) as problem:
        return Opened(open_store(None, migrations), problem.message)
    except StoreProblem:
        return _unsaved(path, migrations, "store.read_only")
    except OSError:
        return _unsaved(path, migrations, "store.read_only" if _is_folder(folder) else "store.no_folder")


def restore(copy: Path, folder: Path, migrations: Sequence[Migration]) -> Opened:
    """Put a copy in the place of the store, which must be closed; the one that lay there is moved aside.

    Where that does not work the store is the one that lay there, and ``problem`` says why. The copy stays.
    """
    from companion.store import copies

    try:
        copies.put_back(copy, store_file(folder))
    except (StoreProblem, sqlite3.Error, OSError) as error:
        problem = explain(error, str(folder)) if isinstance(error, sqlite3.Error) else StoreProblem()
        return open_best(folder, migrations)._replace(problem=problem.message)
    return open_best(folder, migrations)


def _open_writable(path: Path, migrations: Sequence[Migration]) -> Store:
    """Notice a read-only file now, not at the first tick."""
    store = open_store(path, migrations)
    try:
        _look_for_damage(store, path.with_name(path.name + DAMAGED))
        store.write("DELETE FROM preferences WHERE 0")  # an empty transaction may be begun on a read-only file too
        return store
    except StoreProblem:
        store.close()
        raise


def _look_for_damage(store: Store, mark: Path) -> None:
    """In what the first paint reads, and in everything where damage was met before: that takes 2 ms a megabyte."""
    was_met = os.access(mark, os.F_OK)
    if store.read("PRAGMA integrity_check(1)" if was_met else "PRAGMA quick_check(preferences)") != [("ok",)]:
        raise StoreCorrupt
    if was_met:
        with suppress(OSError):
            mark.unlink()


def _after_damage(path: Path, migrations: Sequence[Migration]) -> Opened:
    from companion.store import copies

    offer = copies.newest_sound(path.parent)
    try:
        copies.move_aside(path)
        store = open_store(path, migrations)
    except (OSError, StoreProblem):
        return Opened(open_store(None, migrations), Message("store.read_only", {"folder": str(path.parent)}))
    if offer is None:
        return Opened(store, Message("store.corrupt"))
    date = time.strftime("%Y-%m-%d", time.localtime(offer.taken))
    return Opened(store, Message("store.corrupt_offer", {"date": date}), offer.path)


def _unsaved(path: Path, migrations: Sequence[Migration], code: str) -> Opened:
    """A store in memory with what could be read of the one on the disk."""
    memory = connect(None)
    try:
        _read_into(memory, path)
        migrate(memory, migrations)
    except (sqlite3.Error, StoreProblem, OSError):
        memory.close()
        return Opened(open_store(None, migrations), Message(code, {"folder": str(path.parent)}))
    return Opened(Store(memory, None, kept=False), Message(code, {"folder": str(path.parent)}))


def _read_into(memory: sqlite3.Connection, path: Path) -> None:
    """With what the log still holds; without, where SQLite can make no shared memory for it."""
    from companion.store.copies import connect_to_read

    try:
        with closing(connect_to_read(path)) as source:
            source.backup(memory)
    except sqlite3.OperationalError:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as source:
            source.backup(memory)


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:  # it lies in one that may not be looked into
        return False
