"""One SQLite connection, set up to be safe: durable writes, deleted data really gone, files for the owner only."""

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from companion.store.network_folder import is_network_folder
from companion.store.problems import StoreBusy, StoreCorrupt, explain

FILE = "companion.sqlite3"
DAMAGED = "-damaged"
"""Ends the name of the mark beside a store in which damage was met: the next opening looks at all of it."""

_WAIT_SECONDS = 3.0  # for another copy's short write; people wait no longer for a tick

Execute = Callable[[str, Sequence[Any]], None]


class Store:
    """Reads and writes. ``path`` is None in memory; ``kept`` is False where nothing survives closing."""

    def __init__(self, connection: sqlite3.Connection, path: Path | None, *, kept: bool) -> None:
        self._connection = connection
        self.path, self.kept = path, kept
        self._inside = self._to_purge = False

    def read(self, sql: str, params: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query. Raises ``StoreProblem``."""
        with self._explained():
            return self._connection.execute(sql, params).fetchall()

    def write(self, sql: str, params: Sequence[Any] = ()) -> None:
        """One statement, on the disk when this returns. Raises ``StoreProblem``; then nothing has changed."""
        with self.transaction() as execute:
            execute(sql, params)

    @contextmanager
    def transaction(self) -> Iterator[Execute]:
        """Several statements, all or nothing. Inside another transaction it is a part of that one."""
        if self._inside:
            yield self._execute
            return
        with self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            self._inside, self._to_purge = True, False
            try:
                yield self._execute
                self._connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise
            finally:
                self._inside = False
        if self._to_purge:
            self.purge()

    def purge(self) -> None:
        """Make deleted rows unreadable also in the write-ahead log; in a transaction, as soon as it is through."""
        if self._inside:
            self._to_purge = True
            return
        with self._explained():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def backup(self, target: sqlite3.Connection) -> None:
        """Copy everything into ``target``."""
        with self._explained():
            self._connection.backup(target)

    def close(self) -> None:
        """Close; a second time does nothing."""
        self._connection.close()

    def _execute(self, sql: str, params: Sequence[Any] = ()) -> None:
        self._connection.execute(sql, params)

    def _roll_back(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    @contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            problem = explain(error, str(self.path.parent) if self.path else "")
            if isinstance(problem, StoreCorrupt) and self.path is not None:
                with suppress(OSError):
                    self.path.with_name(self.path.name + DAMAGED).touch(mode=0o600)
            raise problem from error


def connect(path: Path | None) -> sqlite3.Connection:
    """Open (or make) the file at ``path``, or memory, with every setting the store relies on. Raises sqlite3.Error."""
    if path is not None:
        _make_private_file(path)
    connection = sqlite3.connect(path or ":memory:", timeout=_WAIT_SECONDS, isolation_level=None)
    try:
        _set_up(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path | None) -> None:
    for setting in ("temp_store = MEMORY", "secure_delete = ON", "foreign_keys = ON", "trusted_schema = OFF"):
        connection.execute(f"PRAGMA {setting}")
    if path is None:
        return
    if is_network_folder(path.parent):  # a write-ahead log needs shared memory, which network folders lack
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    else:
        _use_log(connection)
    connection.execute("PRAGMA synchronous = FULL")


def _use_log(connection: sqlite3.Connection) -> None:
    """Switch to the write-ahead log. SQLite does not wait while another copy does the same, so we do."""
    until = time.monotonic() + _WAIT_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if time.monotonic() > until or not isinstance(explain(error, ""), StoreBusy):
                raise
        time.sleep(0.01)


def _make_private_file(path: Path) -> None:
    """Folder 0700 and file 0600 from the first byte on; SQLite gives its side files the mode of the main one."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def open_store(path: Path | None, migrations: Sequence[Any]) -> Store:
    """The store at ``path`` (None: in memory) with its tables up to date. Raises ``StoreProblem`` or OSError."""
    from companion.store.migration import migrate

    def copy(version: int) -> None:
        from companion.store.copies import take_copy

        take_copy(connection, path, version)

    try:
        connection = connect(path)
    except sqlite3.Error as error:
        raise explain(error, str(path.parent) if path else "") from error
    try:
        migrate(connection, migrations, copy)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise explain(error, str(path.parent) if path else "") from error
        raise
    return Store(connection, path, kept=path is not None)
