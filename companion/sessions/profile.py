"""Who I am here: role, whose computer this is, the Mentor Coordinator, and how far the first run got.

Each answer is kept the moment it is given, so that a first run given up half-way goes on where it stopped.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, NamedTuple

from companion.sessions.pair import Role
from companion.sessions.text import is_plain
from companion.store import Preferences
from companion.words import Message

_ROLE, _SHARED, _COORDINATOR, _STEPS = "profile.role", "profile.shared", "profile.coordinator", "profile.steps"
_LONGEST = 120


class Coordinator(NamedTuple):
    """How to reach the Mentor Coordinator at the college or university (G12). Fields not known are empty."""

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""

    @property
    def reachable(self) -> bool:
        """Whether there is a way to reach them at all."""
        return bool(self.phone or self.email)


class Step(StrEnum):
    """What became of one step of the first run."""

    ANSWERED = "answered"
    LATER = "later"


class Profile:
    """The answers kept in ``preferences``. What is stored but makes no sense counts as not answered."""

    def __init__(self, preferences: Preferences) -> None:
        self._preferences = preferences

    @property
    def role(self) -> Role | None:
        """Mentor or mentee; None until answered."""
        kept = self._preferences.get(_ROLE)
        return Role(kept) if kept in tuple(Role) else None

    def set_role(self, role: Role | None) -> None:
        """Keep the role; None forgets it."""
        self._keep(_ROLE, role.value if role else None)

    @property
    def shared_computer(self) -> bool | None:
        """Whether other people use this computer; None until answered."""
        kept = self._preferences.get(_SHARED)
        return kept if isinstance(kept, bool) else None

    def set_shared_computer(self, shared: bool | None) -> None:
        """Keep the answer; None forgets it."""
        self._keep(_SHARED, shared)

    @property
    def coordinator(self) -> Coordinator:
        """The contact typed in by hand; empty fields where nothing was. A partner's policy may know a better one."""
        kept = self._preferences.get(_COORDINATOR)
        fields = kept if isinstance(kept, dict) else {}
        return Coordinator(*(_text(fields.get(name)) for name in Coordinator._fields))

    def set_coordinator(self, coordinator: Coordinator) -> None:
        """Keep the contact, with the spaces at both ends of each field taken off."""
        fields = {name: value.strip() for name, value in coordinator._asdict().items()}
        self._keep(_COORDINATOR, fields if any(fields.values()) else None)

    def mark(self, step: str, outcome: Step | None) -> None:
        """Remember that a first-run step was answered or left for later; None opens it again."""
        steps = {**self._steps(), step: outcome.value if outcome else None}
        self._keep(_STEPS, {name: kept for name, kept in steps.items() if kept} or None)

    def step(self, step: str) -> Step | None:
        """What became of one first-run step; None where it has not been reached."""
        kept = self._steps().get(step)
        return Step(kept) if kept in tuple(Step) else None

    def first_open(self, steps: Iterable[str]) -> str | None:
        """The first of ``steps`` that was neither answered nor left for later: where the first run goes on."""
        return next((step for step in steps if self.step(step) is None), None)

    def left_for_later(self, steps: Iterable[str]) -> tuple[str, ...]:
        """Those of ``steps`` that were put off, in their order."""
        return tuple(step for step in steps if self.step(step) is Step.LATER)

    def _steps(self) -> dict[str, Any]:
        kept = self._preferences.get(_STEPS)
        return kept if isinstance(kept, dict) else {}

    def _keep(self, key: str, value: object) -> None:
        if value is None:
            self._preferences.forget(key)
        else:
            self._preferences.set(key, value)


def coordinator_problems(coordinator: Coordinator) -> dict[str, Message]:
    """What is wrong with a typed contact, by field; empty where it can be kept.

    No contact at all is no problem here: it is a step left for later, and a visible gap.
    """
    found = {name: fault for name, value in coordinator._asdict().items() if (fault := _fault(name, value.strip()))}
    if any(part.strip() for part in coordinator) and not coordinator.reachable:
        found.setdefault("phone", Message("sessions.problem.contact_unreachable"))
    return found


def _fault(field: str, value: str) -> Message | None:
    if not is_plain(value) or len(value) > _LONGEST:
        return Message("sessions.problem.line", {"longest": _LONGEST})
    if field == "phone" and value and not _is_phone(value):
        return Message("sessions.problem.contact_phone")
    if field == "email" and value and not _is_email(value):
        return Message("sessions.problem.contact_email")
    return None


def _is_phone(value: str) -> bool:
    """Digits as people write them; "ext 12" and "x12" are common at colleges."""
    digits = sum(character.isdecimal() for character in value)
    return digits >= 3 and all(character.isdecimal() or character in " +-()./extEXT" for character in value)


def _is_email(value: str) -> bool:
    """Only what is surely not an address is refused: one "@" with something on both sides, and no spaces."""
    name, at, host = value.partition("@")
    return bool(name and at and "." in host.strip(".")) and "@" not in host and not any(map(str.isspace, value))


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
