"""A head of known shape before a camera of known height and tilt: what the five points of its face look like."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from companion.camera.face import Box, Face, Landmarks

# Metres from the middle between the eyes: right as the camera sees it, down, away from the camera.
_HEAD = np.array([[-0.031, 0, 0], [0.031, 0, 0], [0, 0.0418, -0.036], [-0.025, 0.072, 0], [0.025, 0.072, 0]])
_FACE, _BOX = 0.176, 1.15  # chin to forehead; YuNet's box is so much higher
_FOCUS = 1.1  # of the frame's height: a usual webcam


class Head(NamedTuple):
    """``below``, ``aside``: where the camera is from the eyes, in metres, aside to its own right. ``away``: how far.

    ``camera_up``: its tilt in degrees. ``looks_down``, ``turned``: the head's own, in degrees.
    """

    below: float = 0.0
    aside: float = 0.0
    away: float = 0.55
    camera_up: float = 0.0
    looks_down: float = 0.0
    turned: float = 0.0

    def face(self, width: int = 640, height: int = 360) -> Face:
        """The face in a frame of that many pixels."""
        points = _HEAD @ _turn(1, -self.turned).T @ _turn(0, self.looks_down).T
        seen = (points - [self.aside, self.below, -self.away]) @ _turn(0, -self.camera_up).T
        x, y = 0.5 + _FOCUS * height / width * seen[:, 0] / seen[:, 2], 0.5 + _FOCUS * seen[:, 1] / seen[:, 2]
        far = seen[:, 2].mean()
        tall = _BOX * _FACE * _FOCUS / far
        wide = tall * 0.8 * height / width
        box = Box(x.mean() - wide / 2, y[:3].mean() - tall / 2, wide, tall)
        left, right, nose, mouth, other = ((float(a), float(b)) for a, b in zip(x, y, strict=True))
        return Face(Box(*map(float, box)), Landmarks(left, right, nose, mouth, other), 0.9)


def _turn(axis: int, degrees: float) -> npt.NDArray[np.float64]:
    """About the x axis (0): down becomes away. About the y axis (1): away becomes right."""
    cos, sin = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    if axis == 0:
        return np.array([[1, 0, 0], [0, cos, -sin], [0, sin, cos]])
    return np.array([[cos, 0, sin], [0, 1, 0], [-sin, 0, cos]])
