"""Pictures as cameras lay them in memory, made by the book (ITU-R BT.601) and not by the code that reads them."""

from collections.abc import Sequence

import cv2
import numpy as np
import numpy.typing as npt

from companion.camera.pixels import Raw

Pixels = npt.NDArray[np.uint8]
KINDS = ("jpeg", "yuyv", "uyvy", "nv12", "nv21", "yuv420p", "yv12", "bgra", "rgba", "argb", "abgr", "grey")
BLOCK = 8


def blocks(width: int, height: int, seed: int = 0, side: int = BLOCK) -> Pixels:
    """Squares of one colour each: halving the colours of a picture, as cameras do, changes nothing here."""
    across, down = -(-width // side), -(-height // side)
    colors = np.random.default_rng(seed).integers(30, 226, (down, across, 3), dtype=np.uint8)
    return np.repeat(np.repeat(colors, side, axis=0), side, axis=1)[:height, :width]


def grey_of(picture: Pixels) -> Pixels:
    """As a camera without colours sees it."""
    luma = _ycc(picture, full_range=True)[..., 0]
    return np.repeat(luma[..., None], 3, axis=2)


def encode(kind: str, picture: Pixels, padding: int = 0, *, full_range: bool = False, alpha: int = 7) -> Raw:
    """``picture`` (BGR) in the format of that name, each line followed by so many bytes of rubbish."""
    planes = _planes(kind, picture, full_range, alpha)
    padded = [_pad(plane, padding) for plane in planes]
    strides = tuple(0 if kind == "jpeg" else plane.shape[1] for plane in padded)
    height, width = picture.shape[:2]
    return Raw(kind, width, height, tuple(plane.tobytes() for plane in padded), strides, 0, False, full_range)


def _planes(kind: str, picture: Pixels, full_range: bool, alpha: int) -> Sequence[Pixels]:
    blue, green, red = (picture[..., channel] for channel in range(3))
    rest = np.full_like(blue, alpha)  # or nothing: nobody may look at it
    fours = {
        "bgra": (blue, green, red, rest),
        "rgba": (red, green, blue, rest),
        "argb": (rest, red, green, blue),
        "abgr": (rest, blue, green, red),
    }
    if kind in fours:
        return [np.stack(fours[kind], axis=-1).reshape(picture.shape[0], -1)]
    if kind == "jpeg":
        return [
            np.frombuffer(cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 98])[1].tobytes(), np.uint8)[None]
        ]
    ycc = _ycc(picture, full_range)
    if kind == "grey":
        return [_ycc(picture, full_range=True)[..., 0]]
    return _packed(kind, ycc) if kind in ("yuyv", "uyvy") else _halved(kind, ycc)


def _packed(kind: str, ycc: Pixels) -> list[Pixels]:
    """Two pixels share a colour; the line of an odd picture ends with half of a pair."""
    height, width = ycc.shape[:2]
    pairs = np.repeat(ycc[:, ::2, 1:], 2, axis=1)[:, :width]
    chroma = np.where((np.arange(width) % 2 == 0)[None, :], pairs[..., 0], pairs[..., 1])
    both = (ycc[..., 0], chroma) if kind == "yuyv" else (chroma, ycc[..., 0])
    return [np.stack(both, axis=-1).reshape(height, width * 2)]


def _halved(kind: str, ycc: Pixels) -> list[Pixels]:
    """Four pixels share a colour; an odd picture has one more of them."""
    blue, red = ycc[::2, ::2, 1], ycc[::2, ::2, 2]
    luma = ycc[..., 0]
    match kind:
        case "nv12":
            return [luma, np.stack([blue, red], axis=-1).reshape(blue.shape[0], -1)]
        case "nv21":
            return [luma, np.stack([red, blue], axis=-1).reshape(blue.shape[0], -1)]
        case "yuv420p":
            return [luma, blue, red]
        case _:
            return [luma, red, blue]


def _ycc(picture: Pixels, full_range: bool) -> Pixels:
    blue, green, red = (picture[..., channel].astype(float) / 255 for channel in range(3))
    luma = 0.299 * red + 0.587 * green + 0.114 * blue
    chroma = ((blue - luma) / 1.772, (red - luma) / 1.402)
    scale, base, swing = (255, 0, 255) if full_range else (219, 16, 224)
    planes = [luma * scale + base, *(each * swing + 128 for each in chroma)]
    return np.clip(np.rint(np.stack(planes, axis=-1)), 0, 255).astype(np.uint8)


def _pad(plane: Pixels, padding: int) -> Pixels:
    return np.pad(plane, ((0, 0), (0, padding)), constant_values=255) if len(plane) > 1 else plane
