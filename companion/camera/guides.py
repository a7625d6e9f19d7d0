"""Where the guides of the preview stand, as fractions of the picture. No Qt: ``preview_view.py`` draws them."""

from typing import NamedTuple

from companion.camera import thresholds

_HEADROOM = (0.04, 0.20)  # of the height, above the hair: camera-work convention; only drawn, nobody is judged by it


class Guides(NamedTuple):
    """Lines of good framing: eyes between two heights, headroom, and how far the face may be from the middle."""

    eyes_top: float
    eyes_bottom: float
    head_top: float
    head_bottom: float
    left: float
    right: float


def guides() -> Guides:
    """The guides, from the very numbers that the judgement uses."""
    eyes, middle = (thresholds.EYES_HIGHEST, thresholds.EYES_LOWEST), thresholds.MIDDLE
    return Guides(*eyes, *_HEADROOM, 0.5 - middle, 0.5 + middle)


def shown_x(x: float, *, mirrored: bool) -> float:
    """Where ``x`` of the camera's picture stands in the preview."""
    return 1 - x if mirrored else x
