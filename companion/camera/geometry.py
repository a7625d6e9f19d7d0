"""A face's own axes: along the eyes, and down from the eyes to the mouth. Every shape of frame gives the same."""

import math
from typing import NamedTuple

from companion.camera.face import Landmarks, Point

_YAW_LIMIT = 0.25  # nose aside of the middle by a quarter of the eyes' distance: about 20 degrees (measured)
_FLAT = 0.3  # a mouth closer to the eyes than this part of their distance: points that make no face


class Axes(NamedTuple):
    """``eyes`` is the middle between the eyes. Distances are in pixels.

    ``roll_deg``: the lean of the eye line, clockwise as the camera sees it. ``eyes_apart`` and ``mouth_below``: along
    and across that line. ``nose_aside``: how far the nose stands from the middle, by the eyes' distance, to the right
    as the camera sees it. ``nose_down``: where it lies between eyes (0) and mouth (1).
    """

    eyes: Point
    roll_deg: float
    eyes_apart: float
    mouth_below: float
    nose_aside: float
    nose_down: float

    @property
    def frontal(self) -> bool:
        """Whether the head is turned little enough for ``nose_down`` to tell of looking up or down."""
        return abs(self.nose_aside) <= _YAW_LIMIT


def face_axes(landmarks: Landmarks, width: int, height: int) -> Axes | None:
    """The axes of a face in a frame of that many pixels; None where the points make no face."""
    left, right, nose, mouth_left, mouth_right = ((x * width, y * height) for x, y in landmarks)
    eyes, mouth = _middle(left, right), _middle(mouth_left, mouth_right)
    apart = math.dist(left, right)
    if apart == 0:
        return None
    along = ((right[0] - left[0]) / apart, (right[1] - left[1]) / apart)
    mouth_below = _down(mouth, eyes, along)
    if mouth_below < _FLAT * apart:
        return None
    return Axes(
        eyes,
        math.degrees(math.atan2(along[1], along[0])),
        apart,
        mouth_below,
        ((nose[0] - eyes[0]) * along[0] + (nose[1] - eyes[1]) * along[1]) / apart,
        _down(nose, eyes, along) / mouth_below,
    )


def _middle(one: Point, other: Point) -> Point:
    return (one[0] + other[0]) / 2, (one[1] + other[1]) / 2


def _down(point: Point, start: Point, along: Point) -> float:
    return (point[1] - start[1]) * along[0] - (point[0] - start[0]) * along[1]
