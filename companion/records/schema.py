"""One line a session, and its checks. ``starts`` and other times are ISO text in UTC."""

from companion.store import Migration

MIGRATION = Migration(
    4,
    """
    CREATE TABLE records (
        session TEXT PRIMARY KEY, starts TEXT NOT NULL, minutes INTEGER NOT NULL, nickname TEXT NOT NULL,
        platform TEXT NOT NULL, done INTEGER NOT NULL, total INTEGER NOT NULL,
        joined TEXT, reason TEXT NOT NULL DEFAULT ''
    ) WITHOUT ROWID;
    CREATE INDEX records_by_start ON records (starts);
    CREATE INDEX records_by_person ON records (nickname, starts) WHERE joined IS NOT NULL;
    CREATE TABLE record_checks (
        session TEXT NOT NULL REFERENCES records (session) ON DELETE CASCADE, item TEXT NOT NULL, title TEXT NOT NULL,
        by TEXT NOT NULL, at TEXT NOT NULL, evidence TEXT NOT NULL, PRIMARY KEY (session, item)
    ) WITHOUT ROWID
    """,
)
