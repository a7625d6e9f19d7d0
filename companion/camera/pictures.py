"""What is done to pictures before a network sees them. OpenCV is imported on first use."""

import numpy as np

from companion.camera.crops import Square
from companion.camera.finder import Image

_DARK, _LIT, _MOST_GAIN = 50.0, 110.0, 6.0  # grey means; a dark picture that is lit up loses no face
_LONGEST = 8192  # pixels a side: OpenCV turns nothing that is much longer
_BRIGHTER, _DARKER = 0.5, 2.0  # exponents: lift a face out of the shadow of a window, bring drawing back to a pale one


def scaled(picture: Image, area: int, *, enlarge: bool = True) -> Image:
    """The picture with about ``area`` pixels in its own shape, so that portrait and odd shapes cost the same."""
    import cv2

    height, width = picture.shape[:2]
    factor = min(float(np.sqrt(area / (height * width))), _LONGEST / max(height, width))
    if (factor >= 1 and not enlarge) or abs(factor - 1) < 0.001:
        return picture
    size = (max(round(width * factor), 1), max(round(height * factor), 1))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR
    return _bytes(cv2.resize(picture, size, interpolation=how))


def lit(picture: Image) -> Image:
    """A dark picture with more light, as one says with a camera: gain. Others stay as they are."""
    import cv2

    brightness = float(picture[::4, ::4].mean())
    if brightness >= _DARK:
        return picture
    return _bytes(cv2.convertScaleAbs(picture, alpha=min(_LIT / max(brightness, 1.0), _MOST_GAIN)))


def brighter(picture: Image) -> Image:
    """The shadows lifted, the lights kept."""
    return _curved(picture, _BRIGHTER)


def darker(picture: Image) -> Image:
    """The lights taken back, the shadows kept."""
    return _curved(picture, _DARKER)


def turned(picture: Image, angle: float) -> Image:
    """The picture turned about its middle so that what leans by ``angle`` (radians) stands upright."""
    import cv2

    height, width = picture.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2 - 0.5, height / 2 - 0.5), float(np.degrees(angle)), 1.0)
    return _bytes(cv2.warpAffine(picture, turn, (width, height), borderMode=cv2.BORDER_REPLICATE))


def crop(picture: Image, square: Square, side: int) -> Image:
    """What lies in the square, ``side`` pixels wide; beyond the picture its edge goes on."""
    import cv2

    times = int(np.clip(np.ceil(square.side / side / 1.5), 1, 8))  # shrinking is left to averaging
    wide = side * times
    taken = cv2.warpAffine(picture, square.matrix(wide), (wide, wide), borderMode=cv2.BORDER_REPLICATE)
    return _bytes(cv2.resize(taken, (side, side), interpolation=cv2.INTER_AREA) if times > 1 else taken)


def _curved(picture: Image, exponent: float) -> Image:
    import cv2

    curve = (np.arange(256) / 255) ** exponent * 255
    return _bytes(cv2.LUT(picture, curve.round().astype(np.uint8)))


def _bytes(array: object) -> Image:
    """OpenCV's answer under our name for it: its own types leave open what the numbers are."""
    return np.asarray(array, dtype=np.uint8)
