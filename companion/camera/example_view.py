"""What good framing looks like, drawn: nobody's photograph, in the colours of the moment."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.camera.guides import Guides
from companion.ui.paint import begin
from companion.ui.theme import Theme
from companion.words import say

_WALL, _WINDOW, _SHELF = QColor("#B7C4C1"), QColor("#E4EBE6"), QColor("#8FA29E")
_SKIN, _HAIR, _SHIRT = QColor("#9A6A4C"), QColor("#2B2A2E"), QColor("#2F4A52")


class GoodExample(QWidget):
    """A drawing of somebody who sits as the guides ask."""

    def __init__(self, theme: Theme, guides: Guides) -> None:
        super().__init__()
        self._theme, self._guides = theme, guides
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(say("camera.example.words"))
        theme.changed.connect(self.update)

    def heightForWidth(self, width: int) -> int:
        """The shape of a call's picture."""
        return width * 9 // 16

    def sizeHint(self) -> QSize:
        """Small: it stands beside the preview."""
        return QSize(240, 135)

    def minimumSizeHint(self) -> QSize:
        """Smaller still is legible."""
        return QSize(160, 90)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Room, person, and the line their eyes are on."""
        painter, area = begin(self), QRectF(self.rect())
        clip = QPainterPath()
        clip.addRoundedRect(area, 8, 8)
        painter.setClipPath(clip)
        self._paint_room(painter, area)
        self._paint_person(painter, area)
        self._paint_line(painter, area)
        painter.end()

    def _paint_room(self, painter: QPainter, area: QRectF) -> None:
        painter.fillRect(area, _WALL)
        width, height = area.width(), area.height()
        painter.fillRect(QRectF(width * 0.05, height * 0.1, width * 0.16, height * 0.42), _WINDOW)
        for x, y in ((0.76, 0.3), (0.72, 0.52)):
            painter.fillRect(QRectF(width * x, height * y, width * 0.2, height * 0.02), _SHELF)
            for book in range(4):
                painter.fillRect(
                    QRectF(width * (x + 0.02 + book * 0.025), height * (y - 0.12), width * 0.018, height * 0.12), _SHELF
                )

    def _paint_person(self, painter: QPainter, area: QRectF) -> None:
        height, middle = area.height(), area.center().x()
        eyes = height * (self._guides.eyes_top + self._guides.eyes_bottom) / 2
        face = height * 0.36  # chin to forehead: in the middle of the good distance
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_SHIRT)
        painter.drawRoundedRect(QRectF(middle - face * 1.05, eyes + face * 0.72, face * 2.1, height), 30, 30)
        painter.setBrush(_SKIN)
        painter.drawRect(QRectF(middle - face * 0.17, eyes + face * 0.3, face * 0.34, face * 0.5))
        painter.setBrush(_HAIR)
        painter.drawEllipse(QPointF(middle, eyes - face * 0.12), face * 0.46, face * 0.56)
        painter.setBrush(_SKIN)
        painter.drawEllipse(QPointF(middle, eyes + face * 0.06), face * 0.37, face * 0.5)
        painter.setBrush(_HAIR)
        for side in (-1, 1):
            painter.drawEllipse(QPointF(middle + side * face * 0.16, eyes), face * 0.045, face * 0.045)

    def _paint_line(self, painter: QPainter, area: QRectF) -> None:
        level = area.height() * (self._guides.eyes_top + self._guides.eyes_bottom) / 2
        width, middle = area.width(), area.center().x()
        for color, thick in ((QColor(0, 0, 0, 150), 3), (QColor("#FFFFFF"), 1.5)):
            painter.setPen(QPen(color, thick))
            painter.drawLine(QPointF(width * 0.04, level), QPointF(middle - width * 0.14, level))
            painter.drawLine(QPointF(middle + width * 0.14, level), QPointF(width * 0.96, level))
