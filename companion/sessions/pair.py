"""The two people: which of them I am, and what we call the other one."""

from enum import StrEnum
from typing import NamedTuple

from companion.sessions.text import has_ink, is_plain
from companion.words import Message

LONGEST_NICKNAME = 40
"""Characters. Long enough for any nickname, and too short for much else."""


class Role(StrEnum):
    """Who uses this app."""

    MENTOR = "mentor"
    MENTEE = "mentee"


class Pays(StrEnum):
    """What is known of whether the mentee pays for data (G09)."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


class Pair(NamedTuple):
    """A mentor and a mentee. ``nickname`` is what I call the other person; nothing else about them is kept."""

    id: str
    nickname: str
    mentee_pays: Pays = Pays.UNKNOWN


def new_id() -> str:
    """A fresh id, 32 hexadecimal digits. It says nothing about this computer or the time."""
    from secrets import token_hex  # 7 ms, needed only when something new is made

    return token_hex(16)


def clean_nickname(text: str) -> str:
    """``text`` as it is kept: no space at either end, single spaces between words."""
    return " ".join(part for part in text.split(" ") if part)


def nickname_problem(text: str) -> Message | None:
    """Why ``text`` cannot be a nickname, or None where it can (judged as ``clean_nickname`` leaves it)."""
    name = clean_nickname(text)
    if not is_plain(name):
        return Message("sessions.problem.nickname_marks")
    if not has_ink(name):
        return Message("sessions.problem.nickname_missing")
    if len(name) > LONGEST_NICKNAME:
        return Message("sessions.problem.nickname_long", {"longest": LONGEST_NICKNAME})
    return None
