"""The one owner of the camera: permission, choice, start, watchdog, release. The only code that opens the device."""

from collections.abc import Callable
from functools import partial
from time import monotonic

from PySide6.QtCore import QCameraPermission, QCoreApplication, QObject, QPermission, Qt, QTimer, Signal
from PySide6.QtMultimedia import (
    QCamera,
    QCameraDevice,
    QCameraFormat,
    QMediaCaptureSession,
    QMediaDevices,
    QVideoFrame,
    QVideoFrameFormat,
    QVideoSink,
)

from companion.camera.device_state import RETRY_AFTER, CameraName, Format, Status, Watchdog, best_format
from companion.camera.frames import reader_of

_LOOK_MS = 500  # how often silence is looked for, only while a camera is open


class CameraDevice(QObject):
    """Opens the chosen camera and hands its frames on.

    ``allowed`` says whether the rules let anybody use a camera: while they do not, no device is opened, not even to ask
    for its name.
    ``chosen`` gives the key of the camera the person wants ("" for the system's own choice).

    Signals: ``status_changed`` (Status), ``cameras_changed``, ``framed`` (a function that reads the frame).
    """

    status_changed = Signal(object)
    cameras_changed = Signal()
    framed = Signal(object)

    def __init__(self, allowed: Callable[[], bool], chosen: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._allowed, self._chosen = allowed, chosen
        self._status, self._wanted = Status.OFF, False
        self._asking = False
        self._camera: QCamera | None = None
        self._frame: QVideoFrame | None = None
        self._session, self._sink = QMediaCaptureSession(self), QVideoSink(self)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)
        self._watchdog = Watchdog()
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self._on_look)
        self._retry = QTimer(self, singleShot=True, interval=int(RETRY_AFTER * 1000))
        self._retry.timeout.connect(self._start)
        self._devices: QMediaDevices | None = None

    @property
    def status(self) -> Status:
        """What it is doing."""
        return self._status

    def cameras(self) -> list[CameraName]:
        """The cameras of the moment; none where the rules allow none."""
        return [_named(device) for device in QMediaDevices.videoInputs()] if self._allowed() else []

    @property
    def opened(self) -> CameraName | None:
        """The camera that is open."""
        return _named(self._camera.cameraDevice()) if self._camera is not None else None

    def open(self) -> None:
        """Somebody looks at the picture: start, and go on trying until ``close``."""
        self._wanted = True
        if self._camera is None and not self._retry.isActive():
            self._start()

    def close(self) -> None:
        """Nobody looks any more: the device is given back before this returns."""
        self._wanted = False
        self._release()
        self._retry.stop()
        self._tell(Status.OFF)

    def reopen(self) -> None:
        """Try now: another camera was chosen, or the person asks."""
        if self._wanted:
            self._retry.stop()
            self._release()
            if self._status.retries:
                self._status = Status.OFF  # unlike a try of our own, this one is told from its start
            self._start()

    def _start(self) -> None:
        if not self._wanted or self._camera is not None:
            return
        if not self._allowed():
            self._tell(Status.BY_RULE)
            return
        permission = QCoreApplication.instance().checkPermission(QCameraPermission())  # type: ignore[union-attr]
        if permission == Qt.PermissionStatus.Undetermined or self._asking:
            self._ask()
        elif permission == Qt.PermissionStatus.Denied:
            self._fail(Status.REFUSED)
        else:
            self._start_chosen()

    def _ask(self) -> None:
        self._tell(Status.ASKING)
        if not self._asking:
            self._asking = True
            app = QCoreApplication.instance()
            app.requestPermission(QCameraPermission(), self, self._on_answer)  # type: ignore[union-attr]

    def _on_answer(self, permission: QPermission) -> None:
        self._asking = False
        if permission.status() == Qt.PermissionStatus.Granted:
            self._start()
        elif self._wanted:
            self._fail(Status.REFUSED)

    def _start_chosen(self) -> None:
        self._watch_cameras()
        device = _find(self._chosen())
        if device.isNull():
            self._tell(Status.NONE)
            return
        if not self._status.retries:
            self._tell(Status.STARTING)
        if not self._wanted:  # whoever heard of it may have closed it
            return
        camera = self._camera = QCamera(device, self)
        camera.errorOccurred.connect(self._on_error)
        wanted = _format_of(device)
        if wanted is not None:
            camera.setCameraFormat(wanted)
        self._session.setCamera(camera)
        self._watchdog.start(monotonic())
        self._look.start()
        camera.start()

    def _watch_cameras(self) -> None:
        if self._devices is None:  # not before: making the list opens each of them for a moment
            self._devices = QMediaDevices(self)
            self._devices.videoInputsChanged.connect(self._on_cameras_changed)

    def _release(self) -> None:
        self._look.stop()
        self._watchdog.stop()
        camera, self._camera, self._frame = self._camera, None, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._on_error)
            camera.stop()
            self._sink.setVideoFrame(QVideoFrame())  # the sink would keep the last one
            self._session.setCamera(None)  # type: ignore[arg-type]  # None is how a camera is taken out
            camera.deleteLater()

    def _fail(self, status: Status) -> None:
        """Give the device back, tell, and try again later where that may help."""
        self._release()
        self._tell(status)
        if status.retries and self._wanted:
            self._retry.start()

    def _tell(self, status: Status) -> None:
        if status != self._status:
            self._status = status
            self.status_changed.emit(status)

    def _on_frame(self, frame: QVideoFrame) -> None:
        # Qt reads the camera in this very call: whoever closes it here ends the whole app.
        if self._camera is not None and frame.isValid():
            waited, self._frame = self._frame is not None, frame
            if not waited:
                QTimer.singleShot(0, self, self._hand_on)

    def _hand_on(self) -> None:
        frame, self._frame = self._frame, None
        if frame is None:
            return
        self._watchdog.frame(monotonic())
        self._tell(Status.LIVE)
        if self._camera is not None:
            self.framed.emit(reader_of(frame))

    def _on_error(self, error: QCamera.Error, _text: str) -> None:
        # isActive() stays true: only this signal tells that another program has the camera.
        if error != QCamera.Error.NoError:
            QTimer.singleShot(0, self, partial(self._on_failed, self._camera))  # not inside the camera's own call

    def _on_failed(self, camera: QCamera | None) -> None:
        if camera is not None and camera is self._camera:
            self._fail(Status.BUSY)

    def _on_look(self) -> None:
        if self._watchdog.is_silent(monotonic()):
            self._fail(Status.STALLED)

    def _on_cameras_changed(self) -> None:
        """One came or went: a lost one is given up at once, the chosen one is taken, a new one ends the waiting."""
        self.cameras_changed.emit()
        if not self._wanted:
            return
        if self._camera is None or _is_outdone(self._camera.cameraDevice(), self._chosen()):
            self._retry.stop()
            self._release()
            self._start()


def _named(device: QCameraDevice) -> CameraName:
    return CameraName(_key(device), device.description())


def _key(device: QCameraDevice) -> str:
    return bytes(device.id().toHex().data()).decode("ascii")


def _find(key: str) -> QCameraDevice:
    chosen = (device for device in QMediaDevices.videoInputs() if _key(device) == key)
    return next(chosen, QMediaDevices.defaultVideoInput())


def _is_outdone(now: QCameraDevice, chosen: str) -> bool:
    """Whether another camera than ``now`` should be open: it is gone, or the chosen one is back."""
    keys = [_key(device) for device in QMediaDevices.videoInputs()]
    return _key(now) not in keys or (chosen in keys and chosen != _key(now))


def _format_of(device: QCameraDevice) -> QCameraFormat | None:
    formats = device.videoFormats()
    rows = [
        Format(
            each.resolution().width(),
            each.resolution().height(),
            each.maxFrameRate(),
            each.pixelFormat() == QVideoFrameFormat.PixelFormat.Format_Jpeg,
        )
        for each in formats
    ]
    index = best_format(rows)
    return formats[index] if index >= 0 else None
