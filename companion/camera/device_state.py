"""What a camera is doing, and what follows from what happens to it. No Qt: the device itself is ``device.py``."""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

SILENT_AFTER = 2.5
"""Seconds without a frame after which a camera counts as stalled: slow ones take about two for their first."""

RETRY_AFTER = 2.0
"""Seconds between two tries of a camera that is in use, stalled or not ours to use."""

_WANTED, _FLUENT = 1280 * 720, 30.0


class CameraName(NamedTuple):
    """A camera to choose: ``key`` stays the same between two starts of the app."""

    key: str
    name: str


class Status(StrEnum):
    """The camera as people need to know it."""

    OFF = "off"
    BY_RULE = "by-rule"
    ASKING = "asking"
    REFUSED = "refused"
    NONE = "none"
    STARTING = "starting"
    LIVE = "live"
    BUSY = "busy"
    STALLED = "stalled"
    IN_CALL = "in-call"

    @property
    def retries(self) -> bool:
        """Whether it is worth trying again after a while, as long as somebody looks."""
        return self in (Status.BUSY, Status.STALLED, Status.REFUSED)


class Watchdog:
    """Counts the silence of a camera: Qt says nothing when one stalls or is unplugged. Times are monotonic seconds."""

    def __init__(self) -> None:
        self._last: float | None = None

    def start(self, at: float) -> None:
        """The camera was started."""
        self._last = at

    def frame(self, at: float) -> None:
        """A frame came."""
        self._last = at

    def stop(self) -> None:
        """Nobody expects frames."""
        self._last = None

    def is_silent(self, at: float) -> bool:
        """Whether frames are expected and none has come for too long."""
        return self._last is not None and at - self._last > SILENT_AFTER


class Format(NamedTuple):
    """A way a camera can deliver: size in pixels, most frames a second, compressed (JPEG) or raw."""

    width: int
    height: int
    rate: float
    compressed: bool = False


def best_format(formats: Sequence[Format]) -> int:
    """Index of the format to take; -1 where there is none.

    720p at 30 is what calls use; more costs power and changes nothing, less is accepted. Compressed pictures fit
    through a slow USB port at full speed, but raw ones cost less to read: at equal size and speed raw wins.
    """

    def worth(index: int) -> tuple[bool, float, float, bool]:
        each = formats[index]
        share = each.width * each.height / _WANTED
        size = share if share <= 1 else 1 / share
        rate = round(min(each.rate, _FLUENT))
        return rate >= _FLUENT / 1.5, size, rate, not each.compressed

    usable = [index for index, each in enumerate(formats) if each.width > 0 and each.height > 0]
    return max(usable, key=worth, default=-1)
