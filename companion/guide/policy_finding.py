"""What the check of a policy file says. Small, so that a start without a policy loads no more than this."""

from typing import NamedTuple

from companion.guide.policy import Policy
from companion.words import Message, sentence

MOST_BYTES = 256 * 1024


class Finding(NamedTuple):
    """Something to put right, and the sentence that says so.

    ``line`` counts from 1 (0: it is about the file itself); ``key`` is a dotted path ("" where it is not about one);
    ``file`` is "" where it is not known.
    """

    line: int
    key: str
    message: Message
    file: str = ""

    def __str__(self) -> str:
        return sentence(self.message)


class Judged(NamedTuple):
    """What was made of a file. ``readable``: it is TOML of a version we know, so that ``policy`` says something."""

    policy: Policy
    findings: tuple[Finding, ...]
    readable: bool

    @property
    def valid(self) -> bool:
        """Whether there is nothing to put right."""
        return not self.findings


def shown(raw: str, most: int = 60) -> str:
    """``raw`` as it may be shown in a sentence: nothing unseen, nothing that turns the line round, and not too long."""
    cut = raw if len(raw) <= most else raw[: most - 1] + "…"
    return "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in cut)
