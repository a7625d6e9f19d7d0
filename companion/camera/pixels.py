"""Turns what a camera delivers into one small colour picture, whatever its format. OpenCV is imported with the first.

The smaller picture is made first and its colours after that: a fourth of the work.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Image = npt.NDArray[np.uint8]

LONG_SIDE = 640
"""Pixels of the long side below which a picture is never shrunk: the detector's second look wants 640."""


class Raw(NamedTuple):
    """A frame as it lies in memory.

    ``planes`` hold its bytes and ``strides`` the bytes from line to line. ``rotation`` (0, 90, 180 or 270 degrees,
    clockwise) is what still has to be turned for the picture to stand upright; ``mirrored`` that left and right are
    swapped once it does. ``full_range``: luma runs from 0 to 255, not from 16 to 235.
    """

    kind: str
    width: int
    height: int
    planes: tuple[Any, ...]
    strides: tuple[int, ...]
    rotation: int = 0
    mirrored: bool = False
    full_range: bool = False


class BrokenFrame(Exception):
    """A frame that is shorter than it says, or no picture at all: the next one may be whole."""


def read(raw: Raw) -> Image:
    """The picture as (h, w, 3) BGR, upright, never mirrored, its long side between 640 and 1279 pixels if it can be.

    Raises ``BrokenFrame``.
    """
    import cv2

    if raw.kind not in READERS or raw.width < 2 or raw.height < 2:
        raise BrokenFrame(f"{raw.kind} {raw.width}x{raw.height}")
    try:
        picture = READERS[raw.kind](raw, _step(max(raw.width, raw.height)))
    except (ValueError, IndexError, TypeError, cv2.error) as broken:
        raise BrokenFrame(str(broken)) from broken
    return _upright(picture, raw)


def _step(long_side: int) -> int:
    """Take each 1st, 2nd, 4th or 8th pixel."""
    step = 1
    while step < 8 and long_side // (2 * step) >= LONG_SIDE:
        step *= 2
    return step


def _upright(picture: Image, raw: Raw) -> Image:
    import cv2

    turns = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
    if raw.rotation in turns:
        picture = cv2.rotate(picture, turns[raw.rotation]).astype(np.uint8, copy=False)
    if raw.mirrored:
        picture = cv2.flip(picture, 1).astype(np.uint8, copy=False)
    return picture


def _plane(raw: Raw, index: int, height: int, row_bytes: int) -> Image:
    """Plane ``index`` as ``height`` rows of ``row_bytes``, without the padding at the end of each line."""
    stride = raw.strides[index]
    if stride < row_bytes:
        raise ValueError("lines overlap")
    data = np.frombuffer(raw.planes[index], np.uint8)
    if data.size < stride * (height - 1) + row_bytes:
        raise ValueError("frame is cut short")
    return np.lib.stride_tricks.as_strided(data, (height, row_bytes), (stride, 1), writeable=False)


def _jpeg(raw: Raw, step: int) -> Image:
    import cv2

    flags = {
        1: cv2.IMREAD_COLOR,
        2: cv2.IMREAD_REDUCED_COLOR_2,
        4: cv2.IMREAD_REDUCED_COLOR_4,
        8: cv2.IMREAD_REDUCED_COLOR_8,
    }
    picture = cv2.imdecode(np.frombuffer(raw.planes[0], np.uint8), flags[step] | cv2.IMREAD_IGNORE_ORIENTATION)
    if picture is None:
        raise ValueError("not a picture")
    return picture.astype(np.uint8, copy=False)


def _packed_422(luma: int, blue: int, red: int) -> Callable[[Raw, int], Image]:
    """Two pixels in four bytes; the arguments say where the first luma and both chroma bytes stand."""

    def reader(raw: Raw, step: int) -> Image:
        width, pairs = raw.width // 2 * 2, raw.width // 2
        rows = _plane(raw, 0, raw.height, raw.width * 2)[::step, : width * 2]
        quads = rows.reshape(rows.shape[0], pairs, 4)
        if step > 1:
            quads = quads[:, :: step // 2]
            return _colour(quads[..., luma], quads[..., blue], quads[..., red], raw)
        across = [np.repeat(quads[..., each], 2, axis=1) for each in (blue, red)]
        return _colour(rows[:, luma::2], across[0], across[1], raw)

    return reader


def _semi_planar(blue: int) -> Callable[[Raw, int], Image]:
    """A plane of luma and one of interleaved chroma at half size; ``blue`` says which byte is which."""

    def reader(raw: Raw, step: int) -> Image:
        width, height = raw.width // 2 * 2, raw.height // 2 * 2
        luma = _plane(raw, 0, height, width)
        chroma = _plane(raw, 1, height // 2, width).reshape(height // 2, width // 2, 2)
        return _at_half(luma, chroma[..., blue], chroma[..., 1 - blue], raw, step)

    return reader


def _planar(blue: int) -> Callable[[Raw, int], Image]:
    """Three planes, chroma at half size; ``blue`` is the number of its blue one."""

    def reader(raw: Raw, step: int) -> Image:
        width, height = raw.width // 2 * 2, raw.height // 2 * 2
        luma = _plane(raw, 0, height, width)
        first, second = (_plane(raw, each, height // 2, width // 2) for each in (blue, 3 - blue))
        return _at_half(luma, first, second, raw, step)

    return reader


def _at_half(luma: Image, blue: Image, red: Image, raw: Raw, step: int) -> Image:
    if step == 1:
        blue, red = (np.repeat(np.repeat(each, 2, axis=0), 2, axis=1) for each in (blue, red))
        return _colour(luma, blue, red, raw)
    every = step // 2
    return _colour(luma[::step, ::step], blue[::every, ::every], red[::every, ::every], raw)


def _colour(luma: Image, blue: Image, red: Image, raw: Raw) -> Image:
    """YCbCr at one size to BGR (ITU-R BT.601, the default of cameras)."""
    import cv2

    height, width = (min(sizes) for sizes in zip(luma.shape, blue.shape, red.shape, strict=True))
    planes = [np.ascontiguousarray(each[:height, :width]) for each in (luma, red, blue)]
    joined = cv2.merge(planes)
    if not raw.full_range:
        joined = cv2.LUT(joined, _EXPAND)
    return cv2.cvtColor(joined, cv2.COLOR_YCrCb2BGR).astype(np.uint8, copy=False)


def _expansion() -> Image:
    """Video range to full range: luma 16–235, chroma 16–240 (ITU-R BT.601) to 0–255."""
    levels = np.arange(256, dtype=np.float64)
    luma, chroma = (levels - 16) * 255 / 219, (levels - 128) * 255 / 224 + 128
    table = np.stack([luma, chroma, chroma], axis=-1)
    return np.clip(np.rint(table), 0, 255).astype(np.uint8).reshape(1, 256, 3)


_EXPAND = _expansion()


def _four_bytes(blue: int, green: int, red: int) -> Callable[[Raw, int], Image]:
    """Four bytes a pixel; the arguments say where the colours stand."""

    def reader(raw: Raw, step: int) -> Image:
        rows = _plane(raw, 0, raw.height, raw.width * 4)[::step]
        pixels = rows.reshape(rows.shape[0], raw.width, 4)[:, ::step]
        return np.ascontiguousarray(pixels[..., [blue, green, red]])

    return reader


def _grey(raw: Raw, step: int) -> Image:
    rows = _plane(raw, 0, raw.height, raw.width)[::step, ::step]
    return np.repeat(rows[..., None], 3, axis=2)


READERS: Mapping[str, Callable[[Raw, int], Image]] = {
    "jpeg": _jpeg,
    "yuyv": _packed_422(0, 1, 3),
    "uyvy": _packed_422(1, 0, 2),
    "nv12": _semi_planar(0),
    "nv21": _semi_planar(1),
    "yuv420p": _planar(1),
    "yv12": _planar(2),
    "bgra": _four_bytes(0, 1, 2),
    "rgba": _four_bytes(2, 1, 0),
    "argb": _four_bytes(3, 2, 1),
    "abgr": _four_bytes(1, 2, 3),
    "grey": _grey,
}
"""Every format read, by its usual name."""
