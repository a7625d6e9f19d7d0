"""A locked computer is noticed, so that no empty desk is filmed: on Linux by the bus, on Windows by a message."""

import ctypes
import json
import sys
from ctypes import wintypes
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QAbstractNativeEventFilter, QByteArray

from companion.desktop.lock_watch import LockWatch
from tests.desktop.programs import run, started

SERVICE = Path(__file__).with_name("saver_service.py")
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
CLIENT = """
import json, sys
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from companion.desktop.lock_watch import LockWatch

NAME = "org.freedesktop.DBus"
app, heard = QCoreApplication([]), []

def on_locked(locked):
    heard.append(locked)
    if len(heard) == int(sys.argv[1]):
        app.quit()

watch = LockWatch(0)
watch.locked.connect(on_locked)
QTimer.singleShot(int(sys.argv[2]), app.quit)
app.exec()
watch.close()
bus = QDBusConnection.sessionBus()
if bus.isConnected():  # somebody else wants to know, and the saver has news
    ask = QDBusMessage.createMethodCall(NAME, "/org/freedesktop/DBus", NAME, "AddMatch")
    ask.setArguments(["interface='org.gnome.ScreenSaver'"])
    bus.call(ask)
QTimer.singleShot(300, app.quit)
app.exec()
print(json.dumps(heard))
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="the bus is Linux's")
CHANGED, LOCK, UNLOCK, LOGON = 0x02B1, 0x7, 0x8, 0x5


@linux
def test_each_screen_saver_that_comes_and_goes_is_told_until_it_is_closed() -> None:
    with started(str(SERVICE)) as service:
        assert service.stdout is not None
        address = service.stdout.readline().strip()
        client = run(CLIENT, str(2 * len(SAVERS)), "20000", DBUS_SESSION_BUS_ADDRESS=address)
        service.kill()
        rules = service.stdout.read()
    assert (client.code, client.err) == (0, "")
    heard = json.loads(client.out)
    assert sorted(heard) == [False] * 4 + [True] * 4
    assert heard[:2] == [True, False]
    for saver in SAVERS:
        assert f"interface='{saver}'" in rules
    assert rules.splitlines()[-1] == "wanted interface='org.gnome.ScreenSaver'"


@linux
@pytest.mark.parametrize("address", ["unix:path=/nowhere", "no address"])
def test_without_a_bus_nothing_is_told_and_nothing_breaks(address: str) -> None:
    client = run(CLIENT, "1", "0", DBUS_SESSION_BUS_ADDRESS=address)
    assert (client.code, client.err, json.loads(client.out)) == (0, "", [])


class Windows:
    """What of Windows and of the application is asked for."""

    def __init__(self, agrees: int = 1) -> None:
        self.windows, self.filters, self.agrees = list[tuple[int, int]](), list[QAbstractNativeEventFilter](), agrees
        self.wtsapi32 = SimpleNamespace(WTSRegisterSessionNotification=self._register)

    def _register(self, window: int, whose: int) -> int:
        self.windows.append((window, whose))
        return self.agrees

    def installNativeEventFilter(self, made: QAbstractNativeEventFilter) -> None:  # noqa: N802
        self.filters.append(made)

    def removeNativeEventFilter(self, made: QAbstractNativeEventFilter) -> None:  # noqa: N802
        self.filters.remove(made)

    def send(self, message: int, what: int) -> object:
        """A message of Windows to our window; what the filter answers."""
        sent = wintypes.MSG()
        sent.message, sent.wParam = message, what
        (only,) = self.filters
        return only.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(sent))


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> Windows:
    made = Windows()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(ctypes, "windll", made, raising=False)
    monkeypatch.setattr("companion.desktop.lock_watch.QCoreApplication", SimpleNamespace(instance=lambda: made))
    return made


def test_on_windows_the_message_to_our_window_tells(windows: Windows) -> None:
    watch, heard = LockWatch(77), list[bool]()
    watch.locked.connect(heard.append)
    assert windows.windows == [(77, 0)]
    answers = [windows.send(CHANGED, what) for what in (LOCK, LOGON, UNLOCK)] + [windows.send(0x000F, LOCK)]
    assert heard == [True, False]
    assert answers == [(False, 0)] * 4  # everybody else gets it too


def test_on_windows_it_is_heard_no_more_once_it_is_closed(windows: Windows) -> None:
    watch = LockWatch(77)
    watch.close()
    watch.close()
    assert windows.filters == []


def test_where_windows_declines_nothing_is_watched(windows: Windows) -> None:
    windows.agrees = 0
    LockWatch(77).close()
    assert windows.filters == []


def test_elsewhere_nothing_is_told_and_nothing_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    LockWatch(77).close()
