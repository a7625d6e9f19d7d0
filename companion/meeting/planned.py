"""A planned meeting in words, and what can be said of its link before anybody opens it."""

from datetime import datetime, tzinfo
from typing import Literal, NamedTuple

from companion.meeting.links import read_link
from companion.sessions.current import Current
from companion.sessions.meeting import Platform, Repeat
from companion.sessions.timing import repeat_words, when_words
from companion.words import Message, say


class MeetingLine(NamedTuple):
    """One coming time of a meeting. ``key`` is its occurrence's; ``often`` says how it repeats, "" for a single one."""

    key: str
    name: str
    when: str
    platform: str
    join_url: str = ""
    often: str = ""

    @property
    def title(self) -> str:
        """Who and how: "Amara, on Zoom"."""
        return say("meeting.planned.title", name=self.name, how=say(f"sessions.how.{self.platform}"))


class Verdict(NamedTuple):
    """What is known of a link: ``kind`` is that of the band which shows it."""

    kind: Literal["good", "info", "warn", "danger"]
    message: Message


def line_of(current: Current, now: datetime, local: tzinfo | None = None) -> MeetingLine:
    """The words for a session; ``local`` is the viewer's time zone, None for this computer's."""
    meeting = current.meeting
    often = "" if meeting.repeat == Repeat.NONE else repeat_words(meeting)
    name = current.pair.nickname or meeting.topic
    return MeetingLine(
        current.key, name, when_words(current.occurrence, now, local), str(meeting.platform), meeting.join_url, often
    )


def judge(platform: str, join_url: str) -> Verdict:
    """What ``join_url`` is (G31), for a meeting on ``platform``. The phone needs none (G24)."""
    if platform == Platform.PHONE:
        return Verdict("info", Message("meeting.verdict.phone"))
    if not join_url:
        return Verdict("info", Message("meeting.verdict.none"))
    link, reason = read_link(join_url)
    if link is None:
        return Verdict("danger", reason or Message("meeting.link.broken"))
    service = say(f"sessions.platform.{link.platform}")
    if link.platform != platform:
        names = {"service": service, "planned": say(f"sessions.platform.{platform}")}
        return Verdict("warn", Message("meeting.verdict.other", names))
    if link.caution is not None:
        return Verdict("warn", link.caution)
    return Verdict("good", Message("meeting.verdict.real", {"service": service}))
