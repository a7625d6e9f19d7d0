"""What the whole app remembers of the camera: which one, and the eye level that was set for it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.camera.device_state import Status
from companion.ui.field import Choice
from companion.words import say
from tests.app.acting import fill, leave, press, reads, snapshot
from tests.app.conftest import Plan, Start
from tests.app.devices import BUILT_IN, DESK, FakeDevices, page
from tests.camera.seeing import ASK, MEASURES, nobody, seen

CALIBRATED = seen(measures=MEASURES._replace(pitch_ratio=0.55))


@pytest.fixture
def house(start: Start, planned: Plan, devices: FakeDevices, qtbot: QtBot) -> House:
    """The camera page with its camera open, twelve minutes before a call."""
    planned()
    made = start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    return made


def test_the_chosen_camera_is_opened_and_opened_next_time(
    house: House, devices: FakeDevices, start: Start, qtbot: QtBot
) -> None:
    devices.camera.turn(Status.LIVE)
    fill(page(house), say("camera.which"), DESK.name)
    assert devices.camera.opened == DESK
    start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    assert devices.camera.opened == DESK


def test_cameras_that_come_and_go_are_offered_at_once(house: House, devices: FakeDevices) -> None:
    devices.camera.turn(Status.LIVE)
    devices.camera.plugged.remove(DESK)
    devices.camera.cameras_changed.emit()
    offered = next(each for each in page(house).findChildren(Choice) if each.accessibleName() == say("camera.which"))
    assert [offered.itemText(index) for index in range(offered.count())] == [BUILT_IN.name]


def test_the_eye_level_is_set_and_kept_for_this_camera(
    house: House, devices: FakeDevices, start: Start, qtbot: QtBot
) -> None:
    """G10."""
    devices.see(seen(aspects={"eye_level": ASK}))
    press(house.frame, say("camera.level"))
    assert reads(house.frame, say("camera.level_now"))
    for _ in range(20):
        devices.see(CALIBRATED)
    assert reads(house.frame, say("camera.level_set"))
    assert devices.live.looker.calibration == (0.55,)
    again = start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    devices.camera.turn(Status.LIVE)
    assert devices.live.looker.calibration == (0.55,)
    fill(page(again), say("camera.which"), DESK.name)
    devices.camera.turn(Status.LIVE)
    assert devices.live.looker.calibration is None


def test_an_eye_level_that_cannot_be_set_says_so(house: House, devices: FakeDevices) -> None:
    devices.camera.turn(Status.LIVE)
    press(house.frame, say("camera.level"))
    for _ in range(20):
        devices.see(nobody())
    assert reads(house.frame, say("camera.level_failed"))
    assert devices.live.looker.calibration is None


def test_a_private_session_keeps_neither(
    start: Start, folder: Path, home: Path, devices: FakeDevices, qtbot: QtBot
) -> None:
    before = snapshot(home)
    house = start(private=True)
    press(house.frame, say("setup.role.mentor"))
    press(house.frame, say("setup.continue"))
    fill(house.frame, say("setup.person.name"), "Amara")
    for words in ("continue", "later", "finish"):
        press(house.frame, say(f"setup.{words}"))
    house.show("camera")
    qtbot.waitUntil(lambda: devices.is_open)
    devices.camera.turn(Status.LIVE)
    fill(page(house), say("camera.which"), DESK.name)
    assert devices.camera.opened == DESK
    leave(house)
    assert not folder.exists() and snapshot(home) == before
