"""The walk-through: a small window that stays on top, one setting at a time, while people work in the browser."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.meeting.settings import Setting
from companion.meeting.walk import Walk
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.dialog import ask_for_help
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from companion.words import say, say_count

PORTAL = "https://zoom.us/profile/setting"
_SIZE = (420, 400)
_FROM_EDGE = 24


class Walkthrough(QWidget):
    """Shows the place where ``walk`` is, and at its end what is left. ``open_address`` opens Zoom's settings page.

    Signal: ``setting_done`` (the person says that it is set).
    """

    setting_done = Signal()

    def __init__(self, theme: Theme, walk: Walk, open_address: Callable[[str], object], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint)
        self._theme, self._walk = theme, walk
        self.setWindowTitle(say("meeting.walk.title"))
        self._progress = Label(theme, "", "small", "ink2")
        self._browser = Button(theme, say("meeting.walk.open"), "secondary", "open", small=True)
        self._text = QWidget()
        self._column = QVBoxLayout(self._text)
        self._back = Button(theme, say("meeting.walk.back"), "quiet")
        self._later = Button(theme, say("meeting.walk.later"))
        self._set = Button(theme, say("meeting.walk.next"), "primary", "tick")
        self._close = Button(theme, say("meeting.walk.close"), "primary")
        self._more = Button(theme, say("meeting.walk.more"))
        self._lay_out()
        self._browser.clicked.connect(lambda: open_address(PORTAL))
        moves = ((self._back, walk.back), (self._later, walk.next), (self._more, walk.go_on))
        for button, move in moves:
            button.clicked.connect(partial(self._move, move))
        self._set.clicked.connect(self._on_set)
        self._close.clicked.connect(self.close)
        theme.changed.connect(self.update)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self.show_place()

    def show_place(self) -> None:
        """Show the setting where the walk is, or the look back at its end."""
        walk, setting = self._walk, self._walk.current
        self._clear()
        if setting is not None:
            number, total = walk.progress
            self._progress.setText(say("meeting.walk.progress", n=number, total=total))
            self._show_setting(setting)
        else:
            self._progress.setText("")
            self._show_end()
        self._column.addStretch(1)
        self._back.setVisible(not walk.is_start)
        self._later.setVisible(setting is not None)
        self._set.setVisible(setting is not None)
        self._close.setVisible(setting is None)
        self._more.setVisible(setting is None and bool(walk.more))

    def show_beside(self) -> None:
        """Come up at the right edge of the screen, where it covers least of what people work in."""
        if not self.isVisible():
            room = self.screen().availableGeometry()
            self.move(room.right() - self.width() - _FROM_EDGE, room.top() + _FROM_EDGE)
        self.show()
        self.activateWindow()
        announce(self, self._place_words())

    def event(self, event: QEvent) -> bool:
        """Qt gives the keys of a tool window to its parent's shortcuts first; help must open here, not under it."""
        is_offer = event.type() == QEvent.Type.ShortcutOverride
        if is_offer and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go back and on; Esc closes; F1 is Help now."""
        moves = {Qt.Key.Key_Left: self._walk.back, Qt.Key.Key_Right: self._walk.next}
        move = moves.get(Qt.Key(event.key()))
        if move is not None:
            self._move(move)
        elif event.key() == Qt.Key.Key_F1:
            ask_for_help(self)
        elif event.key() == Qt.Key.Key_Escape:
            self.close()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet."""
        painter = begin(self)
        box(painter, QRectF(self.rect()), 0, self._theme.color("sheet"), self._theme.color("edge"), 1)
        painter.end()

    def _lay_out(self) -> None:
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.setContentsMargins(20, 12, 16, 0)
        head.addWidget(self._progress, 1)
        head.addWidget(self._browser)
        buttons.setContentsMargins(12, 0, 16, 12)
        buttons.setSpacing(4)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        for button in (self._more, self._later, self._set, self._close):
            buttons.addWidget(button)
        self._column.setContentsMargins(20, 4, 20, 4)
        self._column.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addWidget(ScrollArea(self._theme, self._text), 1)
        if QGuiApplication.platformName().startswith("wayland"):
            column.addWidget(Label(self._theme, say("meeting.walk.not_on_top"), "small", "gold-text"))
        column.addLayout(buttons)

    def _show_setting(self, setting: Setting) -> None:
        was = say("meeting.settings.was", name=setting.was) if setting.was else ""
        done = say("meeting.walk.is_set") if self._walk.is_done(setting) else ""
        self._add(setting.name, "medium")
        self._add(was, "small", "ink2")
        self._add(setting.value, "heading", "petrol")
        self._add(done, "small", "good")
        self._add(f"{setting.where}. {say(f'meeting.settings.{setting.scope}')}.", "small", "ink2")
        self._add(setting.steps)
        self._add(setting.why, "small", "ink2")

    def _show_end(self) -> None:
        left = self._walk.left
        self._add(say_count("meeting.walk.left", len(left)) if left else say("meeting.walk.all_set"), "medium")
        self._add(say("meeting.walk.left_line" if left else "meeting.walk.all_set_line"), "body", "ink2")
        for setting in left:
            self._column.addLayout(self._way_to(setting))

    def _way_to(self, setting: Setting) -> QHBoxLayout:
        """Zoom's names are long: they wrap beside the button, and the window stays as narrow as it is."""
        button = Button(self._theme, say("meeting.walk.go"), "quiet", "right", small=True)
        button.setAccessibleName(say("meeting.walk.go_to", name=setting.name))
        button.clicked.connect(partial(self._move, partial(self._walk.go_to, setting)))
        row = QHBoxLayout()
        row.addWidget(Label(self._theme, setting.name), 1)
        row.addWidget(button)
        return row

    def _add(self, text: str, role: str = "body", token: str = "ink") -> None:
        if text:
            self._column.addWidget(Label(self._theme, text, role, token))

    def _clear(self) -> None:
        while self._column.takeAt(0) is not None:
            pass
        for widget in self._text.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            widget.hide()
            widget.deleteLater()

    def _on_set(self) -> None:
        self._move(self._walk.mark)
        self.setting_done.emit()

    def _move(self, move: Callable[[], object], _checked: bool = False) -> None:
        move()
        self.show_place()
        shown = self._walk.current
        announce(self, self._place_words())
        if not any(button.hasFocus() for button in (self._back, self._later, self._set, self._more, self._close)):
            (self._set if shown else self._close).setFocus(Qt.FocusReason.OtherFocusReason)

    def _place_words(self) -> str:
        """What the window shows, as a screen reader says it: which setting, what to set it to, and where."""
        shown, left = self._walk.current, len(self._walk.left)
        if shown is not None:
            number, total = self._walk.progress
            place = say("meeting.walk.progress", n=number, total=total)
            return f"{place}. {shown.name}: {shown.value}. {shown.where}."
        return say_count("meeting.walk.left", left) if left else say("meeting.walk.all_set")
