"""Looks for cycles of garbage in the window's thread only.

Python looks wherever it happens to be when enough has piled up, so also in a thread that reads camera frames. Qt's
objects must end in the thread they live in: one that is found there takes the whole app down.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 10_000  # seldom enough that an idle app sleeps


class Collector(QObject):
    """Takes the looking over from Python for as long as it is open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._was_enabled = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect)
        self._timer.start()

    def collect(self) -> None:
        """Look as far as Python would: at the young objects often, at all of them seldom."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation]:
                gc.collect(generation)
                return

    def close(self) -> None:
        """Give it back to Python, if it was Python's."""
        self._timer.stop()
        if self._was_enabled:
            gc.enable()
