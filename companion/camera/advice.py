"""The things a person may be told to do, in the order of what helps most."""

from enum import StrEnum

from companion.words import Message


class Advice(StrEnum):
    """One thing to do. The order is the issue's: see the person, see them well, then where the camera stands.

    Left and right are the person's own, which are also those of the mirrored picture they see.
    """

    NO_FACE = "no-face"
    SEVERAL = "several"
    TOO_DARK = "too-dark"
    BACKLIGHT = "backlight"
    BURNT_OUT = "burnt-out"
    TOO_FAR = "too-far"
    TOO_CLOSE = "too-close"
    RAISE_CAMERA = "raise-camera"
    LOWER_CAMERA = "lower-camera"
    TILT_UP = "tilt-up"
    TILT_DOWN = "tilt-down"
    MOVE_LEFT = "move-left"
    MOVE_RIGHT = "move-right"
    STRAIGHTEN = "straighten"
    HOLD_STILL = "hold-still"
    BLURRED = "blurred"
    CLEAN_LENS = "clean-lens"
    UNEVEN = "uneven"

    @property
    def message(self) -> Message:
        """What to say: one sentence."""
        return Message(f"framing.{self.value}")
