"""Notices when this computer's clock was set back: countdowns and records would be wrong without a sound."""

from datetime import datetime, timedelta

from companion.store import Preferences, StoreProblem
from companion.words import Message

_KEY = "clock.seen"

_TOLERANCE = timedelta(minutes=5)
"""Computers correct their clocks by seconds all the time; only what moves a countdown is worth a word."""


class ClockWatch:
    """Compares now with the last time seen, in this run or at the start of an earlier one.

    It writes once a run, at the first look, so that an idle app writes nothing.
    """

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._seen: datetime | None = None

    def look(self, now: datetime) -> Message | None:
        """What to say at ``now`` (aware): said once for each time the clock goes back."""
        before = self._seen or self._kept()
        if self._seen is None:
            self._keep(now)
        self._seen = now
        if before is None or now >= before - _TOLERANCE:
            return None
        return Message("sessions.clock_back")

    def _kept(self) -> datetime | None:
        try:
            seen = datetime.fromisoformat(self._preferences.get(_KEY))
        except (TypeError, ValueError):  # never written, or not by us
            return None
        return seen if seen.tzinfo else None

    def _keep(self, now: datetime) -> None:
        try:
            self._preferences.set(_KEY, now.isoformat(timespec="seconds"))
        except StoreProblem:  # a store that cannot be written says so elsewhere; this alone is no reason to stop
            return
