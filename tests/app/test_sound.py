"""The sound in the whole app: its panel on the camera page, what it ticks, and when it gives the devices back."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.camera.device_state import Status
from companion.checklist.state import Mark
from companion.sound.samples import interleaved
from companion.words import say, sentence
from tests.app.acting import catch_up, field, fill, press, reads
from tests.app.conftest import Plan, Rules, Start
from tests.app.devices import FakeDevices, item
from tests.app.test_camera import NO_WEBCAMS
from tests.sound.card import State
from tests.sound.sounds import in_room, speech


@pytest.fixture
def house(start: Start, planned: Plan, qtbot: QtBot) -> House:
    """The camera page, with the sound on it."""
    planned()
    made = start(page="camera")
    qtbot.waitUntil(lambda: reads(made.frame, say("sound.listen")))
    return made


def speak(devices: FakeDevices, seconds: float = 2.0) -> None:
    """Somebody speaks into the microphone that is open."""
    for bit in np.split(in_room(speech(48_000, seconds), 48_000), 10):
        if devices.card.streams[-1].brings is not None:
            devices.card.streams[-1].bring(interleaved(bit, "s16", 2))


def test_saying_something_ticks_the_microphone(house: House, devices: FakeDevices) -> None:
    """G08: with its evidence; it says that the microphone works, not that somebody hears it."""
    assert devices.card.streams == []
    press(house.frame, say("sound.listen"))
    assert not item(house, "microphone").done
    speak(devices)
    state = item(house, "microphone")
    assert (state.mark, sentence(state.evidence)) == (Mark.BY_COMPUTER, say("sound.works"))


@pytest.mark.parametrize(("answer", "mark"), [("yes", Mark.BY_COMPUTER), ("no", Mark.NOT_RIGHT)])
def test_the_answer_to_the_test_sound_decides_the_speaker(
    house: House, devices: FakeDevices, answer: str, mark: Mark
) -> None:
    """G08."""
    press(house.frame, say("sound.play"))
    devices.card.streams[-1].turn(State.IdleState)
    press(house.frame, say(f"sound.{answer}"))
    assert item(house, "sound").mark == mark


@pytest.mark.parametrize("name", ["microphone", "sound"])
def test_testing_it_from_today_leads_to_the_very_place(
    house: House, devices: FakeDevices, qtbot: QtBot, name: str
) -> None:
    """G08: also in a window so low that the page scrolls."""
    house.frame.resize(683, 384)
    house.show("today")
    house.today.act(name)
    assert house.window.shown == "camera"
    qtbot.waitUntil(lambda: _focus() == say("sound.listen"))
    devices.camera.turn(Status.LIVE)  # much comes into view above it
    catch_up()
    qtbot.waitUntil(lambda: _focus() == say("sound.listen"))


def _focus() -> str:
    """What the keyboard is on, where it can be seen."""
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, QAbstractButton) and not focus.visibleRegion().isEmpty() else ""


def test_no_microphone_is_not_right(house: House, devices: FakeDevices) -> None:
    """G08."""
    devices.card.inputs.clear()
    press(house.frame, say("sound.listen"))
    assert item(house, "microphone").mark == Mark.NOT_RIGHT
    assert reads(house.frame, say("sound.mic.none"))


def test_leaving_the_page_gives_both_back_and_leaves_the_ticks(house: House, devices: FakeDevices) -> None:
    press(house.frame, say("sound.listen"))
    speak(devices)
    assert devices.card.open() != []
    house.show("today")
    assert devices.card.open() == []
    assert item(house, "microphone").done and item(house, "microphone").evidence.code == "checklist.seen"


def test_a_locked_computer_does_not_listen(house: House, devices: FakeDevices, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: devices.is_open)
    press(house.frame, say("sound.listen"))
    watch = house.camera._lock
    assert watch is not None
    watch.on_active_changed(True)
    assert devices.card.open() == []


def test_the_chosen_devices_are_used_and_remembered(
    house: House, devices: FakeDevices, start: Start, qtbot: QtBot
) -> None:
    assert field(house.frame, say("sound.microphone")).count() == 1  # nobody has looked for any
    for name, device in (("microphone", "Headset"), ("speaker", "Earphones")):
        qtbot.keyClick(field(house.frame, say(f"sound.{name}")), Qt.Key.Key_Home)
        fill(house.frame, say(f"sound.{name}"), device)
    again = start(page="camera")
    qtbot.waitUntil(lambda: reads(again.frame, say("sound.listen")))
    for act, name in (("listen", "Headset"), ("play", "Earphones")):
        press(again.frame, say(f"sound.{act}"))
        assert devices.card.open() == [name]


def test_where_rules_keep_cameras_off_sound_waits_for_a_press(
    start: Start, planned: Plan, rules: Rules, devices: FakeDevices, qtbot: QtBot
) -> None:
    """G07, G08: nothing is loaded before; voice still needs a microphone."""
    planned()
    house = start(policy=rules(NO_WEBCAMS), page="camera")
    catch_up()
    assert not reads(house.frame, say("sound.listen"))
    press(house.frame, say("sound.open"))
    qtbot.waitUntil(lambda: reads(house.frame, say("sound.listen")))
    assert not reads(house.frame, say("sound.open"))
    press(house.frame, say("sound.listen"))
    speak(devices)
    assert item(house, "microphone").done
