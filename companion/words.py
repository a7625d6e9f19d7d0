"""Turns a message code with parameters into the sentence a person reads.

Codes are ``area.name``; the English sentences stand in ``resources/words/<area>.toml`` and a translation, where there
is one, in a gettext catalogue whose context is the code. No Qt is needed, so the window and the command line say the
same thing in the same words.
"""

import gettext
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

from companion import resources


class Message(NamedTuple):
    """What to say, before it is said in a language."""

    code: str
    params: Mapping[str, Any] = {}


_catalogue: gettext.NullTranslations = gettext.NullTranslations()


def use_language(language: str | None) -> None:
    """Choose the language of every later sentence; unknown ones fall back to English."""
    global _catalogue
    folder = resources.path("locale")
    wanted = [language] if language else None
    _catalogue = gettext.translation("companion", folder, languages=wanted, fallback=True)


def say(code: str, /, **params: Any) -> str:
    """The sentence for ``code`` with ``params`` filled in. An unknown code raises KeyError: a test finds those."""
    return translate(code, _english(code)).format_map(params)


def say_count(code: str, count: int, /, **params: Any) -> str:
    """Like ``say`` for ``code.one`` or ``code.other``; the number is ``{n}`` and, up to ten, the word ``{count}``."""
    one, other = _english(f"{code}.one"), _english(f"{code}.other")
    sentence = _catalogue.npgettext(code, one, other, count)
    word = number(count)
    return sentence.format_map({"n": count, "count": word, "Count": word[:1].upper() + word[1:], **params})


def sentence(message: Message) -> str:
    """The sentence of a message."""
    return say(message.code, **message.params)


def number(count: int) -> str:
    """A small whole number as people write it: "two", and "12" beyond ten."""
    return say(f"numbers.n{count}") if 0 <= count <= 10 else str(count)


def has(code: str) -> bool:
    """Whether there is a sentence for ``code``."""
    area, _, name = code.partition(".")
    return name in _area(area)


def translate(context: str, text: str) -> str:
    """``text`` in the chosen language, where the catalogue knows it under ``context``."""
    return _catalogue.pgettext(context, text)


def _english(code: str) -> str:
    area, _, name = code.partition(".")
    return _area(area)[name]


@cache
def _area(area: str) -> dict[str, str]:
    try:
        return dict(_flat(resources.toml("words", f"{area}.toml")))
    except FileNotFoundError:  # no such area, so it has no sentences
        return {}


def _flat(table: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((prefix + key, str(value)))
    return found
