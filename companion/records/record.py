"""A record: what was checked for one session, by whom, and how the call was joined."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Check:
    """One ticked item. ``by`` is "person" or "computer"; ``at`` aware; ``evidence`` the words that stood beside it."""

    item: str
    title: str
    by: str
    at: datetime
    evidence: str


@dataclass(frozen=True, slots=True)
class Record:
    """One session. ``starts`` is aware; ``joined`` None where nobody joined from here; ``reason`` of "Join anyway"."""

    session: str
    starts: datetime
    minutes: int
    nickname: str
    platform: str
    done: int
    total: int
    joined: datetime | None = None
    reason: str = ""
    checks: tuple[Check, ...] = ()
