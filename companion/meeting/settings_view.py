"""The safe settings as rows: Zoom's name, the guide's beside it, where it is, the safe value, and a copy button."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.meeting.settings import Origin, Setting
from companion.meeting.settings_export import row_text
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.paint import begin
from companion.ui.theme import Theme
from companion.words import say

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class CopyButton(Button):
    """Copies one row. Arrows go from row to row, Ctrl+C copies too. Signal: ``moved`` (-1 up, 1 down)."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Ctrl+C."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            self.moved.emit(step)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.click()
        else:
            super().keyPressEvent(event)


class SettingRow(QWidget):
    """One setting. ``copy`` puts text on the clipboard and tells whether it could."""

    def __init__(self, theme: Theme, setting: Setting, copy: Callable[[str], bool]) -> None:
        super().__init__()
        self._theme, self.setting, self._copy = theme, setting, copy
        was = f"  {say('meeting.settings.was', name=setting.was)}" if setting.was else ""
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(theme, setting.name))
        words.addWidget(Label(theme, f"{setting.where}{was}", "small", "ink2"))
        value = Label(theme, setting.value, "strong", wrap=False)
        self.button = CopyButton(theme, "", "quiet", "copy", small=True)
        self.button.setAccessibleName(say("meeting.page.copy_row", row=row_text(setting)))
        self.button.setAccessibleDescription(setting.why)
        self.button.clicked.connect(self._on_copy)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(12)
        row.addLayout(words, 1)
        row.addWidget(value)
        row.addWidget(self.button)
        self.setToolTip(setting.why)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The hairline below."""
        painter = begin(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), self._theme.color("line"))
        painter.end()

    def _on_copy(self) -> None:
        if self._copy(row_text(self.setting)):
            self.button.show_done(say("meeting.page.copied"))
            announce(self, say("meeting.page.copied"))


class SettingsList(QWidget):
    """All rows: what the guide asks first, then what today's Zoom adds."""

    def __init__(self, theme: Theme, settings: tuple[Setting, ...], copy: Callable[[str], bool]) -> None:
        super().__init__()
        self._rows: list[SettingRow] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for origin in Origin:
            title = Label(theme, say(f"meeting.settings.{origin}"), "section")
            title.setContentsMargins(0, 12, 0, 4)
            column.addWidget(title)
            for setting in settings:
                if setting.origin == origin:
                    column.addWidget(self._add(SettingRow(theme, setting, copy)))

    def row_for(self, requirements: Iterable[str]) -> SettingRow | None:
        """The first row that serves one of these rows of the guide."""
        rows = set(requirements)
        return next((row for row in self._rows if rows & set(row.setting.requirement)), None)

    def _add(self, row: SettingRow) -> SettingRow:
        self._rows.append(row)
        row.button.moved.connect(lambda step: self._on_moved(row, step))
        return row

    def _on_moved(self, row: SettingRow, step: int) -> None:
        target = self._rows[(self._rows.index(row) + step) % len(self._rows)]
        target.button.setFocus(Qt.FocusReason.TabFocusReason)
