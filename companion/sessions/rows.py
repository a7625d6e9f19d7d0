"""Meetings, pairs and changes as rows of the store, and back."""

from dataclasses import fields
from datetime import datetime
from typing import Any

from companion.sessions.meeting import Change, Meeting, Platform, Repeat
from companion.sessions.pair import Pair, Pays
from companion.sessions.zones import LONDON, is_zone

Row = tuple[Any, ...]

MEETING_COLUMNS = tuple(field.name for field in fields(Meeting))
CHANGE_COLUMNS = tuple(field.name for field in fields(Change))

MEETINGS = f"SELECT {', '.join(MEETING_COLUMNS)} FROM meetings"
CHANGES = f"SELECT {', '.join(CHANGE_COLUMNS)} FROM changes"
SAVE_MEETING = (
    f"INSERT INTO meetings ({', '.join(MEETING_COLUMNS)}, last_utc) VALUES ({'?, ' * len(MEETING_COLUMNS)}?) "
    f"ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in MEETING_COLUMNS[1:])}, "
    "last_utc = excluded.last_utc"
)
SAVE_CHANGE = f"INSERT INTO changes ({', '.join(CHANGE_COLUMNS)}) VALUES (?, ?, ?, ?, ?)"
PAIRS = "SELECT id, nickname, mentee_pays FROM pairs"
SAVE_PAIR = (
    "INSERT INTO pairs (id, nickname, mentee_pays) VALUES (?, ?, ?) "
    "ON CONFLICT (id) DO UPDATE SET nickname = excluded.nickname, mentee_pays = excluded.mentee_pays"
)
"""Never REPLACE: it would delete the old row first, and with it all that belongs to it."""


def pair_of(row: Row) -> Pair:
    """The pair of a row ``(id, nickname, mentee_pays)``."""
    identity, nickname, pays = row
    return Pair(identity, nickname, Pays(pays))


def row_of_meeting(meeting: Meeting) -> Row:
    """The values of ``MEETING_COLUMNS``."""
    return tuple(_plain(getattr(meeting, name)) for name in MEETING_COLUMNS)


def meeting_of(row: Row) -> Meeting:
    """The meeting of a row of ``MEETING_COLUMNS``.

    Where this computer does not know its time zone it is shown in London's, the guide's own: better an hour or two off,
    with the zone's name beside the time, than an app that does not open.
    """
    values = dict(zip(MEETING_COLUMNS, row, strict=True))
    cancelled = values["cancelled_at"]
    values |= {
        "starts": datetime.fromisoformat(values["starts"]),
        "repeat": Repeat(values["repeat"]),
        "platform": Platform(values["platform"]),
        "zone": values["zone"] if is_zone(values["zone"]) else LONDON,
        "generated_id": bool(values["generated_id"]),
        "cancelled_at": datetime.fromisoformat(cancelled) if cancelled else None,
    }
    return Meeting(**values)


def row_of_change(change: Change) -> Row:
    """The values of ``CHANGE_COLUMNS``."""
    return tuple(_plain(getattr(change, name)) for name in CHANGE_COLUMNS)


def change_of(row: Row) -> Change:
    """The change of a row of ``CHANGE_COLUMNS``."""
    identity, original, cancelled, starts, minutes = row
    moved = datetime.fromisoformat(starts) if starts else None
    return Change(identity, datetime.fromisoformat(original), bool(cancelled), moved, minutes)


def _plain(value: object) -> object:
    """A value SQLite knows. Enumerations become their text, so that a row never depends on how Python prints them."""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Repeat | Platform):
        return value.value
    return int(value) if isinstance(value, bool) else value
