"""The meeting page: the safe settings one press away, and the meetings that are planned."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from companion.meeting.settings import Origin, Setting
from companion.meeting.settings_export import as_html, as_text
from companion.meeting.settings_view import SettingsList
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.facts import Fact
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.theme import Theme
from companion.words import say, say_count


class Upcoming(NamedTuple):
    """A session to come, in words. ``link`` says what is known of its link; ``key`` names it."""

    key: str
    when: str
    who: str
    link: str
    icon_name: str


class MeetingPage(Page):
    """Signals: ``plan_wanted``, ``edit_wanted`` (key), ``cancel_wanted`` (key), ``walk_wanted``.

    ``copy_rich`` takes plain text and HTML, ``copy_text`` plain text; both tell whether it is on the clipboard.
    """

    plan_wanted = Signal()
    edit_wanted = Signal(str)
    cancel_wanted = Signal(str)
    walk_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        settings: Callable[[], tuple[Setting, ...]],
        upcoming: Callable[[], list[Upcoming]],
        copy_rich: Callable[[str, str], bool],
        copy_text: Callable[[str], bool],
        is_host: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(theme, say("meeting.page.question"))
        self._settings, self._upcoming, self._is_host = settings, upcoming, is_host
        self._copy_rich, self._copy_text = copy_rich, copy_text
        self._copy_all = Button(theme, say("meeting.page.copy_all"), "primary", "copy")
        self._walk = Button(theme, say("meeting.page.walk"), "secondary", "right")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._list: SettingsList | None = None
        self._meetings: QWidget | None = None
        self._lay_out()
        self._connect()
        self.refresh()

    def refresh(self) -> None:
        """Show the meetings that hold now, and to whoever hosts them the settings."""
        self._drop(self._meetings)
        self._drop(self._list)
        self._meetings, self._list = self._build_meetings(), None
        self._right.insertWidget(0, self._meetings)
        is_host = self._is_host()
        for button in (self._copy_all, self._walk):
            button.setVisible(is_host)
        if is_host:
            self._show_settings()
        else:
            self.set_heading(say("meeting.page.heading_guest"), say("meeting.page.line_guest"))
        self._columns.setStretchFactor(self._left, 3 if is_host else 0)

    def show_settings_for(self, requirements: Iterable[str]) -> None:
        """Go to the first setting that the guide asks for under one of these rows."""
        row = self._list.row_for(requirements) if self._list is not None else None
        if row is not None:
            row.button.setFocus(Qt.FocusReason.TabFocusReason)
            self.scroll_to(row)

    def on_shown(self) -> None:
        """Meetings and rules may have changed."""
        self.refresh()

    def on_shape_changed(self) -> None:
        """Side by side where there is room, else the meetings first: below all the settings nobody finds them."""
        direction = QBoxLayout.Direction.BottomToTop if self.narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)

    def copy_all(self) -> None:
        """Put every setting on the clipboard, plain and as a table together."""
        settings = self._settings()
        if self._copy_rich(as_text(settings), as_html(settings)):
            self._copy_all.show_done(say("meeting.page.copied"))
            announce(self, say("meeting.page.copied_all"))

    def _lay_out(self) -> None:
        self.side.addWidget(self._copy_all)
        self.side.addWidget(self._walk)
        self.side.addStretch(1)
        self._columns.setContentsMargins(16, 0, 16, 0)
        self._columns.setSpacing(32)
        for column in (self._left, self._right):
            column.addStretch(1)
        self._columns.addLayout(self._left, 3)
        self._columns.addLayout(self._right, 2)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self._copy_all.clicked.connect(self.copy_all)
        self._walk.clicked.connect(self.walk_wanted)
        QShortcut(QKeySequence("Ctrl+Shift+C"), self).activated.connect(self.copy_all)

    def _show_settings(self) -> None:
        settings = self._settings()
        asked = sum(setting.origin == Origin.GUIDE for setting in settings)
        line = say("meeting.page.line", more=len(settings) - asked)
        self.set_heading(say_count("meeting.page.heading", asked), line)
        self._list = SettingsList(self.theme, settings, self._copy_text)
        self._left.insertWidget(0, self._list)

    def _drop(self, widget: QWidget | None) -> None:
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()

    def _build_meetings(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        title = Label(self.theme, say("meeting.page.meetings"), "section")
        title.setContentsMargins(0, 12, 0, 4)
        column.addWidget(title)
        upcoming = self._upcoming()
        words = "plan" if self._is_host() else "add"
        for meeting in upcoming:
            column.addWidget(self._row(meeting))
        if not upcoming:
            column.addWidget(Label(self.theme, say("meeting.page.none"), "body", "ink2"))
        plan = Button(self.theme, say(f"meeting.page.{words}"), "secondary", "calendar")
        plan.clicked.connect(self.plan_wanted)
        column.addSpacing(8)
        column.addWidget(plan, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _row(self, meeting: Upcoming) -> Fact:
        buttons = QWidget()
        column = QVBoxLayout(buttons)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for name, signal in (("change", self.edit_wanted), ("cancel", self.cancel_wanted)):
            role = "secondary" if name == "change" else "quiet"
            button = Button(self.theme, say(f"meeting.page.{name}"), role, small=True)
            button.setAccessibleDescription(meeting.when)
            button.clicked.connect(partial(signal.emit, meeting.key))
            column.addWidget(button)
        return Fact(self.theme, meeting.icon_name, meeting.when, f"{meeting.who} {meeting.link}", buttons)
