"""What the camera page says of what a look found: heading, small answers, light, what to do. No Qt."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, NamedTuple

from companion.camera import thresholds as limit
from companion.camera.advice import Advice
from companion.camera.judgement import State, Verdict
from companion.words import say, sentence

if TYPE_CHECKING:
    from companion.camera.checking import Checked
    from companion.camera.face import Point
    from companion.camera.judgement import Aspect
    from companion.camera.looking import Seen
    from companion.camera.steady import Shown

ASPECTS = ("eye_level", "distance", "middle", "straight")
"""The small answers under the preview, in their order; the light has a scale of its own."""

LIGHT_GOOD = (0.35, 0.75)
"""The part of the scale of light that is good."""

_LIGHT_ROOM = 0.04  # the knob keeps this far from the borders of what the word says
_CALM = 0.012  # of the picture: eyes that move by less have not moved
_FOLLOW = 0.6  # share of the way to where the eyes are now
_HINT_AFTER = 8  # looks in a row: a hint that comes and goes helps nobody
_LEVEL = (Advice.RAISE_CAMERA, Advice.LOWER_CAMERA, Advice.TILT_UP, Advice.TILT_DOWN)
_SPEAKS_OF = {
    **dict.fromkeys(_LEVEL, "eye_level"),
    **dict.fromkeys((Advice.TOO_FAR, Advice.TOO_CLOSE), "distance"),
    **dict.fromkeys((Advice.MOVE_LEFT, Advice.MOVE_RIGHT), "middle"),
    **dict.fromkeys((Advice.TOO_DARK, Advice.BACKLIGHT, Advice.BURNT_OUT, Advice.UNEVEN), "light"),
    Advice.STRAIGHTEN: "straight",
}
_LIGHT_WORDS = {Advice.BACKLIGHT: "from_behind", Advice.UNEVEN: "from_side", Advice.BURNT_OUT: "is_bright"}


class AspectText(NamedTuple):
    """What one small answer says; ``mark`` names its drawing (see ``paint.mark``), ``warn`` colours the word."""

    name: str
    word: str
    mark: str
    warn: bool = False


class Picture(NamedTuple):
    """All that the page says of a picture.

    ``eyes`` is where they are in the camera's picture, ``arrow`` where they should go: -1 up, 1 down, 0 nowhere.
    ``light`` is 0 dark to 1 bright, None where nobody knows.
    """

    heading: str
    how_to: str
    aspects: dict[str, AspectText]
    light: float | None
    light_word: str
    eyes: Point | None
    arrow: int


class Showing:
    """Turns looks into words. It remembers a little, so that nothing on the page trembles."""

    def __init__(self) -> None:
        self._eyes: Point | None = None
        self._busy = 0

    def see(self, seen: Seen, *, calibrated: bool) -> Picture:
        """What to say from now on; ``calibrated``: the person has set their eye level for this camera."""
        checked, shown = seen
        self._busy = self._busy + 1 if checked.judgement.busy else 0
        level, word = light_of(seen)
        return Picture(
            heading_of(shown),
            self._how_to(shown, calibrated),
            {name: aspect_text(name, shown) for name in ASPECTS},
            level,
            word,
            self._calm_eyes(checked),
            arrow_of(seen),
        )

    def _how_to(self, shown: Shown, calibrated: bool) -> str:
        if shown.advice is not None:
            return sentence(shown.advice.message)
        if shown.state is None:
            return say("camera.settling_line")
        if not calibrated:
            return say("camera.ask_level")
        return say("framing.busy") if self._busy > _HINT_AFTER else say("framing.good")

    def _calm_eyes(self, checked: Checked) -> Point | None:
        now, before = _eyes_of(checked), self._eyes
        if now is None or before is None:
            self._eyes = now
        elif hypot(now[0] - before[0], now[1] - before[1]) > _CALM:
            self._eyes = (before[0] + (now[0] - before[0]) * _FOLLOW, before[1] + (now[1] - before[1]) * _FOLLOW)
        return self._eyes


def heading_of(shown: Shown) -> str:
    """The one thing to do, in a few words; ``how_to`` says more."""
    if shown.state is None:
        return say("camera.settling")
    return say(f"camera.advice.{shown.advice}") if shown.advice is not None else say("camera.advice.good")


def first_texts() -> dict[str, AspectText]:
    """The small answers before anybody has looked."""
    return {name: _unseen(name) for name in ASPECTS}


def aspect_text(name: str, shown: Shown) -> AspectText:
    """One small answer. What the heading speaks of is not called good meanwhile, though the checklist waits longer."""
    aspect, advice = shown.aspects[name], _advice_on(name, shown)
    title = say(f"camera.aspect.{name}")
    if advice is not None:
        return AspectText(title, say(f"camera.word.{advice}"), "not_right", warn=True)
    somebody = shown.state in (State.GOOD, State.ADJUST)
    if aspect.verdict is Verdict.GOOD and somebody:
        return AspectText(title, say("camera.word.good"), "by_computer")
    is_asked = name == "eye_level" and somebody
    return AspectText(title, say("camera.word.not_set"), "looking") if is_asked else _unseen(name)


def light_of(seen: Seen) -> tuple[float | None, str]:
    """Where the knob stands and the word for it. The place inside each part follows the face, the part the verdict."""
    face, shown = seen.checked.light.face, seen.shown
    advice = _advice_on("light", shown)
    if face is None or (advice is None and shown.aspects["light"].verdict is not Verdict.GOOD):
        return None, say("camera.light.unknown")
    dark, bright = LIGHT_GOOD
    if advice in (Advice.TOO_DARK, Advice.BACKLIGHT):
        low, high = 0.0, dark
    elif advice is Advice.BURNT_OUT:
        low, high = bright, 1.0
    else:
        low, high = dark, bright
    level = min(high - _LIGHT_ROOM, max(low + _LIGHT_ROOM, face.top))
    if advice is Advice.TOO_DARK:
        return level, say("camera.light.is_dark")
    return level, say(f"camera.light.{_LIGHT_WORDS[advice]}" if advice else "camera.light.is_good")


def arrow_of(seen: Seen) -> int:
    """Which way the eyes should go in the picture, where that is what the advice is about."""
    measures = seen.checked.measures
    if measures is None or seen.shown.advice not in _LEVEL:
        return 0
    if measures.eye_line < limit.EYES_HIGHEST:
        return 1
    return -1 if measures.eye_line > limit.EYES_LOWEST else 0


def _unseen(name: str) -> AspectText:
    return AspectText(say(f"camera.aspect.{name}"), say("camera.word.looking"), "looking")


def _advice_on(name: str, shown: Shown) -> Advice | None:
    if shown.advice is not None and _SPEAKS_OF.get(shown.advice) == name:
        return shown.advice
    aspect: Aspect = shown.aspects[name]
    return aspect.advice if aspect.verdict is Verdict.NOT_RIGHT else None


def _eyes_of(checked: Checked) -> Point | None:
    if not checked.faces:
        return None
    left, right = checked.faces[0].landmarks[:2]
    return (left[0] + right[0]) / 2, (left[1] + right[1]) / 2
