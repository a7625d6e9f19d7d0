"""A meeting while it is being written: where the form starts, what a pasted link tells, what to say about it all."""

from collections.abc import Collection
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from companion.meeting.links import is_join_link, read_link
from companion.meeting.planned import judge
from companion.sessions.current import Current
from companion.sessions.meeting import Meeting, Platform
from companion.sessions.pair import Pair, new_id
from companion.sessions.recurrence import occurrences_from
from companion.sessions.repository import Sessions
from companion.sessions.validation import Checked, check
from companion.sessions.zones import LONDON, ZoneUnknown, zone_info
from companion.words import say

_GROUPS = {9: (3, 3, 3), 10: (3, 3, 4), 11: (3, 4, 4)}
"""How Zoom writes its meeting numbers."""

_LOOK_AHEAD = 12
"""Times of a series that are held against the other meetings: a year of months."""


def next_full_hour(now: datetime, zone: str = LONDON) -> datetime:
    """The next full hour after ``now`` (aware) on the wall of ``zone``."""
    wall = now.astimezone(zone_info(zone)).replace(minute=0, second=0, microsecond=0, tzinfo=None, fold=0)
    return wall + timedelta(hours=1)


def new_meeting(pair_id: str, now: datetime, platforms: Collection[str]) -> Meeting:
    """Where an empty form starts: the next full hour in London, 60 minutes, the first platform allowed (G35)."""
    platform = Platform(next(iter(platforms), Platform.ZOOM))
    return Meeting(new_id(), pair_id, say("sessions.meeting.topic"), "", next_full_hour(now), platform=platform)


def link_in(text: str) -> str:
    """The first join link among the words of ``text`` (somebody may paste a whole invitation), else the text itself."""
    return next((word for word in text.split() if is_join_link(word)), text.strip())


def number_in(join_url: str) -> str:
    """The meeting number of a Zoom link as Zoom writes it, "831 2555 0142"; "" where the link has none."""
    link = read_link(join_url).link
    if link is None or link.platform != Platform.ZOOM:
        return ""
    signs = iter(link.number)
    return " ".join("".join(islice(signs, size)) for size in _GROUPS.get(len(link.number), ()))


def tidy(meeting: Meeting) -> Meeting:
    """``meeting`` as it is kept: no spaces around its texts, links in their usual form, nothing its platform lacks."""
    link = read_link(meeting.join_url).link
    on_zoom, by_phone = meeting.platform == Platform.ZOOM, meeting.platform == Platform.PHONE
    return replace(
        meeting,
        topic=meeting.topic.strip(),
        description=meeting.description.strip(),
        join_url="" if by_phone else link.url if link else meeting.join_url.strip(),
        meeting_number=meeting.meeting_number.strip() if on_zoom else "",
        passcode="" if by_phone else meeting.passcode.strip(),
        generated_id=meeting.generated_id or not on_zoom,
    )


def judged(meeting: Meeting, now: datetime, platforms: Collection[str]) -> Checked:
    """Every problem and warning of ``meeting``, by field; a link that is not what it should be is a warning too."""
    problems, warnings = check(meeting, now, platforms)
    verdict = judge(meeting.platform, meeting.join_url)
    if verdict.kind in ("warn", "danger") and "join_url" not in problems:
        warnings = {**warnings, "join_url": verdict.message}
    return Checked(problems, warnings)


def clash_words(sessions: Sessions, pair: Pair, meeting: Meeting, now: datetime) -> str:
    """One sentence about the first kept meeting that is on at the same time as ``meeting``, or ""."""
    try:
        times = list(islice(occurrences_from(meeting, (), now.astimezone(UTC)), _LOOK_AHEAD))
    except ZoneUnknown:
        return ""
    for time in times:
        for other in sessions.overlapping(time):
            session = sessions.session(other)
            if session is not None and session.meeting.id != meeting.id:
                return Current(pair, meeting, time).clash_with(session)
    return ""
