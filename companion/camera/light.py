"""How the light falls: on the face, behind it, and whether the camera copes. Brightness is 0 black to 1 white.

Whether there is enough of it is judged in ``light_rules``, from the scene as much as from the face: it must never be
the skin that is judged.
"""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from companion.camera.face import Box, Face
from companion.camera.finder import Image
from companion.camera.geometry import face_axes
from companion.camera.sharpness import Grey, Sharpness, sharpness

_LOOKED_AT = 200  # pixels of the longer side: brightness needs no more
_GREY = np.array([0.114, 0.587, 0.299], np.float32) / 255
_BURNT = 0.975  # 249 of 255: no drawing is left
_BURNING = 0.92  # 235: what a camera makes of a window with the day behind it
_HEAD = (1.8, 1.9)  # of the box: the head with its hair
_BODY = (2.8, 1.6)  # of the box, from its lower edge: what the person wears
_EDGE = 0.08  # difference between neighbours that the eye takes for an edge
_CLOSE = 0.75  # of the box's height
_LEAST = 12  # points of a face below which nothing is said of it

Mask = npt.NDArray[np.bool_]


class OnFace(NamedTuple):
    """The light on one face.

    ``middle``, ``top``: its median brightness and that of its brightest tenth. ``uneven``: its darker half by its
    brighter. ``burnt_out``: the part that is white without any drawing. ``body``: the brightness of what the person
    wears, None where the frame ends above it. ``sharp``: None where the face is too small to tell.
    """

    middle: float
    top: float
    uneven: float
    burnt_out: float
    body: float | None
    sharp: Sharpness | None


class Light(NamedTuple):
    """The light of a picture.

    ``background``, ``background_top``: median behind the person and brightness of the brightest tenth (without a face:
    of the whole picture). ``burning``: the part of the background as bright as a window. ``edges``: how much of it is
    edges.
    """

    background: float
    background_top: float
    burning: float
    edges: float
    face: OnFace | None = None

    @property
    def brightness(self) -> float:
        """Of the face; without one, of the picture."""
        return self.face.middle if self.face else self.background

    @property
    def backlight(self) -> float:
        """How many times brighter than the face it is behind it; 1 without a face."""
        return self.background / max(self.face.middle, 0.01) if self.face else 1.0


def measure_light(image: Image, face: Face | None) -> Light:
    """The light of a picture, and on the face in it."""
    step = max(max(image.shape[:2]) // _LOOKED_AT, 1)
    grey = _grey(image[::step, ::step])
    x, y = _places(grey)
    if face is None:
        return Light(*_spread(grey.ravel()), _part(grey >= _BURNING), _edges(grey, np.ones(grey.shape, bool)))
    body = _within(_below(face.box), x, y)
    behind = ~_within(_widened(face.box), x, y) & ~body
    if behind.mean() < 0.05:  # very close up
        behind = ~_within(face.box, x, y)
    seen = grey[behind] if behind.any() else grey.ravel()
    on_face = _on_face(image, grey, face, body)
    return Light(*_spread(seen), _part(seen >= _BURNING), _edges(grey, behind), on_face)


def _on_face(image: Image, grey: Grey, face: Face, body: Mask) -> OnFace | None:
    inner, right = _inner(face, grey)
    if inner.sum() < _LEAST:
        return None
    middle, top = _spread(grey[inner])
    halves = [float(grey[half].mean()) for half in (inner & right, inner & ~right) if half.any()]
    worn = float(np.median(grey[body])) if body.sum() >= _LEAST else None
    uneven = min(halves) / max(*halves, 0.01) if len(halves) == 2 else 1.0
    return OnFace(middle, top, uneven, _part(grey[inner] >= _BURNT), worn, sharpness(_close_up(image, face.box)))


def _inner(face: Face, grey: Grey) -> tuple[Mask, Mask]:
    """The points from brows to chin, leaning with the face, and those on the right of its middle."""
    height, width = grey.shape
    axes = face_axes(face.landmarks, width, height)
    if axes is None:
        x, y = _places(grey)
        return _within(face.box, x, y), x >= face.box.x + face.box.w / 2
    rows, columns = np.mgrid[:height, :width].astype(np.float32) + 0.5
    cos, sin = np.cos(np.radians(axes.roll_deg)), np.sin(np.radians(axes.roll_deg))
    across = (columns - axes.eyes[0]) * cos + (rows - axes.eyes[1]) * sin
    down = (rows - axes.eyes[1]) * cos - (columns - axes.eyes[0]) * sin - axes.mouth_below / 2
    reach = max(axes.eyes_apart, 0.6 * axes.mouth_below) * 0.95
    return (across / reach) ** 2 + (down / axes.mouth_below) ** 2 <= 1, across >= axes.nose_aside * axes.eyes_apart


def _close_up(image: Image, box: Box) -> Grey:
    """The middle of the face cut out, square: what lies around it may be as sharp or blurred as it likes."""
    height, width = image.shape[:2]
    side = min(_CLOSE * box.h * height, height, width)
    left = int(np.clip((box.x + box.w / 2) * width - side / 2, 0, width - side))
    top = int(np.clip((box.y + box.h * 0.55) * height - side / 2, 0, height - side))
    return _grey(image[top : top + int(side), left : left + int(side)])


def _grey(image: Image) -> Grey:
    return np.asarray(image @ _GREY, np.float32)


def _edges(grey: Grey, where: Mask) -> float:
    """The part of the places in ``where`` that differ much from a neighbour, after noise is averaged away."""
    high, wide = (size // 2 * 2 for size in grey.shape)
    calm = grey[:high, :wide].reshape(high // 2, 2, wide // 2, 2).mean(axis=(1, 3))
    across, down = np.abs(np.diff(calm, axis=1))[:-1], np.abs(np.diff(calm, axis=0))[:, :-1]
    there = where[: high - 2 : 2, : wide - 2 : 2]
    return _part((np.maximum(across, down) >= _EDGE)[there]) if there.any() else 0.0


def _places(grey: Grey) -> tuple[Grey, Grey]:
    height, width = grey.shape
    x = (np.arange(width, dtype=np.float32) + 0.5) / width
    y = (np.arange(height, dtype=np.float32) + 0.5) / height
    return x[None, :], y[:, None]


def _within(box: Box, x: Grey, y: Grey) -> Mask:
    return np.asarray((x >= box.x) & (x <= box.x + box.w) & (y >= box.y) & (y <= box.y + box.h))


def _widened(box: Box) -> Box:
    w, h = box.w * _HEAD[0], box.h * _HEAD[1]
    return Box(box.x + box.w / 2 - w / 2, box.y + box.h / 2 - h / 2, w, h)


def _below(box: Box) -> Box:
    w = box.w * _BODY[0]
    return Box(box.x + box.w / 2 - w / 2, box.y + box.h, w, box.h * _BODY[1])


def _spread(values: Grey) -> tuple[float, float]:
    middle, top = np.percentile(values, (50, 90))
    return float(middle), float(top)


def _part(mask: Mask) -> float:
    return float(mask.mean()) if mask.size else 0.0
