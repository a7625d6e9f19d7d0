"""Help now: how to leave, whom to turn to. One press from everywhere; never recorded."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.help import contacts
from companion.help.contact_view import ContactRow
from companion.help.contacts import Coordinator, Line, Reading
from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.side_panel import SidePanel
from companion.ui.theme import Theme
from companion.words import say


class HelpState(NamedTuple):
    """What the panel shows: it is asked for each time the panel opens, so it is never out of date."""

    coordinator: Coordinator
    lines: tuple[Line, ...]
    readings: tuple[Reading, ...]


class HelpPanel(SidePanel):
    """Signals: ``contact_wanted``, the person wants to add the coordinator's contact.

    ``open_address`` opens a tel:, mailto: or web address; ``copy`` puts text on the clipboard and tells if it could.
    """

    contact_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        parent: QWidget,
        state: Callable[[], HelpState],
        open_address: Callable[[str], object],
        copy: Callable[[str], bool],
    ) -> None:
        super().__init__(theme, say("help.title"), say("help.line"), parent)
        self._state, self._open, self._copy = state, open_address, copy
        self._content: QWidget | None = None

    def open_panel(self) -> None:
        """Show what holds now; asked for again (F1) while it is open, it stays as it is."""
        if self.isVisible():
            return
        if self._content is not None:
            self.body.removeWidget(self._content)
            self._content.hide()
            self._content.deleteLater()
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._fill(column, self._state())
        self.body.addWidget(self._content)
        super().open_panel()

    def _fill(self, column: QVBoxLayout, state: HelpState) -> None:
        column.addWidget(_Leaving(self.theme))
        column.addLayout(self._coordinator(state.coordinator))
        column.addWidget(Band(self.theme, "danger", "", say("help.danger")))
        for line in state.lines:
            column.addLayout(self._line(line))
        column.addLayout(self._readings(state.readings))
        column.addStretch(1)
        column.addWidget(Label(self.theme, say("help.never_recorded"), "small", "ink2"))

    def _coordinator(self, contact: Coordinator) -> QVBoxLayout:
        column = self._block(say("help.coordinator"), contact.name or say("help.coordinator_why"))
        if contact.phone:
            self._add_phone(column, contact.name, contact.phone, contact.hours)
        if contact.email:
            note = say("help.email_note") if contact.phone else contact.hours or say("help.email_note")
            row = ContactRow(self.theme, "mail", contact.email, note)
            spoken = say("help.write_named", name=contact.name or contact.email)
            row.add_use(say("help.write"), spoken, lambda: self._open(f"mailto:{contact.email}"))
            row.add_copy(self._copy)
            column.addWidget(row)
        if contact.set_by:
            column.addWidget(Label(self.theme, say("help.set_by", partner=contact.set_by), "small", "ink2"))
        if not contact.known:
            self._add_missing(column)
        return column

    def _add_missing(self, column: QVBoxLayout) -> None:
        column.addWidget(Label(self.theme, say("help.coordinator_missing"), "body", "gold-text"))
        button = Button(self.theme, say("help.add_contact"), "secondary", "person")
        button.clicked.connect(self._on_contact_wanted)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _line(self, line: Line) -> QVBoxLayout:
        column = self._block(line.name, line.who)
        if line.number:
            self._add_phone(column, line.name, line.number, line.note, dial=not line.by_text)
        if line.url:
            row = ContactRow(self.theme, "open", contacts.site(line.url), "" if line.number else line.note)
            row.add_use(say("help.open_site"), say("help.open_named", name=line.name), lambda: self._open(line.url))
            row.add_copy(self._copy)
            column.addWidget(row)
        return column

    def _add_phone(self, column: QVBoxLayout, name: str, number: str, note: str, *, dial: bool = True) -> None:
        row = ContactRow(self.theme, "phone", number, note)
        if dial:
            spoken = say("help.call_named", name=name, number=number) if name else f"{say('help.call')} {number}"
            row.add_use(say("help.call"), spoken, lambda: self._open(contacts.tel(number)))
        row.add_copy(self._copy)
        column.addWidget(row)

    def _readings(self, readings: tuple[Reading, ...]) -> QVBoxLayout:
        column = self._block(say("help.reading"), "")
        for reading in readings:
            row = ContactRow(self.theme, "file", reading.title, reading.where if not reading.url else "")
            if reading.url:
                spoken = f"{say('help.open_link')}: {reading.title}"
                row.add_use(say("help.open_link"), spoken, partial(self._open, reading.url))
            row.add_copy(self._copy)
            column.addWidget(row)
        return column

    def _block(self, title: str, sentence: str) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Label(self.theme, title, "section"))
        if sentence:
            column.addWidget(Label(self.theme, sentence, "small", "ink2"))
        return column

    def _on_contact_wanted(self) -> None:
        self.close_panel()
        self.contact_wanted.emit()


class _Leaving(QWidget):
    """The red button, and the steps it shows."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._button = Button(theme, say("help.leave"), "danger-fill", "leave")
        self._steps = QWidget()
        column = QVBoxLayout(self._steps)
        column.setContentsMargins(4, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(Label(theme, say("help.leave_note"), "small", "ink2"))
        for way in contacts.ways_to_leave():
            column.addWidget(Label(theme, way.title, "strong"))
            for step in way.steps:
                column.addWidget(Label(theme, step, "body"))
        self._steps.hide()
        self._button.clicked.connect(self._on_clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._button)
        layout.addWidget(self._steps)

    def _on_clicked(self) -> None:
        opening = not self._steps.isVisible()
        self._steps.setVisible(opening)
        self._button.setText(say("help.leave_less" if opening else "help.leave"))
