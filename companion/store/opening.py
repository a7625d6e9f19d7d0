"""Opens the store whatever it finds: the person can always go on, and is told in one sentence what is different."""

import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from companion.store.connection import FILE, Store, connect, open_store
from companion.store.migration import Migration, migrate
from companion.store.problems import StoreBusy, StoreCorrupt, StoreProblem, StoreTooNew
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
        return _unsaved(path, migrations, "store.read_only" if path.exists() else "store.no_folder")


def restore(copy: Path, folder: Path, migrations: Sequence[Migration]) -> Opened:
    """Put a copy in the place of the store, which must be closed; the one that lay there is moved aside."""
    from companion.store import copies

    path = store_file(folder)
    if path.exists():
        copies.move_aside(path)
    source = sqlite3.connect(copy)
    target = connect(path)
    try:
        source.backup(target)
    finally:
        target.close()
        source.close()
    return open_best(folder, migrations)


def _open_writable(path: Path, migrations: Sequence[Migration]) -> Store:
    """Notice a read-only file now, not at the first tick."""
    store = open_store(path, migrations)
    try:
        with store.transaction():
            return store
    except StoreProblem:
        store.close()
        raise


def _after_damage(path: Path, migrations: Sequence[Migration]) -> Opened:
    from companion.store import copies

    sound = next((copy for copy in copies.copies(path.parent) if copies.is_sound(copy)), None)
    try:
        copies.move_aside(path)
        store = open_store(path, migrations)
    except (OSError, StoreProblem):
        return Opened(open_store(None, migrations), Message("store.read_only", {"folder": str(path.parent)}))
    if sound is None:
        return Opened(store, Message("store.corrupt"))
    date = time.strftime("%Y-%m-%d", time.localtime(sound.stat().st_mtime))
    return Opened(store, Message("store.corrupt_offer", {"date": date}), sound)


def _unsaved(path: Path, migrations: Sequence[Migration], code: str) -> Opened:
    """A store in memory with what could be read of the one on the disk."""
    memory = connect(None)
    try:
        source = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
        try:
            source.backup(memory)
        finally:
            source.close()
        migrate(memory, migrations)
    except (sqlite3.Error, StoreProblem):
        memory.close()
        return Opened(open_store(None, migrations), Message(code, {"folder": str(path.parent)}))
    return Opened(Store(memory, None, kept=False), Message(code, {"folder": str(path.parent)}))
