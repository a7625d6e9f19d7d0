"""What a part of the app has seen: the one word all features share.

A reading names a subject ("camera.present"), a state, the evidence as a message, when it was seen and for how long it
may be believed. The checklist knows subjects and states, never cameras.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from companion.words import Message


class State(StrEnum):
    """What the computer makes of a subject."""

    GOOD = "good"
    NOT_RIGHT = "not-right"
    CANNOT_TELL = "cannot-tell"
    LOOKING = "looking"


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing seen. ``seen_at`` is an aware UTC time; ``session`` is the meeting it speaks of, or "" for any."""

    subject: str
    state: State
    message: Message
    seen_at: datetime
    good_for: timedelta = timedelta(minutes=15)
    session: str = ""
    danger: bool = False

    def is_fresh(self, now: datetime) -> bool:
        """Whether it may still be believed at ``now`` (and does not come from a clock since set back by much)."""
        return -timedelta(minutes=1) <= now - self.seen_at <= self.good_for


Listener = Callable[[Reading], None]


class Board:
    """The newest readings, by session and subject.

    ``decisive`` keeps the last one that said good or not right: "looking" and "cannot tell" never take a tick away.
    """

    def __init__(self) -> None:
        self._latest: dict[tuple[str, str], Reading] = {}
        self._decisive: dict[tuple[str, str], Reading] = {}
        self._listeners: list[Listener] = []

    def post(self, reading: Reading) -> None:
        """Take a new reading and tell the listeners."""
        key = (reading.session, reading.subject)
        self._latest[key] = reading
        if reading.state in (State.GOOD, State.NOT_RIGHT):
            self._decisive[key] = reading
        for listener in tuple(self._listeners):
            listener(reading)

    def latest(self, subject: str, session: str = "") -> Reading | None:
        """The newest reading of ``subject`` for ``session``, else the newest for any."""
        return self._newest(self._latest, subject, session)

    def decisive(self, subject: str, session: str = "") -> Reading | None:
        """The newest reading that could tell."""
        return self._newest(self._decisive, subject, session)

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` for each new reading until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @staticmethod
    def _newest(table: dict[tuple[str, str], Reading], subject: str, session: str) -> Reading | None:
        own, general = table.get((session, subject)), table.get(("", subject))
        return max((r for r in (own, general) if r), key=lambda r: r.seen_at, default=None)
