"""The rules that hold here: the guide's own, and what one partner organisation has made stricter or chosen.

``Policy()`` is the guide without a partner. A policy file (policy_check, policy_file) lays a partner's rules over it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from companion.guide.contact import Contact, HelpLine
from companion.words import Message, say

GUIDE_PLATFORMS = ("zoom", "phone")  # G24
PLATFORMS = (*GUIDE_PLATFORMS, "teams", "meet")  # G13: only where a policy allows them
LINKS = ("code_of_conduct", "safeguarding", "guidance", "zoom_video", "zoom_post")  # G25, G26, G07, G23


@dataclass(frozen=True, slots=True)
class Consent:
    """The partner's written consent (G06): which paper, of what day, who keeps it, and how long it holds in months."""

    reference: str
    agreed_on: date
    held_by: str
    renew_months: int = 12

    @property
    def renew_by(self) -> date:
        """The last day on which it holds."""
        from calendar import monthrange  # pulls in locale, and few starts ask

        months = self.agreed_on.month - 1 + self.renew_months
        year, month = self.agreed_on.year + months // 12, months % 12 + 1
        return date(year, month, min(self.agreed_on.day, monthrange(year, month)[1]))

    def holds_on(self, today: date) -> bool:
        """Whether it has begun and is not yet to be renewed."""
        return self.agreed_on <= today <= self.renew_by


@dataclass(frozen=True, slots=True)
class ExtraItem:
    """A line the partner adds to the checklist: plain words for the mentor, the mentee or both. Never a hard one.

    ``id`` is unique in the file; ``phase`` is one of guide.items.Phase; an empty wording leaves that person out.
    """

    id: str
    phase: str
    mentor: str = ""
    mentee: str = ""
    why: str = ""
    needed: bool = False

    @property
    def item_id(self) -> str:
        """Its id among all items of the checklist; the guide's own never start this way."""
        return f"partner.{self.id}"

    @property
    def roles(self) -> tuple[str, ...]:
        """Whose checklist it stands in."""
        return tuple(role for role in ("mentor", "mentee") if getattr(self, role))

    def wording(self, role: str) -> str:
        """The words for "mentor" or "mentee"."""
        return self.mentor if role == "mentor" else self.mentee


@dataclass(frozen=True)
class Policy:
    """One set of rules.

    ``given`` names the fields the partner's file has set; ``managed`` says that an administrator put the file there, so
    nobody can change them here; ``unread`` that part of the file could not be read (the rest holds).
    """

    partner: str = ""
    managed: bool = False
    webcams: bool = True
    platforms: tuple[str, ...] = GUIDE_PLATFORMS
    minimum_age: int = 18
    recording: bool = False
    shared_computer: bool | None = None
    coordinator: Contact | None = None
    consent: Consent | None = None
    keep_months: int = 12
    zoom_host: str = ""
    links: Mapping[str, str] = field(default_factory=dict)
    extra_items: tuple[ExtraItem, ...] = ()
    contacts: tuple[HelpLine, ...] = ()
    given: frozenset[str] = frozenset()
    unread: bool = False

    @property
    def partner_name(self) -> str:
        """The partner's name, or words that stand for it."""
        return self.partner or say("policy.partner_unnamed")

    def is_set_by_partner(self, rule: str) -> bool:
        """Whether the file sets the field ``rule``, e.g. "webcams"."""
        return rule in self.given

    def set_by(self, rule: str) -> str:
        """The partner's name where the file sets ``rule``, else ""."""
        return self.partner_name if rule in self.given else ""

    def origin(self, rule: str) -> Message | None:
        """Who set ``rule`` and whether it can be changed here; nothing where the guide's own rule stands."""
        if rule not in self.given:
            return None
        return Message("policy.set_by_managed" if self.managed else "policy.set_by_file", self._who)

    def without_webcams(self) -> "Policy":
        """These rules once a person has said that their partner wants no webcams (G07)."""
        return replace(self, webcams=False)

    def camera_reason(self) -> Message | None:
        """Why cameras are off (G07), or nothing where they are allowed."""
        if self.webcams:
            return None
        if self.is_set_by_partner("webcams"):
            return Message("policy.camera_off", self._who)
        return Message("policy.camera_unread" if self.unread else "policy.camera_answer", self._who)

    def platform_reason(self, platform: str) -> Message | None:
        """Why ``platform`` is not to be used (G13, G24), or nothing where it is."""
        if platform in self.platforms:
            return None
        name = say(f"policy.platform.{platform}") if platform in PLATFORMS else platform
        code = "policy.platform_off" if self.is_set_by_partner("platforms") else "policy.platform_guide"
        return Message(code, {**self._who, "platform": name})

    def recording_reason(self) -> Message | None:
        """Why calls are not recorded (G36), or nothing where a partner lets people ask for it."""
        if self.recording:
            return None
        code = "policy.recording_off" if self.is_set_by_partner("recording") else "policy.recording_guide"
        return Message(code, self._who)

    def age_rule(self) -> Message:
        """How old mentees are at least (G05)."""
        code = "policy.age_partner" if self.is_set_by_partner("minimum_age") else "policy.age_guide"
        return Message(code, {**self._who, "age": self.minimum_age})

    def as_data(self) -> dict[str, Any]:
        """The rules in the shape of the file, complete and ready for JSON: dates as ISO text, null for the unknown."""
        return {
            "schema": 1,
            "partner": {"name": self.partner},
            "coordinator": self.coordinator and _named(self.coordinator, "name", "phone", "email", "hours"),
            "rules": _named(self, "webcams", "platforms", "minimum_age", "recording"),
            "computer": {"shared": self.shared_computer},
            "consent": self.consent and _consent_data(self.consent),
            "records": {"keep_months": self.keep_months},
            "zoom": {"host": self.zoom_host},
            "links": {name: self.links.get(name, "") for name in LINKS},
            "extra_items": [
                _named(item, "id", "phase", "mentor", "mentee", "why", "needed") for item in self.extra_items
            ],
            "contacts": [_named(line, "name", "who", "phone", "note", "url") for line in self.contacts],
        }

    @property
    def _who(self) -> dict[str, str]:
        return {"partner": self.partner_name}


def _named(source: object, *names: str) -> dict[str, Any]:
    values = {name: getattr(source, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()}


def _consent_data(consent: Consent) -> dict[str, Any]:
    return {
        "reference": consent.reference,
        "agreed_on": consent.agreed_on.isoformat(),
        "held_by": consent.held_by,
        "renew_after_months": consent.renew_months,
    }
