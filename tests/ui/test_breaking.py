import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from companion.ui.breaking import BREAK, breakable

texts = st.text(st.characters(exclude_characters=BREAK, codec="utf-8"), max_size=60)


def short(word: str) -> bool:
    return len(word) <= 5


@given(texts)
def test_nothing_is_added_but_places_to_break(text: str) -> None:
    assert breakable(text, short).replace(BREAK, "") == text


@given(texts)
def test_words_that_fit_stay_whole(text: str) -> None:
    assert breakable(text, lambda _word: True) == text
    broken, whole = breakable(text, short).split(), text.split()
    assert [word for word in broken if BREAK not in word and short(word)] == [word for word in whole if short(word)]


@given(texts)
def test_an_accent_stays_with_its_letter(text: str) -> None:
    after = [part[0] for part in breakable(text, short).split(BREAK)[1:] if part]
    assert not any(unicodedata.category(letter).startswith("M") for letter in after)


def test_a_long_word_may_break_between_all_its_letters() -> None:
    assert breakable("To Bartholomew", short) == f"To {BREAK.join('Bartholomew')}"


def test_what_makes_one_sign_together_stays_together() -> None:
    family, thumb, heart = "👩\u200d👧\u200d👦", "👍🏽", "❤\ufe0f"
    assert breakable(family + thumb + heart, lambda _word: False) == BREAK.join((family, thumb, heart))
    assert BREAK not in breakable("क्ष", lambda _word: False)
