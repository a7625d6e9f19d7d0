"""The records page: one line a session, newest first; export, delete, erase."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.records.record import Check, Record
from companion.ui.button import Button
from companion.ui.dialog import Dialog
from companion.ui.empty_seat import EmptySeat
from companion.ui.facts import Fact
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.theme import Theme
from companion.words import say, say_count

_PAGE = 50  # lines shown at once; more come with a press


class Line(NamedTuple):
    """One session in words."""

    session: str
    when: str
    name: str
    how: str
    checks: str
    joined: str


class RecordsState(NamedTuple):
    """What the page shows; ``kept`` says how long records stay."""

    lines: tuple[Line, ...]
    total: int
    kept: str


class RecordsPage(Page):
    """Signals: ``export_wanted``, ``erase_wanted``, ``delete_wanted`` (session).

    ``state`` gives the newest ``limit`` lines; ``record`` one session with its checks, for the details.
    """

    export_wanted = Signal()
    erase_wanted = Signal()
    delete_wanted = Signal(str)

    def __init__(
        self, theme: Theme, state: Callable[[int], RecordsState], record: Callable[[str], Record | None]
    ) -> None:
        super().__init__(theme, say("records.question"))
        self._state, self._record, self._limit = state, record, _PAGE
        self._export = Button(theme, say("records.export"), "secondary", "export")
        self._erase = Button(theme, say("records.erase"), "danger", "erase")
        self._export.clicked.connect(self.export_wanted)
        self._erase.clicked.connect(self.erase_wanted)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self._kept = Label(theme, "", "small", "ink2")
        self._seat = EmptySeat(theme, "records", say("records.heading.none"))
        self._first = Label(theme, say("records.first"), "body", "ink2")
        self._first.setContentsMargins(16, 4, 16, 0)
        self._more = Button(theme, say("records.more"), "quiet", "down")
        self._more.clicked.connect(self._on_more)
        self._lay_out()

    def on_shown(self) -> None:
        """Show what is kept now."""
        self.refresh()

    def refresh(self) -> None:
        """Build the list anew."""
        state = self._state(self._limit)
        heading = say_count("records.heading", state.total) if state.total else say("records.heading.none")
        self.set_heading(heading, say("records.line"))
        while self._list.count():
            taken = self._list.takeAt(0)
            widget = taken.widget() if taken else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for line in state.lines:
            self._list.addWidget(self._row(line))
        self._more.setVisible(state.total > len(state.lines))
        self._seat.setVisible(not state.total)
        self._first.setVisible(not state.total)
        self._export.setVisible(bool(state.total))
        self._kept.setText(state.kept)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._export)
        buttons.addWidget(self._erase)
        self.side.addLayout(buttons)
        self.side.addStretch(1)
        seat = QHBoxLayout()
        seat.setContentsMargins(16, 8, 16, 0)
        seat.addWidget(self._seat)
        self.body.addLayout(seat)
        self.body.addWidget(self._first)
        self.body.addLayout(self._list)
        self.body.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self._kept.setContentsMargins(16, 8, 0, 0)
        self.body.addWidget(self._kept)

    def _row(self, line: Line) -> Fact:
        details = Button(self.theme, say("records.details"), "secondary", small=True)
        details.setAccessibleName(f"{say('records.details')}: {line.when}")
        details.clicked.connect(partial(self._on_details, line))
        words = say("records.words", how=line.how, checks=line.checks, joined=line.joined)
        fact = Fact(self.theme, "calendar", f"{line.when}, {line.name}", words, details)
        spoken = say(
            "records.spoken", when=line.when, name=line.name, how=line.how, checks=line.checks, joined=line.joined
        )
        fact.setAccessibleName(spoken)
        return fact

    def _on_more(self) -> None:
        self._limit += _PAGE
        self.refresh()

    def _on_details(self, line: Line) -> None:
        record = self._record(line.session)
        if record is None:
            self.refresh()
            return
        dialog = DetailsDialog(self.theme, line, record, self.window())
        dialog.ask()
        if dialog.delete_wanted and DeleteDialog(self.theme, line, self.window()).ask():
            self.delete_wanted.emit(line.session)


class DetailsDialog(Dialog):
    """What was checked for one session, and by whom."""

    def __init__(self, theme: Theme, line: Line, record: Record, parent: QWidget | None = None) -> None:
        super().__init__(theme, f"{line.when}, {line.name}", line.joined, parent)
        self.delete_wanted = False
        for check in record.checks:
            icon_name = "person" if check.by == "person" else "shared"
            self.body.addWidget(Fact(theme, icon_name, check.title, _by_whom(check)))
        delete = self.add_button(say("records.delete"), "danger", "erase")
        delete.clicked.connect(self._on_delete)
        self.add_button(say("records.delete_back"), "primary").clicked.connect(self.reject)
        self.resize(theme.px(560), theme.px(480))

    def _on_delete(self) -> None:
        self.delete_wanted = True
        self.accept()


class DeleteDialog(Dialog):
    """Asks once more."""

    def __init__(self, theme: Theme, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("records.delete_title"), say("records.delete_text", when=line.when), parent)
        self.add_button(say("records.delete_do"), "danger", "erase").clicked.connect(self.accept)
        back = self.add_button(say("records.delete_back"), "primary")
        back.clicked.connect(self.reject)
        back.setFocus()


def _by_whom(check: Check) -> str:
    """Who ticked it and what stood beside it; what a person ticked begins with "You" already."""
    who = say(f"records.by.{check.by}")
    return check.evidence if check.by == "person" and check.evidence else f"{who}. {check.evidence}".strip()
