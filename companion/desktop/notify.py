"""Tells the person something while another window is in front: the desktop's notifications, else Qt's tray icon.

Linux first asks the notification service, which needs no icon in a tray. Where there is neither, ``notify`` returns
False, and the window says it itself. Import it late: it loads QtDBus.
"""

import html
import sys
from typing import Any

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

_SERVICE = "org.freedesktop.Notifications"
_PATH = "/org/freedesktop/Notifications"
_WAIT_MS = 1000
_SHOWN_MS = 10_000
_GONE_MS = 20_000


class Notifier(QObject):
    """Shows notifications as ``name``, with ``icon``; ``icon_name`` is its name in the system's icon theme."""

    def __init__(self, name: str, icon: QIcon, icon_name: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name, self._icon, self._icon_name = name, icon, icon_name
        self._tray: QSystemTrayIcon | None = None

    def notify(self, title: str, text: str) -> bool:
        """Show ``title`` and ``text`` (plain, both). False: this computer cannot; show it in the window."""
        if sys.platform == "linux" and self._by_service(title, text):
            return True
        return self._by_tray(title, text)

    def close(self) -> None:
        """Take the tray icon away, if there is one."""
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    def _by_service(self, title: str, text: str) -> bool:
        from PySide6.QtCore import Q_ARG, QMetaObject
        from PySide6.QtDBus import QDBusConnection, QDBusInterface

        bus = QDBusConnection.sessionBus()
        can = _ask(bus, _SERVICE, "GetCapabilities") if bus.isConnected() else []
        # Qt asks the second of these itself below, but would wait 25 s for the answer.
        if not can or not _ask(bus, "org.freedesktop.DBus.Introspectable", "Introspect"):
            return False
        service = QDBusInterface(_SERVICE, _PATH, _SERVICE, bus)
        if not service.isValid():
            return False
        body = html.escape(text, quote=False) if "body-markup" in list(can[0]) else text
        # Through the meta object, because only that can say that a number is unsigned, which the service insists on.
        given = (Q_ARG(str, self._name), Q_ARG("uint", 0), Q_ARG(str, self._icon_name), Q_ARG(str, title))
        rest = (Q_ARG(str, body), Q_ARG("QStringList", []), Q_ARG("QVariantMap", {}), Q_ARG(int, _SHOWN_MS))
        service.setTimeout(_WAIT_MS)
        return bool(QMetaObject.invokeMethod(service, "Notify", *given, *rest)) and not service.lastError().isValid()

    def _by_tray(self, title: str, text: str) -> bool:
        if not (QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages()):
            return False
        self.close()
        self._tray = QSystemTrayIcon(self._icon, self)
        self._tray.setToolTip(self._name)
        self._tray.show()
        self._tray.showMessage(title, text, self._icon, _SHOWN_MS)
        # The icon is there for the message alone: with nothing to click, it would only puzzle.
        QTimer.singleShot(_GONE_MS, self._tray, self.close)
        return True


def _ask(bus: object, interface: str, what: str) -> list[Any]:
    """What the notification service says to a question without parameters; nothing where none answers."""
    from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

    assert isinstance(bus, QDBusConnection)
    question = QDBusMessage.createMethodCall(_SERVICE, _PATH, interface, what)
    answer = bus.call(question, QDBus.CallMode.Block, _WAIT_MS)
    return answer.arguments() if answer.type() == QDBusMessage.MessageType.ReplyMessage else []
