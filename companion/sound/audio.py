"""The microphone and the loudspeaker of the computer. The only code that opens either."""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMicrophonePermission, QObject, Qt, Signal
from PySide6.QtMultimedia import QAudioDevice, QAudioFormat, QAudioSink, QAudioSource, QMediaDevices, QtAudio

from companion.sound.samples import Samples, interleaved, mono, resampled

_KINDS = {
    QAudioFormat.SampleFormat.UInt8: "u8",
    QAudioFormat.SampleFormat.Int16: "s16",
    QAudioFormat.SampleFormat.Int32: "s32",
    QAudioFormat.SampleFormat.Float: "f32",
}


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


class Microphone(QObject):
    """Listens between ``start`` and ``stop``. Signals: ``heard`` (Samples), ``stopped`` (Trouble or None)."""

    heard = Signal(object)
    stopped = Signal(object)

    def __init__(self, chosen: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._source: QAudioSource | None = None
        self._stream: QIODevice | None = None
        self._kind, self._channels, self.rate = "s16", 1, 16_000

    def start(self) -> None:
        """Open the chosen microphone, after asking for it where the system wants that."""
        app = QCoreApplication.instance()
        assert app is not None
        answer = app.checkPermission(QMicrophonePermission())
        if answer == Qt.PermissionStatus.Undetermined:
            app.requestPermission(QMicrophonePermission(), self, lambda _permission: self.start())
        elif answer == Qt.PermissionStatus.Denied:
            self.stopped.emit(Trouble.REFUSED)
        else:
            self._open(_find(QMediaDevices.audioInputs(), self._chosen(), QMediaDevices.defaultAudioInput()))

    def stop(self) -> None:
        """Give it back."""
        source, self._source, self._stream = self._source, None, None
        if source is not None:
            source.stateChanged.disconnect(self._on_state)
            source.stop()
            source.deleteLater()

    def _open(self, device: QAudioDevice) -> None:
        self.stop()
        if device.isNull():
            self.stopped.emit(Trouble.NONE_FOUND)
            return
        wanted = device.preferredFormat()
        self._kind, self._channels, self.rate = (
            _KINDS.get(wanted.sampleFormat(), "s16"),
            max(1, wanted.channelCount()),
            wanted.sampleRate(),
        )
        self._source = QAudioSource(device, wanted, self)
        self._source.stateChanged.connect(self._on_state)
        self._stream = self._source.start()
        if self._source.error() != QtAudio.Error.NoError:
            self._fail()
        else:
            self._stream.readyRead.connect(self._on_ready)

    def _on_ready(self) -> None:
        if self._stream is not None:
            data = bytes(self._stream.readAll().data())
            if data:
                self.heard.emit(mono(data, self._kind, self._channels))

    def _on_state(self, state: QtAudio.State) -> None:
        if state == QtAudio.State.StoppedState and self._source is not None:
            self._fail()

    def _fail(self) -> None:
        self.stop()
        self.stopped.emit(Trouble.IN_USE if QMediaDevices.audioInputs() else Trouble.NONE_FOUND)


class Speaker(QObject):
    """Plays samples from memory. Signals: ``finished``, ``failed`` (Trouble)."""

    finished = Signal()
    failed = Signal(object)

    def __init__(self, chosen: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._chosen = chosen
        self._sink: QAudioSink | None = None
        self._buffer: QBuffer | None = None

    def play(self, samples: Samples, rate: int) -> None:
        """Play ``samples`` of ``rate`` a second on the chosen device."""
        self.stop()
        device = _find(QMediaDevices.audioOutputs(), self._chosen(), QMediaDevices.defaultAudioOutput())
        if device.isNull():
            self.failed.emit(Trouble.NONE_FOUND)
            return
        wanted = device.preferredFormat()
        kind, channels = _KINDS.get(wanted.sampleFormat(), "s16"), max(1, wanted.channelCount())
        data = interleaved(resampled(samples, rate, wanted.sampleRate()), kind, channels)
        self._buffer = QBuffer(self)
        self._buffer.setData(QByteArray(data))
        self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        self._sink = QAudioSink(device, wanted, self)
        self._sink.stateChanged.connect(self._on_state)
        self._sink.start(self._buffer)

    def stop(self) -> None:
        """Be silent and forget what was played."""
        sink, self._sink = self._sink, None
        if sink is not None:
            sink.stateChanged.disconnect(self._on_state)
            sink.stop()
            sink.deleteLater()
        if self._buffer is not None:
            self._buffer.close()
            self._buffer.deleteLater()
            self._buffer = None

    def _on_state(self, state: QtAudio.State) -> None:
        if self._sink is None:
            return
        if state == QtAudio.State.IdleState:
            self.stop()
            self.finished.emit()
        elif state == QtAudio.State.StoppedState:
            self.stop()
            self.failed.emit(Trouble.IN_USE)


def _named(device: QAudioDevice) -> SoundDevice:
    return SoundDevice(bytes(device.id().toHex().data()).decode("ascii"), device.description())


def _find(devices: list[QAudioDevice], key: str, usual: QAudioDevice) -> QAudioDevice:
    return next((device for device in devices if _named(device).key == key), usual)
