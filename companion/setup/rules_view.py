"""A partner's rules as people see them: who set what, read-only."""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.facts import Fact
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say


class Rules(NamedTuple):
    """What a partner has set, as far as people are shown it: what the guide's own rule decides is empty or None.

    ``partner`` is "" without a policy.
    """

    partner: str
    managed: bool
    platforms: tuple[str, ...]
    webcams: bool | None
    minimum_age: int | None
    coordinator: str


class RulesPanel(QWidget):
    """The rules in a sunken panel; each line names what it allows and whose word it is."""

    def __init__(self, theme: Theme, rules: Rules) -> None:
        super().__init__()
        self._theme = theme
        head = QHBoxLayout()
        head.setContentsMargins(16, 0, 16, 0)
        head.addWidget(Label(theme, say("setup.rules.found", partner=rules.partner), "section"), 1)
        if rules.managed:
            head.addWidget(Label(theme, say("setup.rules.read_only"), "small", "ink2", wrap=False))
        column = QVBoxLayout(self)
        column.setContentsMargins(4, 16, 4, 8)
        column.setSpacing(0)
        column.addLayout(head)
        for fact in _facts(theme, rules):
            column.addWidget(fact)
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The panel's ground."""
        painter = begin(self)
        box(painter, QRectF(self.rect()), 12, self._theme.color("sunken"))
        painter.end()


def _facts(theme: Theme, rules: Rules) -> list[Fact]:
    owner, facts = say("setup.rules.set_by", partner=rules.partner), list[Fact]()

    def add(icon_name: str, title: str, words: str) -> None:
        facts.append(Fact(theme, icon_name, title, words))

    if rules.platforms:
        places = ", ".join(say(f"setup.platform.{name}") for name in rules.platforms)
        add("meeting", say("setup.rules.platforms", platforms=places), owner)
    if rules.webcams is not None:
        allowed = "yes" if rules.webcams else "no"
        icon_name = "camera" if rules.webcams else "camera-off"
        add(icon_name, say(f"setup.rules.webcams_{allowed}"), say(f"setup.rules.webcams_{allowed}_why"))
    if rules.minimum_age is not None:
        add("person", say("setup.rules.age", age=rules.minimum_age), owner)
    if rules.coordinator:
        add("help", say("setup.rules.coordinator", name=rules.coordinator), say("setup.rules.coordinator_why"))
    return facts
