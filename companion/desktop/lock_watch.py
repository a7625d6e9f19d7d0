"""Tells when the computer is locked, so that camera and microphone are given back. As well as each system lets us.

Linux: the screen saver's signal on the session bus. Windows: the session's own message to our window. macOS tells no
program without extra parts; there the camera goes off when the app is hidden. Import it late: it loads QtDBus.
"""

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import SLOT, QAbstractNativeEventFilter, QByteArray, QCoreApplication, QObject, Signal, Slot

Bytes = QByteArray | bytes | bytearray | memoryview
_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver", "org.mate.ScreenSaver")
_WM_WTSSESSION_CHANGE, _WTS_SESSION_LOCK, _WTS_SESSION_UNLOCK = 0x02B1, 0x7, 0x8  # winuser.h


class LockWatch(QObject):
    """Signal: ``locked`` (True when the computer was locked, False when it was unlocked)."""

    locked = Signal(bool)

    def __init__(self, window: int, parent: QObject | None = None) -> None:
        """``window`` is the native handle of our window: Windows sends its message there."""
        super().__init__(parent)
        self._filter: _WindowsMessages | None = None
        if sys.platform == "linux":
            self._ask_the_bus()
        elif sys.platform == "win32":
            self._ask_windows(window)

    def close(self) -> None:
        """Watch no more."""
        app = QCoreApplication.instance()
        if self._filter is not None and app is not None:
            app.removeNativeEventFilter(self._filter)
            self._filter = None
        if sys.platform == "linux":
            self._ask_the_bus(ask=False)

    @Slot(bool)
    def on_active_changed(self, active: bool) -> None:
        """The screen saver came or went."""
        self.locked.emit(active)

    def _ask_the_bus(self, *, ask: bool = True) -> None:
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        slot: Any = SLOT("on_active_changed(bool)")  # the stub wants bytes, the call a string
        if bus.isConnected():
            for saver in _SAVERS:
                change = bus.connect if ask else bus.disconnect
                change("", "", saver, "ActiveChanged", self, slot)

    def _ask_windows(self, window: int) -> None:
        import ctypes

        app = QCoreApplication.instance()
        library = getattr(ctypes, "windll", None)
        if library is not None and app is not None and library.wtsapi32.WTSRegisterSessionNotification(window, 0):
            self._filter = _WindowsMessages(self.locked.emit)
            app.installNativeEventFilter(self._filter)


class _WindowsMessages(QAbstractNativeEventFilter):
    def __init__(self, tell: Callable[[bool], None]) -> None:
        super().__init__()
        self._tell = tell

    def nativeEventFilter(self, _kind: Bytes, message: int) -> object:
        """Look at one message of Windows; never keeps it from anybody."""
        from ctypes import wintypes

        told = wintypes.MSG.from_address(int(message))
        if told.message == _WM_WTSSESSION_CHANGE and told.wParam in (_WTS_SESSION_LOCK, _WTS_SESSION_UNLOCK):
            self._tell(told.wParam == _WTS_SESSION_LOCK)
        return False, 0
