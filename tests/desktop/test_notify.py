"""Told while another window is in front: by the desktop's service, else by the tray, else not, and then it says so."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.desktop.notify import Notifier
from tests.desktop.programs import run, started

SERVICE = Path(__file__).with_name("notification_service.py")
TITLE, TEXT = "Lock the meeting", "Everybody is in: R&D <b>too</b>"
CLIENT = """
import json, sys, time
from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication
from companion.desktop.notify import Notifier

app, began = QApplication([]), time.monotonic()
notifier = Notifier("1MM Companion", QIcon(), "onemm-companion")
done = [notifier.notify(*sys.argv[1:]) for _ in range(2)]
print(json.dumps([done, time.monotonic() - began]))
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="the notification service is Linux's")


class Told(NamedTuple):
    """What a program was answered that told something twice, how long it took, and what the service showed."""

    answers: list[bool]
    seconds: float
    shown: list[Any]


@contextmanager
def bus(mode: str, *capabilities: str) -> Iterator[tuple[str, Any]]:
    """A session bus with a notification service on it: its address, and its process."""
    with started(str(SERVICE), mode, *capabilities) as service:
        assert service.stdout is not None
        yield service.stdout.readline().strip(), service


def tell(mode: str, *capabilities: str) -> Told:
    """Tell something by the service of such a bus, on a desktop without a tray."""
    with bus(mode, *capabilities) as (address, service):
        client = run(CLIENT, TITLE, TEXT, DBUS_SESSION_BUS_ADDRESS=address)
        assert (client.code, client.err) == (0, "")
        service.kill()
        answers, seconds = json.loads(client.out)
        return Told(answers, seconds, [json.loads(line) for line in service.stdout])


@linux
@pytest.mark.parametrize(
    ("capabilities", "body"),
    [
        (["body", "body-markup"], "Everybody is in: R&amp;D &lt;b&gt;too&lt;/b&gt;"),
        (["body"], TEXT),
        ([], TEXT),
    ],
)
def test_the_service_shows_plain_words_whether_or_not_it_reads_markup(capabilities: list[str], body: str) -> None:
    told = tell("", *capabilities)
    assert told.answers == [True, True]
    assert told.shown == 2 * [["1MM Companion", "onemm-companion", TITLE, body, 10_000]]


@linux
@pytest.mark.parametrize("mode", ["absent", "sleeps", "falls asleep early", "falls asleep"])
def test_a_service_that_does_not_show_it_is_not_believed_and_holds_nobody_up(mode: str) -> None:
    told = tell(mode, "body")
    assert (told.answers, told.shown) == ([False, False], [])
    assert told.seconds < 10


@linux
@pytest.mark.parametrize("address", ["unix:path=/nowhere", "no address"])
def test_without_a_bus_and_without_a_tray_it_says_that_it_cannot(address: str) -> None:
    client = run(CLIENT, TITLE, TEXT, DBUS_SESSION_BUS_ADDRESS=address, DISPLAY="")
    assert (client.code, client.err) == (0, "")
    assert json.loads(client.out)[0] == [False, False]


class Icon(QObject):
    """A tray icon that shows nothing. Qt's own cannot be made on a platform without a tray."""

    there, speaks = True, True
    said: ClassVar[list[tuple[str, str, bool]]] = []

    def __init__(self, icon: QIcon, parent: QObject) -> None:
        super().__init__(parent)
        self.icon, self.tip, self.visible = icon, "", False

    @classmethod
    def isSystemTrayAvailable(cls) -> bool:  # noqa: N802
        return cls.there

    @classmethod
    def supportsMessages(cls) -> bool:  # noqa: N802
        return cls.speaks

    def setToolTip(self, tip: str) -> None:  # noqa: N802
        self.tip = tip

    def show(self) -> None:
        self.visible = True

    def hide(self) -> None:
        self.visible = False

    def showMessage(self, title: str, text: str, _icon: QIcon, _shown: int) -> None:  # noqa: N802
        self.said.append((title, text, self.visible))


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> type[Icon]:
    """A desktop with a tray and without the service of Linux."""
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr("companion.desktop.notify.QSystemTrayIcon", Icon)
    monkeypatch.setattr(Icon, "said", [])
    return Icon


def icons(notifier: Notifier) -> list[Icon]:
    return [each for each in notifier.findChildren(Icon) if each.visible]


@pytest.fixture
def notifier(qapp: QApplication) -> Iterator[Notifier]:
    pixmap = QPixmap(16, 16)
    pixmap.fill("teal")
    made = Notifier("1MM Companion", QIcon(pixmap))
    yield made
    made.close()


@pytest.mark.parametrize(("there", "speaks"), [(False, True), (True, False), (False, False)])
def test_a_tray_that_cannot_tell_is_not_used(
    notifier: Notifier, tray: type[Icon], monkeypatch: pytest.MonkeyPatch, there: bool, speaks: bool
) -> None:
    monkeypatch.setattr(tray, "there", there)
    monkeypatch.setattr(tray, "speaks", speaks)
    assert not notifier.notify(TITLE, TEXT)
    assert (tray.said, icons(notifier)) == ([], [])


def test_the_tray_shows_it_with_an_icon_that_says_whose_it_is(notifier: Notifier, tray: type[Icon]) -> None:
    assert notifier.notify(TITLE, TEXT)
    assert tray.said == [(TITLE, TEXT, True)]
    (icon,) = icons(notifier)
    assert icon.tip == "1MM Companion" and not icon.icon.isNull()


def test_there_is_never_more_than_one_icon_and_none_in_the_end(
    notifier: Notifier, tray: type[Icon], qtbot: QtBot
) -> None:
    for _ in range(3):
        assert notifier.notify(TITLE, TEXT)
        assert len(icons(notifier)) == 1
    notifier.close()
    notifier.close()
    assert icons(notifier) == []
    qtbot.waitUntil(lambda: notifier.findChildren(Icon) == [])
    assert len(tray.said) == 3


def test_the_icon_leaves_by_itself_after_its_message(
    notifier: Notifier, tray: type[Icon], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr("companion.desktop.notify._GONE_MS", 1)
    assert notifier.notify(TITLE, TEXT)
    qtbot.waitUntil(lambda: notifier.findChildren(Icon) == [])


class NoBus:
    """A bus that nobody reaches."""

    def isConnected(self) -> bool:  # noqa: N802
        return False


@linux
def test_where_the_service_cannot_be_had_the_tray_is_used(
    notifier: Notifier, tray: type[Icon], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr("PySide6.QtDBus.QDBusConnection.sessionBus", NoBus)
    assert notifier.notify(TITLE, TEXT)
    assert tray.said == [(TITLE, TEXT, True)]
