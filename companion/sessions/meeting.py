"""A planned meeting with the guide's own fields (G35), and a change to one of its occurrences."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from companion.sessions.zones import LONDON


class Platform(StrEnum):
    """Where people meet. The guide wants Zoom or the phone (G24); a policy may allow the others (G13)."""

    ZOOM = "zoom"
    TEAMS = "teams"
    MEET = "meet"
    PHONE = "phone"


class Repeat(StrEnum):
    """How often. Monthly keeps the day of the month; a month too short for it uses its last day."""

    NONE = "none"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting, or a series of them.

    ``starts`` is the first start as the clock on the wall of ``zone`` (an IANA name) shows it, in whole minutes and
    without a time zone of its own; each occurrence lasts ``minutes``. ``count`` is the length of a series, None for no
    end; a moved or cancelled occurrence still counts. ``generated_id`` False means a personal meeting ID (G31).
    ``sequence`` grows with every change, as calendars expect. From ``cancelled_at`` (aware) on nothing takes place.
    """

    id: str
    pair_id: str
    topic: str
    description: str
    starts: datetime
    zone: str = LONDON
    minutes: int = 60
    repeat: Repeat = Repeat.NONE
    count: int | None = None
    platform: Platform = Platform.ZOOM
    join_url: str = ""
    meeting_number: str = ""
    passcode: str = ""
    generated_id: bool = True
    sequence: int = 0
    cancelled_at: datetime | None = None

    def __post_init__(self) -> None:
        """Refuse what no form can produce; what people can mistype is judged in ``validation``."""
        require_wall(self.starts)

    @property
    def cancelled(self) -> bool:
        """Whether the meeting, or what is left of the series, was called off."""
        return self.cancelled_at is not None


@dataclass(frozen=True, slots=True)
class Change:
    """One occurrence, named by its ``original`` start on the wall, that was cancelled or moved.

    ``starts`` is the new start on the wall of the meeting's zone, ``minutes`` the new length; None keeps the old one.
    """

    meeting_id: str
    original: datetime
    cancelled: bool = False
    starts: datetime | None = None
    minutes: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no form can produce."""
        require_wall(self.original)
        require_wall(self.starts or self.original)


def require_wall(time: datetime) -> None:
    """Raise ValueError unless ``time`` is a wall-clock time in whole minutes: it is part of an occurrence's key."""
    if time.tzinfo or time.second or time.microsecond:
        raise ValueError(f"not a wall-clock time in whole minutes: {time!r}")
