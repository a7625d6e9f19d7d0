"""A list of plain sentences with an icon each: what is known, or what helps."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.icons import paint_icon
from companion.ui.label import Label
from companion.ui.paint import begin
from companion.ui.theme import Theme

_SIDE = 20


class Fact(QWidget):
    """An icon, a title, a sentence, and room at the right for a control."""

    def __init__(
        self, theme: Theme, icon_name: str, title: str, sentence: str = "", control: QWidget | None = None
    ) -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon_name
        self._title, self._sentence = Label(theme, title, "strong"), Label(theme, sentence, "small", "ink2")
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._sentence)
        row = QHBoxLayout(self)
        row.setContentsMargins(self._left, 10, 12, 10)
        row.setSpacing(12)
        row.addLayout(words, 1)
        if control is not None:
            row.addWidget(control)
        self._sentence.setVisible(bool(sentence))
        theme.changed.connect(self.update)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Say something else."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))

    @property
    def words(self) -> str:
        """All it says."""
        return f"{self._title.text()} {self._sentence.text()}".strip()

    @property
    def _left(self) -> int:
        return self._theme.px(_SIDE) + 28

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Icon and hairline."""
        painter, theme, side = begin(self), self._theme, self._theme.px(_SIDE)
        area = QRectF(16, (self.height() - side) / 2, side, side)
        paint_icon(painter, self._icon_name, area, theme.color("ink2"))
        left = self._left
        painter.fillRect(QRectF(left, self.height() - 1, self.width() - left, 1), theme.color("line"))
        painter.end()
