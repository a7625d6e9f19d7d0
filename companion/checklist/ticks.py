"""Keeps what people ticked and what the computer saw, so that closing or killing the app loses nothing."""

import json
from datetime import datetime, timedelta

from companion.checklist.state import Tick
from companion.readings import Reading, State
from companion.store import Store
from companion.words import Message


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
        if tick is None:
            self._store.write("DELETE FROM ticks WHERE scope = ? AND item = ?", (scope, item))
        else:
            row = (scope, item, int(tick.ticked), tick.by, tick.at.isoformat(), tick.note)
            self._store.write("INSERT OR REPLACE INTO ticks (scope, item, ticked, by, at, note) VALUES (?, ?, ?, ?, ?, ?)", row)
        return before

    def keep_sighting(self, session: str, reading: Reading) -> None:
        """Keep a reading that could tell, for this session."""
        row = (
            session, reading.subject, reading.state.value, reading.message.code, json.dumps(dict(reading.message.params)),
            reading.seen_at.isoformat(), reading.good_for.total_seconds(),
        )  # fmt: skip
        columns = "session, subject, state, code, params, seen_at, good_for"
        self._store.write(f"INSERT OR REPLACE INTO sightings ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", row)  # noqa: S608

    def sightings(self, session: str) -> list[Reading]:
        """The readings kept for a session."""
        rows = self._store.read(
            "SELECT subject, state, code, params, seen_at, good_for FROM sightings WHERE session = ?", (session,)
        )
        return [
            Reading(
                subject, State(state), Message(code, json.loads(params)), datetime.fromisoformat(seen_at), timedelta(seconds=good_for), session
            )
            for subject, state, code, params, seen_at, good_for in rows
        ]

    def forget(self, scope: str) -> None:
        """Remove everything of a session or pair."""
        with self._store.transaction() as execute:
            execute("DELETE FROM ticks WHERE scope = ?", (scope,))
            execute("DELETE FROM sightings WHERE session = ?", (scope,))
