"""What is said across the window: one thing in passing, and beside it whatever holds until its cause is gone."""

from collections.abc import Callable

from PySide6.QtCore import QTimer

from companion.ui.announce import announce
from companion.ui.band import Band
from companion.ui.side_panel import SidePanel, panel_in_view
from companion.ui.theme import Theme
from companion.ui.window import Window

_PASSING_MS = 12_000


class Bands:
    """The bands of one window. While Help lies over it, what is said in passing is shown there."""

    def __init__(self, theme: Theme, window: Window) -> None:
        self._theme, self._window = theme, window
        self._passing: Band | None = None
        self._held: dict[str, Band] = {}

    def say(self, text: str, kind: str = "info", action: str = "") -> Band:
        """Say something in passing: it goes by itself (a warning stays), or with the next one."""
        if self._passing is not None:
            self._drop(self._passing)
        band = self._passing = Band(self._theme, kind, "", text, action, closable=True)
        band.closed.connect(lambda: self._drop(band))
        self._show(band, panel_in_view() or self._window)
        if kind != "warn":
            QTimer.singleShot(_PASSING_MS, band, lambda: self._drop(band))
        return band

    def hold(self, topic: str, text: str, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say something for as long as it is so: once while the words stay the same, until ``text`` is empty."""
        before = self._held.get(topic)
        if before is not None and before.text == text:
            return
        if before is not None:
            self._remove(self._held.pop(topic))
        if text:
            band = self._held[topic] = Band(self._theme, "warn", "", text, action)
            self._show(band, self._window)
            if act is not None:
                band.acted.connect(act)

    def _show(self, band: Band, place: Window | SidePanel) -> None:
        place.add_band(band)
        announce(self._window, band.text)

    def _drop(self, band: Band) -> None:
        if band is self._passing:
            self._passing = None
            self._remove(band)

    def _remove(self, band: Band) -> None:
        band.hide()  # now: it would stay in view until the event loop deletes it
        band.deleteLater()
