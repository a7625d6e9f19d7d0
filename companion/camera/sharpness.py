"""How sharp a face is, whatever its size, light and noise: after Crété and others, "The blur effect" (2007).

What is sharp loses much of its contrast between neighbours when it is smoothed; what was smooth before loses little.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Grey = npt.NDArray[np.float32]
"""Brightness of shape (height, width), 0 black to 1 white."""

_SIDE = 96  # pixels to which every face is brought: blur counts in parts of the face
_LEAST = 64  # pixels: a smaller face has too few of its own
_REACH = 4  # pixels to each side that are smoothed over
_WAYS = ((0, 1), (1, 0), (1, 1), (1, -1))  # down and right: along the row, along the column, and both slants


class Sharpness(NamedTuple):
    """``blur``: 0 sharp to 1 blurred, in the worst direction. ``smear``: how much better the best direction is."""

    blur: float
    smear: float


def sharpness(grey: Grey) -> Sharpness | None:
    """Of the square picture of a face; None where it is too small to tell."""
    if min(grey.shape) < _LEAST:
        return None
    face = _calmed(_resized(grey))
    blurs = [_blur(face, dy, dx) for dy, dx in _WAYS]
    return Sharpness(max(blurs), max(blurs) - min(blurs))


def _blur(face: Grey, dy: int, dx: int) -> float:
    moved = [np.roll(face, (dy * step, dx * step), (0, 1)) for step in range(-_REACH, _REACH + 1)]
    before = _change(face, dy, dx)
    after = _change(np.mean(moved, axis=0, dtype=np.float32), dy, dx)
    total = float(before.sum())  # nothing at all to see: as blurred as can be
    return 1 - float(np.maximum(before - after, 0).sum()) / total if total > 0 else 1.0


def _change(face: Grey, dy: int, dx: int) -> Grey:
    """The difference between neighbours that way, without the margin where opposite edges met."""
    change = np.abs(face - np.roll(face, (dy, dx), (0, 1)))
    return np.asarray(change[_REACH + 1 : -_REACH - 1, _REACH + 1 : -_REACH - 1])


def _calmed(face: Grey) -> Grey:
    """Smoothed a little, so that noise is not taken for sharpness."""
    for axis in (0, 1):
        for middle in (np.float32(0.4), np.float32(0.5)):
            sides = np.roll(face, 1, axis) + np.roll(face, -1, axis)
            face = middle * face + (1 - middle) / 2 * sides
    return face


def _resized(grey: Grey) -> Grey:
    """``_SIDE`` pixels square: averaged over whole blocks first, then taken in between."""
    times = max(min(grey.shape) // _SIDE, 1)
    high, wide = (size // times for size in grey.shape)
    blocks = grey[: high * times, : wide * times].reshape(high, times, wide, times).mean(axis=(1, 3))
    return _stretched(_stretched(blocks.astype(np.float32, copy=False)).T).T


def _stretched(grey: Grey) -> Grey:
    """``_SIDE`` rows in place of as many as there are."""
    places = np.linspace(0, len(grey) - 1, _SIDE)
    low = np.minimum(places.astype(int), len(grey) - 2)
    part = (places - low).astype(np.float32)[:, None]
    return np.asarray(grey[low] * (1 - part) + grey[low + 1] * part)
