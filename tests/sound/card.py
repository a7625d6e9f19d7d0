"""Stands in for the sound card of a computer: Qt's own classes would look for one, and warn where there is none."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, TypeAlias

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, Qt, Signal
from PySide6.QtMultimedia import QAudioFormat, QtAudio

from companion.sound import audio

State, Error = QtAudio.State, QtAudio.Error
Answer: TypeAlias = Qt.PermissionStatus
KINDS = {
    "u8": QAudioFormat.SampleFormat.UInt8,
    "s16": QAudioFormat.SampleFormat.Int16,
    "s32": QAudioFormat.SampleFormat.Int32,
    "f32": QAudioFormat.SampleFormat.Float,
}


class Device:
    """A microphone or loudspeaker of the card; without a name it is the null device Qt gives when there is none."""

    def __init__(self, name: str = "", kind: str = "s16", channels: int = 2, rate: int = 48_000) -> None:
        self.name, self._format = name, QAudioFormat()
        self._format.setSampleFormat(KINDS[kind])
        self._format.setChannelCount(channels)
        self._format.setSampleRate(rate)

    def isNull(self) -> bool:  # noqa: N802  (Qt's names)
        return not self.name

    def id(self) -> QByteArray:
        return QByteArray(self.name.encode())

    def description(self) -> str:
        return self.name

    def preferredFormat(self) -> QAudioFormat:  # noqa: N802
        return self._format


class Stream(QObject):
    """A ``QAudioSource`` or a ``QAudioSink``."""

    # Without the state: Qt's own cannot be handed to Python (PySide6 6.11), whoever asks for it is never called.
    stateChanged = Signal()  # noqa: N815

    def __init__(self, card: "Card", device: Device, wanted: QAudioFormat, parent: QObject) -> None:
        super().__init__(parent)
        self.device, self.wanted, self._card = device, wanted, card
        self._state, self.played = State.StoppedState, b""
        self.brings: QBuffer | None = None
        card.streams.append(self)

    def start(self, plays: QIODevice | None = None) -> QIODevice | None:
        if self._card.busy:  # as Qt does: no signal, and no stream to read from
            return None
        if plays is None:
            self.brings = QBuffer(self)
            self.brings.open(QIODevice.OpenModeFlag.ReadWrite)
        else:
            self.played = bytes(plays.readAll().data())
        self.turn(State.ActiveState)
        return self.brings

    def stop(self) -> None:
        self.turn(State.StoppedState)

    def state(self) -> QtAudio.State:
        return self._state

    def error(self) -> QtAudio.Error:
        return Error.OpenError if self._card.busy else Error.NoError

    def turn(self, state: QtAudio.State) -> None:
        self._state = state
        self.stateChanged.emit()

    def bring(self, data: bytes) -> None:
        """Sound for whoever listens."""
        assert self.brings is not None
        at = self.brings.pos()
        self.brings.write(data)
        self.brings.seek(at)
        self.brings.readyRead.emit()


class Card:
    """What is plugged in, who uses it, and what the system answers when asked whether we may listen."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.inputs, self.outputs = (
            [Device("Built-in"), Device("Headset")],
            [Device("Loudspeaker"), Device("Earphones")],
        )
        self.streams: list[Stream] = []
        self.busy, self.may_listen = False, Answer.Granted
        self.asked: list[Callable[[Any], None]] = []
        devices = SimpleNamespace(
            audioInputs=lambda: self.inputs,
            audioOutputs=lambda: self.outputs,
            defaultAudioInput=lambda: (self.inputs or [Device()])[0],
            defaultAudioOutput=lambda: (self.outputs or [Device()])[0],
        )
        system = SimpleNamespace(
            checkPermission=lambda _permission: self.may_listen,
            requestPermission=lambda _permission, _context, told: self.asked.append(told),
        )
        monkeypatch.setattr(audio, "QMediaDevices", devices)
        monkeypatch.setattr(audio, "QCoreApplication", SimpleNamespace(instance=lambda: system))
        for name in ("QAudioSource", "QAudioSink"):
            monkeypatch.setattr(audio, name, lambda *given: Stream(self, *given))

    def answer(self, answer: Answer) -> None:
        """The person answers the question of the system."""
        self.may_listen = answer
        self.asked.pop(0)(SimpleNamespace(status=lambda: answer))

    def open(self) -> list[str]:
        """The devices in use."""
        return [stream.device.name for stream in self.streams if stream.state() == State.ActiveState]
