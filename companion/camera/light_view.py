"""The light on your face as a scale from dark to bright, with the good part in the middle."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.camera.showing import LIGHT_GOOD
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say

_BAR = 10
_ALIGN = (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight)


class LightScale(QWidget):
    """``show_level`` takes 0 (dark) to 1 (bright) and the word for it; None where nothing is known."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._level: float | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_level(self, level: float | None, word: str) -> None:
        """Move the knob; small changes are not worth a repaint."""
        known = level if level is None else round(min(1.0, max(0.0, level)), 2)
        self.setAccessibleName(word)
        if known != self._level:
            self._level = known
            self.update()

    def sizeHint(self) -> QSize:
        """The bar and the words under it."""
        return QSize(200, _BAR + 16 + QFontMetrics(self._theme.font("small")).height())

    def minimumSizeHint(self) -> QSize:
        """Narrower is fine."""
        return QSize(140, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Bar, good part, knob, words."""
        painter, theme = begin(self), self._theme
        bar = QRectF(8, 6, self.width() - 16, _BAR)
        box(painter, bar, _BAR / 2, theme.color("sunken"), theme.color("edge"), 1)
        first, last = LIGHT_GOOD
        good = QRectF(bar.left() + bar.width() * first, bar.top(), bar.width() * (last - first), _BAR)
        painter.fillRect(good.adjusted(0, 1, 0, -1), theme.color("petrol"))
        if self._level is not None:
            painter.setPen(QPen(theme.color("sheet"), 2.5))
            painter.setBrush(theme.color("ink"))
            painter.drawEllipse(QPointF(bar.left() + bar.width() * self._level, bar.center().y()), 8, 8)
        painter.setPen(theme.color("ink2"))
        painter.setFont(theme.font("small"))
        words = QRectF(bar.left() - 8, bar.bottom() + 6, bar.width() + 16, self.height() - bar.bottom() - 6)
        for name, align in zip(("dark", "good", "bright"), _ALIGN, strict=True):
            painter.drawText(words, int(align | Qt.AlignmentFlag.AlignTop), say(f"camera.light.{name}"))
        painter.end()
