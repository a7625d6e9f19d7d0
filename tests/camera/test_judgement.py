"""From measures to advice: the most helpful first, the right way round, and eye level only where both signs agree."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera import thresholds as limit
from companion.camera.advice import Advice
from companion.camera.calibration import Calibration
from companion.camera.face import Face
from companion.camera.judgement import ASPECTS, Aspect, Judgement, State, Verdict, in_order, judge, present
from companion.camera.light import Light, OnFace
from companion.camera.measures import Measures, measure
from companion.camera.sharpness import Sharpness
from companion.words import sentence
from tests.camera.heads import Head

FACE = Head().face()
FINE = Measures(0.35, 0.38, 0.0, 0.1, 0.0, 0.58, 0.0, False, 0.0)
SHARP = Sharpness(0.6, 0.1)
PLAIN = Light(0.5, 0.7, 0.0, 0.1, OnFace(0.6, 0.75, 0.9, 0.0, 0.5, SHARP))
NIGHT = Light(0.05, 0.1, 0.0, 0.0, OnFace(0.1, 0.12, 0.9, 0.0, 0.05, None))

# The issue's order.
ORDER = [
    "no-face",
    "several",
    "too-dark",
    "backlight",
    "burnt-out",
    "too-far",
    "too-close",
    "raise-camera",
    "lower-camera",
    "tilt-up",
    "tilt-down",
    "move-left",
    "move-right",
    "straighten",
    "hold-still",
    "blurred",
    "clean-lens",
    "uneven",
]


def judged(light: Light = PLAIN, **values: Any) -> Judgement:
    return judge([FACE], FINE._replace(**values), light)


def test_the_order_is_the_issues() -> None:
    assert [str(advice) for advice in Advice] == ORDER


def test_each_advice_is_one_sentence_of_its_own() -> None:
    told = [sentence(advice.message) for advice in Advice]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize(
    ("advice", "word"),
    [
        (Advice.MOVE_LEFT, "your left"),
        (Advice.MOVE_RIGHT, "your right"),
        (Advice.TOO_FAR, "closer"),
        (Advice.TOO_CLOSE, "back"),
        (Advice.RAISE_CAMERA, "books under"),
        (Advice.LOWER_CAMERA, "Lower"),
        (Advice.TILT_UP, "up"),
        (Advice.TILT_DOWN, "down"),
    ],
)
def test_the_sentence_points_the_way_its_name_says(advice: Advice, word: str) -> None:
    assert word in sentence(advice.message)


def test_all_well_is_good_and_says_nothing() -> None:
    found = judged()
    assert (found.state, found.advice, found.busy) == (State.GOOD, (), False)
    assert tuple(found.aspects) == ASPECTS
    assert {name for name in ASPECTS if found.aspects[name].verdict is Verdict.GOOD} == {*ASPECTS} - {"eye_level"}


@pytest.mark.parametrize(
    ("values", "advice", "aspect"),
    [
        ({"face_height": 0.2}, Advice.TOO_FAR, "distance"),
        ({"face_height": 0.6}, Advice.TOO_CLOSE, "distance"),
        ({"eye_line": 0.2}, Advice.RAISE_CAMERA, "eye_level"),
        ({"eye_line": 0.6}, Advice.LOWER_CAMERA, "eye_level"),
        ({"offset_x": -0.2}, Advice.MOVE_LEFT, "middle"),
        ({"offset_x": 0.2}, Advice.MOVE_RIGHT, "middle"),
        ({"roll_deg": -15}, Advice.STRAIGHTEN, "straight"),
        ({"roll_deg": 15}, Advice.STRAIGHTEN, "straight"),
    ],
)
def test_one_thing_wrong_gives_its_advice_alone(values: dict[str, Any], advice: Advice, aspect: str) -> None:
    """G10."""
    found = judged(**values)
    assert (found.state, found.advice) == (State.ADJUST, (advice,))
    assert found.aspects[aspect] == Aspect(Verdict.NOT_RIGHT, advice)
    assert [name for name in ASPECTS if found.aspects[name].verdict is Verdict.NOT_RIGHT] == [aspect]


def test_light_and_sharpness_are_part_of_it() -> None:
    assert judged(NIGHT).advice == (Advice.TOO_DARK,)
    assert judged(NIGHT).aspects["light"] == Aspect(Verdict.NOT_RIGHT, Advice.TOO_DARK)
    assert PLAIN.face is not None
    smeared = PLAIN._replace(face=PLAIN.face._replace(sharp=Sharpness(0.95, 0.4)))
    assert judged(smeared).advice == (Advice.HOLD_STILL,)
    assert judged(PLAIN._replace(face=None)).aspects["light"].verdict is Verdict.ASK


def test_a_busy_room_is_a_hint_and_never_a_finding() -> None:
    found = judged(PLAIN._replace(edges=0.5))
    assert (found.state, found.advice, found.busy) == (State.GOOD, (), True)


MEASURES = st.builds(
    Measures,
    face_height=st.floats(0.05, 1),
    eye_line=st.floats(0, 1),
    offset_x=st.floats(-0.5, 0.5),
    headroom=st.just(0.1),
    roll_deg=st.floats(-45, 45),
    pitch_ratio=st.just(0.5),
    pitch_deg=st.floats(-40, 40) | st.none(),
    calibrated=st.booleans(),
    yaw=st.just(0.0),
)


@given(MEASURES, st.sampled_from([PLAIN, NIGHT]))
def test_advice_comes_in_order_once_and_one_of_each_pair(measures: Measures, light: Light) -> None:
    found = judge([FACE], measures, light)
    assert list(found.advice) == sorted(set(found.advice), key=lambda each: ORDER.index(str(each)))
    assert (found.state is State.GOOD) == (found.advice == ())
    for one, other in (("too-far", "too-close"), ("move-left", "move-right"), ("raise-camera", "lower-camera")):
        assert not {Advice(one), Advice(other)} <= set(found.advice)
    told = {each.advice for each in found.aspects.values() if each.verdict is Verdict.NOT_RIGHT}
    assert told <= set(found.advice)
    assert all((each.advice is not None) == (each.verdict is Verdict.NOT_RIGHT) for each in found.aspects.values())


@given(MEASURES)
def test_a_mirrored_person_is_sent_the_other_way(measures: Measures) -> None:
    other = {Advice.MOVE_LEFT: Advice.MOVE_RIGHT, Advice.MOVE_RIGHT: Advice.MOVE_LEFT}
    seen = measures._replace(offset_x=-measures.offset_x, roll_deg=-measures.roll_deg)
    swapped = tuple(other.get(each, each) for each in judge([FACE], measures, PLAIN).advice)
    assert judge([FACE], seen, PLAIN).advice == swapped


@given(st.sets(st.sampled_from(list(Advice))))
def test_what_helps_most_comes_first(advice: set[Advice]) -> None:
    found = in_order([*advice, *advice])
    assert set(found) == advice and [str(each) for each in found] == [name for name in ORDER if name in advice]


def eye_level(head: Head, *, calibrated: bool = True) -> Aspect:
    own = Calibration(measure(FACE, 640, 360).pitch_ratio or 0) if calibrated else None
    return judge([FACE], measure(head.face(), 640, 360, own), PLAIN).aspects["eye_level"]


def test_eye_level_is_good_where_height_and_look_agree() -> None:
    """G10: the camera as high as the eyes, tilted down a little so that they come to the upper third."""
    assert eye_level(Head(camera_up=-6)) == Aspect(Verdict.GOOD)


@pytest.mark.parametrize("camera_up", [-10, -5, 0, 5, 10, 15, 20, 25])
@pytest.mark.parametrize("below", [0.14, 0.2, 0.3])
def test_a_low_camera_never_passes_however_it_is_tilted(below: float, camera_up: float) -> None:
    """G10: among these tilts are those that bring the eyes right where they belong."""
    assert eye_level(Head(below=below, camera_up=camera_up)) == Aspect(Verdict.NOT_RIGHT, Advice.RAISE_CAMERA)


def test_one_of_these_tilts_hides_a_low_camera_from_the_eye_line_alone() -> None:
    """So that the test above is of what it says."""
    line = measure(Head(below=0.2, camera_up=15).face(), 640, 360).eye_line
    assert limit.EYES_HIGHEST < line < limit.EYES_LOWEST
    assert eye_level(Head(below=0.2, camera_up=15), calibrated=False) == Aspect(Verdict.ASK)


@pytest.mark.parametrize("camera_up", [-25, -20, -10, 0])
def test_a_high_camera_does_not_pass_either(camera_up: float) -> None:
    assert eye_level(Head(below=-0.2, camera_up=camera_up)) == Aspect(Verdict.NOT_RIGHT, Advice.LOWER_CAMERA)


def test_a_camera_of_the_right_height_is_tilted() -> None:
    assert eye_level(Head(camera_up=-15)) == Aspect(Verdict.NOT_RIGHT, Advice.TILT_UP)
    assert eye_level(Head(camera_up=5)) == Aspect(Verdict.NOT_RIGHT, Advice.TILT_DOWN)


def test_where_eye_line_and_look_agree_less_of_a_look_will_do() -> None:
    """8 cm too low, or too high: moving the camera helps, and tilting it would only hide it."""
    assert eye_level(Head(below=0.08, camera_up=-4)) == Aspect(Verdict.NOT_RIGHT, Advice.RAISE_CAMERA)
    assert eye_level(Head(below=-0.08, camera_up=-5)) == Aspect(Verdict.NOT_RIGHT, Advice.LOWER_CAMERA)


@given(st.floats(0.301, 0.449), st.floats(-40, 40) | st.none())
def test_without_calibration_the_person_is_asked(line: float, pitch: float | None) -> None:
    """Even a pitch that seems to tell is of another person's face."""
    assert judged(eye_line=line, pitch_deg=pitch).aspects["eye_level"] == Aspect(Verdict.ASK)


def test_of_a_turned_head_the_height_is_not_told() -> None:
    assert eye_level(Head(camera_up=-6, turned=40)) == Aspect(Verdict.ASK)


def boxes(*heights: float) -> list[Face]:
    return [FACE._replace(box=FACE.box._replace(h=height)) for height in heights]


@pytest.mark.parametrize(
    ("heights", "count"),
    [
        ((), 0),
        ((0.02,), 1),
        ((0.4,), 1),
        ((0.4, 0.39), 2),
        ((0.4, 0.2), 2),
        ((0.4, 0.12), 1),
        ((0.4, 0.3, 0.1), 2),
        ((0.12, 0.07), 1),
        ((0.07, 0.07), 1),
    ],
)
def test_posters_and_passers_by_are_not_in_the_call(heights: tuple[float, ...], count: int) -> None:
    assert len(present(boxes(*heights))) == count


@given(st.lists(st.floats(0.01, 1), min_size=1, max_size=8), st.randoms())
def test_who_is_present_does_not_hang_on_the_order(heights: list[float], chance: object) -> None:
    kept = [face.box.h for face in present(boxes(*heights))]
    assert max(heights) in kept
    again = [face.box.h for face in present(boxes(*sorted(heights)))]
    assert sorted(kept) == sorted(again)


def test_several_people_are_told_before_anything_else() -> None:
    found = judge(boxes(0.4, 0.3), FINE._replace(face_height=0.1), NIGHT)
    assert (found.state, found.advice) == (State.SEVERAL, (Advice.SEVERAL,))
    assert set(found.aspects.values()) == {Aspect(Verdict.ASK)}


def test_nobody_is_told_and_nothing_is_said_of_aspects() -> None:
    found = judge([], None, PLAIN._replace(face=None))
    assert (found.state, found.advice) == (State.NO_FACE, (Advice.NO_FACE,))
    assert set(found.aspects.values()) == {Aspect(Verdict.ASK)} and tuple(found.aspects) == ASPECTS
