"""Judgements over time, for the live page: calm advice, and a checklist that does not flicker.

Pure: the clock comes in with each judgement, in seconds. Detections may come eight times a second or twice.
"""

from collections.abc import Mapping
from math import exp
from typing import NamedTuple

from companion.camera.advice import Advice
from companion.camera.judgement import ASPECTS, Aspect, Judgement, State, Verdict, in_order

SETTLING = 0.5  # seconds in which a camera that was just opened finds its exposure: nothing is said yet
HOLD = 2.0  # seconds that advice, and "good" too, stays at least
OUTSIDE = 5.0  # seconds in view but outside the range after which the checklist hears of it
INSIDE = 1.0  # seconds after which it hears that all is well
GAP = 3.0  # seconds without a judgement after which all is forgotten
_MEMORY = 0.4  # seconds: a share of past and present that follows a lasting change within half a second
_ON, _OFF = 0.7, 0.3  # shares at which something counts as so, and no longer: what hovers at a threshold changes nothing
_SEEN = (State.GOOD, State.ADJUST)
_ASKED = Aspect(Verdict.ASK)


class Shown(NamedTuple):
    """What to show: the one advice (None when all is well), the state it stands for, the checklist's aspects.

    ``state`` is None while a camera settles. ``since`` is when this advice came up.
    """

    advice: Advice | None
    state: State | None
    aspects: Mapping[str, Aspect]
    since: float


class _Share:
    """How much of the last moments something was so; on and off are far apart."""

    def __init__(self) -> None:
        self.share, self.on = 0.0, False

    def take(self, so: bool, weight: float) -> bool:
        self.share += (so - self.share) * weight
        self.on = self.share > (_OFF if self.on else _ON)
        return self.on


class _Watched:
    """One aspect on its way to the checklist. Only time in view counts."""

    def __init__(self) -> None:
        self.shown = _ASKED
        self._wrong, self._for = _Share(), dict.fromkeys(Verdict, 0.0)

    def take(self, aspect: Aspect, passed: float, weight: float) -> None:
        wrong = self._wrong.take(aspect.verdict is Verdict.NOT_RIGHT, weight)
        verdict = Verdict.NOT_RIGHT if wrong else Verdict.ASK if aspect.verdict is Verdict.ASK else Verdict.GOOD
        self._for = {each: self._for[each] + passed if each is verdict else 0.0 for each in Verdict}
        if self._for[verdict] <= (OUTSIDE if wrong else INSIDE):
            return
        if aspect.verdict is verdict:
            self.shown = aspect


class Steady:
    """Feed it every judgement; show what it answers."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._forget(0.0)

    def see(self, judgement: Judgement, at: float) -> Shown:
        """What to show from now on. ``at`` is a clock in seconds that never goes back."""
        passed = at - self._last if self._last is not None else GAP + 1
        if not 0 <= passed <= GAP:
            self._forget(at)
            passed = 0.0
        self._last = at
        weight = 1 - exp(-passed / _MEMORY)
        for advice, share in self._shares.items():
            share.take(advice in judgement.advice, weight)
        if judgement.state in _SEEN:
            for name, watched in self._watched.items():
                watched.take(judgement.aspects[name], passed, weight)
        self._choose(at)
        return Shown(self._advice, self._state(), {name: each.shown for name, each in self._watched.items()}, self._since)

    def _choose(self, at: float) -> None:
        if self._settled and at - self._since < HOLD:
            return
        if not self._settled and at - self._started < SETTLING:
            return
        best = next(iter(in_order(advice for advice, share in self._shares.items() if share.on)), None)
        if best is not self._advice or not self._settled:
            self._advice, self._since = best, at
        self._settled = True

    def _state(self) -> State | None:
        if not self._settled:
            return None
        special = {Advice.NO_FACE: State.NO_FACE, Advice.SEVERAL: State.SEVERAL, None: State.GOOD}
        return special.get(self._advice, State.ADJUST)

    def _forget(self, at: float) -> None:
        self._shares = {advice: _Share() for advice in Advice}
        self._watched = {name: _Watched() for name in ASPECTS}
        self._advice: Advice | None = None
        self._settled, self._started, self._since = False, at, at
