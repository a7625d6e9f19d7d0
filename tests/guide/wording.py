"""What holds for every sentence of the guide's content that people read."""

import re
from collections.abc import Iterable

LONGEST_SENTENCE = 20  # words
BANNED = re.compile(r"!|\b(please|oops|error|failed|invalid|must not|you forgot)\b", re.IGNORECASE)


def sentences(text: str) -> list[str]:
    """The sentences of a text."""
    return [part for part in re.split(r"(?<=[.?])\s+", text) if part]


def complaints(text: str) -> list[str]:
    """What is wrong with the words of a text, a line each."""
    found = [f"says {match.group()!r}: {text}" for match in [BANNED.search(text)] if match]
    found += [f"too long: {one}" for one in sentences(text) if len(one.split()) > LONGEST_SENTENCE]
    if text != " ".join(text.split()) or not text.isprintable():
        found.append(f"odd spaces: {text!r}")
    if text[:1].islower():
        found.append(f"starts small: {text}")
    return found


def grade(texts: Iterable[str]) -> float:
    """The Flesch-Kincaid grade of all texts together: 6 is what people of 11 to 12 read with ease."""
    lines = [line for text in texts for line in sentences(text)]
    words = [word for line in lines for word in re.findall(r"[A-Za-z']+", line)]
    syllables = sum(_syllables(word.lower()) for word in words)
    return 0.39 * len(words) / len(lines) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    word = re.sub(r"(?<=[^aeiouyl])e$|(?<=[^td])ed$|(?<=[^aeiouysxz])es$", "", word)
    return max(1, len(re.findall(r"[aeiouy]+", word)))
