"""Advice over time is calm, and the checklist hears of what lasts. The clock is the test's own."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera.advice import Advice
from companion.camera.judgement import ASPECTS, Aspect, Judgement, State, Verdict, in_order
from companion.camera.steady import GAP, HOLD, INSIDE, OUTSIDE, SETTLING, Shown, Steady

STEP = 0.125
LAG = 0.7  # seconds within which a lasting change is taken for one


def seen(*advice: Advice, **verdicts: Verdict) -> Judgement:
    """A judgement with this advice, all aspects good but those named."""
    special = {Advice.NO_FACE: State.NO_FACE, Advice.SEVERAL: State.SEVERAL}
    state = next((special[each] for each in advice if each in special), State.ADJUST if advice else State.GOOD)
    usual = Verdict.GOOD if state in (State.GOOD, State.ADJUST) else Verdict.ASK
    wrong = {Verdict.NOT_RIGHT: Advice.TOO_FAR}
    aspects = {name: verdicts.get(name, usual) for name in ASPECTS}
    return Judgement(state, advice, {name: Aspect(each, wrong.get(each)) for name, each in aspects.items()})


GOOD, FAR, NOBODY = seen(), seen(Advice.TOO_FAR, distance=Verdict.NOT_RIGHT), seen(Advice.NO_FACE)
LEFT, SEVERAL = seen(Advice.MOVE_LEFT, middle=Verdict.NOT_RIGHT), seen(Advice.SEVERAL)


class Watching:
    """Feeds a ``Steady`` judgement after judgement; keeps what was shown and when."""

    def __init__(self) -> None:
        self.steady, self.at = Steady(), 100.0
        self.shown: list[tuple[float, Shown]] = []

    def see(self, judgements: Iterable[Judgement], step: float = STEP) -> Shown:
        for judgement in judgements:
            self.at += step
            self.shown.append((self.at, self.steady.see(judgement, self.at)))
        return self.shown[-1][1]

    def lasting(self, judgement: Judgement, seconds: float, step: float = STEP) -> Shown:
        return self.see([judgement] * round(seconds / step), step)

    def changes(self) -> list[tuple[float, Advice | None]]:
        """When another advice came up, after the camera had settled."""
        settled = [(at, shown.advice) for at, shown in self.shown if shown.state is not None]
        return [settled[0], *(new for old, new in pairwise(settled) if new[1] is not old[1])]


def test_nothing_is_said_while_a_camera_settles() -> None:
    watching = Watching()
    first = watching.see([FAR])
    assert (first.state, first.advice) == (None, None)
    assert watching.lasting(FAR, SETTLING - STEP).state is None
    shown = watching.lasting(FAR, HOLD)
    assert (shown.state, shown.advice) == (State.ADJUST, Advice.TOO_FAR)


@pytest.mark.parametrize(
    ("judgement", "state", "advice"),
    [
        (GOOD, State.GOOD, None),
        (FAR, State.ADJUST, Advice.TOO_FAR),
        (NOBODY, State.NO_FACE, Advice.NO_FACE),
        (SEVERAL, State.SEVERAL, Advice.SEVERAL),
    ],
)
def test_what_lasts_is_shown_with_its_state(judgement: Judgement, state: State, advice: Advice | None) -> None:
    shown = Watching().lasting(judgement, SETTLING + HOLD + LAG)
    assert (shown.state, shown.advice) == (state, advice)


def test_of_several_things_the_most_helpful_is_shown() -> None:
    both = seen(Advice.TOO_FAR, Advice.MOVE_LEFT)
    assert Watching().lasting(both, 4).advice is Advice.TOO_FAR


@given(st.lists(st.sampled_from([GOOD, FAR, LEFT, NOBODY, SEVERAL]), min_size=30, max_size=200), st.floats(0.05, 0.6))
def test_advice_and_praise_stay_two_seconds_whatever_comes(judgements: list[Judgement], step: float) -> None:
    watching = Watching()
    watching.see(judgements, step)
    times = [at for at, _ in watching.changes()] if watching.shown[-1][1].state is not None else []
    assert all(later - before >= HOLD - 1e-6 for before, later in pairwise(times))


@given(st.lists(st.sampled_from([GOOD, FAR, LEFT, NOBODY, SEVERAL]), min_size=8, max_size=80))
def test_what_is_shown_hangs_together(judgements: list[Judgement]) -> None:
    watching = Watching()
    watching.see(judgements)
    for at, shown in watching.shown:
        assert shown.since <= at and set(shown.aspects) == set(ASPECTS)
        assert (shown.state in (None, State.GOOD)) == (shown.advice is None)
        assert (shown.state is State.NO_FACE) == (shown.advice is Advice.NO_FACE)
        assert shown.advice is None or shown.advice in {each for one in judgements for each in one.advice}


def test_since_says_when_this_advice_came_up() -> None:
    watching = Watching()
    first = watching.lasting(FAR, 5)
    assert watching.lasting(FAR, 5).since == first.since
    second = watching.lasting(LEFT, 3)
    assert second.since == watching.changes()[-1][0] > first.since


def test_one_look_that_misses_the_face_changes_nothing() -> None:
    watching = Watching()
    watching.lasting(GOOD, 5)
    for _ in range(10):
        watching.see([NOBODY])
        watching.see([GOOD], 0.5)
        watching.lasting(GOOD, 1)
    assert watching.changes()[1:] == []


def test_somebody_who_hovers_at_a_threshold_sees_no_flicker() -> None:
    watching = Watching()
    watching.lasting(GOOD, 5)
    watching.see([FAR, GOOD] * 80)
    assert watching.changes()[1:] == []
    watching.lasting(FAR, 5)
    watching.see([FAR, GOOD] * 80)
    assert [advice for _, advice in watching.changes()[1:]] == [Advice.TOO_FAR]


def test_a_person_who_leaves_is_missed_soon() -> None:
    watching = Watching()
    watching.lasting(GOOD, 10)
    watching.see([NOBODY])
    assert watching.lasting(NOBODY, 1, 0.5).state is State.NO_FACE


def test_the_checklist_hears_after_five_seconds_outside_and_no_sooner() -> None:
    """G10: in view, but out of the range for more than 5 s."""
    watching = Watching()
    assert watching.lasting(GOOD, INSIDE + LAG).aspects["distance"].verdict is Verdict.GOOD
    assert watching.lasting(FAR, OUTSIDE).aspects["distance"].verdict is Verdict.GOOD
    shown = watching.lasting(FAR, LAG)
    assert shown.aspects["distance"] == Aspect(Verdict.NOT_RIGHT, Advice.TOO_FAR)
    assert shown.aspects["middle"].verdict is Verdict.GOOD


def test_it_hears_soon_when_all_is_well_again() -> None:
    watching = Watching()
    watching.lasting(FAR, OUTSIDE + 2)
    assert watching.lasting(GOOD, INSIDE + LAG).aspects["distance"].verdict is Verdict.GOOD


def test_time_out_of_view_does_not_count() -> None:
    """G10: who stands up to fetch a book is not out of range."""
    watching = Watching()
    watching.lasting(GOOD, 3)
    watching.lasting(FAR, OUTSIDE / 2)
    watching.lasting(NOBODY, 60, 0.5)
    watching.lasting(SEVERAL, 20)
    assert watching.lasting(FAR, OUTSIDE / 3).aspects["distance"].verdict is Verdict.GOOD
    assert watching.lasting(FAR, OUTSIDE / 2).aspects["distance"].verdict is Verdict.NOT_RIGHT


def test_a_moment_back_inside_begins_the_five_seconds_again() -> None:
    watching = Watching()
    watching.lasting(GOOD, 3)
    for _ in range(4):
        watching.lasting(FAR, OUTSIDE - 1)
        watching.lasting(GOOD, 1)
    assert watching.see([GOOD]).aspects["distance"].verdict is Verdict.GOOD


def test_what_cannot_be_told_is_asked() -> None:
    watching = Watching()
    asked = seen(eye_level=Verdict.ASK)
    assert set(watching.lasting(asked, INSIDE / 2).aspects.values()) == {Aspect(Verdict.ASK)}
    shown = watching.lasting(asked, INSIDE + LAG)
    verdicts = {name: shown.aspects[name].verdict for name in ASPECTS}
    assert verdicts == {**dict.fromkeys(ASPECTS, Verdict.GOOD), "eye_level": Verdict.ASK}


@pytest.mark.parametrize("move", [GAP + 0.5, -0.5, -1000.0], ids=["a gap", "a step back", "another clock"])
def test_after_a_gap_or_with_another_clock_all_begins_anew(move: float) -> None:
    watching = Watching()
    watching.lasting(FAR, OUTSIDE + 3)
    watching.at += move
    shown = watching.see([GOOD])
    assert (shown.state, shown.advice) == (None, None)
    assert {each.verdict for each in shown.aspects.values()} == {Verdict.ASK}
    assert watching.lasting(GOOD, 3).state is State.GOOD


@pytest.mark.parametrize("step", [1 / 30, 0.125, 0.5])
def test_it_takes_as_long_however_often_one_looks(step: float) -> None:
    watching = Watching()
    watching.lasting(GOOD, 4, step)
    watching.lasting(FAR, 12, step)
    told = next(at for at, shown in watching.shown if shown.aspects["distance"].verdict is Verdict.NOT_RIGHT)
    turned = next(at for at, shown in watching.shown if shown.advice is Advice.TOO_FAR)
    assert OUTSIDE < told - 104 <= OUTSIDE + LAG + step
    assert turned - 104 <= LAG + step


@given(st.sets(st.sampled_from([each for each in Advice if each not in (Advice.NO_FACE, Advice.SEVERAL)]), min_size=1))
def test_what_is_shown_in_the_end_is_the_first_in_order(advice: set[Advice]) -> None:
    assert Watching().lasting(seen(*in_order(advice)), 5).advice is in_order(advice)[0]
