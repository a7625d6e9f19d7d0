"""From measures to what a person is told: a state, what to do next, and what the checklist may tick."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple

from companion.camera import thresholds as limit
from companion.camera.advice import Advice
from companion.camera.face import Face
from companion.camera.light import Light
from companion.camera.light_rules import is_busy, is_pitch_dark, light_advice, sharpness_advice
from companion.camera.measures import Measures


class State(StrEnum):
    """How a picture is framed as a whole."""

    GOOD = "good"
    ADJUST = "adjust"
    NO_FACE = "no-face"
    SEVERAL = "several"


class Verdict(StrEnum):
    """How one aspect stands. ``ASK``: it cannot be seen, so the person is asked."""

    GOOD = "good"
    NOT_RIGHT = "not-right"
    ASK = "ask"


class Aspect(NamedTuple):
    """One aspect; what is not right comes with what to do about it."""

    verdict: Verdict
    advice: Advice | None = None


ASPECTS = ("distance", "eye_level", "middle", "straight", "light")
_ASK, _GOOD = Aspect(Verdict.ASK), Aspect(Verdict.GOOD)
_ORDER = list(Advice)


class Judgement(NamedTuple):
    """``advice``: the most helpful first; empty when the state is good. ``busy``: a hint about what is behind."""

    state: State
    advice: tuple[Advice, ...]
    aspects: Mapping[str, Aspect]
    busy: bool = False


def judge(faces: list[Face], measures: Measures | None, light: Light) -> Judgement:
    """Judge a picture by its faces, the largest first, the measures of the largest and the light on it."""
    if measures is None or not faces:
        return _unseen(State.NO_FACE, [Advice.NO_FACE, *([Advice.TOO_DARK] if is_pitch_dark(light) else [])])
    if len(present(faces)) > 1:
        return _unseen(State.SEVERAL, [Advice.SEVERAL])
    aspects = {
        "distance": _distance(measures),
        "eye_level": _eye_level(measures),
        "middle": _middle(measures),
        "straight": _either(abs(measures.roll_deg) <= limit.ROLL, Advice.STRAIGHTEN),
        "light": _light(light),
    }
    told = {each.advice for each in aspects.values() if each.advice}
    advice = in_order(told | set(light_advice(light)) | set(sharpness_advice(light)))
    return Judgement(State.ADJUST if advice else State.GOOD, advice, aspects, is_busy(light))


def present(faces: list[Face]) -> list[Face]:
    """The faces of people who take part in the call.

    Faces much smaller than the largest belong to posters, photographs and passers-by: at 2.5 times the distance nobody
    sits at the same table. One face alone is always present, however small.
    """
    if not faces:
        return []
    heights = [face.box.h for face in faces]
    least = max(limit.PRESENT * max(heights), limit.PRESENT_LEAST)
    largest = heights.index(max(heights))
    return [face for place, face in enumerate(faces) if place == largest or face.box.h >= least]


def in_order(advice: Iterable[Advice]) -> tuple[Advice, ...]:
    """What helps most first."""
    return tuple(sorted(set(advice), key=_ORDER.index))


def _unseen(state: State, advice: list[Advice]) -> Judgement:
    return Judgement(state, tuple(advice), dict.fromkeys(ASPECTS, _ASK))


def _either(fine: bool, advice: Advice) -> Aspect:
    return _GOOD if fine else Aspect(Verdict.NOT_RIGHT, advice)


def _distance(measures: Measures) -> Aspect:
    if measures.face_height < limit.FACE_LEAST:
        return Aspect(Verdict.NOT_RIGHT, Advice.TOO_FAR)
    return _either(measures.face_height <= limit.FACE_MOST, Advice.TOO_CLOSE)


def _middle(measures: Measures) -> Aspect:
    """Someone right of the middle as the camera sees it sits too far to their own left, and moves to their right."""
    fine = abs(measures.offset_x) <= limit.MIDDLE
    return _either(fine, Advice.MOVE_RIGHT if measures.offset_x > 0 else Advice.MOVE_LEFT)


def _light(light: Light) -> Aspect:
    found = light_advice(light)
    return Aspect(Verdict.NOT_RIGHT, found[0]) if found else _ASK if light.face is None else _GOOD


def _eye_level(measures: Measures) -> Aspect:
    """Eye level means the camera's height: where the eyes stand in the frame and the calibrated pitch must agree.

    A camera that is too low sees the head from below, which looks like looking up: the pitch is negative, however far
    the camera is tilted to bring the eyes where they belong.
    """
    high, low = measures.eye_line < limit.EYES_HIGHEST, measures.eye_line > limit.EYES_LOWEST
    pitch = measures.pitch_deg if measures.calibrated else None
    if pitch is None:
        return Aspect(Verdict.NOT_RIGHT, Advice.RAISE_CAMERA if high else Advice.LOWER_CAMERA) if high or low else _ASK
    if pitch <= -limit.PITCH or (high and pitch <= -limit.PITCH_HINT):
        return Aspect(Verdict.NOT_RIGHT, Advice.RAISE_CAMERA)
    if pitch >= limit.PITCH or (low and pitch >= limit.PITCH_HINT):
        return Aspect(Verdict.NOT_RIGHT, Advice.LOWER_CAMERA)
    return Aspect(Verdict.NOT_RIGHT, Advice.TILT_UP if high else Advice.TILT_DOWN) if high or low else _GOOD
