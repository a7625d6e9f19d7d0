"""Brings a store's tables up to date, one numbered step at a time."""

import sqlite3
from collections.abc import Callable, Sequence
from typing import NamedTuple

from companion.store.problems import StoreTooNew


class Migration(NamedTuple):
    """One step: ``number`` is unique over the whole app and counts from 1; ``sql`` holds statements parted by ";"."""

    number: int
    sql: str


def version(connection: sqlite3.Connection) -> int:
    """The number of the last step this store has taken."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def migrate(
    connection: sqlite3.Connection,
    migrations: Sequence[Migration],
    before: Callable[[int], object] = lambda _version: None,
) -> None:
    """Take the steps that are missing, each whole or not at all.

    ``before`` is called with the old version when a store that holds something is about to change: it takes the copy.
    Raises ``StoreTooNew`` where the store has taken steps we do not know.
    """
    steps = sorted(migrations)
    reached = version(connection)
    if steps and reached > steps[-1].number:
        raise StoreTooNew
    missing = [step for step in steps if step.number > reached]
    if missing and reached:
        before(reached)
    for step in missing:
        _take(connection, step)


def _take(connection: sqlite3.Connection, step: Migration) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if version(connection) < step.number:  # another copy may have taken it while we waited
            for statement in filter(str.strip, step.sql.split(";")):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {step.number:d}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # SQLite itself rolls back where the disk is full
            connection.execute("ROLLBACK")
        raise
