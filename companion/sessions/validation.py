"""What is wrong with a meeting as typed: everything at once, by field, in sentences."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import NamedTuple

from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.recurrence import instant
from companion.sessions.text import has_ink, is_plain
from companion.sessions.zones import is_zone
from companion.words import Message

SHORTEST, LONGEST = 5, 480
"""Minutes a meeting may last: a mistyped 6 or 6000 is caught, a long workshop is not."""

MOST_TIMES = 60
"""Longest counted series: five years of months."""

FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years a start may lie in; beyond them it is a slip of the finger."""

DEFAULT_PLATFORMS = (Platform.ZOOM, Platform.PHONE)
"""What the guide allows (G24)."""

_LONGEST_TEXT = {"topic": 200, "passcode": 40, "meeting_number": 40, "join_url": 2000}
_LONGEST_DESCRIPTION = 2000  # Zoom keeps no more of a topic than 200 characters and of a description than 2000


class Checked(NamedTuple):
    """Messages by field name. ``problems`` must be put right before saving; ``warnings`` are only said."""

    problems: Mapping[str, Message]
    warnings: Mapping[str, Message]


def check(meeting: Meeting, now: datetime, platforms: Collection[str] = DEFAULT_PLATFORMS) -> Checked:
    """Judge every field of ``meeting`` at ``now`` (aware); ``platforms`` are those a policy allows."""
    faults = (
        ("topic", _topic(meeting)),
        ("description", _description(meeting)),
        ("starts", _starts(meeting)),
        ("minutes", _minutes(meeting)),
        ("zone", _zone(meeting)),
        ("count", _count(meeting)),
        ("platform", _platform(meeting, platforms)),
        ("join_url", _join_url(meeting)),
        ("meeting_number", _meeting_number(meeting)),
        ("passcode", _line("passcode", meeting.passcode)),
    )
    warnings = (("starts", _past(meeting, now)), ("generated_id", _personal(meeting)))
    return Checked(_present(faults), _present(warnings))


def _present(found: tuple[tuple[str, Message | None], ...]) -> dict[str, Message]:
    return {field: message for field, message in found if message}


def _problem(name: str, **params: object) -> Message:
    return Message(f"sessions.problem.{name}", params)


def _line(field: str, text: str) -> Message | None:
    longest = _LONGEST_TEXT[field]
    return None if is_plain(text) and len(text) <= longest else _problem("line", longest=longest)


def _topic(meeting: Meeting) -> Message | None:
    return _line("topic", meeting.topic) or (None if has_ink(meeting.topic) else _problem("topic_missing"))


def _description(meeting: Meeting) -> Message | None:
    good = is_plain(meeting.description, lines=True) and len(meeting.description) <= _LONGEST_DESCRIPTION
    return None if good else _problem("text", longest=_LONGEST_DESCRIPTION)


def _starts(meeting: Meeting) -> Message | None:
    return None if FIRST_YEAR <= meeting.starts.year <= LAST_YEAR else _problem("year", year=meeting.starts.year)


def _minutes(meeting: Meeting) -> Message | None:
    good = SHORTEST <= meeting.minutes <= LONGEST
    return None if good else _problem("minutes", shortest=SHORTEST, hours=LONGEST // 60)


def _zone(meeting: Meeting) -> Message | None:
    return None if is_zone(meeting.zone) else _problem("zone")


def _count(meeting: Meeting) -> Message | None:
    if meeting.repeat == Repeat.NONE or meeting.count is None or 1 <= meeting.count <= MOST_TIMES:
        return None
    return _problem("count", most=MOST_TIMES)


def _platform(meeting: Meeting, platforms: Collection[str]) -> Message | None:
    """G24 beats G13: what is not allowed is refused, whatever the guide prefers elsewhere."""
    return None if meeting.platform in platforms else _problem("platform")


def _join_url(meeting: Meeting) -> Message | None:
    url = meeting.join_url
    return None if not url or _is_https(url) else _problem("join_url")


def _is_https(url: str) -> bool:
    """Whether this is a whole https address that does not hide its host behind a user name.

    Whose host it is, the invitation checker judges.
    """
    from urllib.parse import urlsplit

    if len(url) > _LONGEST_TEXT["join_url"] or not is_plain(url) or any(map(str.isspace, url)):
        return False
    try:
        parts = urlsplit(url)
        whole = parts.scheme == "https" and bool(parts.hostname) and parts.port in (None, 443)
        return whole and "@" not in parts.netloc
    except ValueError:  # a broken [address] or port
        return False


def _meeting_number(meeting: Meeting) -> Message | None:
    """Zoom's numbers have 9 to 11 digits (10 is a personal one, the checker's business)."""
    number = meeting.meeting_number
    if meeting.platform != Platform.ZOOM or not number:
        return _line("meeting_number", number)
    digits = number.replace(" ", "").replace("-", "")
    return None if digits.isascii() and digits.isdigit() and 9 <= len(digits) <= 11 else _problem("meeting_number")


def _past(meeting: Meeting, now: datetime) -> Message | None:
    """A start that has passed is only pointed out: people also write down a meeting they have just had."""
    if _starts(meeting) or _zone(meeting) or instant(meeting.starts, meeting.zone) >= now:
        return None
    return Message("sessions.warning.past" if meeting.repeat == Repeat.NONE else "sessions.warning.past_series")


def _personal(meeting: Meeting) -> Message | None:
    """G31: a personal meeting ID gets no passcode by itself, and whoever has it can drop in for ever."""
    personal = meeting.platform == Platform.ZOOM and not meeting.generated_id
    return Message("sessions.warning.personal_id") if personal else None
