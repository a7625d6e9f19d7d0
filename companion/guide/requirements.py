"""What the guide asks: every row with its id for life, how strongly it is meant, of whom, when, and why.

The rows stand in ``resources/content/requirements.toml`` and are read strictly: a mistake there raises ValueError.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from companion import resources
from companion.guide.content import ROLES, Row, rows
from companion.guide.policy import PLATFORMS
from companion.words import translate

FILE = "requirements.toml"
STRENGTHS = ("must", "ours", "should")
"""Strongest first. "ours": the guide recommends it, and we raise it to needed, with the reason."""

PHASES = ("setup", "schedule", "before", "opening", "during", "after", "always", "help")
"""When a row counts: the phases of the checklist, and two that belong to none of them."""

_WHO = {"mentor": ("mentor",), "mentee": ("mentee",), "both": ROLES}


@dataclass(frozen=True, slots=True)
class Requirement:
    """One row of the guide.

    ``hard``: Join stays shut without it. ``roles`` are asked; the other one is told about it, so both have words.
    ``readings`` are the subjects whose good reading ticks an item of this row.
    """

    id: str
    strength: str
    hard: bool
    phases: tuple[str, ...]
    roles: tuple[str, ...]
    platforms: tuple[str, ...]
    mentor: str
    mentee: str
    reason: str
    readings: tuple[str, ...]

    def asks(self, role: str) -> str:
        """What is asked, in the words for "mentor" or "mentee"."""
        return self.mentor if role == "mentor" else self.mentee


@cache
def all_requirements() -> tuple[Requirement, ...]:
    """Every row, in the order of the ids, in the language chosen when this is first asked."""
    return read_requirements(resources.toml("content", FILE))


def requirements_by_id() -> Mapping[str, Requirement]:
    """Every row by its id."""
    return {requirement.id: requirement for requirement in all_requirements()}


def read_requirements(document: Mapping[str, Any]) -> tuple[Requirement, ...]:
    """The rows of a parsed file. Raises ValueError that names file and id."""
    return tuple(_requirement(row) for row in rows(FILE, document, "requirement"))


def _requirement(row: Row) -> Requirement:
    context = f"requirement.{row.id}"
    requirement = Requirement(
        id=row.id,
        strength=row.one_of("strength", STRENGTHS),
        hard=row.flag("hard", False),
        phases=row.some_of("phases", PHASES),
        roles=_WHO[row.one_of("who", _WHO)],
        platforms=row.some_of("platforms", PLATFORMS, PLATFORMS),
        mentor=translate(context, row.text("mentor")),
        mentee=translate(context, row.text("mentee")),
        reason=translate(context, row.text("reason")),
        readings=row.words("readings", ()),
    )
    row.finish()
    if requirement.hard and requirement.strength != "must":
        raise row.refuse("only a must can be hard")
    return requirement
