"""What must not go wrong with a camera that comes and goes, or cannot be shown at all."""

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from companion.camera.device_state import Status
from companion.words import say
from tests.app.acting import heading
from tests.app.conftest import Clock, Plan, Start
from tests.app.devices import FakeDevices


def test_what_was_seen_with_one_camera_counts_not_for_the_next(
    start: Start, planned: Plan, devices: FakeDevices, qtbot: QtBot
) -> None:
    planned()
    house = start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    devices.camera.turn(Status.LIVE)
    before = devices.live.looker.anew
    house.camera._on_level_wanted()
    assert house.camera._levels is not None and house.camera._levels.is_setting
    devices.camera.turn(Status.STALLED)
    assert not house.camera._levels.is_setting
    devices.camera.turn(Status.LIVE)
    assert devices.live.looker.anew == before + 1


def test_where_not_even_the_picture_can_be_shown_the_camera_is_given_back(
    start: Start, planned: Plan, devices: FakeDevices, qtbot: QtBot
) -> None:
    planned()
    house = start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    devices.camera.turn(Status.LIVE)
    devices.live.looker.runs = False
    devices.live.failed.emit(ModuleNotFoundError("cv2"))
    assert not devices.is_open
    assert heading(house) == say("camera.blind")


@pytest.mark.parametrize(("minutes", "is_open"), [(20, False), (75, False), (100, True)])
def test_a_call_that_was_joined_keeps_the_camera_after_a_restart_and_a_while_longer_than_planned(
    start: Start, planned: Plan, devices: FakeDevices, clock: Clock, qtbot: QtBot, minutes: int, is_open: bool
) -> None:
    planned(5)
    house = start()
    house.records.note_joined("")
    clock.shift = timedelta(minutes=minutes)
    house = start(page="camera")
    if is_open:
        qtbot.waitUntil(lambda: devices.is_open)
    else:
        qtbot.waitUntil(lambda: heading(house) == say("camera.status.in-call"))
        assert not devices.is_open
