"""Keeps what people ticked and what the computer saw, so that closing or killing the app loses nothing."""

import json
from datetime import UTC, datetime
from typing import Any

from companion.checklist.state import Tick
from companion.readings import Reading, State
from companion.store import Store
from companion.words import Message

_TICK = "INSERT OR REPLACE INTO ticks (scope, item, ticked, by, at, note) VALUES (?, ?, ?, ?, ?, ?)"
_SIGHTING = """
    INSERT OR REPLACE INTO sightings (session, subject, state, code, params, seen_at, ends, danger)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
# Set-up lasts for the pair, Zoom's settings for the series: they go with these, not with time.
_OLD = "DELETE FROM ticks WHERE at < ? AND scope NOT LIKE 'pair:%' AND scope NOT LIKE 'meeting:%'"


class Ticks:
    """The tables ``ticks`` and ``sightings``. Every call raises ``StoreProblem`` where it cannot be kept."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def all(self, scope: str) -> dict[str, Tick]:
        """The ticks of a scope by item."""
        rows = self._store.read("SELECT item, ticked, at, by, note FROM ticks WHERE scope = ?", (scope,))
        return {item: Tick(bool(ticked), datetime.fromisoformat(at), by, note) for item, ticked, at, by, note in rows}

    def put(self, scope: str, item: str, tick: Tick | None) -> Tick | None:
        """Set or (None) remove a tick; returns what stood there before, so that it can be put back exactly."""
        before = self.all(scope).get(item)
        if tick is not None:
            row = (scope, item, int(tick.ticked), tick.by, _text(tick.at), tick.note)
            self._store.write(_TICK, row)
        elif before is not None:
            self._store.write("DELETE FROM ticks WHERE scope = ? AND item = ?", (scope, item))
            self._store.purge()  # or the log on the disk would still tell that something was taken back (G01)
        return before

    def keep_sighting(self, session: str, reading: Reading) -> None:
        """Keep a reading that could tell, for this session; what may no longer be believed by then goes."""
        row = (*_seen(session, reading), _text(reading.seen_at + reading.good_for), int(reading.danger))
        with self._store.transaction() as execute:
            execute("DELETE FROM sightings WHERE ends < ?", (_text(reading.seen_at),))
            execute(_SIGHTING, row)

    def sightings(self, session: str) -> list[Reading]:
        """The readings kept for a session."""
        rows = self._store.read(
            "SELECT subject, state, code, params, seen_at, ends, danger FROM sightings WHERE session = ?", (session,)
        )
        return [_reading(session, *row) for row in rows]

    def forget(self, scope: str) -> None:
        """Remove everything of a session or pair."""
        with self._store.transaction() as execute:
            execute("DELETE FROM ticks WHERE scope = ?", (scope,))
            execute("DELETE FROM sightings WHERE session = ?", (scope,))

    def forget_before(self, moment: datetime) -> None:
        """Remove what was ticked for single sessions, and seen, before ``moment`` (aware), recorded or not."""
        with self._store.transaction() as execute:
            execute(_OLD, (_text(moment),))
            execute("DELETE FROM sightings WHERE seen_at < ?", (_text(moment),))


def _seen(session: str, reading: Reading) -> tuple[str, ...]:
    code, params = reading.message
    told = json.dumps(dict(params), default=str)
    return session, reading.subject, reading.state.value, code, told, _text(reading.seen_at)


def _reading(session: str, subject: str, state: str, code: str, params: str, *rest: Any) -> Reading:
    seen_at, ends = (datetime.fromisoformat(text) for text in rest[:2])
    message = Message(code, json.loads(params))
    return Reading(subject, State(state), message, seen_at, ends - seen_at, session, danger=bool(rest[2]))


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
