"""A session bus with a screen saver and nothing else on it, for tests: one Qt process, no daemon.

Prints its address, then each rule of a client that wants to hear of something. To such a client it says at once that
the saver it asked for came and went.
"""

import os
import re
from typing import Any

from PySide6 import QtCore
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusServer

interface: Any = QtCore.ClassInfo  # its stub knows of no arguments


@interface({"D-Bus Interface": "org.freedesktop.DBus"})
class Bus(QObject):
    """As much of a bus as a client wants before it trusts one."""

    @Slot(result=str)
    def Hello(self) -> str:  # noqa: N802
        return ":1.1"

    @Slot(str)
    def AddMatch(self, rule: str) -> None:  # noqa: N802
        print(f"wanted {rule}", flush=True)
        QTimer.singleShot(0, self, lambda: tell(rule))

    @Slot(str)
    def RemoveMatch(self, rule: str) -> None:  # noqa: N802
        print(f"unwanted {rule}", flush=True)


def tell(rule: str) -> None:
    """What the saver of that rule has to say."""
    saver = re.search("interface='([^']*)'", rule)
    for active in (True, False) if saver else ():
        assert saver is not None
        message = QDBusMessage.createSignal("/saver", saver[1], "ActiveChanged")
        message.setArguments([active])
        for peer in peers:
            peer.send(message)


def on_connection(peer: QDBusConnection) -> None:
    peer.registerObject("/org/freedesktop/DBus", bus, QDBusConnection.RegisterOption.ExportAllSlots)
    peers.append(peer)


app = QCoreApplication([])
peers: list[QDBusConnection] = []
bus = Bus()
server = QDBusServer(f"unix:tmpdir={os.environ['XDG_RUNTIME_DIR']}")
server.newConnection.connect(on_connection)
print(server.address(), flush=True)
app.exec()
