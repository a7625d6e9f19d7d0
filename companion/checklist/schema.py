"""The checklist's tables.

``scope`` is "pair:<id>" for the set-up phase, "meeting:<id>" for what is set once for a series, and an occurrence's key
for all else. Times are ISO text in UTC and of one length, so that text order is time order. A tick with ``ticked`` 0
says that a person took a tick of the computer away. A sighting is of no use after ``ends``.
"""

from companion.store import Migration

MIGRATION = Migration(
    3,
    """
    CREATE TABLE ticks (
        scope TEXT NOT NULL, item TEXT NOT NULL, ticked INTEGER NOT NULL, by TEXT NOT NULL, at TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '', PRIMARY KEY (scope, item)
    ) WITHOUT ROWID;
    CREATE INDEX ticks_by_time ON ticks (at);
    CREATE TABLE sightings (
        session TEXT NOT NULL, subject TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, params TEXT NOT NULL,
        seen_at TEXT NOT NULL, ends TEXT NOT NULL, danger INTEGER NOT NULL, PRIMARY KEY (session, subject)
    ) WITHOUT ROWID
    """,
)
