"""The line of phases: tabs drawn as dots on one level line, with you (petrol) and the meeting time (gold) on it."""

from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTabBar, QWidget

from companion.ui.paint import GUTTER, begin, box, focus_ring, stroke, tick
from companion.ui.theme import Theme

_DOT = 11
_NARROWEST = 44
_MEETING_AT = 0.74  # where in "before" the meeting time stands
_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PhaseStop(NamedTuple):
    """One phase: its name, a shorter one for narrow windows, what is done (progress, "6 of 8"), and whether all is."""

    label: str
    short: str
    progress: str
    done: bool


class PhaseLine(QTabBar):
    """Six tabs on a line. ``set_now`` places you: the phase and how far through it (0 to 1)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._stops: list[PhaseStop] = []
        self._now: tuple[int, float] | None = None
        self._before = -1
        self.setDrawBase(False)
        self.setExpanding(True)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideNone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def set_stops(self, stops: list[PhaseStop], before: int) -> None:
        """Show these phases; ``before`` is the index of the one that ends with the meeting time, or -1."""
        self._before = before
        while self.count() < len(stops):
            self.addTab("")
        while self.count() > len(stops):
            self.removeTab(self.count() - 1)
        self._stops = stops
        for index, stop in enumerate(stops):
            self.setTabText(index, stop.label)
        self._name_tabs()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may show other names."""
        super().resizeEvent(event)
        self._name_tabs()

    def set_now(self, phase: int, fraction: float) -> None:
        """Place the petrol dot; ``phase`` -1 takes it away."""
        self._now = (phase, min(1.0, max(0.0, fraction))) if phase >= 0 else None
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Equal shares of the width."""
        share = self.width() // max(1, self.count())
        return QSize(max(_NARROWEST, share if index else self.width() - share * (self.count() - 1)), self._height())

    def minimumTabSizeHint(self, _index: int) -> QSize:
        """Narrow windows get short names, not scroll buttons."""
        return QSize(_NARROWEST, self._height())

    def sizeHint(self) -> QSize:
        """Any width; the height of a dot and two lines."""
        return QSize(320, self._height())

    def minimumSizeHint(self) -> QSize:
        """Tabs no narrower than a finger."""
        return QSize(_NARROWEST * max(1, self.count()), self._height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel scrolls the page; it never leads to another list."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Line, dots, names."""
        painter = begin(self)
        for index in range(self.count()):
            self._paint_line(painter, index)
        self._paint_now(painter)
        for index in range(self.count()):
            self._paint_dot(painter, index)
            self._paint_name(painter, index)
        painter.end()

    def _name_tabs(self) -> None:
        """Read out what is shown."""
        for index, stop in enumerate(self._stops):
            self.setAccessibleTabName(index, f"{self._shown_name(stop)}. {stop.progress}")

    def _shown_name(self, stop: PhaseStop) -> str:
        bold = QFontMetrics(self._theme.font("strong"))
        fits = all(bold.horizontalAdvance(each.label) <= self._room for each in self._stops)
        return stop.label if fits else stop.short

    @property
    def _room(self) -> int:
        """What a tab has for its words."""
        return self.width() // max(1, self.count()) - 3 * GUTTER

    def _is_tight(self) -> bool:
        """Whether even short names are too long, as with very large text: then only the chosen phase is named."""
        bold, small = QFontMetrics(self._theme.font("strong")), QFontMetrics(self._theme.font("small"))
        words = [(bold, stop.short) for stop in self._stops] + [(small, stop.progress) for stop in self._stops]
        return any(metrics.horizontalAdvance(each) > self._room for metrics, each in words)

    def _height(self) -> int:
        names = QFontMetrics(self._theme.font("body")).height() + QFontMetrics(self._theme.font("small")).height()
        return 2 * GUTTER + self._theme.px(2 * _DOT + 8) + names + 12

    def _dot(self, index: int) -> QPointF:
        return QPointF(self.tabRect(index).left() + GUTTER + self._theme.px(_DOT), GUTTER + self._theme.px(_DOT) + 2)

    def _end(self, index: int) -> float:
        return self._dot(index + 1).x() if index + 1 < self.count() else float(self.tabRect(index).right() - GUTTER)

    def _paint_line(self, painter: QPainter, index: int) -> None:
        start, gap = self._dot(index), self._theme.px(_DOT) + 5
        end = self._end(index) - (gap if index + 1 < self.count() else 0)
        passed = self._now is not None and index < self._now[0]
        stroke(painter, self._theme.color("petrol" if passed else "line"), 4)
        painter.drawLine(QPointF(start.x() + gap, start.y()), QPointF(max(start.x() + gap, end), start.y()))

    def _paint_now(self, painter: QPainter) -> None:
        if self._now is None or not self.count():
            return
        phase, fraction = self._now
        start, gap, level = self._dot(phase).x(), self._theme.px(_DOT) + 5, self._dot(phase).y()
        reach = self._end(phase) - start
        meeting = start + reach * _MEETING_AT if phase == self._before else None
        first = start + gap + 4
        last = (meeting if meeting is not None else start + reach - gap) - 14
        you = first + max(0.0, last - first) * fraction
        stroke(painter, self._theme.color("petrol"), 4)
        painter.drawLine(QPointF(start + gap, level), QPointF(max(start + gap, you - 10), level))
        if meeting is not None:
            self._paint_way(painter, you, meeting, level)
        self._paint_person(painter, QPointF(you, level), "petrol")

    def _paint_way(self, painter: QPainter, you: float, meeting: float, level: float) -> None:
        painter.setPen(QPen(self._theme.color("gold-edge"), 2, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(you + 10, level), QPointF(meeting - 10, level))
        self._paint_person(painter, QPointF(meeting, level), "gold")

    def _paint_person(self, painter: QPainter, at: QPointF, token: str) -> None:
        radius = self._theme.px(7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("sheet"))
        painter.drawEllipse(at, radius + 3, radius + 3)
        painter.setBrush(self._theme.color(token))
        if token == "gold":
            painter.setPen(QPen(self._theme.color("gold-edge"), 1.5))
        painter.drawEllipse(at, radius, radius)

    def _paint_dot(self, painter: QPainter, index: int) -> None:
        at, radius = self._dot(index), self._theme.px(_DOT) - 1
        area = QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
        if self._stops[index].done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("petrol"))
            painter.drawEllipse(area)
            tick(painter, area.adjusted(1, 1, -1, -1), self._theme.color("on-petrol"))
            return
        reached = self._now is not None and index <= self._now[0]
        painter.setPen(QPen(self._theme.color("petrol" if reached else "edge"), 2))
        painter.setBrush(self._theme.color("sheet"))
        painter.drawEllipse(area)

    def _paint_name(self, painter: QPainter, index: int) -> None:
        stop, chosen, tight = self._stops[index], index == self.currentIndex(), self._is_tight()
        if tight and not chosen:
            return
        names, counts = self._theme.font("strong" if chosen else "body"), self._theme.font("small")
        tab, top = self.tabRect(index), GUTTER + self._theme.px(2 * _DOT + 8)
        room = (self.width() if tight else tab.width()) - 3 * GUTTER
        label = self._label(stop, chosen, room)
        width = max(QFontMetrics(names).horizontalAdvance(label), QFontMetrics(counts).horizontalAdvance(stop.progress))
        start = max(0, min(tab.left(), self.width() - width - 20)) if tight else tab.left()
        pill = QRectF(start, top, min(room + 3 * GUTTER - 2, width + 20), self.height() - top - GUTTER)
        if chosen:
            box(painter, pill.adjusted(GUTTER, 0, 0, 0), 8, self._theme.color("petrol-soft"))
        left, line = start + GUTTER + (6 if chosen else 0), QFontMetrics(names).height()
        painter.setPen(self._theme.color("ink"))
        painter.setFont(names)
        painter.drawText(QRectF(left, top + 5, room, line), _TEXT, label)
        painter.setPen(self._theme.color("ink2"))
        painter.setFont(counts)
        painter.drawText(QRectF(left, top + 6 + line, room, QFontMetrics(counts).height()), _TEXT, stop.progress)
        if chosen and self.hasFocus():
            focus_ring(painter, self._theme, pill.adjusted(GUTTER + 2, 2, -4, -4), 6)

    def _label(self, stop: PhaseStop, chosen: bool, room: int) -> str:
        font = QFontMetrics(self._theme.font("strong" if chosen else "body"))
        return font.elidedText(self._shown_name(stop), Qt.TextElideMode.ElideRight, room)
