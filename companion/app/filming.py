"""The camera and who looks at its pictures, as one thing to open and close. Import it late: it loads QtMultimedia."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from companion.camera.device import CameraDevice
from companion.camera.device_state import CameraName, Status
from companion.camera.live import Live
from companion.camera.opencv_finder import OpenCvFinder


class Filming(QObject):
    """``allowed`` and ``chosen`` are those of ``CameraDevice``.

    Signals: ``status_changed`` (Status), ``cameras_changed``, and those of ``live``.
    """

    status_changed = Signal(object)
    cameras_changed = Signal()

    def __init__(self, allowed: Callable[[], bool], chosen: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self.live, self.device = Live(OpenCvFinder, self), CameraDevice(allowed, chosen, self)
        self.device.framed.connect(self.live.looker.give)
        self.device.status_changed.connect(self.status_changed)
        self.device.cameras_changed.connect(self.cameras_changed)
        self.last = CameraName("", "")

    @property
    def camera(self) -> CameraName:
        """The camera that is open, or was open last."""
        self.last = self.device.opened or self.last
        return self.last

    @property
    def status(self) -> Status:
        """What the camera is doing."""
        return self.device.status

    def open(self) -> None:
        """Look, until ``close``."""
        self.live.looker.start()
        self.device.open()

    def close(self) -> None:
        """Give the device back before this returns; what was on its way is forgotten."""
        self.device.close()
        self.live.stop()
