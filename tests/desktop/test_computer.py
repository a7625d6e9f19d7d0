"""The watchers of this computer put together, with a stand-in for every part of it, on the real loop."""

import sys
import threading
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

import companion.desktop.camera_qt  # noqa: F401  (here, as loading QtMultimedia may warn of what a system lacks)
from companion.desktop import camera_presence, link, power, screen, zoom_client
from companion.desktop.camera_presence import Camera
from companion.desktop.computer import Computer
from companion.desktop.power import Power
from companion.desktop.tasks import Tasks
from companion.desktop.zoom_client import Zoom
from companion.guide.items import all_items
from companion.readings import Board, Reading
from companion.words import say, sentence
from tests.desktop.devices import Devices
from tests.desktop.network import Network, Transport

SUBJECTS = {each.SUBJECT for each in (camera_presence, link, power, screen, zoom_client)}
MOST_WAKEUPS = 2.0
T = TypeVar("T")


class Noting(Tasks):
    """Tasks that remember how often they are to wake up."""

    def every(self, seconds: float, function: Callable[[], object], owner: object = None, name: str = "every") -> None:
        self.paces = [*getattr(self, "paces", []), seconds]
        super().every(seconds, function, owner, name)


class World:
    """What a test can set: the machine, and what the person and the rules said."""

    def __init__(self, network: Network) -> None:
        self.network, self.cameras, self.power = network, [Camera("HD Webcam")], Power(True, False, 50, 90)
        self.mobile: bool | None = None
        self.webcams, self.minutes, self.looked_for_cameras = True, 30, 0
        self.board, self.posts, self.failures = Board(), list[Reading](), list[BaseException]()
        self.board.subscribe(self.posts.append)
        self.tasks = Noting(lambda failure, _name: self.failures.append(failure))
        self.threads: list[threading.Thread] = []
        self.computer: Computer | None = None

    def open(self, app: QApplication) -> Computer:
        self.computer = Computer(
            app,
            self.board,
            self.tasks,
            mobile=lambda: self.mobile,
            webcams=lambda: self.webcams,
            call_minutes=lambda: self.minutes,
        )
        return self.computer

    def look_for_cameras(self) -> list[Camera]:
        self.looked_for_cameras += 1
        return self._in_turn(self.cameras)

    def look_at_power(self) -> Power:
        return self._in_turn(self.power)

    def look_for_zoom(self) -> Zoom:
        return self._in_turn(Zoom("6.6.11"))

    def _in_turn(self, found: T) -> T:
        self.threads.append(threading.current_thread())
        return found

    def words(self, subject: str) -> str:
        reading = self.board.latest(subject)
        return sentence(reading.message) if reading else ""

    def knows(self) -> set[str]:
        return {each.subject for each in self.posts}


@pytest.fixture
def world(qtbot: QtBot, network: Network, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    world = World(network)
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(camera_presence, "linux_cameras", world.look_for_cameras)
    monkeypatch.setattr("companion.desktop.power_source.look", world.look_at_power)
    monkeypatch.setattr(zoom_client, "look", world.look_for_zoom)
    yield world
    world.tasks.close()
    assert world.failures == []
    assert world.computer is not None
    world.computer.deleteLater()


def start(world: World, qtbot: QtBot, app: QApplication) -> Computer:
    """Open it, and wait until everything has been looked at once."""
    computer = world.open(app)
    computer.start()
    expected = SUBJECTS if world.webcams else SUBJECTS - {camera_presence.SUBJECT}
    qtbot.waitUntil(lambda: world.knows() == expected)
    return computer


def test_nothing_is_looked_at_before_the_start(world: World, qapp: QApplication) -> None:
    """First paint first."""
    world.open(qapp)
    assert (world.posts, world.tasks.running(), world.looked_for_cameras) == ([], [], 0)


def test_every_subject_is_seen_and_said(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G08, G09, G16."""
    start(world, qtbot, qapp)
    assert world.words(camera_presence.SUBJECT) == "HD Webcam found"
    assert world.words(power.SUBJECT) == "50 % left, enough for this call"
    assert world.words(link.SUBJECT) == say("desktop.link.wifi")
    assert world.words(zoom_client.SUBJECT) == "Zoom 6.6 on this computer. Is it the newest?"
    assert world.words(screen.SUBJECT).startswith(("Big enough: ", "Small screen: "))


def test_what_may_be_slow_never_keeps_the_window_waiting(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """Some batteries take their time to answer, and files may lie far away."""
    start(world, qtbot, qapp)
    assert len(world.threads) == 3
    assert threading.main_thread() not in world.threads


def test_each_of_them_has_a_line_on_the_checklist() -> None:
    """G08, G09, G16: a reading of a subject that no line names would be seen by nobody."""
    assert {item.subject for item in all_items()} >= SUBJECTS


def test_another_network_is_seen_at_once(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G09."""
    start(world, qtbot, qapp)
    world.network.transport = Transport.Cellular
    world.network.tell("transportMediumChanged")
    qtbot.waitUntil(lambda: world.words(link.SUBJECT) == say("desktop.link.cellular"))


def test_this_is_mobile_data(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G09: the switch is heard when it is told, and taken back the same way."""
    computer = start(world, qtbot, qapp)
    for said, code in ((True, "desktop.link.by_hand"), (None, "desktop.link.wifi")):
        world.mobile = said
        computer.look_again(link.SUBJECT)
        qtbot.waitUntil(lambda code=code: world.words(link.SUBJECT) == say(code))  # type: ignore[misc]


def test_another_screen_is_looked_at_once(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G08."""
    start(world, qtbot, qapp)
    world.posts.clear()
    real = qapp.primaryScreen()
    real.availableGeometryChanged.emit(real.availableGeometry())
    qtbot.waitUntil(lambda: world.knows() == {screen.SUBJECT})


def test_who_comes_back_to_the_window_sees_what_has_changed(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G08: the charger was forgotten, the next call is a longer one, the camera has been unplugged."""
    computer = start(world, qtbot, qapp)
    world.posts.clear()
    world.minutes, world.cameras = 60, []
    computer.on_activated()
    qtbot.waitUntil(lambda: world.knows() == {power.SUBJECT, camera_presence.SUBJECT})
    assert world.words(power.SUBJECT) == "50 % left. Plug in the charger."
    assert world.words(camera_presence.SUBJECT) == say("desktop.camera.none")


def test_where_rules_say_no_webcams_none_is_looked_for(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    """G07."""
    world.webcams = False
    computer = start(world, qtbot, qapp)
    computer.look_again(camera_presence.SUBJECT)
    computer.on_activated()
    qtbot.waitUntil(lambda: world.tasks.running() == ["watch"])
    assert world.looked_for_cameras == 0


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_qt_tells_of_the_cameras(
    world: World,
    devices: type[Devices],
    qtbot: QtBot,
    qapp: QApplication,
    monkeypatch: pytest.MonkeyPatch,
    system: str,
) -> None:
    """G07, G08: at once when one comes, and only from when cameras are allowed."""
    monkeypatch.setattr(sys, "platform", system)
    devices.names = ("FaceTime HD Camera",)
    world.webcams = False
    computer = start(world, qtbot, qapp)
    assert computer.findChildren(devices) == []
    world.webcams = True
    computer.on_activated()
    qtbot.waitUntil(lambda: world.words(camera_presence.SUBJECT) == "FaceTime HD Camera found")
    (seen,) = computer.findChildren(devices)
    devices.names = ()
    seen.videoInputsChanged.emit()
    qtbot.waitUntil(lambda: world.words(camera_presence.SUBJECT) == say("desktop.camera.none"))
    assert (computer.findChildren(devices), world.looked_for_cameras) == ([seen], 0)


@pytest.mark.parametrize("system", ["linux", "win32"])
def test_an_idle_computer_is_left_alone(
    world: World, qapp: QApplication, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    """At most two wake-ups a second, of which each timer takes its share; no timer runs beside those."""
    monkeypatch.setattr(sys, "platform", system)
    computer = world.open(qapp)
    computer.start()
    assert 0 < sum(1 / seconds for seconds in world.tasks.paces) <= MOST_WAKEUPS
    assert computer.findChildren(QTimer) == []
    computer.stop()


def test_after_a_stop_nobody_looks(world: World, qtbot: QtBot, qapp: QApplication) -> None:
    computer = start(world, qtbot, qapp)
    computer.stop()
    qtbot.waitUntil(lambda: world.tasks.running() == [])
