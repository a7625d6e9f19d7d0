"""Zoom's safe settings for a mentoring call, as the guide asks and as Zoom names them today.

The rows stand in ``resources/content/settings.toml``; a partner's rules may leave a row out or give it another reason,
never make one less safe.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from companion import resources
from companion.guide.policy import Policy
from companion.words import translate

ApiValue = bool | int | str
ApiFields = Mapping[str, ApiValue]
"""Zoom's API fields by dotted path, e.g. ``{"in_meeting.file_transfer": False}``."""


class Scope(StrEnum):
    """Where a setting is made: once for every meeting, or on the form of each one."""

    ACCOUNT = "account"
    MEETING = "meeting"


class Origin(StrEnum):
    """Who asks for a setting: the guide of 2020, or what Zoom has become since."""

    GUIDE = "guide"
    TODAY = "today"


@dataclass(frozen=True, slots=True)
class Setting:
    """One safe setting.

    ``name`` and ``value`` are Zoom's own English words, ``where`` the way to it in Zoom's web portal, ``why`` and
    ``steps`` are ours. ``rule`` names the partner's rule that gave the reason ("webcams", "recording"), else "".
    """

    id: str
    requirement: tuple[str, ...]
    origin: Origin
    scope: Scope
    name: str
    name_2020: str
    where: str
    value: str
    value_code: str
    why: str
    steps: str
    user_api: ApiFields
    meeting_api: ApiFields
    source: str
    checked: date
    confidence: str
    rule: str = ""

    @property
    def was(self) -> str:
        """The guide's name where it would help to find the setting, "" where it is nearly today's."""
        old, new = _bare(self.name_2020), _bare(self.name)
        return "" if old in new or new in old else self.name_2020


def settings_for(policy: Policy) -> tuple[Setting, ...]:
    """The settings that hold under ``policy``: the guide's rows first, then today's additions."""
    entries = resources.toml("content", "settings.toml")["setting"]
    rules = _rules_in_force(policy)
    return tuple(_setting(entry, rules, policy) for entry in entries if entry.get("left_out_by") not in rules)


def _rules_in_force(policy: Policy) -> tuple[str, ...]:
    known = {"webcams": not policy.webcams, "recording": policy.recording}
    return tuple(rule for rule, in_force in known.items() if in_force)


def _setting(entry: Mapping[str, Any], rules: tuple[str, ...], policy: Policy) -> Setting:
    context = f"setting.{entry['id']}"
    by_rule: Mapping[str, str] = entry.get("why_by_rule", {})
    rule = next((rule for rule in rules if rule in by_rule), "")
    why = translate(context, by_rule[rule] if rule else entry["why"])
    return Setting(
        id=entry["id"],
        requirement=tuple(entry["requirement"]),
        origin=Origin(entry["origin"]),
        scope=Scope(entry["scope"]),
        **{key: entry[key] for key in ("name", "name_2020", "where", "value", "value_code")},
        why=why.format(partner=policy.partner_name) if rule else why,
        steps=translate(context, entry["steps"]),
        user_api=entry.get("user_api", {}),
        meeting_api=entry.get("meeting_api", {}),
        **{key: entry[key] for key in ("source", "checked", "confidence")},
        rule=rule,
    )


def _bare(label: str) -> str:
    return "".join(sign for sign in label.casefold() if sign.isalnum())
