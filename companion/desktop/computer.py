"""What this computer can see of itself: makes the probes for it and listens to Qt for changes. Import it late."""

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from companion.desktop import camera_presence, link, power, power_source, screen, zoom_client
from companion.desktop.camera_presence import Camera
from companion.desktop.finding import Finding
from companion.desktop.link_qt import LinkSource
from companion.desktop.screen_qt import ScreenSource
from companion.desktop.tasks import Tasks
from companion.desktop.watch import Probe, Watchers
from companion.readings import Board

if TYPE_CHECKING:
    from companion.desktop.camera_qt import CameraSource

_OFTEN, _SELDOM = 5.0, 60.0


class Computer(QObject):
    """Posts the readings of link, camera, screen, power and Zoom, from ``start`` on.

    ``mobile`` is what the person said of the link (this is mobile data; None: nothing), ``webcams`` whether rules allow
    cameras at all (if not, none is looked for), ``call_minutes`` how long the next call is to take.
    """

    def __init__(
        self,
        app: QGuiApplication,
        board: Board,
        tasks: Tasks,
        *,
        mobile: Callable[[], bool | None],
        webcams: Callable[[], bool],
        call_minutes: Callable[[], int],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._mobile, self._call_minutes = mobile, call_minutes
        self._link, self._screen = LinkSource(self), ScreenSource(app, self)
        self._cameras: CameraSource | None = None
        self._link.changed.connect(lambda: self.look_again(link.SUBJECT))
        self._screen.changed.connect(lambda: self.look_again(screen.SUBJECT))
        self._watchers = Watchers(board, tasks, [*self._probes(), self._camera_probe(webcams)])

    def start(self) -> None:
        """Look at everything, and go on looking."""
        self._watchers.start()

    def look_again(self, subject: str) -> None:
        """A person asks, or something they said has changed: look now and post what is found."""
        self._watchers.look_again(subject)

    def on_activated(self) -> None:
        """The person has come back to the window."""
        self._watchers.look_at_all()

    def stop(self) -> None:
        """Look no more."""
        self._watchers.stop()

    def _probes(self) -> list[Probe]:
        return [
            Probe(link.SUBJECT, lambda: link.judge(self._link.look(), self._mobile()), _SELDOM),
            Probe(screen.SUBJECT, lambda: screen.judge(self._screen.look()), _SELDOM),
            Probe(power.SUBJECT, self._judge_power, _SELDOM, beside=True),
            Probe(zoom_client.SUBJECT, lambda: zoom_client.judge(zoom_client.look()), 600.0, beside=True),
        ]

    def _judge_power(self) -> Finding:
        return power.judge(power_source.look(), self._call_minutes())

    def _camera_probe(self, webcams: Callable[[], bool]) -> Probe:
        subject, judge = camera_presence.SUBJECT, camera_presence.judge
        if sys.platform == "linux":  # Qt would tell of changes, but it costs 15 MB to be told
            look = camera_presence.linux_cameras
            return Probe(subject, lambda: judge(look()), _OFTEN, beside=True, allowed=webcams)
        return Probe(subject, lambda: judge(self._look_with_qt()), _SELDOM, allowed=webcams)

    def _look_with_qt(self) -> list[Camera]:
        if self._cameras is None:  # only now, because cameras may not be allowed
            from companion.desktop.camera_qt import CameraSource

            self._cameras = CameraSource(self)
            self._cameras.changed.connect(lambda: self.look_again(camera_presence.SUBJECT))
        return self._cameras.look()
