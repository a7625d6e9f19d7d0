"""Where the square pictures lie that O-Net looks at, and how its points come back. Only arithmetic."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
_MIRRORED = [1, 0, 2, 4, 3]  # left and right change places


class Square(NamedTuple):
    """A square of a picture, turned by ``angle`` (radians, clockwise): centre and side in pixels."""

    cx: float
    cy: float
    side: float
    angle: float = 0.0

    def moved(self, dx: float, dy: float, scale: float) -> "Square":
        """Shifted by parts of its side, and larger or smaller."""
        return Square(self.cx + dx * self.side, self.cy + dy * self.side, self.side * scale, self.angle)

    def matrix(self, pixels: int) -> Floats:
        """The affine map (2 by 3) from pixels of the picture to those of a crop ``pixels`` wide."""
        turn = _turn(self.angle) * (pixels / self.side)
        # A pixel's centre lies half a pixel inside it: without the halves all points would be aside by as much.
        shift = np.array([pixels / 2, pixels / 2]) - 0.5 - turn @ np.array([self.cx - 0.5, self.cy - 0.5])
        return np.column_stack([turn, shift])

    def back(self, points: Floats, mirrored: bool = False) -> Floats:
        """Points in fractions of the crop, which may have been mirrored, as pixels of the picture."""
        if mirrored:
            points = np.column_stack([1 - points[:, 0], points[:, 1]])[_MIRRORED]
        return np.asarray((points - 0.5) * self.side @ _turn(self.angle) + np.array([self.cx, self.cy]))


def around(points: Floats) -> Square:
    """The square that suits five points and leans as the eyes do, however the face was found."""
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    down, reach = mouth - eyes, max(length(mouth - eyes), length(points[1] - points[0]), 1.0)
    centre = eyes + down / max(length(down), 1e-6) * reach * 0.4
    return Square(float(centre[0]), float(centre[1]), 2.6 * reach, lean(points))


def lean(points: Floats) -> float:
    """The angle of the line between the eyes, in radians; clockwise is positive."""
    x, y = points[1] - points[0]
    return float(np.arctan2(y, x))


def length(vector: Floats) -> float:
    """How long a vector is."""
    return float(np.hypot(vector[0], vector[1]))


def _turn(angle: float) -> Floats:
    cos, sin = np.cos(angle), np.sin(angle)
    return np.array([[cos, sin], [-sin, cos]])
