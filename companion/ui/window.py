"""The window: bands on top, the rail, one page at a time. Pages are built when they are first shown."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from companion.ui.announce import announce
from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.page import Page
from companion.ui.paint import begin
from companion.ui.rail import Badge, Rail
from companion.ui.theme import Theme
from companion.ui.tokens import COMPACT_HEIGHT, NARROW

_DIRECT = Qt.FindChildOption.FindDirectChildrenOnly


class Place(NamedTuple):
    """A page to come: ``make`` builds it when somebody first goes there."""

    name: str
    label: str
    icon_name: str
    make: Callable[[], Page]


class Window(QWidget):
    """Holds the pages.

    Signals: ``page_shown`` (its name), ``help_wanted``.
    """

    page_shown = Signal(str)
    help_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._places: dict[str, Place] = {}
        self._pages: dict[str, Page] = {}
        self._shown = ""
        self._alone: Page | None = None
        self._reachable: list[str] = []
        self._start = QWidget(self, focusPolicy=Qt.FocusPolicy.TabFocus, visible=False)  # where Tab begins
        self._rail = Rail(theme)
        self._stack = QStackedWidget()
        # A page may be wider by wish than the window: it then narrows, the window never grows by itself.
        self._stack.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        self._bands, self._row = QVBoxLayout(), QHBoxLayout()
        self._rail.chosen.connect(self.show_page)
        self._rail.help_wanted.connect(self.help_wanted)
        self._build()

    def add_place(self, place: Place) -> None:
        """Add a page to the rail; Ctrl and its number go there."""
        self._places[place.name] = place
        self._rail.add_place(place.name, place.label, place.icon_name)
        key = QShortcut(QKeySequence(f"Ctrl+{len(self._places)}"), self)
        key.activated.connect(lambda: self._on_key(place.name))

    def set_places(self, shown: list[str]) -> None:
        """Show these places in the rail; the others cannot be reached."""
        self._reachable = shown
        self._rail.set_places(shown)

    def show_page(self, name: str) -> None:
        """Go to a page, building it if need be."""
        if name == self._shown or name not in self._places:
            return
        if self._shown:
            self._pages[self._shown].on_hidden()
        if name not in self._pages:
            self._pages[name] = self._places[name].make()
            self._stack.addWidget(self._pages[name])
        self._shown = name
        self._rail.choose(name)
        self._reshape()
        self._stack.setCurrentWidget(self._pages[name])
        self._pages[name].on_shown()
        if self.focusWidget() is self._pages[name]:  # Qt found nothing yet to put the keyboard on
            self._pages[name].focus_first()
        announce(self, f"{self._places[name].label}. {self._pages[name].heading}")
        self.page_shown.emit(name)

    def show_alone(self, page: Page) -> None:
        """Show a page without the rail, as at first run."""
        self._rail.hide()
        self._row.setContentsMargins(8, 8, 8, 8)
        self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self._alone = page
        self._reshape()
        page.on_shown()

    def leave_alone(self) -> None:
        """Back to the rail; the lone page is gone."""
        if self._alone is not None:
            self._stack.removeWidget(self._alone)
            self._alone.deleteLater()
            self._alone = None
        self._rail.show()
        self._row.setContentsMargins(0, 8, 8, 8)

    def page(self, name: str) -> Page | None:
        """A page, if it has been built."""
        return self._pages.get(name)

    @property
    def shown(self) -> str:
        """The name of the page in view."""
        return self._shown

    def set_badge(self, name: str, badge: Badge) -> None:
        """Show what is left at a place."""
        self._rail.set_badge(name, badge)

    def set_who(self, who: str) -> None:
        """Name the role in the rail."""
        self._rail.set_who(who)

    def add_band(self, band: Band) -> None:
        """Put a band on top: with Tab and for a screen reader it comes before the rail and the page."""
        bands = [each for each in self.findChildren(Band, options=_DIRECT) if each is not band]
        self._bands.addWidget(band)
        before = self._start
        for button in [button for each in [*bands, band] for button in each.findChildren(Button)]:
            QWidget.setTabOrder(before, button)
            before = button
        for each in reversed([*bands, band]):
            each.lower()
        self._reshape()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The canvas."""
        painter = begin(self)
        painter.fillRect(QRectF(self.rect()), self._theme.color("canvas"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow and low windows get another shape."""
        super().resizeEvent(event)
        self._reshape()

    def _build(self) -> None:
        self._bands.setContentsMargins(8, 4, 8, 0)
        self._bands.setSpacing(4)
        row = self._row
        row.setContentsMargins(0, 8, 8, 8)
        row.setSpacing(0)
        row.addWidget(self._rail)
        row.addWidget(self._stack, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(self._bands)
        outer.addLayout(row, 1)
        QShortcut(QKeySequence("F1"), self).activated.connect(self.help_wanted)

    def _reshape(self) -> None:
        scale = self._theme.px(100) / 100
        narrow, compact = self.width() < NARROW * scale, self.height() < COMPACT_HEIGHT * scale
        self._rail.set_shape(narrow=narrow, compact=compact)
        page = self._stack.currentWidget() if not self._shown else self._pages.get(self._shown)
        for each in {page, self._alone}:
            if isinstance(each, Page):
                each.set_shape(narrow=narrow, compact=compact)

    def _on_key(self, name: str) -> None:
        if name in self._reachable and self._alone is None:
            self.show_page(name)
            self._rail.choose(name)
