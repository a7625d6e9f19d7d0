"""What a join link really is: read as a browser reads it, its host compared by name, never by a pattern over text.

A link is refused unless each part is known to be right. The known join paths are those Zoom, Microsoft Teams and Google
Meet use themselves; everything else on their hosts (dial-in lists, recordings, calendar files) does not join a meeting.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, urlsplit

from companion.errors import Problem
from companion.words import Message

LONGEST = 2048
"""A join link is a few hundred signs long; browsers and mail programs begin to cut at about this many."""

ZOOM_DOMAINS = ("zoom.us", "zoom.com", "zoomgov.com", "zoom.com.cn", "zoom-x.de")
"""Zoom's own domains: worldwide, its newer name, US government, China, and Telekom's Zoom X in Germany."""

_HOSTS: Mapping[str, str] = {"teams.microsoft.com": "teams", "teams.live.com": "teams", "meet.google.com": "meet"}
_SHARED_CLIENT = ("zoom.us", "zoom.com")  # app.zoom.us opens their meetings; Zoom's other clouds have their own client
_OUT_OF_PLACE = re.compile(r"[^!#$%&'()*+,./0-9:;=?@A-Z_a-z~\[\]-]")
_BARE_ID = re.compile(r"\d[\d -]{7,14}\d")  # 9 to 11 digits, often in groups
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):(?![0-9]+(?:/|$))")  # a colon before a number is a port: zoom.us:443
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(?:\.(?!-)[a-z0-9-]{1,63}(?<!-))+")
_NUMERIC = re.compile(r"\[.*|(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*")
_PASSCODE = re.compile(r"(?:^|&)pwd=([^&]+)")
_TOKEN = re.compile(r"\bzak=", re.IGNORECASE)


class Kind(StrEnum):
    """What a join link opens: a meeting, somebody's standing room, or a webinar."""

    MEETING = "meeting"
    PERSONAL = "personal"
    WEBINAR = "webinar"


@dataclass(frozen=True, slots=True)
class Link:
    """A join link that may be opened.

    ``url`` is the link to use: https, host in small letters, no fragment. ``platform`` is "zoom", "teams" or "meet".
    ``number`` holds the digits of the meeting ID ("" where the link carries none), ``passcode`` what stands behind
    ``pwd=``, as it stands there.
    """

    url: str
    platform: str
    host: str
    kind: Kind
    number: str = ""
    passcode: str = ""

    @property
    def caution(self) -> Message | None:
        """What to look at before use (G31), or nothing. Zoom for Government also gives one-off meetings 10 digits."""
        if self.kind is not Kind.MEETING:
            return Message(f"meeting.link.{self.kind}")
        may_be_personal = self.platform == "zoom" and len(self.number) == 10 and not _is_under(self.host, "zoomgov.com")
        return Message("meeting.link.maybe_personal") if may_be_personal else None


class LinkResult(NamedTuple):
    """Either a ``link`` or the ``reason`` why the text is not one."""

    link: Link | None
    reason: Message | None


class LinkProblem(Problem):
    """The text is not a link to join with."""


def read_link(text: str) -> LinkResult:
    """What ``text`` is as a join link. The https:// may be missing, as it is in Google's own invitations."""
    try:
        return LinkResult(_link(_parts(text)), None)
    except LinkProblem as problem:
        return LinkResult(None, problem.message)


def is_join_link(text: str) -> bool:
    """Whether ``text`` joins a meeting, personal room or webinar of Zoom, Teams or Meet."""
    return read_link(text).link is not None


def platform_of(text: str) -> str | None:
    """Whose address it is, "zoom", "teams" or "meet", whatever the path; nothing where it is not to be trusted."""
    try:
        return _platform(_parts(text).netloc)
    except LinkProblem:
        return None


def meeting_number(text: str) -> str:
    """The digits of the meeting ID in a join link, or ""."""
    link = read_link(text).link
    return link.number if link else ""


def web_client_url(text: str) -> str | None:
    """The address that joins a Zoom meeting in the browser (G14): nothing where only Zoom's own page knows the ID."""
    link = read_link(text).link
    if link is None or link.platform != "zoom" or link.kind is not Kind.MEETING:
        return None
    query = f"?pwd={link.passcode}" if link.passcode else ""
    if any(_is_under(link.host, domain) for domain in _SHARED_CLIENT):
        return f"https://app.zoom.us/wc/{link.number}/join{query}"
    return f"https://{link.host}/wc/join/{link.number}{query}"


def _parts(text: str) -> SplitResult:
    """The parts of a link to a known host. The text is looked at before Python's reader drops signs from it."""
    stripped = text.strip(" \t\r\n")
    _check_text(stripped)
    scheme = _SCHEME.match(stripped)
    if scheme and scheme[1].lower() != "https":
        raise LinkProblem("meeting.link.not_https")
    try:
        parts = urlsplit(stripped if scheme else f"https://{stripped}")
    except ValueError as error:
        raise LinkProblem("meeting.link.broken") from error
    parts = parts._replace(netloc=parts.netloc.lower(), fragment="")
    _check_host(parts.netloc)
    return parts


def _check_text(text: str) -> None:
    if not text:
        raise LinkProblem("meeting.link.empty")
    if _BARE_ID.fullmatch(text):
        raise LinkProblem("meeting.link.only_id")
    if len(text) > LONGEST:
        raise LinkProblem("meeting.link.long")
    if not text.isascii():
        raise LinkProblem("meeting.link.hidden")
    if _OUT_OF_PLACE.search(text):
        raise LinkProblem("meeting.link.broken")


def _check_host(host: str) -> None:
    if "@" in host:
        raise LinkProblem("meeting.link.sign_in")
    if _NUMERIC.fullmatch(host.rpartition(":")[0] or host):
        raise LinkProblem("meeting.link.numbers")
    if ":" in host:
        raise LinkProblem("meeting.link.port")
    if len(host) > 253 or not _HOST.fullmatch(host):
        raise LinkProblem("meeting.link.broken")
    if any(label.startswith("xn--") for label in host.split(".")):
        raise LinkProblem("meeting.link.disguised")
    if _platform(host) is None:
        raise LinkProblem("meeting.link.unknown", host=host)


def _platform(host: str) -> str | None:
    if any(_is_under(host, domain) for domain in ZOOM_DOMAINS):
        return "zoom"
    return _HOSTS.get(host)


def _is_under(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


def _link(parts: SplitResult) -> Link:
    if _TOKEN.search(unquote(parts.query)):
        raise LinkProblem("meeting.link.host_token")
    platform = _platform(parts.netloc) or ""
    kind, number = _READERS[platform](parts.path)
    passcode = _PASSCODE.search(parts.query) if platform == "zoom" else None
    return Link(parts.geturl(), platform, parts.netloc, kind, number, passcode[1] if passcode else "")


def _zoom(path: str) -> tuple[Kind, str]:
    match path.removesuffix("/").split("/")[1:]:
        case ["s", _] | ["wc", _, "start"] | ["wc", "start", _]:
            raise LinkProblem("meeting.link.host_start")
        case ["j", number] | ["wc", "join", number] | ["wc", number, "join"]:
            return Kind.MEETING, _zoom_number(number)
        case ["w", number]:
            return Kind.WEBINAR, _zoom_number(number)
        case ["my", name] if re.fullmatch(r"[A-Za-z0-9._-]+", name):
            return Kind.PERSONAL, ""
    raise LinkProblem("meeting.link.not_join")


def _zoom_number(text: str) -> str:
    if not re.fullmatch(r"[0-9]{9,11}", text):
        raise LinkProblem("meeting.link.wrong_id")
    return text


def _teams(path: str) -> tuple[Kind, str]:
    if meeting := re.fullmatch(r"/meet/([0-9]{9,20})/?", path):
        return Kind.MEETING, meeting[1]
    if re.fullmatch(r"/l/meetup-join/[^/]+(?:/[^/]*)?", path):
        return Kind.MEETING, ""
    raise LinkProblem("meeting.link.not_join")


def _meet(path: str) -> tuple[Kind, str]:
    if re.fullmatch(r"/[a-z]{3}-[a-z]{4}-[a-z]{3}/?", path):
        return Kind.MEETING, ""
    raise LinkProblem("meeting.link.not_join")


_READERS = {"zoom": _zoom, "teams": _teams, "meet": _meet}
