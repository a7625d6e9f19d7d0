"""Looks at the frames of a camera in a thread of its own: pictures to show, and from time to time a judgement."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from companion.camera.mailbox import Mailbox
from companion.camera.pixels import BrokenFrame, Image

if TYPE_CHECKING:
    from companion.camera.calibration import Calibration
    from companion.camera.checking import Checked
    from companion.camera.finder import Finder
    from companion.camera.steady import Shown, Steady

LOOKS_A_SECOND, LOOKS_WITHOUT_FACE = 8, 2
"""Often enough for advice to follow a movement; seldom enough to leave the computer to the call."""


class View(NamedTuple):
    """Where the picture is shown: its room in device pixels, and whether as in a mirror."""

    width: int
    height: int
    mirrored: bool = True


class Seen(NamedTuple):
    """What one look found: the judgement of that frame, and what of it to show."""

    checked: Checked
    shown: Shown


Look = Callable[[Image], Seen | None]


class Pace:
    """Says when the next look is due. Times are seconds of a clock that only goes forward."""

    def __init__(self) -> None:
        self._next = 0.0

    def is_due(self, at: float) -> bool:
        """Whether to look at ``at``."""
        return at >= self._next

    def looked(self, at: float, *, found: bool) -> None:
        """A look began at ``at``; ``found`` tells whether there was a face."""
        pause = 1 / (LOOKS_A_SECOND if found else LOOKS_WITHOUT_FACE)
        late = at - self._next  # frames seldom come when a look is due; what was missed long ago is not made up for
        self._next = at + pause - (late if late < pause else 0)


class Looker:
    """``give`` takes functions that read a frame. The callbacks are called in its thread.

    ``on_picture`` gets each frame as (h, w, 4) BGRA that fits the view; ``on_seen`` what a look found; ``on_failure``
    what went wrong for good; pictures go on where they can. ``make_finder`` is called once, in the thread, with the
    first frame.
    """

    def __init__(
        self,
        make_finder: Callable[[], Finder],
        on_picture: Callable[[Image], None],
        on_seen: Callable[[Seen], None],
        on_failure: Callable[[BaseException], None],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        self._make_finder, self._clock = make_finder, clock
        self._on_picture, self._on_seen, self._on_failure = on_picture, on_seen, on_failure
        self._box: Mailbox[Callable[[], Image]] = Mailbox()
        self._box.close()  # frames that come before the start are not kept
        self._lock = Lock()
        self._view = View(640, 360)
        self._calibration: Calibration | None = None
        self._is_new = False
        self._thread: Thread | None = None

    def start(self) -> None:
        """Begin to look at what is given."""
        if not self.is_looking:
            self._box = Mailbox()
            self._thread = Thread(target=self._run, args=(self._box,), name="camera looker", daemon=True)
            self._thread.start()

    @property
    def is_looking(self) -> bool:
        """Whether its thread runs: it does not before the start, after the stop, and where it failed as a whole."""
        return self._thread is not None and self._thread.is_alive()

    def stop(self, wait: float = 1.0) -> None:
        """Look no more, forget the last frame, and wait up to ``wait`` seconds for the thread to end."""
        self._box.close()
        if self._thread is not None:
            self._thread.join(wait)
            self._thread = None

    def give(self, reader: Callable[[], Image]) -> None:
        """A new frame; one that still waits is dropped."""
        self._box.put(reader)

    def set_view(self, view: View) -> None:
        """Make pictures for another place."""
        with self._lock:
            self._view = view

    def set_calibration(self, calibration: Calibration | None) -> None:
        """Judge the height of the camera with this."""
        with self._lock:
            self._calibration = calibration

    def start_anew(self) -> None:
        """Another camera, or the same one again: what was seen before counts no more."""
        with self._lock:
            self._is_new = True

    def _run(self, box: Mailbox[Callable[[], Image]]) -> None:
        try:
            import cv2  # noqa: F401  (here, while the camera starts: the first frame need not wait for it)

            from companion.camera.steady import Steady

            look: Look | None = self._looks(Steady())
            while (image := _next_picture(box)) is not None:
                picture = fitted(image, self._view)
                if not box.is_closed:
                    self._on_picture(picture)
                look = look and self._try_to(look, image, box)
        except BaseException as failure:
            self._on_failure(failure)

    def _try_to(self, look: Look, image: Image, box: Mailbox[Callable[[], Image]]) -> Look | None:
        """Tell what a look found; None where looking has failed: people can still see themselves."""
        try:
            seen = look(image)
        except Exception as failure:
            self._on_failure(failure)
            return None
        if seen is not None and not box.is_closed:
            self._on_seen(seen)
        return look

    def _looks(self, steady: Steady) -> Look:
        """Looks at a picture where a look is due."""
        pace = Pace()
        made: list[Finder] = []

        def look(image: Image) -> Seen | None:
            if not pace.is_due(self._clock()):
                return None
            if not made:
                made.append(self._make_finder())
            return self._look(image, made[0], pace, steady)

        return look

    def _look(self, image: Image, finder: Finder, pace: Pace, steady: Steady) -> Seen:
        from companion.camera.checking import check

        at = self._clock()
        with self._lock:
            calibration, is_new, self._is_new = self._calibration, self._is_new, False
        if is_new:
            steady.forget()
        checked = check(image, finder, calibration, careful=False)
        pace.looked(at, found=bool(checked.faces))
        return Seen(checked, steady.see(checked.judgement, at))


def _next_picture(box: Mailbox[Callable[[], Image]]) -> Image | None:
    """Wait for a frame that can be read; None at the end. The frame itself is let go: it keeps the device open."""
    while (reader := box.take()) is not None:
        with suppress(BrokenFrame):  # the next one may be whole; none at all is the watchdog's affair
            return reader()
    return None


def fitted(image: Image, view: View) -> Image:
    """``image`` as BGRA, as large as the view holds without cutting anything off, mirrored if the view wants it."""
    import cv2
    import numpy as np

    height, width = image.shape[:2]
    scale = min(view.width / width, view.height / height)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    if size != (width, height):
        image = cv2.resize(image, size, interpolation=cv2.INTER_AREA if scale < 0.7 else cv2.INTER_LINEAR).astype(
            np.uint8, copy=False
        )
    if view.mirrored:
        image = cv2.flip(image, 1).astype(np.uint8, copy=False)
    return cv2.cvtColor(image, cv2.COLOR_BGR2BGRA).astype(np.uint8, copy=False)
