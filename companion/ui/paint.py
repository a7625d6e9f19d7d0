"""Strokes that every painted widget shares: rounded boxes, the focus ring, the mark of a checklist row, the logo."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QWidget

from companion.ui.breaking import breakable
from companion.ui.theme import Theme

GUTTER = 4  # px every control keeps free around itself for the focus ring
_WRAP = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


def begin(widget: QWidget) -> QPainter:
    """A painter on ``widget`` with smooth edges."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return painter


def box(
    painter: QPainter,
    area: QRectF,
    radius: float,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1,
) -> None:
    """A rounded box; the edge lies inside ``area``."""
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        painter.setPen(QPen(edge, width))
        area = area.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.drawRoundedRect(area, radius, radius)


def focus_ring(painter: QPainter, theme: Theme, area: QRectF, radius: float) -> None:
    """The double ring around ``area``, inside the gutter that lies outside it."""
    inner, outer = ("canvas", "gold") if theme.dark else ("gold", "ink")
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for grow, token in ((1, inner), (3, outer)):
        painter.setPen(QPen(theme.color(token), 2))
        painter.drawRoundedRect(area.adjusted(-grow, -grow, grow, grow), radius + grow, radius + grow)


def wrapped(text: str, font: QFont, width: int) -> str:
    """``text`` as it wraps in a place so wide: between words, and inside those that are longer than a line."""
    metrics = QFontMetrics(font)
    em = metrics.height()  # hardly a letter is wider: most words need not be measured
    return breakable(text, lambda word: len(word) * em <= width or metrics.horizontalAdvance(word) <= width)


def text_height(font: QFont, text: str, width: int) -> int:
    """How high ``text`` gets where it wraps."""
    area = QRect(0, 0, width, 2000)
    return QFontMetrics(font).boundingRect(area, _WRAP, wrapped(text, font, width)).height() if text else 0


def draw_text(painter: QPainter, font: QFont, color: QColor, area: QRect, text: str) -> None:
    """Words from the top left of ``area``, wrapped."""
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(area, _WRAP, wrapped(text, font, area.width()))


def stroke(painter: QPainter, color: QColor, width: float) -> None:
    """Set a round pen and no brush."""
    painter.setPen(QPen(color, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.setBrush(Qt.BrushStyle.NoBrush)


def tick(painter: QPainter, area: QRectF, color: QColor) -> None:
    """A tick that fills ``area``."""
    x, y, s = area.x(), area.y(), area.width()
    stroke(painter, color, s * 0.1)
    painter.drawPolyline(
        [QPointF(x + s * 0.27, y + s * 0.53), QPointF(x + s * 0.43, y + s * 0.69), QPointF(x + s * 0.74, y + s * 0.34)]
    )


def corners(painter: QPainter, area: QRectF, color: QColor) -> None:
    """Viewfinder corners: this computer looked."""
    stroke(painter, color, area.width() * 0.08)
    inside = area.adjusted(0.9, 0.9, -0.9, -0.9)
    reach, bend = area.width() * 0.27, area.width() * 0.14
    for x, dx in ((inside.left(), 1), (inside.right(), -1)):
        for y, dy in ((inside.top(), 1), (inside.bottom(), -1)):
            path = QPainterPath(QPointF(x, y + dy * reach))
            path.lineTo(x, y + dy * bend)
            path.quadTo(x, y, x + dx * bend, y)
            path.lineTo(x + dx * reach, y)
            painter.drawPath(path)


def mark(painter: QPainter, theme: Theme, area: QRectF, state: str, *, hover: bool = False) -> None:
    """The mark of a row. ``state`` is a value of the checklist's marks: todo, by_person, by_computer, not_right, …"""
    _MARKS.get(state, _mark_todo)(painter, theme, area, hover)


def _mark_todo(painter: QPainter, theme: Theme, area: QRectF, hover: bool) -> None:
    fill, edge = ("petrol-soft", "petrol") if hover else ("sheet", "edge")
    box(painter, area.adjusted(1, 1, -1, -1), 5, theme.color(fill), theme.color(edge), 1.75)


def _mark_person(painter: QPainter, theme: Theme, area: QRectF, hover: bool) -> None:
    box(painter, area.adjusted(1, 1, -1, -1), 5, theme.color("petrol-hover" if hover else "petrol"))
    tick(painter, area, theme.color("on-petrol"))


def _mark_computer(painter: QPainter, theme: Theme, area: QRectF, _hover: bool) -> None:
    box(painter, area.adjusted(3.5, 3.5, -3.5, -3.5), 3, theme.color("petrol-soft"))
    corners(painter, area, theme.color("petrol"))
    tick(painter, area, theme.color("petrol"))


def _mark_looking(painter: QPainter, theme: Theme, area: QRectF, _hover: bool) -> None:
    corners(painter, area, theme.color("edge"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("edge"))
    painter.drawEllipse(area.center(), area.width() * 0.12, area.width() * 0.12)


def _mark_not_right(painter: QPainter, theme: Theme, area: QRectF, _hover: bool) -> None:
    box(painter, area.adjusted(3.5, 3.5, -3.5, -3.5), 3, theme.color("gold-soft"))
    corners(painter, area, theme.color("gold-edge"))
    stroke(painter, theme.color("gold-text"), area.width() * 0.1)
    middle, top, height = area.center().x(), area.top(), area.height()
    painter.drawLine(QPointF(middle, top + height * 0.3), QPointF(middle, top + height * 0.54))
    painter.drawPoint(QPointF(middle, top + height * 0.7))


def _mark_off(painter: QPainter, theme: Theme, area: QRectF, _hover: bool) -> None:
    box(painter, area.adjusted(1, 1, -1, -1), 5, theme.color("sunken"), theme.color("edge"), 1.75)
    stroke(painter, theme.color("ink2"), 1.75)
    slash = area.adjusted(6.5, 6.5, -6.5, -6.5)
    painter.drawLine(slash.bottomLeft(), slash.topRight())


_MARKS = {
    "todo": _mark_todo,
    "cannot_tell": _mark_todo,
    "by_person": _mark_person,
    "by_computer": _mark_computer,
    "looking": _mark_looking,
    "not_right": _mark_not_right,
    "off": _mark_off,
}


def logo(painter: QPainter, theme: Theme, area: QRectF, ground: str = "canvas") -> None:
    """The mark of the app: two people at one level."""
    left, middle, size = area.x(), area.center().y(), area.width()
    stroke(painter, theme.color("ink"), size * 0.06)
    painter.drawLine(QPointF(left + size * 0.03, middle), QPointF(left + size * 0.97, middle))
    painter.setPen(Qt.PenStyle.NoPen)
    for at, radius, token in ((0.27, 0.165, "petrol"), (0.74, 0.12, "gold")):
        centre = QPointF(left + size * at, middle)
        painter.setBrush(theme.color(ground))
        painter.drawEllipse(centre, size * (radius + 0.05), size * (radius + 0.05))
        painter.setBrush(theme.color(token))
        painter.drawEllipse(centre, size * radius, size * radius)
    if not theme.dark:
        stroke(painter, theme.color("gold-edge"), size * 0.03)
        painter.drawEllipse(QPointF(left + size * 0.74, middle), size * 0.11, size * 0.11)
