"""Buttons in every kind the design knows. Role, name and keys come from QPushButton; only the paint is ours."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from companion.ui.icons import paint_icon
from companion.ui.paint import GUTTER, begin, box, focus_ring
from companion.ui.theme import Theme

_DONE_MS = 2500  # "Copied" stays readable, then the button says again what it does

# kind: (fill, fill when hovered, fill when pressed, edge, edge when hovered, text)
_KINDS = {
    "primary": ("petrol", "petrol-hover", "petrol-press", "", "", "on-petrol"),
    "secondary": ("sheet", "petrol-soft", "petrol-soft", "edge", "petrol", "ink"),
    "quiet": ("", "petrol-soft", "petrol-soft", "", "", "petrol"),
    "danger": ("sheet", "brick-soft", "brick-soft", "brick", "brick", "brick"),
    "danger-fill": ("brick", "brick-hover", "brick-hover", "", "", "on-brick"),
    "private": ("dusk", "dusk-hover", "dusk-hover", "", "", "on-dusk"),
    "blocked": ("gold-soft", "gold-soft", "gold-soft", "gold-edge", "gold-edge", "ink"),
}


def press_on_enter(button: QPushButton, event: QKeyEvent) -> bool:
    """Press ``button`` if the key is Enter: left to Qt, a dialog would press its default button instead of this one."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    button.click()
    return True


class Button(QPushButton):
    """A push button. ``kind`` is a key of the table above; ``icon_name`` names a drawing; ``small`` is 32 px high.

    ``note`` is a second line under the text (as in "Join Zoom / 2 things first").
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: str = "secondary",
        icon_name: str = "",
        *,
        small: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._theme, self._kind, self._icon_name, self._small = theme, kind, icon_name, small
        self._note = ""
        self._hover = False
        self._usual: tuple[str, str] | None = None
        self._done_timer = QTimer(self, singleShot=True, interval=_DONE_MS)
        self._done_timer.timeout.connect(self._on_done_over)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAutoDefault(False)
        theme.changed.connect(self._on_theme_changed)

    def set_kind(self, kind: str, icon_name: str | None = None) -> None:
        """Change the look."""
        self._kind = kind
        if icon_name is not None:
            self._icon_name = icon_name
        self.update()

    def set_note(self, note: str) -> None:
        """Change the second line; screen readers hear it after the name."""
        self._note = note
        self.setAccessibleDescription(note)
        self.updateGeometry()
        self.update()

    @property
    def note(self) -> str:
        """The second line."""
        return self._note

    def show_done(self, text: str) -> None:
        """Say for a moment that it is done ("Copied"), with a tick."""
        if self._usual is None:
            self._usual = (self.text(), self._icon_name)
        self._icon_name = "tick"
        if self.text():
            self.setText(text)
        self._done_timer.start()
        self.update()

    def sizeHint(self) -> QSize:
        """From the words and the font, so that larger text makes a larger button."""
        width = max(self._metrics(self._role).horizontalAdvance(self.text()), self._note_width())
        width += self._theme.px(24 if self._small else 32) + (
            self._theme.px(24) if self._icon_name and self.text() else 0
        )
        height = self._theme.px(56 if self._note else 32 if self._small else 40)
        return QSize(max(width, height) + 2 * GUTTER, height + 2 * GUTTER)

    def minimumSizeHint(self) -> QSize:
        """The same: words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fill, edge, icon, words, ring."""
        painter = begin(self)
        area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
        token = self._paint_ground(painter, area)
        self._paint_words(painter, area, token)
        if self._has_visible_focus():
            focus_ring(painter, self._theme, area.adjusted(1, 1, -1, -1), 8)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses, as Space does."""
        if not press_on_enter(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Remember the pointer."""
        self._hover = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._hover = False
        super().leaveEvent(event)

    @property
    def _role(self) -> str:
        return "small-strong" if self._small else "strong"

    def _metrics(self, role: str) -> QFontMetrics:
        return QFontMetrics(self._theme.font(role))

    def _note_width(self) -> int:
        return self._metrics("small").horizontalAdvance(self._note) if self._note else 0

    def _has_visible_focus(self) -> bool:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        return self.hasFocus() and bool(option.state & QStyle.StateFlag.State_HasFocus)

    def _paint_ground(self, painter: QPainter, area: QRectF) -> str:
        fill, hover, pressed, edge, hover_edge, text = _KINDS[self._kind]
        theme, width = self._theme, self._theme.border
        if not self.isEnabled():
            box(painter, area, 8, theme.color("sunken"), theme.color("line"), width)
            return "ink2"
        active = self._hover or self.isDown()
        if self.isDown():
            fill, width = pressed, 2.0
        elif self._hover:
            fill = hover
        edge = hover_edge if active else edge
        box(painter, area, 8, theme.color(fill) if fill else None, theme.color(edge) if edge else None, width)
        return text

    def _paint_words(self, painter: QPainter, area: QRectF, token: str) -> None:
        color, side = self._theme.color(token), self._theme.px(18)
        words = max(self._metrics(self._role).horizontalAdvance(self.text()), self._note_width())
        lead = side + self._theme.px(6) if self._icon_name and self.text() else 0
        left = area.center().x() - (words + lead) / 2
        if self._icon_name:
            at = left if self.text() else area.center().x() - side / 2
            paint_icon(painter, self._icon_name, QRectF(at, area.center().y() - side / 2, side, side), color)
        lines = QRectF(left + lead, area.top(), words + 2, area.height())
        painter.setPen(color)
        if self._note:
            self._paint_two_lines(painter, lines)
            return
        painter.setFont(self._theme.font(self._role))
        painter.drawText(lines, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), self.text())

    def _paint_two_lines(self, painter: QPainter, lines: QRectF) -> None:
        top, bottom = QRectF(lines), QRectF(lines)
        top.setBottom(lines.center().y() + 1)
        bottom.setTop(lines.center().y() + 1)
        painter.setFont(self._theme.font("strong"))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom), self.text())
        if self._kind == "blocked":
            painter.setPen(self._theme.color("gold-text"))
        painter.setFont(self._theme.font("small"))
        painter.drawText(bottom, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), self._note)

    def _on_theme_changed(self) -> None:
        self.updateGeometry()
        self.update()

    def _on_done_over(self) -> None:
        if self._usual is not None:
            text, self._icon_name = self._usual
            self._usual = None
            if text:
                self.setText(text)
            self.update()
