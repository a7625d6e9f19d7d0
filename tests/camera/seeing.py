"""What a look found, made by hand: faces, measures, light, and what is shown of them."""

from collections.abc import Mapping
from typing import Any

from companion.camera.advice import Advice
from companion.camera.checking import Checked
from companion.camera.face import Face
from companion.camera.judgement import ASPECTS, Aspect, Judgement, State, Verdict
from companion.camera.light import Light, OnFace
from companion.camera.looking import Seen
from companion.camera.measures import Measures
from companion.camera.steady import Shown
from tests.camera.sitting import SITTING

GOOD, ASK = Aspect(Verdict.GOOD), Aspect(Verdict.ASK)
FACE = OnFace(middle=0.5, top=0.6, uneven=0.9, burnt_out=0.0, body=0.5, sharp=None)
LIGHT, DARKNESS = Light(0.4, 0.6, 0.0, 0.1, FACE), Light(0.02, 0.05, 0.0, 0.0)
EMPTY = LIGHT._replace(face=None)
MEASURES = Measures(
    face_height=0.34,
    eye_line=0.36,
    offset_x=0.0,
    headroom=0.1,
    roll_deg=0.0,
    pitch_ratio=0.58,
    pitch_deg=0.0,
    calibrated=True,
    yaw=0.0,
)


def wrong(advice: Advice) -> Aspect:
    """Not right, and what to do about it."""
    return Aspect(Verdict.NOT_RIGHT, advice)


def seen(
    advice: Advice | None = None,
    *,
    state: State | None = State.GOOD,
    faces: tuple[Face, ...] = (SITTING,),
    measures: Measures | None = MEASURES,
    lit: Light = LIGHT,
    busy: bool = False,
    raw: dict[str, Aspect] | None = None,
    aspects: Mapping[str, Aspect] | None = None,
) -> Seen:
    """Somebody who sits well, but for what is said; ``raw`` is what this very frame shows of it."""
    shown: dict[str, Any] = {**dict.fromkeys(ASPECTS, GOOD), **(aspects or {})}
    judged = Judgement(state or State.GOOD, (advice,) if advice else (), raw or shown, busy)
    return Seen(Checked(faces, judged, measures, lit), Shown(advice, state, shown, 0.0))


def nobody(lit: Light = EMPTY) -> Seen:
    """An empty chair, after somebody sat there well."""
    asked = dict.fromkeys(ASPECTS, ASK)
    return seen(Advice.NO_FACE, state=State.NO_FACE, faces=(), measures=None, lit=lit, raw=asked)
