"""From the looker's thread into the window's: the newest picture, each judgement, and silence after the stop."""

from collections.abc import Iterator
from threading import get_ident

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from companion.camera.live import Live
from companion.camera.looking import Seen
from companion.camera.pixels import Image
from tests.camera.sitting import SITTING, Finding, reading, room


class Window:
    """Hears a Live as the page does."""

    def __init__(self) -> None:
        self.finder = Finding(SITTING)
        self.live = Live(lambda: self.finder)
        self.heard, self.threads, self.seen = 0, set[int](), list[Seen]()
        self.live.pictured.connect(self.on_pictured)
        self.live.seen.connect(self.on_seen)
        self.live.looker.start()

    def on_pictured(self) -> None:
        self.heard += 1
        self.threads.add(get_ident())

    def on_seen(self, seen: Seen) -> None:
        self.seen.append(seen)
        self.threads.add(get_ident())

    def give(self, brightness: int = 100) -> None:
        """A frame of one grey."""
        self.live.looker.give(reading(np.full((36, 64, 3), brightness, np.uint8)))


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[Window]:
    made = Window()
    yield made
    made.finder.go_on.set()
    made.live.stop()


def shade(picture: Image | None) -> int:
    assert picture is not None
    return int(picture[0, 0, 0])


def test_pictures_and_judgements_arrive_in_the_window(window: Window, qtbot: QtBot) -> None:
    window.live.looker.give(reading(room()))
    qtbot.waitUntil(lambda: window.heard == 1 and len(window.seen) == 1)
    picture = window.live.take_picture()
    assert picture is not None and picture.shape == (360, 640, 4)
    assert window.seen[0].checked.faces == (SITTING,)
    assert window.threads == {get_ident()}


def test_a_picture_is_taken_once(window: Window, qtbot: QtBot) -> None:
    window.give()
    qtbot.waitUntil(lambda: window.heard == 1)
    assert shade(window.live.take_picture()) == 100
    assert window.live.take_picture() is None
    window.give(120)
    qtbot.waitUntil(lambda: window.heard == 2)
    assert shade(window.live.take_picture()) == 120


def test_however_slow_the_window_is_one_picture_waits_and_it_is_the_newest(window: Window, qtbot: QtBot) -> None:
    window.finder.go_on.clear()
    window.give(1)
    assert window.finder.began.wait(10)  # the first picture is made; the window has not looked yet
    window.finder.go_on.set()
    for brightness in range(2, 30):
        window.give(brightness)
    qtbot.waitUntil(lambda: window.heard == 1)
    qtbot.waitUntil(lambda: (picture := window.live.take_picture()) is not None and shade(picture) == 29)
    assert window.heard <= 29


def test_what_goes_wrong_arrives_too(window: Window, qtbot: QtBot) -> None:
    window.finder.failure = ZeroDivisionError("for good")
    with qtbot.waitSignal(window.live.failed) as failed:
        window.give()
    assert failed.args == [window.finder.failure]


def test_after_the_stop_no_picture_is_kept_and_no_judgement_comes(window: Window, qtbot: QtBot) -> None:
    window.finder.go_on.clear()
    window.give()
    assert window.finder.began.wait(10)
    window.finder.go_on.set()
    window.live.stop()  # the judgement is made by now, and on its way
    assert window.live.take_picture() is None
    window.live.looker.start()
    window.give()
    qtbot.waitUntil(lambda: window.seen != [])
    assert len(window.seen) == window.heard == 1
