"""What people read is easy to read: short sentences, plain and kind words, British spelling."""

import re

import pytest

from tests.guide.wording import BANNED, LONGEST_SENTENCE, grade, sentences
from tests.whole.codes import all_sentences

SENTENCES = all_sentences()
AREAS = sorted({code.partition(".")[0] for code in SENTENCES} - {"numbers"})
AMERICAN = re.compile(r"\b(color|behavior|favorite|center|canceled|organiz\w*|recogniz\w*)\b", re.IGNORECASE)


def filled(text: str) -> str:
    """A sentence with a short word in each blank, its lines one after the other."""
    return re.sub(r"\{\w+\}", "ten", text).replace("\n", " ")


def found(pattern: re.Pattern[str]) -> list[str]:
    """The sentences with such a word in them."""
    return [f"{code}: {text}" for code, text in SENTENCES.items() if pattern.search(text)]


def test_no_word_of_blame_or_alarm() -> None:
    assert found(BANNED) == []


def test_spelling_is_british() -> None:
    assert found(AMERICAN) == []


def test_no_sentence_is_long() -> None:
    lines = [(code, line) for code, text in SENTENCES.items() for line in sentences(filled(text))]
    assert [f"{code}: {line}" for code, line in lines if len(line.split()) > LONGEST_SENTENCE] == []


@pytest.mark.parametrize("area", AREAS)
def test_people_of_eleven_read_it_with_ease(area: str) -> None:
    """Whole sentences only: a label of one long word, such as a month, says nothing about ease."""
    texts = [filled(text) for code, text in SENTENCES.items() if code.startswith(f"{area}.")]
    assert grade([text for text in texts if len(text.split()) > 3]) <= 6


def test_no_sentence_is_much_harder_than_the_rest() -> None:
    lines = [line for text in SENTENCES.values() for line in sentences(filled(text)) if len(line.split()) > 7]
    assert [line for line in lines if grade([line]) > 12] == []


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("spaces at an end, or two together", r"^\s|\s$|  "),
        ("three dots, a typed arrow, a hyphen for a dash", r"\.\.\.|->| - "),
        ("a space before a mark", r"\s[.,:;?](\s|$)"),
        ("a mark twice", r"[.,;?]{2}"),
    ],
)
def test_sentences_are_typed_with_care(name: str, odd: str) -> None:
    assert found(re.compile(odd)) == [], name
