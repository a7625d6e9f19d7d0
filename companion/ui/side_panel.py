"""A panel over the right of the window with a veil behind; the focus stays inside until it closes."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from companion.ui.announce import announce
from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.paint import begin
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from companion.words import say

_WIDTH = 400


class QDialog(QWidget):
    """A plain child that is a dialog to screen readers: Qt knows what a widget is by the names of its classes.

    Qt's own QDialog would not do: it places itself and closes on its own.
    """


class SidePanel(QDialog):
    """A child of the window. Fill ``body``. Esc, the cross, or a click beside it closes and gives the focus back."""

    closed = Signal()

    def __init__(self, theme: Theme, heading: str, line: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self._opening = f"{heading}. {line}"
        self._owner = parent
        self._back: QWidget | None = None
        self._holds_focus = False
        self.setAccessibleName(heading)
        self.setAccessibleDescription(line)
        self._sheet, self._inside = _Sheet(theme), QWidget()
        self._scroll = ScrollArea(theme, self._inside)
        self.body = QVBoxLayout()
        self._close = Button(theme, "", "quiet", "close")
        self._close.setAccessibleName(say("frame.close"))
        self._close.clicked.connect(self.close_panel)
        self._build(heading, line)
        parent.installEventFilter(self)
        QApplication.instance().focusChanged.connect(self._on_focus_changed)  # type: ignore[union-attr]
        self.hide()

    def open_panel(self) -> None:
        """Show it above everything and take the focus."""
        if not self.isVisible():
            self._back = QApplication.focusWidget()
        self.setGeometry(self._owner.rect())
        self._sheet.setMinimumWidth(min(self.theme.px(_WIDTH), 460, self._owner.width()))
        self.show()
        self.raise_()
        self._holds_focus = True
        announce(self, self._opening)
        self._close.setFocus(Qt.FocusReason.TabFocusReason)

    def close_panel(self) -> None:
        """Hide it and give the focus back."""
        if not self.isVisible():
            return
        for band in self.findChildren(Band):
            band.closed.emit()  # what was said here has been read here
        self._holds_focus = False  # hiding passes the focus on, and must be able to
        self.hide()
        # Lists are built anew while the panel is open: what had the focus may be gone.
        if self._back is not None and isValid(self._back) and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def add_band(self, band: Band) -> None:
        """Put a band where whoever reads the panel sees it."""
        self.body.insertWidget(0, band)
        self._scroll.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the window, and above whatever is added to it."""
        if event.type() == QEvent.Type.ChildAdded and self.isVisible():
            self.raise_()
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._owner.rect())
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside, from top to bottom: what it shows was built later than what lies behind it."""
        if not self._holds_focus:
            return super().focusNextPrevChild(forward)
        policy = Qt.FocusPolicy.TabFocus
        stops = [each for each in self.findChildren(QWidget) if each.isVisible() and each.focusPolicy() & policy]
        stops.sort(key=lambda each: (each.mapTo(self, QPoint()).y(), each.mapTo(self, QPoint()).x()))
        focused = QApplication.focusWidget()
        at = stops.index(focused) if focused in stops else -1
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the veil closes."""
        if not self._sheet.geometry().contains(event.position().toPoint()):
            self.close_panel()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The veil."""
        painter = begin(self)
        veil = self.theme.color("ink" if not self.theme.dark else "canvas")
        veil.setAlphaF(0.4 if not self.theme.dark else 0.65)
        painter.fillRect(QRectF(self.rect()), veil)
        painter.end()

    def _build(self, heading: str, line: str) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.theme, heading, "heading"))
        words.addWidget(Label(self.theme, line, "body", "ink2"))
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self._close, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(24, 20, 20, 16)
        inside.setSpacing(12)
        inside.addLayout(head)
        inside.addLayout(self.body, 1)
        sheet = QVBoxLayout(self._sheet)
        sheet.setContentsMargins(1, 0, 0, 0)
        sheet.addWidget(self._scroll)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        row.addWidget(self._sheet)

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self.isVisible() and new is not None and new.window() is self.window() and not self.isAncestorOf(new):
            self._close.setFocus(Qt.FocusReason.TabFocusReason)


def panel_in_view() -> SidePanel | None:
    """The panel that lies over whatever is in front, if there is one."""
    everywhere = [each for top in QApplication.topLevelWidgets() for each in top.findChildren(SidePanel)]
    above = QApplication.activeModalWidget()
    return next((each for each in everywhere if each.isVisible() and (above is None or each.window() is above)), None)


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        painter.fillRect(QRectF(self.rect()), self._theme.color("sheet"))
        painter.fillRect(QRectF(0, 0, 1, self.height()), self._theme.color("edge"))
        painter.end()
