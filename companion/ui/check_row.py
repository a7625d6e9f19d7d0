"""One line of the checklist: mark, words, evidence, and a button that does the next thing."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from companion.ui.button import Button
from companion.ui.paint import GUTTER, begin, box, draw_text, focus_ring, mark, text_height
from companion.ui.theme import Theme

_MARK = 22
_PAD = 12
_GAP = 12
_LINE_GAP = 2
_ONE_LINE, _TWO_LINES = 44 - 2 * GUTTER, 54 - 2 * GUTTER  # the row adds the gutter that holds the focus ring
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_KEYS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class RowText(NamedTuple):
    """What a row says. ``mark`` names its drawing; ``spoken`` is the whole line as one sentence for a screen reader."""

    title: str
    needed: str  # "Needed", or nothing
    evidence: str
    mark: str
    strong: bool  # still open: bold
    warn: bool  # the evidence asks for something
    done: bool
    spoken: str


class _Boxes(NamedTuple):
    one_line: bool
    title: QRect
    needed: QRect
    evidence: QRect
    height: int


class RowCheck(QCheckBox):
    """The part of a row that takes the focus: a check box that paints mark, title and evidence."""

    moved = Signal(int)  # an arrow key: -1 up, 1 down

    def __init__(self, theme: Theme, text: RowText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._row = theme, text
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.size_as_drawn(self)
        self.set_row(text)

    def set_row(self, text: RowText) -> None:
        """Show other words or another state."""
        self._row = text
        self.setText(text.title.replace("&", "&&"))
        self.setAccessibleName(text.spoken)
        self.setChecked(text.done)
        self.updateGeometry()
        self.update()

    @property
    def row(self) -> RowText:
        """What it shows."""
        return self._row

    def sizeHint(self) -> QSize:
        """As wide as it gets, as high as its words need."""
        width = max(self.width(), 280)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Narrow is fine: words wrap."""
        return QSize(160, self._theme.px(_ONE_LINE))

    def heightForWidth(self, width: int) -> int:
        """Two lines, or more, where one does not hold the words."""
        return self._boxes(width).height

    def hitButton(self, _position: object) -> bool:
        """The whole line ticks, not only its square."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from row to row; Space ticks (QCheckBox)."""
        step = _KEYS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, title, evidence."""
        painter, boxes, side = begin(self), self._boxes(self.width()), self._theme.px(_MARK)
        first_line = QFontMetrics(self._theme.font(self._title_role)).height()
        top = (boxes.height - side) / 2 if boxes.one_line else boxes.title.top() + (first_line - side) / 2
        mark(painter, self._theme, QRectF(_PAD, top, side, side), self._row.mark, hover=self.underMouse())
        self._paint_title(painter, boxes)
        self._paint_evidence(painter, boxes)
        painter.end()

    def _paint_title(self, painter: QPainter, boxes: _Boxes) -> None:
        token = "ink2" if self._row.mark == "off" else "ink"
        self._paint_words(painter, boxes, boxes.title, (self._title_role, token), self._row.title)
        if boxes.one_line and self._row.needed:
            self._paint_words(painter, boxes, boxes.needed, ("small", "gold-text"), self._row.needed)

    def _paint_evidence(self, painter: QPainter, boxes: _Boxes) -> None:
        look = ("small", "gold-text" if self._row.warn else "ink2")
        self._paint_words(painter, boxes, boxes.evidence, look, self._second_line(boxes.one_line))

    def _paint_words(self, painter: QPainter, boxes: _Boxes, area: QRect, look: tuple[str, str], words: str) -> None:
        font, color = self._theme.font(look[0]), self._theme.color(look[1])
        if not boxes.one_line:
            draw_text(painter, font, color, area, words)
            return
        painter.setFont(font)
        painter.setPen(color)
        painter.drawText(area, _LEFT, words)

    def _second_line(self, one_line: bool) -> str:
        parts = [self._row.evidence] if one_line else [self._row.needed, self._row.evidence]
        return ". ".join(part for part in parts if part)

    @property
    def _title_role(self) -> str:
        return "strong" if self._row.strong else "body"

    def _boxes(self, width: int) -> _Boxes:
        title, small = (QFontMetrics(self._theme.font(role)) for role in (self._title_role, "small"))
        left = _PAD + self._theme.px(_MARK) + _GAP
        space = max(60, width - left - _PAD)
        title_width = title.horizontalAdvance(self._row.title) + 2
        needed_width = small.horizontalAdvance(self._row.needed) + 2
        evidence_width = small.horizontalAdvance(self._row.evidence) + 2
        gaps = (_GAP if self._row.needed else 0) + 2 * _GAP
        if title_width + needed_width + evidence_width + gaps <= space:
            height = self._theme.px(_ONE_LINE)
            needed_left = left + title_width + _GAP
            return _Boxes(
                True,
                QRect(left, 0, title_width, height),
                QRect(needed_left, 0, needed_width, height),
                QRect(width - _PAD - evidence_width, 0, evidence_width, height),
                height,
            )
        return self._stacked(left, space)

    def _stacked(self, left: int, space: int) -> _Boxes:
        title_height = text_height(self._theme.font(self._title_role), self._row.title, space)
        words = self._second_line(False)
        words_height = text_height(self._theme.font("small"), words, space)
        gap = _LINE_GAP if words else 0
        height = max(self._theme.px(_TWO_LINES), title_height + gap + words_height + 8)
        top = (height - title_height - gap - words_height) // 2
        return _Boxes(
            False,
            QRect(left, top, space, title_height),
            QRect(),
            QRect(left, top + title_height + gap, space, words_height),
            height,
        )


class CheckRow(QWidget):
    """A row: the check box and, where there is a next thing to do, its button.

    Signals: ``clicked`` (the person ticked or unticked), ``acted`` (the button), ``moved`` (arrow keys).
    """

    clicked = Signal()
    acted = Signal()
    moved = Signal(int)

    def __init__(self, theme: Theme, text: RowText, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._hover = False
        self.check = RowCheck(theme, text, self)
        self.check.clicked.connect(self._on_clicked)
        self.check.moved.connect(self.moved)
        self.button = Button(theme, action, small=True, parent=self)
        self.button.clicked.connect(self.acted)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GUTTER, GUTTER, GUTTER + _PAD - GUTTER, GUTTER)
        layout.setSpacing(4)
        layout.addWidget(self.check, 1)
        layout.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
        self.check.installEventFilter(self)
        theme.changed.connect(self.update)
        self.set_row(text, action)

    def set_row(self, text: RowText, action: str) -> None:
        """Show another state; an empty ``action`` hides the button."""
        self.check.set_row(text)
        if self.button.text() != action:
            self.button.setText(action)
            self.button.updateGeometry()
        self.button.setAccessibleName(action)
        self.button.setAccessibleDescription(text.title)
        if not action and self.window().focusWidget() is self.button:
            self.check.setFocus(Qt.FocusReason.OtherFocusReason)  # a button that goes must not take the place along
        self.button.setVisible(bool(action))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """The ring is drawn around the whole row, so the row repaints when its check box takes the focus."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)  # type: ignore[arg-type]

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the hover ground."""
        self._hover = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide it."""
        self._hover = False
        self.update()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrapped words need another height at another width."""
        super().resizeEvent(event)
        self.setMinimumHeight(self.check.heightForWidth(self.check.width()) + 2 * GUTTER)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, hairline, ring."""
        painter = begin(self)
        area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
        if self._hover:
            box(painter, area, 8, self._theme.color("sunken"))
        start = _PAD + self._theme.px(_MARK) + _GAP + GUTTER
        line = QRectF(start, self.height() - 1, self.width() - start - GUTTER, 1)
        painter.fillRect(line, self._theme.color("line"))
        if self.check.hasFocus():
            focus_ring(painter, self._theme, area.adjusted(1, 1, -1, -1), 8)
        painter.end()

    def _on_clicked(self) -> None:
        # The subject decides whether it is ticked; until it answers, the row shows what it showed.
        self.check.setChecked(self.check.row.done)
        self.clicked.emit()
