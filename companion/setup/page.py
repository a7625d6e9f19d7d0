"""The settings: what the first run asked, a partner's rules, the look, what is kept, and what this app is."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QVBoxLayout, QWidget

from companion.sessions.pair import LONGEST_NICKNAME, Role, clean_nickname, nickname_problem
from companion.sessions.profile import Coordinator
from companion.setup.contact_form import ContactForm
from companion.setup.rules_view import Rules, RulesPanel
from companion.ui.announce import announce
from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.facts import Fact
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from companion.words import say, sentence

THEMES = ("system", "light", "dark")


class SettingsState(NamedTuple):
    """What the page shows. ``coordinator_by`` names the partner who set the contact; ``folder`` is "" in private."""

    role: Role
    nickname: str
    coordinator: Coordinator
    coordinator_by: str
    rules: Rules
    shared: bool
    shared_by: str
    theme: str
    folder: str
    version: str


class SettingsPage(Page):
    """Signals, each with the new value: ``role_changed``, ``nickname_changed``, ``coordinator_changed``,
    ``theme_changed``, ``shared_changed``; and ``rules_wanted`` (open a file), ``rules_dropped``, ``erase_wanted``.
    """

    role_changed = Signal(str)
    nickname_changed = Signal(str)
    coordinator_changed = Signal(object)
    theme_changed = Signal(str)
    shared_changed = Signal(bool)
    rules_wanted = Signal()
    rules_dropped = Signal()
    erase_wanted = Signal()

    def __init__(self, theme: Theme, state: Callable[[], SettingsState]) -> None:
        super().__init__(theme, say("setup.question"))
        self._state = state
        self._form: QWidget | None = None
        self._contact: ContactForm | None = None
        self._nickname = ""
        self._refusal = Label(theme, "", "body", "brick")
        self.body.addStretch(1)

    def on_shown(self) -> None:
        """Build the page from what holds now."""
        self.refresh()

    def refresh(self) -> None:
        """Show what holds now, from the start. Who was on a control of this page stays on it."""
        place = self._place()
        if self._form is not None:
            self.body.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        state = self._state()
        line = "setup.settings.line" if state.folder else "setup.settings.line_private"
        self.set_heading(say("setup.settings.title"), say(line))
        self._form = QWidget()
        column = QVBoxLayout(self._form)
        column.setContentsMargins(12, 0, 16, 0)
        column.setSpacing(8)
        self._refusal = Label(self.theme, "", "body", "brick")
        self._refusal.hide()
        for add in (
            self._add_you,
            self._add_look,
            self._add_coordinator,
            self._add_rules,
            self._add_data,
            self._add_about,
        ):
            add(column, state)
        self.body.insertWidget(0, self._form)
        self._form.show()  # now: what is still hidden cannot take the focus
        self._go_back_to(place)

    def show_contact(self) -> None:
        """Go to the coordinator's contact."""
        if self._contact is not None:
            self.scroll_to(self._contact)
            self._contact.focus_first()

    def show_refused(self, lines: list[str]) -> None:
        """Say why a rules file cannot be used, every reason at once."""
        words = "\n".join([say("setup.settings.rules_refused"), *lines])
        self._refusal.setText(words)
        self._refusal.show()
        self.scroll_to(self._refusal)
        announce(self, words)

    def _title(self, column: QVBoxLayout, text: str) -> None:
        label = Label(self.theme, text, "section")
        label.setContentsMargins(4, 16, 0, 0)
        column.addWidget(label)

    def _add_you(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.settings.you"))
        role = Choice([(each.value, say(f"setup.settings.{each}")) for each in Role], state.role.value)
        role.activated.connect(lambda: self.role_changed.emit(role.value))
        column.addWidget(Field(self.theme, say("setup.settings.role"), role))
        name = QLineEdit(state.nickname)
        self._nickname = state.nickname
        name.setMaxLength(LONGEST_NICKNAME)
        field = Field(self.theme, say(f"setup.person.title_{state.role}"), name, say("setup.person.hint"))
        name.editingFinished.connect(lambda: self._on_nickname(field, name.text()))
        column.addWidget(field)

    def _add_coordinator(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.coordinator.title"))
        if state.coordinator_by:
            contact = state.coordinator
            words = ", ".join(part for part in (contact.phone, contact.email, contact.hours) if part)
            column.addWidget(Fact(self.theme, "person", contact.name, words))
            column.addWidget(self._owner(state.coordinator_by))
            self._contact = None
            return
        self._contact = ContactForm(self.theme, state.coordinator)
        form = self._contact
        form.edited.connect(lambda: self.coordinator_changed.emit(form.contact))
        column.addWidget(form)

    def _add_rules(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.settings.rules"))
        if state.rules.partner:
            column.addWidget(RulesPanel(self.theme, state.rules))
        else:
            column.addWidget(self._note(say("setup.rules.none")))
        column.addWidget(self._refusal)
        if state.rules.managed:
            return
        column.addWidget(self._note(say("setup.settings.rules_hint"), "small"))
        column.addWidget(
            self._button(say("setup.settings.open_rules"), "file", self.rules_wanted), 0, Qt.AlignmentFlag.AlignLeft
        )
        if state.rules.partner:
            drop = self._button(say("setup.settings.drop_rules"), "close", self.rules_dropped)
            column.addWidget(drop, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_look(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.settings.look"))
        choice = Choice([(name, say(f"setup.settings.theme_{name}")) for name in THEMES], state.theme)
        choice.activated.connect(lambda: self.theme_changed.emit(choice.value))
        column.addWidget(Field(self.theme, say("setup.settings.theme"), choice))

    def _add_data(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.settings.data"))
        switch = Switch(self.theme, say("setup.settings.shared"), say("setup.settings.shared_why"))
        switch.setChecked(state.shared)
        switch.setEnabled(not state.shared_by)
        switch.clicked.connect(self.shared_changed)
        column.addWidget(switch)
        if state.shared_by:
            column.addWidget(self._owner(state.shared_by))
        if not state.folder:
            column.addWidget(self._note(say("setup.settings.data_nothing")))
            return
        column.addWidget(self._note(say("setup.settings.data_where", folder=state.folder), "small"))
        erase = Button(self.theme, say("setup.settings.erase"), "danger", "erase")
        erase.clicked.connect(self.erase_wanted)
        column.addWidget(erase, 0, Qt.AlignmentFlag.AlignLeft)

    def _add_about(self, column: QVBoxLayout, state: SettingsState) -> None:
        self._title(column, say("setup.settings.about"))
        column.addWidget(self._note(say("setup.settings.about_version", version=state.version), "strong"))
        for name in ("about_text", "about_licence"):
            column.addWidget(self._note(say(f"setup.settings.{name}")))

    def _note(self, text: str, role: str = "body") -> Label:
        label = Label(self.theme, text, role, "ink2")
        label.setContentsMargins(4, 0, 0, 0)
        return label

    def _owner(self, partner: str) -> Band:
        return Band(self.theme, "info", "", say("setup.rules.set_by", partner=partner))

    def _button(self, text: str, icon_name: str, signal: SignalInstance) -> Button:
        button = Button(self.theme, text, "secondary", icon_name)
        button.clicked.connect(signal)
        return button

    def _on_nickname(self, field: Field, text: str) -> None:
        name = clean_nickname(text)
        problem = nickname_problem(text)
        field.set_problem(sentence(problem) if problem else "")
        if problem is None and name != self._nickname:
            self._nickname = name
            self.nickname_changed.emit(name)

    def _place(self) -> str:
        """The name of the control in this form that the keyboard is on, "" where it is elsewhere."""
        focused: QWidget | None = self.window().focusWidget()
        if focused is None or self._form is None or not self._form.isAncestorOf(focused):
            return ""
        return _spoken(focused)

    def _go_back_to(self, place: str) -> None:
        if not place or self._form is None:
            return
        self._form.show()  # now: what is hidden takes no focus
        reachable = [each for each in self._form.findChildren(QWidget) if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
        next((each for each in reachable if _spoken(each) == place), reachable[0]).setFocus()


def _spoken(control: QWidget) -> str:
    """What a screen reader calls it."""
    return control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")
