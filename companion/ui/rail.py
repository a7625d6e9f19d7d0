"""The rail: where you are, where you can go, and Help now, always there."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from companion.ui.button import press_on_enter
from companion.ui.icons import paint_icon
from companion.ui.label import Label
from companion.ui.paint import GUTTER, begin, box, focus_ring, logo
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from companion.words import say

WIDE, NARROW = 204, 84
_LOGO = 36
_MIDDLE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Badge(NamedTuple):
    """What stands at the end of a rail item: words in a gold pill ("2 left"), or a tick."""

    text: str = ""
    done: bool = False


class RailButton(QPushButton):
    """A place to go, or Help now (``framed``)."""

    moved = Signal(int)

    def __init__(self, theme: Theme, text: str, icon_name: str, key: str = "", *, framed: bool = False) -> None:
        super().__init__(text)
        self._theme, self._icon_name, self._key, self._framed = theme, icon_name, key, framed
        self._narrow, self._current = False, False
        self._badge = Badge()
        self._hover = False
        self.setAccessibleName(text)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def set_badge(self, badge: Badge) -> None:
        """Show or clear the pill or tick; screen readers hear it too."""
        self._badge = badge
        self._describe()

    def set_current(self, current: bool) -> None:
        """Show that you are here, or not."""
        self._current = current
        self._describe()

    def _describe(self) -> None:
        here = say("frame.here") if self._current else ""
        badge = self._badge.text or (say("frame.done") if self._badge.done else "")
        self.setAccessibleDescription(". ".join(part for part in (here, badge) if part))
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Put the word under the icon."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Full width of the rail; height from the font."""
        height = self._theme.px(24) + QFontMetrics(self._small).height() + 10 if self._narrow else self._theme.px(40)
        return QSize(self._width(), height + 2 * GUTTER)

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from place to place; Enter presses, as Space does."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None and not self._framed:
            self.moved.emit(step)
        elif not press_on_enter(self, event):
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Remember the pointer."""
        self._hover = True
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Forget it."""
        self._hover = False
        super().leaveEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground, icon, word, badge, ring."""
        painter = begin(self)
        area = QRectF(self.rect()).adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
        if self._framed or self._current:
            edge = self._theme.color("edge") if self._framed else None
            box(painter, area, 8, self._theme.color("sheet"), edge, self._theme.border)
        if self._hover and not self._current:
            box(painter, area, 8, self._theme.color("petrol-soft"))
        (self._paint_narrow if self._narrow else self._paint_wide)(painter, area)
        if self.hasFocus():
            focus_ring(painter, self._theme, area.adjusted(1, 1, -1, -1), 8)
        painter.end()

    def _width(self) -> int:
        if self._narrow:
            bold = QFontMetrics(self._theme.font("small-strong"))
            return max(self._theme.px(NARROW) - 20, bold.horizontalAdvance(self.text()) + 2 * GUTTER + 14)
        return self._theme.px(WIDE) - 20

    @property
    def _small(self) -> QFont:
        return self._theme.font("small-strong" if self._strong else "small")

    @property
    def _strong(self) -> bool:
        return self._framed or self._current

    def _paint_wide(self, painter: QPainter, area: QRectF) -> None:
        theme, side = self._theme, self._theme.px(20)
        color = theme.color("petrol" if self._current else "ink")
        paint_icon(painter, self._icon_name, QRectF(area.left() + 12, area.center().y() - side / 2, side, side), color)
        painter.setPen(theme.color("ink"))
        painter.setFont(theme.font("strong" if self._strong else "body"))
        painter.drawText(area.adjusted(24 + side, 0, 0, 0), _LEFT, self.text())
        if self._key:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink2"))
            painter.drawText(
                area.adjusted(0, 0, -12, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), self._key
            )
        self._paint_badge(painter, area)

    def _paint_badge(self, painter: QPainter, area: QRectF) -> None:
        theme = self._theme
        if self._badge.text:
            font = theme.font("small-strong")
            width, height = QFontMetrics(font).horizontalAdvance(self._badge.text) + 16, theme.px(22)
            pill = QRectF(area.right() - width - 8, area.center().y() - height / 2, width, height)
            box(painter, pill, height / 2, theme.color("gold-soft"))
            painter.setFont(font)
            painter.setPen(theme.color("gold-text"))
            painter.drawText(pill, _MIDDLE, self._badge.text)
        elif self._badge.done:
            side = theme.px(16)
            paint_icon(
                painter,
                "tick",
                QRectF(area.right() - side - 12, area.center().y() - side / 2, side, side),
                theme.color("petrol"),
            )

    def _paint_narrow(self, painter: QPainter, area: QRectF) -> None:
        theme, side = self._theme, self._theme.px(20)
        color = theme.color("petrol" if self._current else "ink")
        icon = QRectF(area.center().x() - side / 2, area.top() + 5, side, side)
        paint_icon(painter, self._icon_name, icon, color)
        painter.setPen(theme.color("ink"))
        painter.setFont(self._small)
        painter.drawText(
            QRectF(area.left() - 2, icon.bottom() + 2, area.width() + 4, area.bottom() - icon.bottom() - 4),
            _MIDDLE,
            self.text(),
        )
        if self._badge.text:
            dot = QRectF(icon.right() + 2, icon.top() - 2, 10, 10)
            box(painter, dot, 5, theme.color("gold"), theme.color("gold-edge"), 1.5)


class _Logo(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._who, self._narrow = theme, "", False
        theme.changed.connect(self.update)
        self.setFixedHeight(theme.px(52))

    def set_state(self, who: str, narrow: bool) -> None:
        self._who, self._narrow = who, narrow
        self.setAccessibleName(f"{say('frame.app')}. {who}" if who else say("frame.app"))
        name = QFontMetrics(self._theme.font("strong")).horizontalAdvance(say("frame.app"))
        self.setMinimumWidth(0 if narrow else self._words_left + name + 4)
        self.update()

    @property
    def _words_left(self) -> int:
        return self._theme.px(_LOGO) + 18

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, side = begin(self), self._theme, self._theme.px(_LOGO)
        left = (self.width() - side) / 2 if self._narrow else 10
        logo(painter, theme, QRectF(left, (self.height() - side) / 2, side, side))
        if not self._narrow:
            painter.setPen(theme.color("ink"))
            painter.setFont(theme.font("strong"))
            middle, start = self.height() / 2, self._words_left
            top = QRectF(start, 0, self.width() - start, middle + 2 if self._who else self.height())
            align = Qt.AlignmentFlag.AlignBottom if self._who else Qt.AlignmentFlag.AlignVCenter
            painter.drawText(top, int(Qt.AlignmentFlag.AlignLeft | align), say("frame.app"))
            painter.setFont(theme.font("small"))
            painter.setPen(theme.color("ink2"))
            painter.drawText(
                QRectF(start, middle + 2, self.width() - start, middle),
                int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop),
                self._who,
            )
        painter.end()


class Rail(QWidget):
    """Places from top to bottom, then Help now. Signals: ``chosen`` (a place's name), ``help_wanted``."""

    chosen = Signal(str)
    help_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._buttons: dict[str, RailButton] = {}
        self._logo = _Logo(theme)
        self._who, self._narrow = "", False
        self._places, self._column = QWidget(), QVBoxLayout(self)
        self._list = QVBoxLayout(self._places)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._list.addStretch(1)
        self._scroll = ScrollArea(theme, self._places)
        self._promise = Label(theme, say("frame.promise"), "small", "ink2")
        self._help = RailButton(theme, say("frame.help"), "help", "F1", framed=True)
        self._help.clicked.connect(self.help_wanted)
        self._build()

    def _build(self) -> None:
        self._promise.setContentsMargins(14, 0, 4, 8)
        self._column.setContentsMargins(10, 8, 10, 12)
        self._column.setSpacing(4)
        self._column.addWidget(self._logo)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self._promise)
        self._column.addWidget(self._help)

    def add_place(self, name: str, text: str, icon_name: str) -> None:
        """Add a place below the others."""
        button = RailButton(self._theme, text, icon_name)
        button.clicked.connect(lambda: self.chosen.emit(name))
        button.moved.connect(lambda step: self._on_moved(button, step))
        self._buttons[name] = button
        self._list.insertWidget(self._list.count() - 1, button)
        self._keep_help_last()

    def set_places(self, shown: list[str]) -> None:
        """Show only these places."""
        for name, button in self._buttons.items():
            button.setVisible(name in shown)

    def choose(self, name: str) -> None:
        """Mark where you are."""
        for each, button in self._buttons.items():
            button.set_current(each == name)

    def set_badge(self, name: str, badge: Badge) -> None:
        """Show what is left at a place."""
        self._buttons[name].set_badge(badge)

    def set_who(self, who: str) -> None:
        """Name the role under the app's name."""
        self._who = who
        self._logo.set_state(who, self._narrow)

    def set_shape(self, *, narrow: bool, compact: bool) -> None:
        """Narrow: words under icons. Compact: a low window keeps only places and Help now."""
        self._narrow = narrow
        buttons = (*self._buttons.values(), self._help)
        for button in buttons:
            button.set_narrow(narrow)
        self._logo.set_state(self._who, narrow)
        self.setFixedWidth(20 + max(self._logo.minimumWidth(), *(button.sizeHint().width() for button in buttons)))
        self._logo.setVisible(not compact)
        self._promise.setVisible(not narrow and not compact)

    def _keep_help_last(self) -> None:
        """Tab comes to it after the places: put in anew, because setTabOrder moves nothing behind the last widget."""
        self._help.setParent(None)
        self._column.addWidget(self._help)

    def _on_moved(self, button: RailButton, step: int) -> None:
        shown = [each for each in self._buttons.values() if each.isVisible()]
        place = shown[(shown.index(button) + step) % len(shown)]
        place.setFocus(Qt.FocusReason.TabFocusReason)
        self._scroll.ensureWidgetVisible(place, 0, 0)
