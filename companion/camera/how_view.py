"""How to do what the heading says: a quiet box under the picture."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say

_LINES = 2  # kept free, so that nothing below moves when the words change


class HowView(QWidget):
    """Shows a sentence or two."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._words = Label(theme, "", "body")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(2)
        column.addWidget(Label(theme, say("camera.how"), "small-strong", "ink2"))
        column.addWidget(self._words)
        column.addStretch(1)
        theme.changed.connect(self._keep_room)
        self._keep_room()

    def set_words(self, words: str) -> None:
        """Say something else; nothing happens where it is the same."""
        if words != self._words.text():
            self._words.setText(words)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The box."""
        painter = begin(self)
        box(painter, QRectF(self.rect()), 12, self._theme.color("sunken"))
        painter.end()

    def _keep_room(self) -> None:
        self._words.setMinimumHeight(_LINES * QFontMetrics(self._theme.font("body")).lineSpacing())
        self.update()
