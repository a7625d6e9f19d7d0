"""The tables of pairs, meetings and changed occurrences."""

from companion.store import Migration

MIGRATION = Migration(
    2,
    """
    CREATE TABLE pairs (
        id TEXT PRIMARY KEY,
        nickname TEXT NOT NULL,
        mentee_pays TEXT NOT NULL
    );
    CREATE TABLE meetings (
        id TEXT PRIMARY KEY,
        pair_id TEXT NOT NULL REFERENCES pairs(id) ON DELETE CASCADE,
        topic TEXT NOT NULL,
        description TEXT NOT NULL,
        starts TEXT NOT NULL,
        zone TEXT NOT NULL,
        minutes INTEGER NOT NULL,
        repeat TEXT NOT NULL,
        count INTEGER,
        platform TEXT NOT NULL,
        join_url TEXT NOT NULL,
        meeting_number TEXT NOT NULL,
        passcode TEXT NOT NULL,
        generated_id INTEGER NOT NULL,
        sequence INTEGER NOT NULL,
        cancelled_at TEXT,
        last_utc INTEGER NOT NULL
    );
    CREATE INDEX meetings_last ON meetings(last_utc);
    CREATE INDEX meetings_pair ON meetings(pair_id);
    CREATE TABLE changes (
        meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
        original TEXT NOT NULL,
        cancelled INTEGER NOT NULL,
        starts TEXT,
        minutes INTEGER,
        PRIMARY KEY (meeting_id, original)
    )
    """,
)
