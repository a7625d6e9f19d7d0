"""Microphones and loudspeakers that come and go are told."""

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from companion.sound import audio


class Plugs(QObject):
    """Stands in for QMediaDevices."""

    audioInputsChanged = Signal()  # noqa: N815  (Qt's names)
    audioOutputsChanged = Signal()  # noqa: N815


@pytest.mark.parametrize("name", ["audioInputsChanged", "audioOutputsChanged"])
def test_what_comes_or_goes_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(audio, "QMediaDevices", Plugs)
    watch = audio.DeviceWatch()
    plugs = watch.findChild(Plugs)
    with qtbot.waitSignal(watch.changed):
        getattr(plugs, name).emit()
