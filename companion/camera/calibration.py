"""What a person's face looks like when it looks straight at the camera: the zero of the pitch."""

from collections.abc import Iterable
from statistics import median
from typing import NamedTuple

ENOUGH = 5
"""Faces that are needed: a single one is uncertain by some degrees of pitch, the median of five by two (measured)."""

_STEADY = 0.06  # at most this far from the median, in the mean: 7 degrees of pitch
_POSSIBLE = (0.42, 0.75)  # of people who look at a camera (measured); beyond, the points are wrong or nobody looked


class Calibration(NamedTuple):
    """``r0``: where the nose lies between the eyes (0) and the mouth (1) of this person looking at the camera."""

    r0: float


def calibrate(ratios: Iterable[float | None]) -> Calibration | None:
    """From ``Measures.pitch_ratio`` of faces seen while the person looked at the camera; None if they do not agree."""
    seen = [ratio for ratio in ratios if ratio is not None]
    if len(seen) < ENOUGH:
        return None
    r0 = median(seen)
    spread = sum(abs(each - r0) for each in seen) / len(seen)
    return Calibration(r0) if spread <= _STEADY and _POSSIBLE[0] <= r0 <= _POSSIBLE[1] else None
