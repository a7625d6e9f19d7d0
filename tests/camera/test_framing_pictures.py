"""Faces are found and framing is judged right on pictures of known geometry and light."""

import cv2
import numpy as np
import pytest

from companion.camera.advice import Advice
from companion.camera.checking import check
from companion.camera.judgement import State
from companion.camera.light_rules import light_advice
from companion.camera.networks import Networks
from companion.camera.opencv_finder import OpenCvFinder
from tests.camera.generated import CONDITIONS, NO_FACE, Scene, eye_error, is_at, no_face, random_scene, yunet_eyes

FINDER = OpenCvFinder()
SEEDS, FRAMES = 3, 80  # tests/benchmarks/framing.py takes more of both
OPPOSITES = [
    (Advice.TOO_FAR, Advice.TOO_CLOSE),
    (Advice.RAISE_CAMERA, Advice.LOWER_CAMERA),
    (Advice.MOVE_LEFT, Advice.MOVE_RIGHT),
    (Advice.TOO_DARK, Advice.BURNT_OUT),
]


@pytest.mark.parametrize("seed", range(SEEDS))
@pytest.mark.parametrize("name", CONDITIONS)
def test_the_face_is_found(name: str, seed: int) -> None:
    """G10: large and small, leaning, in bad light, blurred, packed, cut; live and in a still. No room for a miss."""
    scene = CONDITIONS[name]
    scene = scene._replace(width=scene.width // 2, height=scene.height // 2, background=seed)
    picture = scene.picture(seed)
    for careful in (False, True):
        faces = FINDER.find(picture, careful=careful)
        assert len(faces) == 1 and is_at(faces[0], scene)


@pytest.mark.parametrize("name", [*NO_FACE, "grass", "text", "coins"])
def test_nobody_is_seen_where_nobody_is(name: str) -> None:
    """Upside down and in bad light, too; not even in the face of a cat."""
    picture = no_face(name)
    for look, careful in [(picture, False), (picture, True), (picture[:, ::-1], False), (picture[::-1] // 4, True)]:
        checked = check(np.ascontiguousarray(look, np.uint8), FINDER, careful=careful)
        assert (checked.faces, checked.judgement.state, checked.measures) == ((), State.NO_FACE, None)
        assert checked.judgement.advice[0] is Advice.NO_FACE


def test_eyes_are_found_twice_as_well_as_by_the_detector_alone() -> None:
    """Median distance from the true eyes, in parts of the distance between them."""
    networks, ours, alone = Networks(), [], []
    for seed in range(30):
        size, tilt = (0.15, 0.25, 0.35, 0.5)[seed % 4], (-12, 0, 12)[seed % 3]
        scene = Scene(size=size, tilt=tilt, background=seed % 4, width=640, height=360)
        picture, frame = scene.picture(seed), (scene.width, scene.height)
        face = FINDER.find(picture, careful=True)[0]
        ours.append(eye_error(scene, np.array(face.landmarks[:2]) * frame))
        small = np.asarray(cv2.resize(picture, (320, 180), interpolation=cv2.INTER_AREA), np.uint8)
        alone.append(eye_error(scene, yunet_eyes(networks, small) * 2))
    assert np.median(ours) <= np.median(alone) / 2
    assert np.median(ours) < 0.05


@pytest.mark.parametrize("first", range(0, FRAMES, 20))
def test_the_state_and_the_advice_are_right(first: int) -> None:
    """G10: on frames of every kind, borders of thresholds left out by MARGINS. Advice never points the wrong way."""
    wrong = []
    for seed in range(first, first + 20):
        scene, wanted = random_scene(np.random.default_rng(seed))
        judgement = check(scene.picture(seed), FINDER).judgement
        if judgement.state is not (State.ADJUST if wanted else State.GOOD):
            wrong.append((seed, scene, wanted, judgement.advice))
        for pair in OPPOSITES:
            assert not wanted & set(pair) or wanted & set(pair) == set(judgement.advice) & set(pair), (seed, scene)
    assert wrong == []


@pytest.mark.parametrize("background", range(4))
@pytest.mark.parametrize("size", [0.27, 0.44])
def test_it_is_the_light_that_is_judged_and_never_the_skin(size: float, background: int) -> None:
    """The same scene with a face of 0.4 times the reflectance is as good."""
    for seed in range(3):
        checked = check(Scene(size=size, reflectance=0.4, background=background).picture(seed), FINDER)
        assert (light_advice(checked.light), checked.judgement.state) == ([], State.GOOD), seed


def test_a_dark_face_in_the_dark_or_before_a_window_is_still_told() -> None:
    for seed in range(3):
        dark, window = Scene(reflectance=0.4, gain=0.25), Scene(reflectance=0.6, backlit=0.3)
        assert check(dark.picture(seed), FINDER).judgement.advice[0] is Advice.TOO_DARK
        assert check(window.picture(seed), FINDER).judgement.advice[0] is Advice.BACKLIGHT


@pytest.mark.parametrize(
    ("scene", "advice"),
    [
        (Scene(size=0.30), None),
        (Scene(size=0.15), Advice.TOO_FAR),
        (Scene(size=0.65), Advice.TOO_CLOSE),
        (Scene(size=0.30, eye=0.20), Advice.RAISE_CAMERA),
        (Scene(size=0.30, eye=0.60), Advice.LOWER_CAMERA),
        (Scene(size=0.30, x=0.30), Advice.MOVE_LEFT),
        (Scene(size=0.30, x=0.70), Advice.MOVE_RIGHT),
    ],
)
def test_a_phone_held_upright_is_judged_alike(scene: Scene, advice: Advice | None) -> None:
    picture = scene._replace(width=720, height=1280).picture()
    assert next(iter(check(picture, FINDER).judgement.advice), None) is advice


def test_two_people_are_several_and_a_small_face_behind_is_not() -> None:
    left, right = Scene(size=0.30, x=0.28), Scene(size=0.30, x=0.72)
    both = right.picture(behind=left.picture())
    poster = Scene(size=0.09, x=0.85, eye=0.2).picture()
    assert check(both, FINDER).judgement.advice == (Advice.SEVERAL,)
    checked = check(Scene().picture(behind=poster), FINDER)
    assert (len(checked.faces), checked.judgement.state) == (2, State.GOOD)
    assert checked.faces[0].box.h > checked.faces[1].box.h


def test_a_mirrored_picture_gives_mirrored_advice() -> None:
    """Left and right are the person's own: someone on the camera's right moves to their right."""
    picture = Scene(x=0.72).picture()
    assert check(picture, FINDER).judgement.advice == (Advice.MOVE_RIGHT,)
    assert check(np.ascontiguousarray(picture[:, ::-1]), FINDER).judgement.advice == (Advice.MOVE_LEFT,)


@pytest.mark.parametrize("shape", [(1, 1), (11, 900), (12, 12), (13, 20_000), (4000, 14), (37, 41), (1080, 1920)])
@pytest.mark.parametrize("careful", [False, True])
def test_pictures_of_any_shape_can_be_judged(shape: tuple[int, int], careful: bool) -> None:
    rng = np.random.default_rng(1)
    for picture in (np.zeros((*shape, 3), np.uint8), rng.integers(0, 256, (*shape, 3), np.uint8)):
        assert check(picture, FINDER, careful=careful).judgement.state is State.NO_FACE


def test_a_covered_lens_is_dark_as_well_as_empty() -> None:
    covered = np.full((360, 640, 3), 6, np.uint8)
    assert check(covered, FINDER).judgement.advice == (Advice.NO_FACE, Advice.TOO_DARK)
    assert check(no_face("coffee"), FINDER).judgement.advice == (Advice.NO_FACE,)
