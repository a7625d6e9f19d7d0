"""What the tests of join links share: the hosts we know, and short ways to read a link."""

from hypothesis import strategies as st

from companion.meeting.links import ZOOM_DOMAINS, Link, read_link
from companion.words import sentence

TEAMS_HOSTS = ("teams.microsoft.com", "teams.live.com")
KNOWN_HOSTS = (*ZOOM_DOMAINS, *TEAMS_HOSTS, "meet.google.com")

labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True).filter(
    lambda text: not text.startswith("xn--")
)
numbers = st.from_regex(r"[0-9]{9,11}", fullmatch=True)


def read(text: str) -> Link:
    """The link in ``text``, which must be one."""
    result = read_link(text)
    assert result.link is not None, f"{text}: {result.reason}"
    return result.link


def reason(text: str) -> str:
    """The code of the reason why ``text`` is refused; it must have a sentence."""
    result = read_link(text)
    assert result.link is None and result.reason is not None, text
    assert sentence(result.reason)
    return result.reason.code.removeprefix("meeting.link.")
