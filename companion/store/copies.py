"""Copies: one is taken before the tables change, kept for 30 days, and offered when the store turns out damaged."""

import os
import sqlite3
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from companion.store import migration
from companion.store.connection import DAMAGED
from companion.store.problems import StoreProblem

FOLDER = "copies"
ASIDE = "moved-aside"
KEPT_DAYS = 30


class Offer(NamedTuple):
    """A sound copy and when it was taken, in seconds since 1970."""

    path: Path
    taken: float


def take_copy(connection: sqlite3.Connection, path: Path | None, version: int) -> Path | None:
    """Copy the store beside itself before its tables change; None in memory. Raises sqlite3.Error or OSError."""
    return None if path is None else _copied(connection, path.parent / FOLDER, version)


def _copied(connection: sqlite3.Connection, folder: Path, version: int) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"version-{version}-{_stamp()}.sqlite3"
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT, 0o600))
    try:
        with closing(sqlite3.connect(copy)) as target:
            connection.backup(target)
    except BaseException:  # half a copy is none, and the disk may be full
        copy.unlink(missing_ok=True)
        raise
    return copy


def copies(folder: Path) -> list[Path]:
    """The copies in the data folder, newest first."""
    found = (folder / FOLDER).glob("*.sqlite3")
    return sorted(found, key=lambda copy: (copy.stat().st_mtime, copy.name), reverse=True)


def drop_expired(folder: Path, now: float) -> None:
    """Remove copies and moved-aside files older than 30 days. ``now`` is in seconds since 1970."""
    for kept in (FOLDER, ASIDE):
        for file in (folder / kept).glob("*"):
            with suppress(OSError):  # one that cannot go today goes another day
                if now - file.stat().st_mtime > KEPT_DAYS * 86400:
                    file.unlink(missing_ok=True)


def forget_copies(folder: Path) -> None:
    """Remove every copy and moved-aside file: what is deleted must not live on in them.

    Raises OSError, with the first of the files that will not go, once all the others are gone.
    """
    refused: list[OSError] = []
    for kept in (FOLDER, ASIDE):
        for file in (folder / kept).glob("*"):
            try:
                file.unlink(missing_ok=True)
            except OSError as error:
                refused.append(error)
    if refused:
        raise refused[0]


def move_aside(path: Path) -> Path:
    """Move a store and its side files out of the way; returns where the store went. Its 30 days begin today."""
    aside = path.parent / ASIDE
    aside.mkdir(mode=0o700, exist_ok=True)
    target = aside / f"{path.stem}-{_stamp()}.sqlite3"
    for suffix in ("-wal", "-shm", "-journal", DAMAGED, ""):
        file = path.with_name(path.name + suffix)
        if file.exists():
            _begin_anew(file.replace(target.with_name(target.name + suffix)))
    return target


def put_back(copy: Path, path: Path) -> None:
    """Put a duplicate of ``copy`` in the place of the store, which moves aside.

    Raises ``StoreProblem``, sqlite3.Error or OSError; then nothing has changed.
    """
    if not is_sound(copy):
        raise StoreProblem
    with closing(connect_to_read(copy)) as source:
        duplicate = _copied(source, path.parent / FOLDER, migration.version(source))
    if path.exists():
        move_aside(path)
    duplicate.replace(path)


def newest_sound(folder: Path) -> Offer | None:
    """The copy to offer. Its 30 days begin anew: it must still be there when the person takes it."""
    with suppress(OSError):
        for copy in filter(is_sound, copies(folder)):
            offer = Offer(copy, copy.stat().st_mtime)
            _begin_anew(copy)
            return offer
    return None


def is_sound(path: Path) -> bool:
    """Whether the file is a whole store: SQLite's own check on a connection of its own, which never writes."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        with closing(connect_to_read(path)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False


def connect_to_read(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, not even side files, which SQLite makes where a store has no log."""
    log = path.with_name(path.name + "-wal")
    is_at_rest = not log.exists() or not log.stat().st_size
    how = "mode=ro&immutable=1" if is_at_rest else "mode=ro"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=3)


def _begin_anew(file: Path) -> None:
    with suppress(OSError):
        os.utime(file)


def _stamp() -> str:
    """The time, for people, and something that makes it the only one: two files may need a name in one second."""
    return f"{time.strftime('%Y-%m-%d-%H%M%S')}-{os.urandom(4).hex()}"
