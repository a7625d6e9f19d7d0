"""Keeps the records."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from companion.records.record import Check, Record
from companion.store import Store

_COLUMNS = "session, starts, minutes, nickname, platform, done, total, joined, reason"
_UPSERT = """
    INSERT INTO records (session, starts, minutes, nickname, platform, done, total) VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (session) DO UPDATE SET starts = excluded.starts, minutes = excluded.minutes,
    nickname = excluded.nickname, platform = excluded.platform, done = excluded.done, total = excluded.total
"""
_JOINED = """
    UPDATE records SET joined = coalesce(joined, ?1), reason = CASE
        WHEN reason = '' THEN ?2
        WHEN instr('; ' || reason || '; ', '; ' || ?2 || '; ') OR ?2 = '' THEN reason
        ELSE reason || '; ' || ?2 END
    WHERE session = ?3
"""


class Records:
    """The tables ``records`` and ``record_checks``. Every call raises ``StoreProblem`` where it cannot be kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def note(self, record: Record) -> None:
        """Write or replace a session's line and checks; when and why it was joined stays as it was."""
        who = (record.session, _text(record.starts), record.minutes, record.nickname, record.platform)
        row = (*who, record.done, record.total)
        with self._store.transaction() as execute:
            execute(_UPSERT, row)
            execute("DELETE FROM record_checks WHERE session = ?", (record.session,))
            for check in record.checks:
                checked = (record.session, check.item, check.title, check.by, _text(check.at), check.evidence)
                execute("INSERT INTO record_checks VALUES (?, ?, ?, ?, ?, ?)", checked)

    def note_joined(self, session: str, at: datetime, reason: str = "") -> None:
        """The call was joined from here, with a reason where something was missing.

        Joined again (a lost connection): the first time stays, and no reason that was given is lost.
        """
        self._store.write(_JOINED, (_text(at), reason, session))

    def newest(self, limit: int = 200, skip: int = 0) -> list[Record]:
        """Newest first, without their checks."""
        rows = self._store.read(
            f"SELECT {_COLUMNS} FROM records ORDER BY starts DESC, session LIMIT ? OFFSET ?", (limit, skip)
        )
        return [_record(row) for row in rows]

    def oldest(self) -> Record | None:
        """The oldest, without its checks."""
        rows = self._store.read(f"SELECT {_COLUMNS} FROM records ORDER BY starts, session LIMIT 1")
        return _record(rows[0]) if rows else None

    def all(self) -> list[Record]:
        """Every record with its checks, oldest first."""
        rows = self._store.read(f"SELECT {_COLUMNS} FROM records ORDER BY starts, session")
        return [_record(row, self._checks(row[0])) for row in rows]

    def get(self, session: str) -> Record | None:
        """One record with its checks."""
        rows = self._store.read(f"SELECT {_COLUMNS} FROM records WHERE session = ?", (session,))
        return _record(rows[0], self._checks(session)) if rows else None

    def count(self) -> int:
        """How many there are."""
        return int(self._store.read("SELECT COUNT(*) FROM records")[0][0])

    def joined_before(self, nickname: str, moment: datetime) -> int:
        """How many sessions with this person were joined before ``moment``."""
        return int(
            self._store.read(
                "SELECT COUNT(*) FROM records WHERE nickname = ? AND joined IS NOT NULL AND starts < ?",
                (nickname, _text(moment)),
            )[0][0]
        )

    def started_before(self, moment: datetime) -> list[str]:
        """The sessions that started before ``moment`` (aware), oldest first."""
        rows = self._store.read("SELECT session FROM records WHERE starts < ? ORDER BY starts", (_text(moment),))
        return [session for (session,) in rows]

    def delete(self, sessions: Sequence[str]) -> None:
        """Remove records for good: also from the write-ahead log."""
        with self._store.transaction() as execute:
            for session in sessions:
                execute("DELETE FROM record_checks WHERE session = ?", (session,))
                execute("DELETE FROM records WHERE session = ?", (session,))
        self._store.purge()

    def _checks(self, session: str) -> tuple[Check, ...]:
        rows = self._store.read(
            "SELECT item, title, by, at, evidence FROM record_checks WHERE session = ? ORDER BY at, item", (session,)
        )
        return tuple(
            Check(item, title, by, datetime.fromisoformat(at), evidence) for item, title, by, at, evidence in rows
        )


def _record(row: tuple[Any, ...], checks: tuple[Check, ...] = ()) -> Record:
    session, starts, minutes, nickname, platform, done, total, joined, reason = row
    at = datetime.fromisoformat(joined) if joined else None
    return Record(session, datetime.fromisoformat(starts), minutes, nickname, platform, done, total, at, reason, checks)


def _text(moment: datetime) -> str:
    """UTC and of one length, so that text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
