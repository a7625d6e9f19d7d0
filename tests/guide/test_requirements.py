"""Every row of the guide as data: complete, as strong as the guide means it, in words people understand."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import resources
from companion.guide.items import all_items
from companion.guide.requirements import (
    PHASES,
    STRENGTHS,
    Requirement,
    all_requirements,
    read_requirements,
    requirements_by_id,
)
from tests.guide.wording import complaints, grade

# Written by hand from the guide, apart from the content: id, strength, whether hard, phases, who.
AS_THE_GUIDE_MEANS_IT = """
G01 must   hard setup,before           both
G02 must   -    setup                  mentor
G03 should -    opening                both
G04 should -    before                 both
G05 must   hard setup                  mentor
G06 must   hard setup                  mentor
G07 must   -    setup                  both
G08 ours   -    before                 both
G09 ours   -    schedule,before,during both
G10 should -    before                 both
G11 should -    always                 both
G12 must   -    always                 both
G13 should -    schedule               mentor
G14 should -    setup,before           both
G15 must   -    setup                  both
G16 should -    before                 both
G17 must   -    schedule               mentor
G18 must   -    schedule               mentor
G19 must   -    schedule               mentor
G20 must   -    schedule               mentor
G21 ours   -    schedule               mentor
G22 ours   -    during                 mentor
G23 should -    help                   both
G24 must   -    schedule               both
G25 must   -    setup,opening          mentor
G26 must   -    always,after           both
G27 should -    during                 mentor
G28 should -    during                 mentor
G30 must   -    before                 both
G31 must   -    schedule               mentor
G32 must   -    schedule               mentor
G33 ours   -    schedule               mentor
G34 should -    schedule               both
G35 should -    schedule               mentor
G36 should -    schedule               mentor
G37 should -    schedule               both
"""
TABLE = [line.split() for line in AS_THE_GUIDE_MEANS_IT.strip().splitlines()]
PICTURES_OR_SWITCHES = {"G10", *(f"G{number}" for number in range(14, 23)), "G30", "G31", "G32", "G33", "G36"}
DOCUMENT: dict[str, Any] = resources.toml("content", "requirements.toml")
each_requirement = pytest.mark.parametrize("requirement", all_requirements(), ids=lambda requirement: requirement.id)


def changed(number: int, **values: Any) -> dict[str, Any]:
    """The file's document with one row changed; None takes a key away."""
    document = copy.deepcopy(DOCUMENT)
    row = document["requirement"][number]
    row.update(values)
    document["requirement"][number] = {key: value for key, value in row.items() if value is not None}
    return document


def test_every_row_is_there_in_order() -> None:
    """All ids of the guide but the one it used twice, which stays free for ever."""
    assert [requirement.id for requirement in all_requirements()] == [row[0] for row in TABLE]
    assert [row[0] for row in TABLE] == [f"G{number:02}" for number in range(1, 38) if number != 29]


@pytest.mark.parametrize(("name", "strength", "hard", "phases", "who"), TABLE, ids=lambda value: value)
def test_a_row_is_as_strong_as_the_guide_means_it(name: str, strength: str, hard: str, phases: str, who: str) -> None:
    requirement = requirements_by_id()[name]
    assert (requirement.strength, requirement.hard) == (strength, hard == "hard")
    assert requirement.phases == tuple(phases.split(","))
    assert requirement.roles == (("mentor", "mentee") if who == "both" else (who,))


def test_only_three_rows_shut_the_way_into_the_call() -> None:
    """G01, G05, G06: comfort, age and consent; a partner's rules and technology never do."""
    assert [requirement.id for requirement in all_requirements() if requirement.hard] == ["G01", "G05", "G06"]


@each_requirement
def test_a_row_has_words_for_both_and_a_reason(requirement: Requirement) -> None:
    """Also where only the mentor is asked: the mentee can read what is done for them."""
    for text in (requirement.asks("mentor"), requirement.asks("mentee"), requirement.reason):
        assert text.endswith(".")
        assert complaints(text) == []


def test_the_words_are_easy() -> None:
    """For readers of 11 to 12."""
    texts = [text for row in all_requirements() for text in (row.mentor, row.mentee, row.reason)]
    assert grade(texts) < 6


@each_requirement
def test_a_reading_that_is_named_ticks_a_line(requirement: Requirement) -> None:
    """G09: a link that only may be free is never among them."""
    served = (item for item in all_items() if requirement.id in item.requirements)
    ticking = {item.subject for item in served if item.subject and item.reading_ticks}
    assert set(requirement.readings) == ticking
    assert "link.cost" not in requirement.readings


@each_requirement
def test_nothing_about_zoom_alone_is_asked_by_phone(requirement: Requirement) -> None:
    """G24: by phone people talk only; what is about pictures or Zoom's own switches is not asked."""
    assert ("phone" not in requirement.platforms) == (requirement.id in PICTURES_OR_SWITCHES)


def test_the_age_is_told_in_the_guides_own_words() -> None:
    """G05: over the age of 18, taken as 18 or over."""
    words = requirements_by_id()["G05"].asks("mentor")
    assert "over the age of 18" in words and "18 or over" in words


def test_nothing_about_a_person_at_risk_is_asked_for() -> None:
    """G02: the words are the same for everybody, and say what is kept."""
    requirement = requirements_by_id()["G02"]
    assert "every mentee" in requirement.mentor
    assert "never keep who or why" in requirement.reason


@given(st.integers(0, len(TABLE) - 1), st.sampled_from(["strength", "phases", "who", "mentor", "mentee", "reason"]))
def test_what_is_missing_is_named(number: int, key: str) -> None:
    name = TABLE[number][0]
    with pytest.raises(ValueError, match=f"requirements.toml, {name}: {key} is missing"):
        read_requirements(changed(number, **{key: None}))


@given(
    st.integers(0, len(TABLE) - 1),
    st.sampled_from(["strength", "who", "phases", "platforms"]),
    st.text().filter(lambda word: word not in {*STRENGTHS, *PHASES, "mentor", "mentee", "both"}),
)
def test_a_word_that_means_nothing_is_refused(number: int, key: str, word: str) -> None:
    with pytest.raises(ValueError, match=f"requirements.toml, {TABLE[number][0]}: {key}"):
        read_requirements(changed(number, **{key: [word] if key in ("phases", "platforms") else word}))


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"colour": "red"}, "unknown key colour"),
        ({"hard": "yes"}, "hard must be of the kind bool"),
        ({"mentor": "  "}, "mentor is empty"),
        ({"mentor": 7}, "mentor must be of the kind str"),
        ({"phases": []}, "phases must be a list of different words"),
        ({"phases": ["setup", "setup"]}, "phases must be a list of different words"),
        ({"readings": [3]}, "readings must be a list of different words"),
        ({"strength": "should"}, "only a must can be hard"),
        ({"id": "G02"}, "this id comes twice"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_mistake_is_told_with_its_place(values: dict[str, Any], told: str) -> None:
    with pytest.raises(ValueError, match=rf"requirements.toml, G0\d: {told}"):
        read_requirements(changed(0, **values))


def test_another_table_in_the_file_is_refused() -> None:
    with pytest.raises(ValueError, match=r"requirements.toml: wants \[\[requirement\]\] and nothing else"):
        read_requirements({**DOCUMENT, "requirements": []})


def test_a_row_without_an_id_is_told() -> None:
    with pytest.raises(ValueError, match="a row without id: id is missing"):
        read_requirements(changed(3, id=None))
