"""Where a word that is longer than its line may break: a long nickname, an address. Knows no Qt."""

import itertools
import re
import unicodedata
from collections.abc import Callable

BREAK = "\u200b"  # takes no room; a line may end here
_JOINER = "\u200d"
_VIRAMA = 9  # Unicode's class of the signs that join two letters into one


def breakable(text: str, fits: Callable[[str], bool]) -> str:
    """``text`` with a place to break between the letters of each word that does not fit a line."""
    return re.sub(r"\S+", lambda word: word[0] if fits(word[0]) else _loosen(word[0]), text)


def _loosen(word: str) -> str:
    places = [letter if _clings(before, letter) else BREAK + letter for before, letter in itertools.pairwise(word)]
    return word[0] + "".join(places)


def _clings(before: str, letter: str) -> bool:
    """Whether two characters make one sign: a letter and its accent, the parts of an emoji."""
    attached = unicodedata.category(letter)[0] == "M" or unicodedata.category(letter) in ("Cf", "Sk")
    return attached or before == _JOINER or unicodedata.combining(before) == _VIRAMA
