"""The empty seat: two level lines and a dashed circle with an icon, where there is no picture to show."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from companion.ui.icons import paint_icon
from companion.ui.paint import begin, box
from companion.ui.theme import Theme

_RADIUS = 46


class EmptySeat(QWidget):
    """A drawing; ``words`` say what it means to who cannot see it."""

    def __init__(self, theme: Theme, icon_name: str, words: str = "") -> None:
        super().__init__()
        self._theme, self._icon_name = theme, icon_name
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(words)
        theme.changed.connect(self.update)

    def set_icon(self, icon_name: str, words: str) -> None:
        """Show another icon; ``words`` say what it means."""
        self._icon_name = icon_name
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as it gets."""
        return QSize(320, self._theme.px(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, lines, circle, icon."""
        painter, theme, area = begin(self), self._theme, QRectF(self.rect())
        box(painter, area, 12, theme.color("sunken"), theme.color("line"), 1)
        centre, radius = area.center(), theme.px(_RADIUS)
        painter.setPen(QPen(theme.color("edge"), 2))
        for start, end in ((area.left() + 32, centre.x() - radius - 12), (centre.x() + radius + 12, area.right() - 32)):
            painter.drawLine(QPointF(start, centre.y()), QPointF(end, centre.y()))
        painter.setPen(QPen(theme.color("edge"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color("sheet"))
        painter.drawEllipse(centre, radius, radius)
        side = theme.px(32)
        paint_icon(
            painter,
            self._icon_name,
            QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side),
            theme.color("ink2"),
        )
        painter.end()
