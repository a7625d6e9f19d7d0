"""The cameras of Windows and macOS, with a stand-in for what Qt sees there."""

from pytestqt.qtbot import QtBot

from companion.desktop.camera_presence import Camera
from companion.desktop.camera_qt import CameraSource
from tests.desktop.devices import Devices


def test_each_camera_is_told_by_its_readable_name(qtbot: QtBot, devices: type[Devices]) -> None:
    """G08."""
    source = CameraSource()
    assert source.look() == []
    devices.names = ("FaceTime HD Camera", "USB Cam: USB Cam")
    assert source.look() == [Camera("FaceTime HD Camera"), Camera("USB Cam")]


def test_it_tells_when_one_comes_or_goes(qtbot: QtBot, devices: type[Devices]) -> None:
    source = CameraSource()
    with qtbot.waitSignal(source.changed, timeout=1000):
        source.findChildren(devices)[0].videoInputsChanged.emit()
