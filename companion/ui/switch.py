"""A switch: a check box drawn as a slider, for something that is on or off."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from companion.ui.icons import paint_icon
from companion.ui.paint import GUTTER, begin, box, focus_ring
from companion.ui.theme import Theme

_WIDTH, _HEIGHT = 46, 26


class Switch(QCheckBox):
    """``name`` is read out; the words beside it are drawn by whoever holds it. A tick shows "on" without colour."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """The slider and its gutter."""
        return QSize(self._theme.px(_WIDTH) + 2 * GUTTER, max(32, self._theme.px(_HEIGHT)) + 2 * GUTTER)

    def hitButton(self, _position: object) -> bool:
        """All of it switches."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Track, knob, ring."""
        painter, theme = begin(self), self._theme
        height = theme.px(_HEIGHT)
        area = QRectF(GUTTER, (self.height() - height) / 2, self.width() - 2 * GUTTER, height)
        on = self.isChecked()
        box(painter, area, height / 2, theme.color("petrol" if on else "sheet"), theme.color("petrol" if on else "edge"), 1.75)
        centre = QPointF(area.right() - height / 2 if on else area.left() + height / 2, area.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on-petrol" if on else "edge"))
        painter.drawEllipse(centre, height / 2 - 5, height / 2 - 5)
        if on:
            side = height - 10
            paint_icon(painter, "tick", QRectF(area.left() + 6, area.center().y() - side / 2, side, side), theme.color("on-petrol"))
        if self.hasFocus():
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), height / 2)
        painter.end()
