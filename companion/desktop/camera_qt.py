"""The cameras of Windows and macOS, through Qt. Import it late, and not on Linux: QtMultimedia costs 15 MB."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtMultimedia import QMediaDevices

from companion.desktop.camera_presence import Camera, tidy


class CameraSource(QObject):
    """The cameras of the moment; no device is opened. Signal: ``changed``, when one comes or goes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.videoInputsChanged.connect(self.changed)

    def look(self) -> list[Camera]:
        """Each camera by name. Whether another program holds one cannot be told without opening it."""
        return [Camera(tidy(device.description())) for device in QMediaDevices.videoInputs()]
