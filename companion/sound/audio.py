"""The microphone and the loudspeaker of the computer. The only code that opens either."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QCoreApplication,
    QIODevice,
    QMicrophonePermission,
    QObject,
    QPermission,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource, QMediaDevices, QtAudio

from companion.sound.samples import Samples, interleaved, mono, resampled

_KINDS = {
    QAudioFormat.SampleFormat.UInt8: "u8",
    QAudioFormat.SampleFormat.Int16: "s16",
    QAudioFormat.SampleFormat.Int32: "s32",
    QAudioFormat.SampleFormat.Float: "f32",
}


STILL_MS = 5_000
"""A device that does nothing for so long was unplugged: Qt may not tell. A wireless headset needs 2 to 3 s to begin."""


class Trouble(StrEnum):
    """Why there is no sound."""

    NONE_FOUND = "none"
    REFUSED = "refused"
    IN_USE = "in-use"


class SoundDevice(NamedTuple):
    """A device to choose; ``key`` stays the same between two starts of the app."""

    key: str
    name: str


def microphones() -> list[SoundDevice]:
    """The microphones of the moment."""
    return [_named(device) for device in QMediaDevices.audioInputs()]


def speakers() -> list[SoundDevice]:
    """The loudspeakers and headphones of the moment."""
    return [_named(device) for device in QMediaDevices.audioOutputs()]


class DeviceWatch(QObject):
    """Signal: ``changed``, when a microphone or a loudspeaker comes or goes."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._devices = QMediaDevices(self)
        self._devices.audioInputsChanged.connect(self.changed)
        self._devices.audioOutputsChanged.connect(self.changed)


class Microphone(QObject):
    """Listens between ``start`` and ``stop``. Signals: ``heard`` (Samples), ``stopped`` (Trouble)."""

    heard = Signal(object)
    stopped = Signal(object)

    def __init__(self, chosen: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._wanted, self._asking = False, False
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._kind, self._channels, self.rate = "s16", 1, 16_000
        self._still = QTimer(self, singleShot=True, interval=STILL_MS)
        self._still.timeout.connect(self._fail_to_open)

    def start(self) -> None:
        """Open the chosen microphone, after asking for it where the system wants that."""
        self._wanted = True
        answer = QCoreApplication.instance().checkPermission(QMicrophonePermission())  # type: ignore[union-attr]
        if answer == Qt.PermissionStatus.Undetermined or self._asking:
            self._ask()
        elif answer == Qt.PermissionStatus.Denied:
            self._fail(Trouble.REFUSED)
        else:
            self._open()

    def stop(self) -> None:
        """Give it back."""
        self._wanted = False
        self._release()

    def _release(self) -> None:
        self._still.stop()
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stateChanged.disconnect(self._on_state)
            source.stop()
            source.deleteLater()

    def _ask(self) -> None:
        if not self._asking:
            self._asking = True
            app = QCoreApplication.instance()
            app.requestPermission(QMicrophonePermission(), self, self._on_answer)  # type: ignore[union-attr]

    def _on_answer(self, permission: QPermission) -> None:
        self._asking = False
        if not self._wanted:  # the person went away while the system asked
            return
        if permission.status() == Qt.PermissionStatus.Granted:
            self._open()
        else:
            self._fail(Trouble.REFUSED)

    def _open(self) -> None:
        self._release()
        device = _find(QMediaDevices.audioInputs(), self._chosen(), QMediaDevices.defaultAudioInput())
        if device.isNull():
            self._fail(Trouble.NONE_FOUND)
            return
        wanted, self._kind, self._channels = _format_of(device)
        self.rate = wanted.sampleRate()
        self._source = QAudioSource(device, wanted, self)
        self._stream = self._source.start()
        self._source.stateChanged.connect(self._on_state)
        if self._source.error() != QtAudio.Error.NoError:
            self._fail_to_open()
        else:
            self._stream.readyRead.connect(self._on_ready)
            self._still.start()

    def _on_ready(self) -> None:
        if self._stream is not None:
            data = bytes(self._stream.readAll().data())
            if data:
                self._still.start()
                self.heard.emit(mono(data, self._kind, self._channels))

    def _on_state(self) -> None:
        # Takes no argument: PySide6 6.11 cannot hand a QtAudio.State to Python, and then calls nobody.
        if self._source is not None and self._source.state() == QtAudio.State.StoppedState:
            self._fail_to_open()

    def _fail_to_open(self) -> None:
        self._fail(Trouble.IN_USE if QMediaDevices.audioInputs() else Trouble.NONE_FOUND)

    def _fail(self, trouble: Trouble) -> None:
        self.stop()
        self.stopped.emit(trouble)


class Speaker(QObject):
    """Plays samples from memory. Signals: ``finished``, ``failed`` (Trouble)."""

    finished = Signal()
    failed = Signal(object)

    def __init__(self, chosen: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None
        self._still = QTimer(self, singleShot=True)
        self._still.timeout.connect(self._fail)

    def play(self, samples: Samples, rate: int) -> None:
        """Play ``samples`` of ``rate`` a second on the chosen device."""
        self.stop()
        device = _find(QMediaDevices.audioOutputs(), self._chosen(), QMediaDevices.defaultAudioOutput())
        if device.isNull():
            self.failed.emit(Trouble.NONE_FOUND)
            return
        wanted, kind, channels = _format_of(device)
        data = interleaved(resampled(samples, rate, wanted.sampleRate()), kind, channels)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.start(self._buffer)
        self._sink.stateChanged.connect(self._on_state)
        self._still.start(round(1000 * samples.size / rate) + STILL_MS)
        if self._sink.state() == QtAudio.State.StoppedState:  # Qt tells nobody when it could not start
            self._fail()

    def stop(self) -> None:
        """Be silent and forget what was played."""
        self._still.stop()
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stateChanged.disconnect(self._on_state)
            sink.stop()
            sink.deleteLater()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None

    def _on_state(self) -> None:
        state = self._sink.state() if self._sink is not None else None
        if state == QtAudio.State.IdleState:
            self.stop()
            self.finished.emit()
        elif state == QtAudio.State.StoppedState:
            self._fail()

    def _fail(self) -> None:
        self.stop()
        self.failed.emit(Trouble.IN_USE if QMediaDevices.audioOutputs() else Trouble.NONE_FOUND)


def _named(device: QAudioDevice) -> SoundDevice:
    return SoundDevice(bytes(device.id().toHex().data()).decode("ascii"), device.description())


def _format_of(device: QAudioDevice) -> tuple[QAudioFormat, str, int]:
    """The format the device likes best, with our name for its samples and the number of channels."""
    wanted = device.preferredFormat()
    return wanted, _KINDS.get(wanted.sampleFormat(), "s16"), max(1, wanted.channelCount())


def _find(devices: list[QAudioDevice], key: str, usual: QAudioDevice) -> QAudioDevice:
    return next((device for device in devices if _named(device).key == key), usual)
