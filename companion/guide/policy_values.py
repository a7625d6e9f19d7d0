"""Checks single values of a policy file: each function takes what TOML gave and returns it tidied, or raises Refused.

Everything is bounded and is text only. What could reach beyond the window (a link, an e-mail address, a telephone
number, a host) is taken apart and compared by its parts, never by a pattern over the whole text.
"""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any
from urllib.parse import SplitResult, urlsplit

from companion.words import Message

Check = Callable[[object], Any]

ZOOM_DOMAINS = ("zoom.us", "zoom.com", "zoomgov.com", "zoom.com.cn", "zoom-x.de")
"""Zoom's own domains (facts of 2026-11-23); a partner's host is a name inside one of them."""

EARLIEST = date(2000, 1, 1)
EMERGENCY = ("999", "112")
_NINES = re.compile(r"(?<![0-9])(?<![0-9][ .-])9[ .-]?9[ .-]?9(?![ .-]?[0-9])")
_SLUG = frozenset("abcdefghijklmnopqrstuvwxyz0123456789-")
_LOCAL = _SLUG | frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ._+'")
_PHONE = frozenset("0123456789+() -")
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")
_JOINERS = "\u200c\u200d"  # some scripts need them between letters


class Refused(ValueError):
    """A value that may not stand in a policy; ``message`` says why and what to write instead."""

    def __init__(self, name: str, **params: object) -> None:
        super().__init__(name)
        self.message = Message(f"policy.{name}", params)


def text(most: int) -> Check:
    """One line of plain text of at most ``most`` characters, NFC, without spaces at its ends."""

    def check(value: object) -> str:
        if not isinstance(value, str):
            raise Refused("not_text")
        tidy = value.strip(" ")
        if len(tidy) <= most:  # normalizing takes long over long runs of marks
            tidy = unicodedata.normalize("NFC", tidy)
        if len(tidy) > most:
            raise Refused("text_long", most=most)
        if any(unicodedata.category(c) in _UNSEEN and c not in _JOINERS for c in tidy):
            raise Refused("text_unseen")
        return tidy

    return check


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise Refused("not_flag")
    return value


def whole(low: int, high: int, outside: str = "number_range") -> Check:
    """A whole number from ``low`` to ``high``; ``outside`` names the sentence for others. true is no number."""

    def check(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise Refused("not_number", low=low, high=high)
        if not low <= value <= high:
            raise Refused(outside, low=low, high=high)
        return value

    return check


def day(today: date | None) -> Check:
    """A calendar date, not after ``today`` where that is known."""

    def check(value: object) -> date:
        if not isinstance(value, date) or isinstance(value, datetime):
            raise Refused("not_date")
        if value < EARLIEST:
            raise Refused("date_early", year=EARLIEST.year)
        if today is not None and value > today:
            raise Refused("date_late")
        return value

    return check


def one_of(choices: Collection[str]) -> Check:
    """One of the given words."""

    def check(value: object) -> str:
        if not isinstance(value, str) or value not in choices:
            raise Refused("not_choice", choices=", ".join(choices))
        return value

    return check


def slug(value: object) -> str:
    """A short name for the computer: small letters, digits and hyphens."""
    if not isinstance(value, str) or not 1 <= len(value) <= 40 or not _SLUG.issuperset(value):
        raise Refused("not_slug")
    return value


def phone(value: object) -> str:
    """A telephone number as people write it; "" stands for none. The emergency numbers belong to the app."""
    number: str = text(30)(value)
    digits = "".join(c for c in number if c.isdigit())
    if number and (not _PHONE.issuperset(number) or len(digits) < 3):
        raise Refused("not_phone")
    if digits in EMERGENCY:
        raise Refused("emergency", number=digits)
    return number


def contact_text(most: int) -> Check:
    """Text beside a contact. It may not speak of 999: that stands first in Help now, in the app's own words."""
    plain = text(most)

    def check(value: object) -> str:
        tidy: str = plain(value)
        if _NINES.search("".join(str(unicodedata.decimal(c, c)) for c in tidy)):
            raise Refused("emergency", number="999")
        return tidy

    return check


def email(value: object) -> str:
    """An e-mail address: name@host, plain letters; "" stands for none."""
    address = _ascii(value, 200, "not_email")
    name, _, host = address.rpartition("@")
    sound = 1 <= len(name) <= 64 and _LOCAL.issuperset(name) and _is_host(host)
    if address and not sound:
        raise Refused("not_email")
    return address


def zoom_host(value: object) -> str:
    """A name inside one of Zoom's own domains, such as ``eastbrook.zoom.us``; "" stands for none."""
    host = _ascii(value, 253, "not_host").lower()
    if host and not _is_host(host):
        raise Refused("not_host")
    if host and not any(host.endswith(f".{domain}") for domain in ZOOM_DOMAINS):
        raise Refused("not_zoom", domains=", ".join(ZOOM_DOMAINS))
    return host


def link(value: object) -> str:
    """A web address that starts with http:// or https://, without a user name, on a named host; "" stands for none."""
    address = _ascii(value, 500, "link_characters")
    if not address:
        return ""
    if any(c in ' \\"<>^`{|}' for c in address):
        raise Refused("link_characters")
    parts = _split(address)
    if parts is None or parts.scheme not in ("http", "https"):
        raise Refused("not_link")
    if "@" in parts.netloc or not _is_host(parts.hostname or ""):
        raise Refused("link_host")
    return address


def _ascii(value: object, most: int, refusal: str) -> str:
    """Text of plain letters, judged before it is normalized: a look-alike must not turn into what it looks like."""
    if isinstance(value, str) and not value.isascii():
        raise Refused(refusal)
    tidy: str = text(most)(value)
    return tidy


def _split(address: str) -> SplitResult | None:
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    bare = parts.netloc.rpartition(":")[0] if port is not None else parts.netloc
    return parts if bare and ":" not in bare.rpartition("@")[2] and port != 0 else None


def _is_host(host: str) -> bool:
    """Whether it is a full name of plain labels: no address of numbers, no punycode, which can look like another."""
    labels = host.split(".")
    return len(host) <= 253 and len(labels) >= 2 and all(map(_is_label, labels)) and labels[-1].isalpha()


def _is_label(label: str) -> bool:
    low = label.lower()
    shaped = 1 <= len(low) <= 63 and _SLUG.issuperset(low) and low[0] != "-" and low[-1] != "-"
    return shaped and not low.startswith("xn--")


def platforms(allowed: tuple[str, ...], guide: tuple[str, ...]) -> Check:
    """A choice among ``allowed`` with at least one of the ``guide``'s own, in the order of ``allowed``."""

    def check(value: object) -> tuple[str, ...]:
        if not isinstance(value, list) or not value or any(name not in allowed for name in value):
            raise Refused("not_platforms", choices=", ".join(allowed))
        if len(value) > len(set(value)):
            raise Refused("platform_twice")
        if not set(value) & set(guide):
            raise Refused("platform_needed", choices=", ".join(guide))
        return tuple(name for name in allowed if name in value)

    return check
