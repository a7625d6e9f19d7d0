"""The small interface behind which faces are found: whoever judges knows no engine."""

from typing import Protocol

import numpy as np
import numpy.typing as npt

from companion.camera.face import Face

Image = npt.NDArray[np.uint8]
"""A picture of shape (height, width, 3), blue first, never mirrored."""


class Finder(Protocol):
    """Finds the faces of a picture, the largest first."""

    def find(self, image: Image, *, careful: bool = False) -> list[Face]:
        """Quickly, for live frames; ``careful`` takes several times as long, for stills."""
        ...
