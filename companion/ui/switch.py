"""A switch: a check box drawn as words with a slider at their right, for something that is on or off."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy

from companion.ui.icons import paint_icon
from companion.ui.paint import GUTTER, begin, box, draw_text, focus_ring, text_height
from companion.ui.theme import Theme

_WIDTH, _HEIGHT, _GAP = 46, 26, 16


class Switch(QCheckBox):
    """``name`` says what is on or off, ``sentence`` why. A tick in the slider shows "on" without colour."""

    def __init__(self, theme: Theme, name: str, sentence: str = "") -> None:
        super().__init__(name)
        self._theme, self._sentence = theme, sentence
        self.setAccessibleName(name)
        self.setAccessibleDescription(sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.size_as_drawn(self)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        width = max(self.width(), self._theme.px(280))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine: words wrap."""
        return QSize(self._theme.px(200), self.heightForWidth(max(self.width(), self._theme.px(200))))

    def heightForWidth(self, width: int) -> int:
        """The wrapped words decide, but never less than a finger needs."""
        _, words = self._texts(width)
        return max(self._theme.px(44), words.bottom() + 8) + GUTTER

    def hitButton(self, _position: object) -> bool:
        """All of it switches."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Words, slider, ring."""
        painter, theme = begin(self), self._theme
        title, words = self._texts(self.width())
        draw_text(painter, theme.font("strong"), theme.color("ink"), title, self.text())
        draw_text(painter, theme.font("small"), theme.color("ink2"), words, self._sentence)
        self._paint_slider(painter)
        if self.hasFocus():
            area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), 8)
        painter.end()

    def _paint_slider(self, painter: QPainter) -> None:
        theme, on, height = self._theme, self.isChecked(), self._theme.px(_HEIGHT)
        width = theme.px(_WIDTH)
        area = QRectF(self.width() - width - 2 * GUTTER, (self.height() - height) / 2, width, height)
        fill, edge = ("petrol", "petrol") if on else ("sheet", "edge")
        box(painter, area, height / 2, theme.color(fill), theme.color(edge), 1.75)
        knob = QPointF(area.right() - height / 2 if on else area.left() + height / 2, area.center().y())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("on-petrol" if on else "edge"))
        painter.drawEllipse(knob, height / 2 - 5, height / 2 - 5)
        if on:
            side = height - 10
            tick = QRectF(area.left() + 6, area.center().y() - side / 2, side, side)
            paint_icon(painter, "tick", tick, theme.color("on-petrol"))

    def _texts(self, width: int) -> tuple[QRect, QRect]:
        room = max(60, width - self._theme.px(_WIDTH) - _GAP - 4 * GUTTER)
        title = text_height(self._theme.font("strong"), self.text(), room)
        words = text_height(self._theme.font("small"), self._sentence, room)
        left, top = 2 * GUTTER, 2 * GUTTER
        return QRect(left, top, room, title), QRect(left, top + title + 3, room, words)
