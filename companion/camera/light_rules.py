"""What is to be done about the light. It judges the light, not the skin.

The same scene with a face of 0.4 times the reflectance gives no advice: a dark face counts only where no light falls
on anything else either (too dark), or where a window burns behind a person whose clothes lie in the shadow too.
"""

from companion.camera import thresholds as limit
from companion.camera.advice import Advice
from companion.camera.light import Light, OnFace


def light_advice(light: Light) -> list[Advice]:
    """What to do about the light on the face and behind it: at most one of each kind."""
    face = light.face
    if face is None:
        return []
    found = []
    if _too_dark(light, face):
        found.append(Advice.TOO_DARK)
    elif _before_a_window(light, face):
        found.append(Advice.BACKLIGHT)
    if face.burnt_out >= limit.BURNT_OUT:
        found.append(Advice.BURNT_OUT)
    return found if found or face.uneven >= limit.UNEVEN else [Advice.UNEVEN]


def sharpness_advice(light: Light) -> list[Advice]:
    """What to do about a picture that is not sharp."""
    sharp = light.face.sharp if light.face else None
    if sharp is None or sharp.blur < limit.BLURRED:
        return []
    if sharp.smear >= limit.SMEARED:
        return [Advice.HOLD_STILL]
    return [Advice.BLURRED if _dim(light) else Advice.CLEAN_LENS]


def is_busy(light: Light) -> bool:
    """Whether there is much to look at behind the person: a hint, never a finding."""
    return light.edges >= limit.BUSY


def is_pitch_dark(light: Light) -> bool:
    """Whether a picture without a face shows next to nothing: a covered lens, or no light at all."""
    return light.background_top < limit.NOTHING_SEEN


def _too_dark(light: Light, face: OnFace) -> bool:
    return face.top < limit.DARK_FACE and _no_light(light, face)


def _no_light(light: Light, face: OnFace) -> bool:
    return light.background < limit.DARK_SCENE and max(light.background_top, face.body or 0.0) < limit.DARK_LIGHTS


def _before_a_window(light: Light, face: OnFace) -> bool:
    shade = max(face.middle, 0.01)
    lit = face.body is not None and limit.LIT_BODY[0] <= face.body <= limit.LIT_BODY[1]
    window = (
        light.burning >= limit.WINDOW
        and face.top < limit.WINDOW_FACE
        and light.background_top / shade >= limit.WINDOW_TIMES
    )
    wall = (
        light.background >= limit.BRIGHT_WALL
        and face.top < limit.BRIGHT_WALL_FACE
        and light.backlight >= limit.BRIGHT_WALL_TIMES
    )
    return (window or wall) and not lit


def _dim(light: Light) -> bool:
    """Too little light for a short exposure, though perhaps enough to be seen."""
    return light.background_top < limit.DIM and (light.face is None or light.face.top < limit.DIM)
