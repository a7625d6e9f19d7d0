"""What the tests of the setup room share: a person who answers, the first run around them, the keyboard."""

from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.sessions.pair import Pays, Role
from companion.sessions.profile import Coordinator
from companion.setup import steps
from companion.setup.first_run_page import FirstRunPage
from companion.setup.rules_view import Rules
from companion.setup.step_view import (
    Agreement,
    AgreementsStep,
    CoordinatorStep,
    PersonStep,
    StepView,
    role_step,
    shared_step,
)
from companion.words import say
from tests.acting import light, press, shown

GRACE = Coordinator("Grace Holt", "0121 496 0000", "grace@eastbrook.example", "Monday to Friday")
NOBODY = Coordinator()
EASTBROOK = Rules("Eastbrook College", True, ("zoom", "phone"), False, 19, "Grace Holt")
CONTINUE, LATER, BACK, FINISH = (say(f"setup.{name}") for name in ("continue", "later", "back", "finish"))
PRIVATE = say("setup.private")
COPY, REST = say("setup.hurry.copy"), say("setup.hurry.later")
MENTOR, MENTEE = say("setup.role.mentor"), say("setup.role.mentee")
ALONE, SHARED = say("setup.shared.no"), say("setup.shared.yes")
TITLES = {
    steps.ROLE: say("setup.welcome"),
    steps.SHARED: say("setup.shared.title"),
    steps.PERSON: say("setup.person.title_mentor"),
    steps.COORDINATOR: say("setup.coordinator.title"),
    steps.AGREEMENTS: say("setup.agreements.title"),
}
ITEMS = {"age": "My mentee is 18 or over", "consent": "There is written consent", "comfortable": "We are comfortable"}


@dataclass
class Person:
    """Who sits at the first run, what was kept of their answers, and in which order they left the steps."""

    private: bool = False
    shared_known: bool = False
    coordinator_known: bool = False
    role: Role | None = None
    shared: bool | None = None
    nickname: str = ""
    pays: Pays = Pays.UNKNOWN
    contact: Coordinator = NOBODY
    agreed: dict[str, str] = field(default_factory=dict)
    left: list[tuple[str, bool]] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)

    def first_run(self, qtbot: QtBot, rules: Rules | None = None, width: int = 1000) -> FirstRunPage:
        """Open the first run, or open it again after it was given up."""
        page = FirstRunPage(light(), self.remaining, self.make, self._mark, rules, private=self.private)
        page.finished.connect(lambda: self.ends.append("finished"))
        page.private_wanted.connect(self._on_private)
        shown(qtbot, page, width)
        page.on_shown()
        return page

    def remaining(self) -> tuple[str, ...]:
        asked = steps.steps(
            self.role,
            private=self.private,
            shared_known=self.shared_known,
            coordinator_known=self.coordinator_known,
        )
        return tuple(step for step in asked if step not in dict(self.left))

    def make(self, step: str) -> StepView:
        theme, role = light(), self.role or Role.MENTOR
        if step == steps.ROLE:
            return role_step(theme, self.role, self._on_role)
        if step == steps.SHARED:
            return shared_step(theme, self.shared, self._on_shared)
        if step == steps.PERSON:
            return PersonStep(theme, role, self.nickname, self.pays, self._on_person)
        if step == steps.COORDINATOR:
            return CoordinatorStep(theme, self.contact, self._on_contact)
        return AgreementsStep(theme, self.agreements, self.toggle)

    def agreements(self) -> list[Agreement]:
        return [Agreement(item, title, f"Why {item}", self.agreed.get(item, "")) for item, title in ITEMS.items()]

    def toggle(self, item: str) -> None:
        if self.agreed.pop(item, None) is None:
            self.agreed[item] = "Agreed 24 November 2026"

    def _on_private(self, role: str) -> None:
        self.ends.append(f"private {role}".strip())

    def _mark(self, step: str, answered: bool) -> None:
        self.left.append((step, answered))

    def _on_role(self, role: str) -> None:
        self.role = Role(role)

    def _on_shared(self, answer: str) -> None:
        self.shared = answer == "yes"

    def _on_person(self, nickname: str, pays: Pays) -> None:
        self.nickname, self.pays = nickname, pays

    def _on_contact(self, contact: Coordinator) -> None:
        self.contact = contact


def go_to(qtbot: QtBot, page: FirstRunPage, step: str) -> None:
    """Answer or put off whatever comes before a step."""
    while page.heading != TITLES[step]:
        if page.heading == TITLES[steps.ROLE]:
            press(qtbot, page, MENTOR)
            press(qtbot, page, CONTINUE)
        elif page.heading == TITLES[steps.SHARED]:
            press(qtbot, page, ALONE)
            press(qtbot, page, CONTINUE)
        else:
            press(qtbot, page, LATER)


def key(qtbot: QtBot, *pressed: Qt.Key, **modifier: Qt.KeyboardModifier) -> None:
    """Press keys where the keyboard is."""
    for each in pressed:
        widget = QApplication.focusWidget()
        assert widget is not None
        qtbot.keyClick(widget, each, **modifier)


def write(qtbot: QtBot, text: str) -> None:
    """Write over what stands where the keyboard is."""
    widget = QApplication.focusWidget()
    assert widget is not None
    qtbot.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(widget, text) if text else qtbot.keyClick(widget, Qt.Key.Key_Delete)


def place() -> str:
    """What a screen reader says about the place where the keyboard is."""
    widget = QApplication.focusWidget()
    return spoken(widget) if widget is not None else "nowhere"


def spoken(widget: QWidget) -> str:
    """Its name for a screen reader."""
    return widget.accessibleName() or str(getattr(widget, "text", str)())


def walk(qtbot: QtBot) -> list[str]:
    """The places that Tab leads to, from here and around once."""
    places = [place()]
    for _ in range(40):
        key(qtbot, Qt.Key.Key_Tab)
        if place() == places[0]:
            return places
        places.append(place())
    raise AssertionError(places)
