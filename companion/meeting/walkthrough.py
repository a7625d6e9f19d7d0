"""The walk-through: a small window that stays on top and shows one setting at a time, while people work in the browser."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.meeting.settings import Origin, Setting
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say

PORTAL = "https://zoom.us/profile/setting"
_SIZE = (400, 360)
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Walkthrough(QWidget):
    """The guide's own settings first; more only for those who want them.

    Signals: ``setting_done`` (its id; the person says it is set), ``finished``.

    ``open_address`` opens Zoom's settings page in the browser. It keeps its place while the app runs.
    """

    setting_done = Signal(str)
    finished = Signal()

    def __init__(
        self, theme: Theme, settings: tuple[Setting, ...], open_address: Callable[[str], object], parent: QWidget
    ) -> None:
        flags = Qt.WindowType.Tool | Qt.WindowType.WindowStaysOnTopHint
        super().__init__(parent, flags)
        self._theme, self._settings, self._open = theme, settings, open_address
        self._at, self._end = 0, _guide_rows(settings)
        self.setWindowTitle(say("meeting.walk.title"))
        self._progress, self._scope = Label(theme, "", "small", "ink2"), Label(theme, "", "small", "ink2")
        self._name, self._was = Label(theme, "", "medium"), Label(theme, "", "small", "ink2")
        self._value = Label(theme, "", "heading", "petrol")
        self._where, self._how, self._why = Label(theme), Label(theme), Label(theme, "", "small", "ink2")
        self._back = Button(theme, say("meeting.walk.back"), "quiet")
        self._next = Button(theme, say("meeting.walk.next"), "primary", "tick")
        self._more = Button(theme, say("meeting.walk.more"), "quiet")
        self._browser = Button(theme, say("meeting.walk.open"), "secondary", "open", small=True)
        self._lay_out()
        self._back.clicked.connect(lambda: self.go(-1))
        self._next.clicked.connect(self._on_done)
        self._more.clicked.connect(self._on_more)
        self._browser.clicked.connect(lambda: self._open(PORTAL))
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self._show()

    def set_settings(self, settings: tuple[Setting, ...]) -> None:
        """The rules changed: show these, at the same place as far as there is one."""
        self._settings = settings
        self._end = len(settings) if self._end > _guide_rows(settings) else _guide_rows(settings)
        self._at = min(self._at, self._end - 1)
        self._show()

    def go(self, step: int) -> None:
        """To the setting before or after, without saying that this one is set."""
        self._at = min(max(0, self._at + step), self._end - 1)
        self._show()
        announce(self, f"{self._name.text()}. {self._value.text()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right go back and on; Esc closes."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.go(step)
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
        head = QHBoxLayout()
        head.addWidget(self._progress, 1)
        head.addWidget(self._browser)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._more)
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(20, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        for label in (self._name, self._was, self._value, self._scope, self._where, self._how, self._why):
            column.addWidget(label)
        if QGuiApplication.platformName().startswith("wayland"):
            column.addWidget(Label(self._theme, say("meeting.walk.not_on_top"), "small", "gold-text"))
        column.addStretch(1)
        column.addLayout(buttons)

    def _show(self) -> None:
        setting, total = self._settings[self._at], self._end
        self._progress.setText(say("meeting.walk.progress", n=self._at + 1, total=total))
        self._scope.setText(say(f"meeting.settings.{setting.scope}"))
        self._name.setText(setting.name)
        self._was.setText(say("meeting.settings.was", name=setting.was) if setting.was else "")
        self._was.setVisible(bool(setting.was))
        self._value.setText(setting.value)
        self._where.setText(setting.where)
        self._how.setText(setting.steps)
        self._why.setText(setting.why)
        self._back.setEnabled(self._at > 0)
        self._more.setVisible(self._at + 1 == total < len(self._settings))
        self._next.setText(say("meeting.walk.next" if self._at + 1 < total else "meeting.walk.last"))

    def _on_done(self) -> None:
        self.setting_done.emit(self._settings[self._at].id)
        if self._at + 1 < self._end:
            self.go(1)
        else:
            self._at = 0
            self._show()
            self.close()
            self.finished.emit()

    def _on_more(self) -> None:
        """On to what today's Zoom adds."""
        self._end = len(self._settings)
        self.go(1)


def _guide_rows(settings: tuple[Setting, ...]) -> int:
    return sum(setting.origin == Origin.GUIDE for setting in settings)
