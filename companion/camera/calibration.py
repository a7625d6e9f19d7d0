"""What a person's face looks like when it looks straight at the camera: the zero of the pitch."""

from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from companion.camera.face import Face
from companion.camera.geometry import face_axes

_ENOUGH = 5  # faces: a single one is uncertain by some degrees, the median of five by two
_STEADY = 0.06  # at most this far from the median, in the mean: 7 degrees of pitch
_POSSIBLE = (0.42, 0.75)  # of people who look at a camera; beyond, the points are wrong or nobody looked


class Calibration(NamedTuple):
    """``r0``: where the nose lies between the eyes (0) and the mouth (1) of this person looking at the camera."""

    r0: float


def calibrate(faces: Sequence[Face], width: int, height: int) -> Calibration | None:
    """From faces seen while the person looked at the camera; None if they are too few or do not agree."""
    seen = list(_straight(faces, width, height))
    if len(seen) < _ENOUGH:
        return None
    r0 = median(seen)
    spread = sum(abs(each - r0) for each in seen) / len(seen)
    return Calibration(r0) if spread <= _STEADY and _POSSIBLE[0] <= r0 <= _POSSIBLE[1] else None


def _straight(faces: Iterable[Face], width: int, height: int) -> Iterable[float]:
    axes = (face_axes(face.landmarks, width, height) for face in faces)
    return (each.nose_down for each in axes if each and each.frontal)
