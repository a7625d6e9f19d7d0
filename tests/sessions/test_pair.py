"""What we call the other person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.pair import LONGEST_NICKNAME, Pair, Pays, clean_nickname, new_id, nickname_problem
from companion.words import sentence

NAMES = ["Amara", "  Amara  ", "Ni Cheallaigh", "Žofie", "میترا", "क्षितिज", "A", "🌻 Sam", "x" * 40]


@pytest.mark.parametrize("name", NAMES)
def test_ordinary_names_are_fine(name: str) -> None:
    """G35: names people have, in their own letters, are taken."""
    assert nickname_problem(name) is None


@pytest.mark.parametrize("name", ["", "   ", "\u200d", "\u00a0 "])
def test_a_name_nobody_can_see_is_asked_for_again(name: str) -> None:
    message = nickname_problem(name)
    assert message and "first name or a nickname" in sentence(message)


@pytest.mark.parametrize("name", ["Am\nara", "Am\tara", "evil\u202egnp", "a\u0000b", "a\u2028b", "a\ud800"])
def test_marks_that_hide_or_turn_text_are_refused(name: str) -> None:
    message = nickname_problem(name)
    assert message and "cannot be seen" in sentence(message)


def test_a_long_name_is_told_the_limit() -> None:
    message = nickname_problem("x" * (LONGEST_NICKNAME + 1))
    assert message and str(LONGEST_NICKNAME) in sentence(message)


@given(st.text())
def test_cleaning_settles_and_never_changes_the_verdict(text: str) -> None:
    """What is judged is what is kept."""
    cleaned = clean_nickname(text)
    assert clean_nickname(cleaned) == cleaned
    assert nickname_problem(text) == nickname_problem(cleaned)
    assert "  " not in cleaned and cleaned.strip(" ") == cleaned


def test_whether_the_mentee_pays_is_unknown_until_asked() -> None:
    """G09: nobody is taken to have free data."""
    assert Pair("p", "Amara").mentee_pays is Pays.UNKNOWN
    assert {pays.value for pays in Pays} == {"unknown", "yes", "no"}


def test_ids_are_fresh_and_hexadecimal() -> None:
    ids = {new_id() for _ in range(100)}
    assert len(ids) == 100
    assert all(len(identity) == 32 and int(identity, 16) >= 0 for identity in ids)
