"""Judgements over time, for the live page: calm advice, and a checklist that does not flicker.

Pure: the clock comes in with each judgement, in seconds. Detections may come eight times a second or twice.
"""

from collections.abc import Mapping
from math import exp
from typing import NamedTuple

from companion.camera.advice import Advice
from companion.camera.judgement import ASPECTS, Aspect, Judgement, State, Verdict, in_order

SETTLING = 0.5  # seconds in which a camera that was just opened finds its exposure: nothing is said yet
HOLD = 2.0  # seconds that advice, and "good" too, stays at least (issue 3)
OUTSIDE = 5.0  # seconds in view but outside the range after which the checklist hears of it (issue 3)
INSIDE = 1.0  # seconds after which it hears that all is well
GAP = 3.0  # seconds without a judgement after which all is forgotten
_MEMORY = 0.4  # seconds: a share of past and present that follows a lasting change within half a second
_ON, _OFF = 0.7, 0.3  # shares at which something counts as so, and no longer: hovering at a threshold changes nothing
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


class Steady:
    """Feed it every judgement; show what it answers."""

    def __init__(self) -> None:
        self._last: float | None = None
        self._lately = _Lately(0.0)

    def forget(self) -> None:
        """What comes next is seen for the first time."""
        self._last = None

    def see(self, judgement: Judgement, at: float) -> Shown:
        """What to show from now on. ``at`` is a clock in seconds that never goes back."""
        if self._last is None or not 0 <= at - self._last <= GAP:
            self._last, self._lately = at, _Lately(at)
        passed, self._last = at - self._last, at
        return self._lately.see(judgement, at, passed)


class _Lately:
    """What was seen since the camera was opened, or since nobody looked for a while."""

    def __init__(self, at: float) -> None:
        self._shares = {advice: _Share() for advice in Advice}
        self._watched = {name: _Watched() for name in ASPECTS}
        self._advice: Advice | None = None
        self._settled, self._since = False, at

    def see(self, judgement: Judgement, at: float, passed: float) -> Shown:
        weight = 1 - exp(-passed / _MEMORY)
        for advice, share in self._shares.items():
            share.take(advice in judgement.advice, weight)
        if judgement.state in _SEEN:  # only time in view counts
            for name, watched in self._watched.items():
                watched.take(judgement.aspects[name], passed, weight)
        if at - self._since >= (HOLD if self._settled else SETTLING):
            self._choose(at)
        aspects = {name: each.shown for name, each in self._watched.items()}
        return Shown(self._advice, self._state(), aspects, self._since)

    def _choose(self, at: float) -> None:
        best = next(iter(in_order(advice for advice, share in self._shares.items() if share.on)), None)
        if best is not self._advice or not self._settled:
            self._advice, self._since, self._settled = best, at, True

    def _state(self) -> State | None:
        if not self._settled:
            return None
        special = {Advice.NO_FACE: State.NO_FACE, Advice.SEVERAL: State.SEVERAL, None: State.GOOD}
        return special.get(self._advice, State.ADJUST)


class _Share:
    """How much of the last moments something was so; on and off are far apart."""

    def __init__(self) -> None:
        self._share, self.on = 0.0, False

    def take(self, so: bool, weight: float) -> bool:
        self._share += (so - self._share) * weight
        self.on = self._share > (_OFF if self.on else _ON)
        return self.on


class _Watched:
    """One aspect on its way to the checklist."""

    def __init__(self) -> None:
        self.shown = _ASKED
        self._wrong, self._for = _Share(), dict.fromkeys(Verdict, 0.0)

    def take(self, aspect: Aspect, passed: float, weight: float) -> None:
        wrong = self._wrong.take(aspect.verdict is Verdict.NOT_RIGHT, weight)
        verdict = Verdict.NOT_RIGHT if wrong else Verdict.ASK if aspect.verdict is Verdict.ASK else Verdict.GOOD
        self._for = {each: self._for[each] + passed if each is verdict else 0.0 for each in Verdict}
        lasted = self._for[verdict] > (OUTSIDE if wrong else INSIDE)
        if lasted and aspect.verdict is verdict:
            self.shown = aspect
