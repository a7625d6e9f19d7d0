"""Looks at the computer after the first paint and then from time to time, and posts what it finds as readings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from companion.desktop.finding import Finding, cannot_tell
from companion.readings import Board, Reading

if TYPE_CHECKING:
    from companion.desktop.tasks import Tasks

_RENEW = timedelta(minutes=9)
"""An unchanged finding is posted again after this long, before the 15 minutes run out for which it may be believed.

Less than the 10 minutes between two looks of the slowest probe: timers come early too, and every look is to count.
"""


class Probe(NamedTuple):
    """One subject and how to look at it.

    ``seconds`` lie between two looks; ``beside`` looks in a thread, for what may keep the window waiting; while
    ``allowed`` says no, it is not looked at and nothing is posted.
    """

    subject: str
    look: Callable[[], Finding]
    seconds: float = 60.0
    beside: bool = False
    allowed: Callable[[], bool] = lambda: True


def _utc_now() -> datetime:
    return datetime.now(UTC)


class Watchers:
    """Keeps the readings of ``probes`` on the board fresh. One timer serves all: an idle app wakes only for that."""

    def __init__(
        self, board: Board, tasks: Tasks, probes: Sequence[Probe], now: Callable[[], datetime] = _utc_now
    ) -> None:
        self._board, self._tasks, self._now = board, tasks, now
        self._probes = {probe.subject: probe for probe in probes}
        self._tick = min(probe.seconds for probe in probes)
        self._looked: dict[str, datetime] = {}
        self._posted: dict[str, Reading] = {}
        self._looking: set[str] = set()
        self._asked: set[str] = set()
        self._overtaken: set[str] = set()

    def start(self) -> None:
        """Look at everything now, and go on looking until ``stop``."""
        self.look_at_all()
        self._tasks.every(self._tick, self._on_tick, self, "watch")

    def stop(self) -> None:
        """Look no more."""
        self._tasks.cancel(self)
        self._looking.clear()  # a look that had not begun yet cannot say that it has ended

    def look_again(self, subject: str) -> None:
        """Look at ``subject`` now and post what is found, even if it is what was known. Others' subjects do nothing."""
        if subject in self._probes:
            self._asked.add(subject)
            self._overtaken.add(subject)
            self._begin(self._probes[subject])

    def look_at_all(self) -> None:
        """Look at everything now, as when the person comes back to the window; only what changed is posted."""
        for probe in self._probes.values():
            self._begin(probe)

    def _on_tick(self) -> None:
        for probe in self._probes.values():
            if self._is_due(probe):
                self._begin(probe)

    def _is_due(self, probe: Probe) -> bool:
        before = self._looked.get(probe.subject)
        if before is None:
            return True
        # Timers come a little early or late. A clock that was set back makes everything due.
        wait = timedelta(seconds=probe.seconds - self._tick / 2)
        return not timedelta(0) <= self._now() - before < wait

    def _begin(self, probe: Probe) -> None:
        if probe.subject in self._looking or not probe.allowed():
            return
        self._looking.add(probe.subject)
        self._looked[probe.subject] = self._now()
        self._tasks.start(self, self._look(probe), f"look {probe.subject}")

    async def _look(self, probe: Probe) -> None:
        try:
            finding = await self._newest(probe)
        except Exception:
            self._post(probe, cannot_tell("desktop.not_seen"))
            raise
        finally:
            self._looking.discard(probe.subject)
        self._post(probe, finding)

    async def _newest(self, probe: Probe) -> Finding:
        """One look, and one more when somebody asks during it: what they did may have come too late for it."""
        while True:
            self._overtaken.discard(probe.subject)
            finding = await self._tasks.in_thread(probe.look) if probe.beside else probe.look()
            if probe.subject not in self._overtaken or not probe.allowed():
                return finding

    def _post(self, probe: Probe, finding: Finding) -> None:
        if not probe.allowed():  # the rules changed meanwhile
            return
        reading = Reading(probe.subject, finding.state, finding.message, self._now())
        if probe.subject in self._asked or self._is_news(reading):
            self._asked.discard(probe.subject)
            self._posted[probe.subject] = reading
            self._board.post(reading)

    def _is_news(self, reading: Reading) -> bool:
        last = self._posted.get(reading.subject)
        if last is None or (last.state, last.message) != (reading.state, reading.message):
            return True
        return not timedelta(0) <= reading.seen_at - last.seen_at < _RENEW
