"""One contact as a row: what it is, a button that uses it, a button that copies it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.icons import paint_icon
from companion.ui.label import Label
from companion.ui.paint import begin
from companion.ui.theme import Theme
from companion.words import say

_ICON = 20
_LONG = 28  # characters; a number stays on one line, a long address may break


class _CopyButton(Button):
    """Says under the pointer what its drawing means. Qt's own tool tip would be read out too, after the name."""

    def event(self, event: QEvent) -> bool:
        """Show the tip."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), say("help.copy"), self)
            return True
        return super().event(event)


class ContactRow(QWidget):
    """``what`` (a number or address) large, ``note`` below, then the buttons that were added."""

    def __init__(self, theme: Theme, icon_name: str, what: str, note: str) -> None:
        super().__init__()
        self._theme, self._icon_name, self._what = theme, icon_name, what
        words = QVBoxLayout()
        words.setSpacing(0)
        self._number = Label(theme, what, "strong", wrap=len(what) > _LONG)
        words.addWidget(self._number)
        if note:
            words.addWidget(Label(theme, note, "small", "ink2"))
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_ICON + 14, 4, 0, 4)
        self._row.setSpacing(4)
        self._row.addLayout(words, 1)
        theme.changed.connect(self.update)

    def add_use(self, text: str, spoken: str, use: Callable[[], object]) -> None:
        """Add the button that calls, writes or opens."""
        button = Button(self._theme, text, small=True)
        button.setAccessibleName(spoken)
        button.clicked.connect(use)
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def add_copy(self, copy: Callable[[str], bool]) -> None:
        """Add the button that copies; ``copy`` tells whether it could."""
        button = _CopyButton(self._theme, "", "quiet", "copy", small=True)
        button.setAccessibleName(say("help.copy_named", what=self._what))
        button.clicked.connect(lambda: self._on_copy(button, copy))
        self._row.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def _on_copy(self, button: Button, copy: Callable[[str], bool]) -> None:
        if copy(self._what):
            button.show_done(say("help.copied"))
            announce(self, say("help.copied"))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon."""
        painter, side = begin(self), self._theme.px(_ICON)
        area = QRectF(2, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon_name, area, self._theme.color("ink2"))
        painter.end()
