"""A session bus with a notification service and nothing else on it, for tests: one Qt process, no daemon.

Started as ``notification_service.py MODE CAPABILITY…``. Prints the bus's address, then what it is asked to show, a JSON
line each. MODE is "absent" (nothing there that shows), "sleeps" (never answers), "falls asleep early" (right after its
first answer), "falls asleep" (as it should show) or "".
"""

import json
import os
import signal
import sys
import time
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusServer

BUS, NOTIFICATIONS = "org.freedesktop.DBus", "org.freedesktop.Notifications"
MODE, CAPABILITIES = sys.argv[1], sys.argv[2:]
interface: Any = QtCore.ClassInfo  # its stub knows of no arguments


@interface({"D-Bus Interface": BUS})
class Bus(QObject):
    """As much of a bus as a client wants before it trusts one."""

    @Slot(result=str)
    def Hello(self) -> str:  # noqa: N802
        return ":1.1"

    @Slot(str)
    def AddMatch(self, _rule: str) -> None:  # noqa: N802
        """Everything is told anyway."""

    @Slot(str, result=str)
    def GetNameOwner(self, _name: str) -> str:  # noqa: N802
        return ":1.2"


@interface({"D-Bus Interface": NOTIFICATIONS})
class Notifications(QObject):
    """Shows nothing, tells everything."""

    @Slot(result="QStringList")
    def GetCapabilities(self) -> list[str]:  # noqa: N802
        if MODE == "sleeps":
            os.kill(os.getpid(), signal.SIGSTOP)
        if MODE == "falls asleep early":
            QTimer.singleShot(0, fall_asleep)
        return CAPABILITIES

    @Slot(str, "uint", str, str, str, "QStringList", "QVariantMap", int, result="uint")
    def Notify(  # noqa: N802
        self, app: str, _old: int, icon: str, title: str, body: str, _actions: list[str], _hints: object, wait: int
    ) -> int:
        if MODE == "falls asleep":
            os.kill(os.getpid(), signal.SIGSTOP)
        print(json.dumps([app, icon, title, body, wait]), flush=True)
        return 7


def fall_asleep() -> None:
    """Once the answer is out, which another thread sends; what is asked next waits for this one."""
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGSTOP)


def on_connection(peer: QDBusConnection) -> None:
    slots = QDBusConnection.RegisterOption.ExportAllSlots
    peer.registerObject("/org/freedesktop/DBus", bus, slots)
    if MODE != "absent":
        peer.registerObject("/org/freedesktop/Notifications", service, slots)
    peers.append(peer)


app = QCoreApplication([])
peers: list[QDBusConnection] = []
bus, service = Bus(), Notifications()
server = QDBusServer(f"unix:tmpdir={os.environ['XDG_RUNTIME_DIR']}")
server.newConnection.connect(on_connection)
print(server.address(), flush=True)
app.exec()
