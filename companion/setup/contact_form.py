"""The fields for the Mentor Coordinator's contact, used at first run and in the settings."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from companion.sessions.profile import Coordinator, coordinator_problems
from companion.ui.announce import announce
from companion.ui.field import Field
from companion.ui.theme import Theme
from companion.words import say, sentence

_LONGEST = 120


class ContactForm(QWidget):
    """Four fields in two columns. Signal: ``edited``, after a field was left with a contact that can be kept."""

    edited = Signal()

    def __init__(self, theme: Theme, contact: Coordinator) -> None:
        super().__init__()
        self._fields: dict[str, Field] = {}
        self._lines: dict[str, QLineEdit] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for index, (name, value) in enumerate(contact._asdict().items()):
            line = QLineEdit(value)
            line.setMaxLength(_LONGEST)
            line.editingFinished.connect(self._on_edited)
            hint = say("setup.coordinator.hours_hint") if name == "hours" else ""
            self._lines[name] = line
            self._fields[name] = Field(theme, say(f"setup.coordinator.{name}"), line, hint)
            grid.addWidget(self._fields[name], index // 2, index % 2, Qt.AlignmentFlag.AlignTop)

    @property
    def contact(self) -> Coordinator:
        """What is typed."""
        return Coordinator(*(self._lines[name].text().strip() for name in Coordinator._fields))

    def fill(self, contact: Coordinator) -> None:
        """Put a contact into the fields."""
        for name, value in contact._asdict().items():
            self._lines[name].setText(value)

    def check(self) -> bool:
        """Show what is off beside each field; True where the contact can be kept (an empty one can)."""
        problems = coordinator_problems(self.contact)
        for name, field in self._fields.items():
            field.set_problem(sentence(problems[name]) if name in problems else "")
        return not problems

    def go_to_problem(self) -> bool:
        """Put the cursor into the first field that is off, and say what is off with all of them; False."""
        problems = coordinator_problems(self.contact)
        first = next(name for name in self._lines if name in problems)
        self._lines[first].setFocus()
        announce(self, " ".join(sentence(problems[name]) for name in self._lines if name in problems))
        return False

    def focus_first(self) -> None:
        """Put the cursor into the first field."""
        self._lines["name"].setFocus()

    def _on_edited(self) -> None:
        if self.check():
            self.edited.emit()
