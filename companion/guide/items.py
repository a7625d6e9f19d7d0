"""The lines of the checklist: what a mentor or a mentee is asked, and which rows of the guide each line serves.

The lines stand in ``resources/content/items.toml`` and are read strictly: a mistake there raises ValueError. How
strongly a line is meant is not written there: it follows from the rows it serves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from companion import resources
from companion.guide.content import ROLES, Row, rows
from companion.guide.policy import PLATFORMS
from companion.guide.requirements import STRENGTHS, Requirement, requirements_by_id
from companion.words import translate

FILE = "items.toml"
GUIDE_AGE = 18
KINDS = ("tick", "agreement", "comfort", "question", "reminder")
POLICIES = ("webcams",)
ACTIONS = (
    "bedroom",
    "camera",
    "code-of-conduct",
    "contact",
    "data",
    "ground-rules",
    "lock",
    "meeting",
    "settings",
    "sound",
    "walkthrough",
)
"""What a line's button can open."""


class Phase(StrEnum):
    """The six lists of the checklist, in their order."""

    SETUP = "setup"
    SCHEDULE = "schedule"
    BEFORE = "before"
    OPENING = "opening"
    DURING = "during"
    AFTER = "after"


READY_PHASES = (Phase.SETUP, Phase.SCHEDULE, Phase.BEFORE)
"""What is worked through before the call."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the checklist.

    ``mentor`` and ``mentee`` are the words for each, "" for whoever is not asked; ``todo`` (``todo_mentee`` for a
    mentee who is not asked the same) says it as something to do. ``subject`` names the reading that speaks of it; with
    ``reading_ticks`` a good one ticks it, else it only informs and the person ticks. ``hint`` stands at the right while
    the line is open. ``button`` is the label of what ``action`` opens, or of the tick itself where there is no action;
    "" means the usual label. ``needs_reference``: an agreement that must say who, and where it is
    kept. ``renew_months``: after that many months it must be said again, 0 for never. ``policy`` names the partner's
    rule that can switch it off. ``once``: set in the person's own Zoom account, so it stays ticked for every meeting.
    """

    id: str
    requirements: tuple[str, ...]
    phase: Phase
    roles: tuple[str, ...]
    platforms: tuple[str, ...] = PLATFORMS
    strength: str = "should"
    hard: bool = False
    subject: str = ""
    reading_ticks: bool = True
    needs_camera: bool = False
    kind: str = "tick"
    mentor: str = ""
    mentee: str = ""
    todo: str = ""
    todo_mentee: str = ""
    why: str = ""
    hint: str = ""
    action: str = ""
    button: str = ""
    renew_months: int = 0
    policy: str = ""
    needs_reference: bool = False
    once: bool = False

    @property
    def needed(self) -> bool:
        """Whether the call waits for it: nothing that is only recommended, and no reminder, ever holds anybody up."""
        return self.strength != "should" and self.phase in READY_PHASES and self.kind != "reminder"

    def wording(self, role: str, age: int = GUIDE_AGE) -> str:
        """The words for "mentor" or "mentee"; ``age`` is the least age of a mentee, which a partner may raise (G05)."""
        words = self.mentor if role == "mentor" else self.mentee
        return words.replace("{age}", str(age))

    def to_do(self, role: str, age: int = GUIDE_AGE) -> str:
        """The same as something to do, for where it stands among what is missing; its usual words where it has none."""
        words = (self.todo_mentee if role == "mentee" else "") or self.todo
        return words.replace("{age}", str(age)) or self.wording(role, age)


@cache
def all_items() -> tuple[Item, ...]:
    """Every line, in the order in which people read it, in the language chosen when this is first asked."""
    return read_items(resources.toml("content", FILE), requirements_by_id())


def read_items(document: Mapping[str, Any], requirements: Mapping[str, Requirement]) -> tuple[Item, ...]:
    """The lines of a parsed file. Raises ValueError that names file and id."""
    return tuple(_item(row, requirements) for row in rows(FILE, document, "item"))


def _item(row: Row, requirements: Mapping[str, Requirement]) -> Item:
    served = [requirements[name] for name in row.some_of("requirements", requirements)]
    texts = _texts(row)
    item = Item(
        id=row.id,
        requirements=tuple(requirement.id for requirement in served),
        phase=Phase(row.one_of("phase", tuple(Phase))),
        roles=tuple(role for role in ROLES if texts[role]),
        platforms=row.some_of("platforms", PLATFORMS, PLATFORMS),
        strength=min((requirement.strength for requirement in served), key=STRENGTHS.index),
        hard=any(requirement.hard for requirement in served),
        subject=row.text("subject", ""),
        reading_ticks=row.flag("reading_ticks", True),
        needs_camera=row.flag("needs_camera", False),
        kind=row.one_of("kind", KINDS, "tick"),
        action=row.one_of("action", ("", *ACTIONS), ""),
        renew_months=row.number("renew_months", 0),
        policy=row.one_of("policy", ("", *POLICIES), ""),
        needs_reference=row.flag("needs_reference", False),
        once=row.flag("once", False),
        **texts,
    )
    row.finish()
    _check(row, item)
    return item


def _texts(row: Row) -> dict[str, str]:
    defaults = {"mentor": "", "mentee": "", "todo": "", "todo_mentee": "", "why": None, "hint": None, "button": ""}
    found = {key: row.text(key, default) for key, default in defaults.items()}
    return {key: translate(f"item.{row.id}", text) if text else "" for key, text in found.items()}


def _check(row: Row, item: Item) -> None:
    """What no single key can tell."""
    wrong = {
        "nobody is asked: mentor and mentee are both empty": not item.roles,
        "ids that start with partner. belong to partners": item.id.startswith("partner."),
        "reading_ticks makes no sense without a subject": not item.subject and not item.reading_ticks,
        "an action needs a button that says what it does": bool(item.action) and not item.button,
        "only an agreement can need a reference": item.needs_reference and item.kind != "agreement",
    }
    for problem, is_wrong in wrong.items():
        if is_wrong:
            raise row.refuse(problem)
