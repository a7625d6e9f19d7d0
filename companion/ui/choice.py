"""Choices shown large: radio buttons as tiles, as in "I am a mentor / I am a mentee"."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.paint import GUTTER, begin, box, draw_text, focus_ring, text_height
from companion.ui.theme import Theme

_PAD = 20


class ChoiceTile(QRadioButton):
    """A radio button drawn as a tile: an icon, a title, a sentence."""

    def __init__(self, theme: Theme, title: str, sentence: str, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._theme, self._sentence, self._icon_name = theme, sentence, icon_name
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.size_as_drawn(self)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Wide enough for a few words a line."""
        return QSize(self._theme.px(280), self.heightForWidth(self._theme.px(280)))

    def minimumSizeHint(self) -> QSize:
        """Narrow tiles wrap."""
        return QSize(self._theme.px(180), self.heightForWidth(max(self.width(), self._theme.px(180))))

    def heightForWidth(self, width: int) -> int:
        """The wrapped words decide."""
        title, words = self._texts(width)
        return words.bottom() + _PAD + GUTTER if self._sentence else title.bottom() + _PAD + GUTTER

    def hitButton(self, _position: object) -> bool:
        """The whole tile chooses."""
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, dot, words, ring."""
        painter, theme = begin(self), self._theme
        area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
        chosen, hover = self.isChecked(), self.underMouse()
        fill = "petrol-soft" if chosen else "sunken" if hover else "sheet"
        box(
            painter,
            area,
            12,
            theme.color(fill),
            theme.color("petrol" if chosen else "edge"),
            2 if chosen else theme.border,
        )
        side = theme.px(26)
        paint_icon(
            painter,
            self._icon_name,
            QRectF(area.left() + _PAD, area.top() + _PAD - 4, side, side),
            theme.color("petrol"),
        )
        self._paint_dot(painter, QPointF(area.right() - _PAD - 4, area.top() + _PAD + 6))
        title, words = self._texts(self.width())
        draw_text(painter, theme.font("section"), theme.color("ink"), title, self.text())
        draw_text(painter, theme.font("body"), theme.color("ink2"), words, self._sentence)
        if self.hasFocus():
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), 12)
        painter.end()

    def _paint_dot(self, painter: QPainter, at: QPointF) -> None:
        token = "petrol" if self.isChecked() else "edge"
        painter.setPen(QPen(self._theme.color(token), 1.75))
        painter.setBrush(self._theme.color("sheet"))
        painter.drawEllipse(at, 9.0, 9.0)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("petrol"))
            painter.drawEllipse(at, 4.6, 4.6)

    def _texts(self, width: int) -> tuple[QRect, QRect]:
        room = max(60, width - 2 * (GUTTER + _PAD))
        top = GUTTER + _PAD + self._theme.px(34)
        title = text_height(self._theme.font("section"), self.text(), room)
        words = text_height(self._theme.font("body"), self._sentence, room)
        left = GUTTER + _PAD
        return QRect(left, top, room, title), QRect(left, top + title + 4, room, words)
