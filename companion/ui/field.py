"""Fields for what people enter: a label above, a frame that shows the focus, a sentence below when something is off."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPalette, QTextCharFormat
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCalendarWidget,
    QComboBox,
    QDateTimeEdit,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from companion.ui.icons import paint_icon
from companion.ui.label import Label
from companion.ui.paint import GUTTER, begin, box, focus_ring
from companion.ui.theme import Theme

_HEIGHT = 36


class Frame(QWidget):
    """Draws the rounded edge and the focus ring around one frameless editor."""

    def __init__(self, theme: Theme, editor: QWidget) -> None:
        super().__init__()
        self._theme, self._editor = theme, editor
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GUTTER + 8, GUTTER + 2, GUTTER + 6, GUTTER + 2)
        layout.addWidget(editor)
        editor.setFont(theme.font("body"))
        editor.installEventFilter(self)
        if not isinstance(editor, QPlainTextEdit):
            editor.setMinimumHeight(theme.px(_HEIGHT) - 4)
        theme.changed.connect(self.update)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Repaint as the focus comes and goes; the wheel belongs to the page unless the editor has the focus."""
        if event.type() == QEvent.Type.Wheel and not self._editor.hasFocus():
            event.ignore()
            return True
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Edge and ring."""
        painter, theme = begin(self), self._theme
        area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
        enabled = self._editor.isEnabled()
        box(
            painter,
            area,
            8,
            theme.color("sheet" if enabled else "sunken"),
            theme.color("edge" if enabled else "line"),
            theme.border,
        )
        if self._editor.hasFocus():
            focus_ring(painter, theme, area.adjusted(1, 1, -1, -1), 8)
        painter.end()


class Field(QWidget):
    """A labelled editor. ``editor`` is any of Qt's own; its accessible name is the label."""

    def __init__(self, theme: Theme, label: str, editor: QWidget, hint: str = "") -> None:
        super().__init__()
        self.editor = editor
        _strip_frame(editor)
        if isinstance(editor, QDateTimeEdit):
            editor.setCalendarPopup(True)
            _dress(theme, editor.calendarWidget())
        self._name = Label(theme, label, "small", "ink2")
        self._name.setBuddy(editor)
        self._note = Label(theme, hint, "small", "ink2")
        self._hint = hint
        self._note.setContentsMargins(GUTTER, 0, 0, 0)
        self._name.setContentsMargins(GUTTER, 0, 0, 0)
        editor.setAccessibleName(label)
        editor.setAccessibleDescription(hint)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._name)
        layout.addWidget(Frame(theme, editor))
        layout.addWidget(self._note)
        self._note.setVisible(bool(hint))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_label(self, label: str) -> None:
        """Name it differently."""
        self._name.setText(label)
        self.editor.setAccessibleName(label)

    def set_problem(self, sentence: str) -> None:
        """Say below what is off; an empty sentence shows the hint again."""
        self._note.setText(sentence or self._hint)
        self._note.set_token("gold-text" if sentence else "ink2")
        self._note.setVisible(bool(sentence or self._hint))
        self.editor.setAccessibleDescription(sentence or self._hint)


class Choice(QComboBox):
    """A list to choose from that does not change under the wheel while the page scrolls."""

    def __init__(self, entries: list[tuple[str, str]], chosen: str = "") -> None:
        super().__init__()
        for value, text in entries:
            self.addItem(text, value)
        self.choose(chosen)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContentsOnFirstShow)

    def minimumSizeHint(self) -> QSize:
        """Some twenty letters: a long name in the list is cut with dots and never widens the page."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), 20 * self.fontMetrics().averageCharWidth()), usual.height())

    def choose(self, value: str) -> None:
        """Choose an entry by its value, if it is there."""
        index = self.findData(value)
        if index >= 0:
            self.setCurrentIndex(index)

    @property
    def value(self) -> str:
        """The value of the chosen entry."""
        return str(self.currentData() or "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The chosen words and an arrow; the frame around belongs to the field."""
        painter, area, side = begin(self), QRectF(self.rect()), 16
        color = self.palette().color(QPalette.ColorRole.Text)
        painter.setPen(color)
        words = area.adjusted(4, 0, -side - 8, 0)
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, int(words.width()))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        paint_icon(painter, "down", QRectF(area.right() - side - 2, area.center().y() - side / 2, side, side), color)
        painter.end()

    def wheelEvent(self, event: QEvent) -> None:
        """Leave the wheel to the page unless the list has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)  # type: ignore[arg-type]
        else:
            event.ignore()


def _strip_frame(editor: QWidget) -> None:
    if isinstance(editor, QLineEdit | QAbstractSpinBox | QComboBox):
        editor.setFrame(False)
    if isinstance(editor, QPlainTextEdit):
        editor.setFrameStyle(0)
        editor.setTabChangesFocus(True)
    if isinstance(editor, QAbstractSpinBox):
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel that passes takes no focus either


def _dress(theme: Theme, calendar: QCalendarWidget) -> None:
    """Our colours and sizes; Qt's own has red week-ends, week numbers and a bar in the colour of what is chosen."""
    calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
    calendar.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
    calendar.setFont(theme.font("body"))
    calendar.setMinimumSize(theme.px(340), theme.px(280))
    usual, head = QTextCharFormat(), QTextCharFormat()
    usual.setForeground(theme.color("ink"))
    head.setForeground(theme.color("ink2"))
    calendar.setHeaderTextFormat(head)
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        calendar.setWeekdayTextFormat(day, usual)
    for name, way in (("prev", Qt.ArrowType.LeftArrow), ("next", Qt.ArrowType.RightArrow)):
        for button in calendar.findChildren(QToolButton, f"qt_calendar_{name}month"):
            button.setArrowType(way)  # Qt's own drawing is black in the dark too
    for bar in calendar.findChildren(QWidget, "qt_calendar_navigationbar"):
        palette = bar.palette()
        palette.setColor(QPalette.ColorRole.Highlight, theme.color("sheet"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.color("ink"))
        bar.setPalette(palette)
