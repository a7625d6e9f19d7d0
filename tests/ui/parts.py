"""Every part of the frame as a page would use it, to be looked at in the same way."""

import sys
from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.check_row import CheckRow, RowText
from companion.ui.choice import ChoiceTile
from companion.ui.empty_seat import EmptySeat
from companion.ui.facts import Fact
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.phase_line import PhaseLine, PhaseStop
from companion.ui.rail import Badge, Rail
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from tests.ui.looking import Spoken

WHY = "It is long and hard to guess, so that nobody gets in by trying."
STOPS = [
    PhaseStop("Set up", "Set up", "3 of 3", True),
    PhaseStop("Schedule", "Plan", "1 of 2", False),
    PhaseStop("Before", "Before", "6 of 8", False),
    PhaseStop("Opening", "Open", "0 of 3", False),
    PhaseStop("During", "During", "0 of 2", False),
    PhaseStop("Closing and after", "After", "0 of 4", False),
]
PLACES = ("today", "camera", "data", "meeting", "records")


def row_text(title: str = "My microphone works", evidence: str = "No sound yet", mark: str = "todo") -> RowText:
    return RowText(title, "Needed", evidence, mark, True, True, False, f"Needed. {title}. {evidence}")


def phase_line(theme: Theme, stops: list[PhaseStop] = STOPS, before: int = -1) -> PhaseLine:
    made = PhaseLine(theme)
    made.set_stops(stops, before)
    return made


def rail(theme: Theme, *, narrow: bool = False, compact: bool = False) -> Rail:
    made = Rail(theme)
    for name in PLACES:
        made.add_place(name, name.title(), name)
    made.set_places(list(PLACES))
    made.choose("today")
    made.set_badge("today", Badge("12 left"))
    made.set_badge("camera", Badge(done=True))
    made.set_who("Mentor")
    made.set_shape(narrow=narrow, compact=compact)
    return made


class Part(NamedTuple):
    """A control: how to make it, and what a screen reader says of the part that takes the focus."""

    make: Callable[[Theme], QWidget]
    spoken: Spoken


R = QAccessible.Role
CONTROLS = {
    "button": Part(lambda theme: Button(theme, "Copy all", "primary", "copy"), Spoken(R.Button, "Copy all", "")),
    "small button": Part(lambda theme: Button(theme, "Go", small=True), Spoken(R.Button, "Go", "")),
    "row": Part(
        lambda theme: CheckRow(theme, row_text(), "Test sound"),
        Spoken(R.CheckBox, "Needed. My microphone works. No sound yet", ""),
    ),
    "switch": Part(lambda theme: Switch(theme, "New passcode", WHY), Spoken(R.CheckBox, "New passcode", WHY)),
    "tile": Part(
        lambda theme: ChoiceTile(theme, "I am a mentor", WHY, "person"), Spoken(R.RadioButton, "I am a mentor", WHY)
    ),
    "field": Part(lambda theme: Field(theme, "Nickname", QLineEdit(), WHY), Spoken(R.EditableText, "Nickname", WHY)),
    "large field": Part(
        lambda theme: Field(theme, "Notes", QPlainTextEdit(), WHY), Spoken(R.EditableText, "Notes", WHY)
    ),
    "choice": Part(
        lambda theme: Field(theme, "Who", Choice([("a", "Amara"), ("b", "Ben")], "b"), WHY),
        Spoken(R.ComboBox, "Who" if sys.platform == "win32" else "Ben", WHY),  # elsewhere Qt tells the label apart,
    ),
    "rail": Part(rail, Spoken(R.Button, "Today", "You are here. 12 left")),
    "narrow rail": Part(lambda theme: rail(theme, narrow=True), Spoken(R.Button, "Today", "You are here. 12 left")),
    "phase line": Part(phase_line, Spoken(R.PageTabList, "Set up. 3 of 3", "")),
    "band": Part(lambda theme: Band(theme, "warn", "Look", WHY, "Go there"), Spoken(R.Button, "Go there", "")),
}
OTHERS: dict[str, Callable[[Theme], QWidget]] = {
    "fact": lambda theme: Fact(theme, "person", "Mentor coordinator", WHY),
    "empty seat": lambda theme: EmptySeat(theme, "records", "Nothing here yet"),
    "label": lambda theme: Label(theme, WHY),
}
ALL = {name: part.make for name, part in CONTROLS.items()} | OTHERS
WITH_NAMES: dict[str, Callable[[Theme, str], QWidget]] = {
    "row": lambda theme, name: CheckRow(theme, row_text(f"I know {name}", name)),
    "switch": lambda theme, name: Switch(theme, name, f"Call {name}"),
    "tile": lambda theme, name: ChoiceTile(theme, name, f"Call {name}", "person"),
    "fact": lambda theme, name: Fact(theme, "person", name, f"Call {name}"),
    "label": lambda theme, name: Label(theme, f"You meet {name} at two", "heading"),
    "band": lambda theme, name: Band(theme, "info", "", f"You meet {name} at two", "Go there"),
}
