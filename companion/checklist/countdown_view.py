"""The countdown at the top right: a large number, its unit, and until when."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.paint import begin
from companion.ui.theme import Theme

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Countdown(QWidget):
    """``number`` in display size, ``unit`` beside it, ``sentence`` below; read out as one sentence."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._number, self._unit, self._sentence = "", "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_time(self, number: str, unit: str, sentence: str) -> None:
        """Change the time; empty words hide it."""
        self._number, self._unit, self._sentence = number, unit, sentence
        self.setVisible(bool(number or sentence))
        self.setAccessibleName(" ".join(part for part in (number, unit, sentence) if part))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """From the words."""
        display, medium, small = (QFontMetrics(self._theme.font(role)) for role in ("display", "medium", "small"))
        first = display.horizontalAdvance(self._number) + medium.horizontalAdvance(self._unit) + 16
        return QSize(max(first, small.horizontalAdvance(self._sentence) + 4), display.height() + small.height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Number, unit, sentence, on one right edge."""
        painter, theme = begin(self), self._theme
        display, medium = (QFontMetrics(theme.font(role)) for role in ("display", "medium"))
        unit_width = medium.horizontalAdvance(self._unit)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("display"))
        top = QRectF(0, 0, self.width() - unit_width - (10 if self._unit else 0), display.height())
        painter.drawText(top, _RIGHT, self._number)
        painter.setFont(theme.font("medium"))
        painter.drawText(QRectF(0, 2, self.width(), display.height()), _RIGHT, self._unit)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(
            QRectF(0, display.height(), self.width(), self.height() - display.height()), _RIGHT, self._sentence
        )
        painter.end()
