"""What can go wrong with the store, each with its sentence, and how SQLite's own errors map to them."""

import sqlite3

from companion.errors import Problem

_FULL_TOO = (sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_IOERR_SHMSIZE)
"""How SQLite tells of a person's quota that is used up, and of a full disk when it makes its shared memory."""


class StoreProblem(Problem):
    """Something could not be kept or read."""

    def __init__(self, code: str = "store.failed", /, **params: object) -> None:
        super().__init__(code, **params)


class StoreFull(StoreProblem):
    """The disk is full."""

    def __init__(self) -> None:
        super().__init__("store.full")


class StoreReadOnly(StoreProblem):
    """The folder or file cannot be written."""

    def __init__(self, folder: str = "") -> None:
        super().__init__("store.read_only", folder=folder)


class StoreBusy(StoreProblem):
    """Another copy is writing and does not let go."""

    def __init__(self) -> None:
        super().__init__("store.busy")


class StoreCorrupt(StoreProblem):
    """The file is no store, or a damaged one."""

    def __init__(self) -> None:
        super().__init__("store.corrupt")


class StoreTooNew(StoreProblem):
    """The file was written by a newer version."""

    def __init__(self) -> None:
        super().__init__("store.too_new")


def explain(error: sqlite3.Error, folder: str) -> StoreProblem:
    """Our problem for SQLite's error, by its result code (https://sqlite.org/rescode.html)."""
    exact = getattr(error, "sqlite_errorcode", 0)
    code = exact & 0xFF
    if code == sqlite3.SQLITE_FULL or exact in _FULL_TOO:
        return StoreFull()
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM):
        return StoreReadOnly(folder)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return StoreBusy()
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return StoreCorrupt()
    return StoreProblem()
