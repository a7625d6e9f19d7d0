"""What may stand in a policy file: one table of tables, keys and the checks of their values."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from companion.guide import policy_values as values
from companion.guide.policy import GUIDE_PLATFORMS, LINKS, PLATFORMS

VERSION = 1
PHASES = ("setup", "schedule", "before", "opening", "during", "after")
MOST_ITEMS = 20
MOST_CONTACTS = 10


class Key(NamedTuple):
    """A key with a value. ``needed``: its table makes no sense without it."""

    check: values.Check
    needed: bool = False


class Table(NamedTuple):
    """A table of keys. ``needed``: the file must have it. ``one_of``: keys of which at least one must be filled in."""

    keys: Mapping[str, Key]
    needed: bool = False
    one_of: tuple[str, ...] = ()


class Rows(NamedTuple):
    """An array of tables, at most ``most``. ``unique`` is the key that may not repeat, in capitals or not."""

    table: Table
    most: int
    unique: str


def schema(today: date | None) -> Mapping[str, Key | Table | Rows]:
    """The whole file. Days after ``today`` are refused; None refuses none: a clock set back must not undo a policy."""
    return {
        "schema": Key(values.whole(VERSION, VERSION, "schema_unknown"), needed=True),
        "partner": Table({"name": Key(values.text(80), needed=True)}, needed=True),
        "coordinator": _coordinator(),
        "rules": _rules(),
        "computer": Table({"shared": Key(values.flag)}),
        "consent": _consent(today),
        "records": Table({"keep_months": Key(values.whole(1, 12, "keep_range"))}),
        "zoom": Table({"host": Key(values.zoom_host)}),
        "links": Table({name: Key(values.link) for name in LINKS}),
        "extra_items": Rows(_extra_item(), MOST_ITEMS, "id"),
        "contacts": Rows(_contact(), MOST_CONTACTS, "name"),
    }


def _coordinator() -> Table:
    keys = {
        "name": Key(values.contact_text(80), needed=True),
        "phone": Key(values.phone),
        "email": Key(values.email),
        "hours": Key(values.contact_text(80)),
    }
    return Table(keys, one_of=("phone", "email"))


def _rules() -> Table:
    return Table(
        {
            "webcams": Key(values.flag),
            "platforms": Key(values.platforms(PLATFORMS, GUIDE_PLATFORMS)),
            "minimum_age": Key(values.whole(18, 99, "age_range")),
            "recording": Key(values.flag),
        }
    )


def _consent(today: date | None) -> Table:
    return Table(
        {
            "reference": Key(values.text(120), needed=True),
            "agreed_on": Key(values.day(today), needed=True),
            "held_by": Key(values.text(120), needed=True),
            "renew_after_months": Key(values.whole(1, 12, "renew_range")),
        }
    )


def _extra_item() -> Table:
    keys = {
        "id": Key(values.slug, needed=True),
        "phase": Key(values.one_of(PHASES), needed=True),
        "mentor": Key(values.text(120)),
        "mentee": Key(values.text(120)),
        "why": Key(values.text(300)),
        "needed": Key(values.flag),
    }
    return Table(keys, one_of=("mentor", "mentee"))


def _contact() -> Table:
    keys = {
        "name": Key(values.contact_text(80), needed=True),
        "who": Key(values.contact_text(120)),
        "phone": Key(values.phone),
        "note": Key(values.contact_text(160)),
        "url": Key(values.link),
    }
    return Table(keys, one_of=("phone", "url"))
