"""Carries news from any thread to the one that has the windows, by a signal of Qt's."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal


class Carrier(QObject):
    """Calls ``receive`` in the thread that made it: at once from there, in its next turn from any other."""

    _sent = Signal(object)

    def __init__(self, receive: Callable[[object], None]) -> None:
        super().__init__()
        self._receive = receive
        self._sent.connect(self._on_sent)

    def carry(self, news: object) -> None:
        """Hand it over."""
        self._sent.emit(news)

    def _on_sent(self, news: object) -> None:
        self._receive(news)
