"""What a look tells the checklist, and what it never claims."""

import pytest

from companion.camera.advice import Advice
from companion.camera.judgement import Aspect
from companion.camera.looking import Seen
from companion.camera.reporting import DISTANCE, EYE_LEVEL, PRESENT, Report, reports
from companion.readings import State
from companion.words import sentence
from tests.camera.seeing import ASK, DARKNESS, GOOD, MEASURES, nobody, seen, wrong


def told(look: Seen) -> dict[str, Report]:
    return {report.subject: report for report in reports(look, "Built-in camera")}


def test_somebody_who_sits_well_ticks_all_three_with_evidence() -> None:
    """G08, G10."""
    found = told(seen())
    assert {subject: report.state for subject, report in found.items()} == dict.fromkeys(
        (PRESENT, DISTANCE, EYE_LEVEL), State.GOOD
    )
    assert sentence(found[PRESENT].message) == "You saw yourself: Built-in camera"
    assert "34 %" in sentence(found[DISTANCE].message) and "36 %" in sentence(found[EYE_LEVEL].message)


@pytest.mark.parametrize(
    ("subject", "name", "advice"),
    [(DISTANCE, "distance", Advice.TOO_FAR), (EYE_LEVEL, "eye_level", Advice.RAISE_CAMERA)],
)
def test_what_is_not_right_comes_with_what_to_do(subject: str, name: str, advice: Advice) -> None:
    """G10: from the steady aspect, so only after it has lasted."""
    report = told(seen(aspects={name: wrong(advice)}))[subject]
    assert (report.state, report.message) == (State.NOT_RIGHT, advice.message)
    passing = told(seen(advice, raw={**dict.fromkeys(("distance", "eye_level"), GOOD), name: wrong(advice)}))
    assert subject not in passing  # the tick stands; evidence that speaks against it is never told


def test_without_a_set_eye_level_nothing_is_claimed_of_the_height() -> None:
    """G10: cannot tell never ticks."""
    found = told(seen(aspects={"eye_level": ASK}))
    assert found[EYE_LEVEL].state is State.CANNOT_TELL
    assert found[DISTANCE].state is State.GOOD


def test_an_empty_chair_renews_nothing() -> None:
    """What was seen a moment ago may stand; it is not seen again."""
    assert set(told(nobody())) == {PRESENT}


def test_several_people_renew_nothing_either() -> None:
    raw: dict[str, Aspect] = dict.fromkeys(("distance", "eye_level"), ASK)
    assert set(told(seen(Advice.SEVERAL, raw=raw, measures=MEASURES))) == {PRESENT}


def test_a_black_picture_does_not_prove_that_the_camera_works() -> None:
    """G08: the cover is closed, or the lens taped over."""
    assert PRESENT not in told(nobody(DARKNESS))
    assert PRESENT in told(seen(lit=DARKNESS))  # somebody was found in it, after all
