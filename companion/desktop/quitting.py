"""Ends the app properly when the system or a terminal asks it to (SIGTERM, SIGINT, SIGHUP), without polling, by Qt.

While Qt waits, Python runs nothing, so a Python signal handler alone would wait for the next click; and while Python
runs, a handler cuts in anywhere, even into what is just being kept. So a signal only writes its number to a socket,
which wakes Qt, and Qt calls when nothing else is going on.
"""

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")  # Windows lacks the last


class QuitSignals(QObject):
    """Calls ``on_quit`` when the process is asked to end. Make it in the main thread; ``close`` puts things back."""

    def __init__(self, on_quit: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_quit = on_quit
        self._ours, self._theirs = socket.socketpair()
        self._ours.setblocking(False)
        self._theirs.setblocking(False)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_woken)
        self._wakeup_before = signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        named = (getattr(signal, name, None) for name in _SIGNALS)
        self._before = {each: signal.signal(each, _leave_it_to_qt) for each in named if each is not None}

    def close(self) -> None:
        """Handle signals as before."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._wakeup_before)
        for each, handler in self._before.items():
            signal.signal(each, handler)
        self._ours.close()
        self._theirs.close()

    def _on_woken(self) -> None:
        try:
            numbers = self._ours.recv(4096)
        except BlockingIOError:
            return
        if any(number in self._before for number in numbers):
            self._on_quit()


def _leave_it_to_qt(_number: int, _frame: object) -> None:
    """Instead of what Python or the system would do."""
