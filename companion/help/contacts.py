"""The lines of Help now: the guide's own, then what a partner's rules add. 999 always stays."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from companion import resources
from companion.words import translate

_EXTENSION = re.compile(r"[^\d]*[a-z].*", re.IGNORECASE)  # "0121 496 0000 ext 12": asked for once they answer


class Line(NamedTuple):
    """Somebody to turn to. ``who`` says for whom the line is; ``url`` is "" where there is no website.

    ``by_text``: the number takes text messages only, so nobody is sent there to ring.
    """

    id: str
    name: str
    who: str
    number: str
    note: str
    url: str
    by_text: bool = False


class Coordinator(NamedTuple):
    """The Mentor Coordinator's contact; empty fields are not known. ``set_by`` names the partner who gave it, or ""."""

    name: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    set_by: str = ""

    @property
    def known(self) -> bool:
        """Whether there is a way to reach them."""
        return bool(self.phone or self.email)


class Steps(NamedTuple):
    """How to leave a call in one place."""

    title: str
    steps: tuple[str, ...]


class Reading(NamedTuple):
    """Something worth reading; ``url`` comes from a partner's rules, "" where we only know the title."""

    id: str
    title: str
    where: str
    url: str


def lines(added: Iterable[Line] = ()) -> tuple[Line, ...]:
    """Our lines, a partner's first. One with the same name replaces ours; 999 is not a line and stays."""
    own = [_line(entry) for entry in resources.toml("content", "help.toml")["line"]]
    added = tuple(added)
    names = {line.name.casefold() for line in added}
    return (*added, *(line for line in own if line.name.casefold() not in names))


def ways_to_leave() -> tuple[Steps, ...]:
    """How to leave, place by place."""
    entries = resources.toml("content", "help.toml")["leave"]
    return tuple(
        Steps(
            translate(f"leave.{entry['id']}", entry["title"]),
            tuple(translate(f"leave.{entry['id']}", step) for step in entry["steps"]),
        )
        for entry in entries
    )


def readings(links: Mapping[str, str]) -> tuple[Reading, ...]:
    """What the guide points to; ``links`` are a partner's addresses by id, with "_" for "-"."""
    entries = resources.toml("content", "help.toml")["reading"]
    return tuple(
        Reading(
            entry["id"],
            translate(f"reading.{entry['id']}", entry["title"]),
            translate(f"reading.{entry['id']}", entry["where"]),
            links.get(entry["id"].replace("-", "_"), ""),
        )
        for entry in entries
    )


def tel(number: str) -> str:
    """The address that dials ``number``: no extension, and no (0), which is left out behind a country code."""
    plain = _EXTENSION.sub("", number)
    if plain.strip().startswith("+"):
        plain = plain.replace("(0)", "")
    return "tel:" + "".join(sign for sign in plain if sign.isdigit() or sign == "+")


def site(url: str) -> str:
    """A web address as people say it: "childline.org.uk"."""
    return url.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def _line(entry: Mapping[str, Any]) -> Line:
    context = f"line.{entry['id']}"
    return Line(
        entry["id"],
        translate(context, entry["name"]),
        translate(context, entry["who"]),
        entry["number"],
        translate(context, entry["note"]),
        entry["url"],
        entry.get("by_text", False),
    )
