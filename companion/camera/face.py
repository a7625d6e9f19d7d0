"""What was found of a face: its box and five points, as fractions of the frame's width and height."""

from typing import NamedTuple

Point = tuple[float, float]


class Box(NamedTuple):
    """Left, top, width and height. A face that is cut by the frame may reach beyond 0 and 1."""

    x: float
    y: float
    w: float
    h: float


class Landmarks(NamedTuple):
    """Five points. Left and right as the camera sees them: the left eye lies left in the unmirrored picture."""

    left_eye: Point
    right_eye: Point
    nose: Point
    mouth_left: Point
    mouth_right: Point


class Face(NamedTuple):
    """One face; ``score`` says how sure the detector is, up to 1."""

    box: Box
    landmarks: Landmarks
    score: float
