"""Which typed text may be kept: what has no marks that hide or reorder other text."""

from unicodedata import category

_JOINERS = frozenset("\u200c\u200d")
"""Zero-width joiners: names in Persian and Hindi, and many emoji, need them."""


def is_plain(text: str, lines: bool = False) -> bool:
    """Whether ``text`` can be shown and stored as it stands; ``lines`` allows line breaks and tabs.

    Control characters, lone surrogates, line separators and marks that turn the writing direction are refused: a name
    must not be able to change how the words around it read.
    """
    return all(_is_plain_character(character, lines) for character in text)


def has_ink(text: str) -> bool:
    """Whether any character of ``text`` can be seen."""
    return any(category(character)[0] not in "CZM" for character in text)


def _is_plain_character(character: str, lines: bool) -> bool:
    if character in _JOINERS:
        return True
    if lines and character in "\n\r\t":
        return True
    return category(character) not in ("Cc", "Cf", "Cs", "Zl", "Zp")
