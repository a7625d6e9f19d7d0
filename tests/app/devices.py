"""Stand-ins for camera and sound in the tests of the whole app: no device is opened, a test says what they do."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from companion.app.house import House
from companion.camera.device_state import CameraName, Status
from companion.camera.looking import Seen
from companion.camera.page import CameraPage
from companion.camera.pixels import Image
from companion.checklist.state import ItemState
from tests.sound.card import Card

BUILT_IN, DESK = CameraName("a1", "Built-in camera"), CameraName("b2", "Desk camera")


class FakeLooker:
    """Looks at nothing; remembers how it should look."""

    def __init__(self) -> None:
        self.runs, self.calibration, self.view, self.anew = False, None, None, 0

    @property
    def is_looking(self) -> bool:
        return self.runs

    def start_anew(self) -> None:
        self.anew += 1

    def start(self) -> None:
        self.runs = True

    def give(self, _reader: object) -> None:
        raise AssertionError("no frame can come")

    def set_view(self, view: Any) -> None:
        self.view = view

    def set_calibration(self, calibration: Any) -> None:
        self.calibration = calibration


class FakeLive(QObject):
    """Brings what a test says was seen."""

    pictured = Signal()
    seen = Signal(object)
    failed = Signal(object)

    def __init__(self, _make: object, parent: QObject) -> None:
        super().__init__(parent)
        self.looker, self._picture = FakeLooker(), None

    def take_picture(self) -> Image | None:
        return np.full((180, 320, 4), 90, np.uint8)

    def stop(self) -> None:
        self.looker.runs = False


class FakeDevice(QObject):
    """The camera; ``opened`` while it is in use, ``times`` how often it was opened."""

    status_changed = Signal(object)
    cameras_changed = Signal()
    framed = Signal(object)

    def __init__(self, allowed: Callable[[], bool], chosen: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._allowed, self._chosen = allowed, chosen
        self.status, self.times = Status.OFF, 0
        self.opened: CameraName | None = None
        self.plugged = [BUILT_IN, DESK]

    def cameras(self) -> list[CameraName]:
        return self.plugged

    def open(self) -> None:
        if self.opened is None:
            assert self._allowed()
            self.opened = next((each for each in self.plugged if each.key == self._chosen()), self.plugged[0])
            self.times += 1
            self.turn(Status.STARTING)

    def close(self) -> None:
        self.opened = None
        self.turn(Status.OFF)

    def reopen(self) -> None:
        self.close()
        self.open()

    def turn(self, status: Status) -> None:
        if status != self.status:
            self.status = status
            self.status_changed.emit(status)


class FakeDevices:
    """What the whole app has for camera and sound."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        from companion.app import filming
        from companion.sound import audio

        self.cameras, self.lives = list[FakeDevice](), list[FakeLive]()
        self.card = Card(monkeypatch)
        monkeypatch.setattr(filming, "CameraDevice", self._camera)
        monkeypatch.setattr(filming, "Live", self._live)
        monkeypatch.setattr(audio, "DeviceWatch", FakeWatch)

    @property
    def camera(self) -> FakeDevice:
        """The camera as the app holds it."""
        return self.cameras[-1]

    @property
    def live(self) -> FakeLive:
        """Who looks at its pictures."""
        return self.lives[-1]

    @property
    def is_open(self) -> bool:
        """Whether the light of a camera is on."""
        return any(isValid(camera) and camera.opened for camera in self.cameras)

    def see(self, look: Seen) -> None:
        """A picture, and what was found in it."""
        self.camera.turn(Status.LIVE)
        self.live.pictured.emit()
        self.live.seen.emit(look)

    def _camera(self, *given: Any) -> FakeDevice:
        self.cameras.append(FakeDevice(*given))
        return self.cameras[-1]

    def _live(self, *given: Any) -> FakeLive:
        self.lives.append(FakeLive(*given))
        return self.lives[-1]


class FakeWatch(QObject):
    """Nothing is ever plugged in or out unless a test says so."""

    changed = Signal()


def item(house: House, name: str) -> ItemState:
    """How a line of the checklist stands."""
    planned = house.parts.checklist.find(name)
    assert planned is not None
    return house.parts.checklist.state(planned)


def page(house: House) -> CameraPage:
    found = house.window.page("camera")
    assert isinstance(found, CameraPage)
    return found
