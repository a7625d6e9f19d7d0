"""How the light of a picture is measured, on painted pictures whose every brightness is known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera import thresholds as limit
from companion.camera.face import Box, Face, Landmarks
from companion.camera.finder import Image
from companion.camera.light import measure_light
from companion.camera.sharpness import sharpness
from tests.camera.generated import Scene
from tests.camera.sitting import SITTING

FRAME = (640, 360)


def painted(face: int = 150, behind: int = 100, body: int = 60, side: int | None = None, size: float = 1) -> Image:
    """A grey picture with a head, its right half ``side``, and a body below it, where ``SITTING`` is."""
    width, height = round(FRAME[0] * size), round(FRAME[1] * size)
    x = (np.arange(width) + 0.5)[None, :] / width
    y = (np.arange(height) + 0.5)[:, None] / height
    box = SITTING.box
    grey = np.full((height, width), behind, np.uint8)
    grey[(y > box.y + box.h) & (abs(x - 0.5) < box.w * 1.5)] = body
    head = ((x - 0.5) / (0.7 * box.w)) ** 2 + ((y - box.y - box.h / 2) / (0.7 * box.h)) ** 2 < 1
    grey[head & (y <= box.y + box.h)] = face
    if side is not None:
        grey[head & (y <= box.y + box.h) & (x > 0.5)] = side
    return np.repeat(grey[..., None], 3, axis=2)


LEVELS = st.integers(10, 245)


@given(LEVELS, LEVELS, LEVELS, st.sampled_from([0.5, 1, 2]))
def test_face_background_and_clothes_are_told_apart(face: int, behind: int, body: int, size: float) -> None:
    light = measure_light(painted(face, behind, body, size=size), SITTING)
    assert light.face is not None and light.face.body is not None
    found = (light.face.middle, light.face.top, light.background, light.face.body, light.brightness)
    assert found == pytest.approx(tuple(level / 255 for level in (face, face, behind, body, face)), abs=0.01)
    assert light.backlight == pytest.approx(behind / face, rel=0.02)
    assert light.face.uneven == pytest.approx(1, abs=0.02)


def test_light_from_one_side_is_a_ratio_and_the_same_from_either() -> None:
    """A ratio, so that it says nothing about skin."""
    for bright, dark in ((200, 100), (80, 40)):
        left, right = (
            measure_light(painted(one, side=other), SITTING).face for one, other in ((bright, dark), (dark, bright))
        )
        assert left is not None and right is not None
        assert (left.uneven, right.uneven) == pytest.approx((0.5, 0.5), abs=0.06)


def test_white_without_drawing_counts_as_burnt_out_and_a_window_as_burning() -> None:
    light = measure_light(painted(255, 240), SITTING)
    assert light.face is not None and light.face.burnt_out == 1
    assert light.burning > 0.9
    plain = measure_light(painted(240, 200), SITTING)
    assert plain.face is not None and (plain.face.burnt_out, plain.burning) == (0, 0)


def test_without_a_face_it_is_the_light_of_the_picture() -> None:
    light = measure_light(painted(100, 100, 100), None)
    assert (light.brightness, light.backlight) == pytest.approx((100 / 255, 1.0), abs=0.01)
    assert light.face is None


def test_shelves_have_edges_and_walls_have_none_whatever_the_noise() -> None:
    rng = np.random.default_rng(1)
    wall = np.clip(painted(behind=120).astype(int) + rng.normal(0, 6, (360, 640, 1)), 0, 255).astype(np.uint8)
    shelves = painted(behind=120)
    shelves[:, ::16] = shelves[:, 1::16] = shelves[:, 2::16] = shelves[:, 3::16] = 10
    assert measure_light(wall, SITTING).edges < 0.1
    assert measure_light(shelves, SITTING).edges > 0.3


def test_a_face_beyond_the_edge_or_as_large_as_the_picture_can_be_measured() -> None:
    for box in ((-0.1, -0.1, 0.5, 0.6), (0.8, 0.7, 0.4, 0.6), (-0.2, -0.2, 1.4, 1.4), (0.5, 0.5, 0.001, 0.001)):
        dx, dy = box[0] + box[2] / 2 - 0.5, box[1] + box[3] / 2 - 0.5
        points = [(x + dx, y + dy) for x, y in SITTING.landmarks]
        face = Face(Box(*box), Landmarks(*points), 0.9)
        light = measure_light(painted(), face)
        assert 0 <= light.brightness <= 1 and 0 <= light.background <= 1 and light.backlight > 0


@pytest.mark.parametrize("shape", [(1, 1), (1, 9), (2, 2), (3, 500), (500, 3)])
def test_the_smallest_pictures_have_a_light_too(shape: tuple[int, int]) -> None:
    picture = np.full((*shape, 3), 51, np.uint8)
    for face in (None, SITTING):
        light = measure_light(picture, face)
        assert light.brightness == pytest.approx(0.2, abs=0.01) and light.edges == 0


def close_up(scene: Scene) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The middle of the face, as ``measure_light`` cuts it out, for a scene with the face in the middle."""
    picture, side = scene.picture(1), round(0.85 * scene.size * scene.height)
    x, y = scene.eyes.mean(axis=0)
    left, top = int(x - side / 2), int(y - side * 0.45)
    return np.asarray(picture[top : top + side, left : left + side].mean(axis=2) / 255, np.float32)


def blur(scene: Scene) -> float:
    found = sharpness(close_up(scene))
    assert found is not None
    return found.blur


def test_more_blur_measures_more_blurred() -> None:
    found = [blur(Scene(blur=part)) for part in (0, 0.01, 0.02, 0.04, 0.08)]
    assert found == sorted(found) and found[0] < 0.7 and found[3] > 0.8


def test_noise_is_not_taken_for_sharpness() -> None:
    assert min(blur(Scene(blur=0.05, noise=noise)) for noise in (8, 15)) > limit.BLURRED


@pytest.mark.parametrize("scene", [Scene(size=0.5), Scene(gain=0.3), Scene(reflectance=0.4), Scene(noise=10)])
def test_sharpness_is_the_same_in_other_light_and_size(scene: Scene) -> None:
    assert blur(scene) == pytest.approx(blur(Scene()), abs=0.09)


def test_what_was_moved_is_smeared_one_way() -> None:
    moved, even = sharpness(close_up(Scene(smear=0.12))), sharpness(close_up(Scene(blur=0.04)))
    assert moved is not None and even is not None
    assert moved.smear > limit.SMEARED > even.smear


def test_of_a_small_face_nothing_is_told_and_of_nothing_to_see_everything() -> None:
    assert sharpness(np.zeros((63, 63), np.float32)) is None
    found = sharpness(np.full((64, 64), 0.5, np.float32))
    assert found is not None and found.blur == 1


@given(st.integers(0, 3))
def test_turned_by_quarters_it_is_as_sharp(quarters: int) -> None:
    picture = close_up(Scene())
    plain, turned = sharpness(picture), sharpness(np.rot90(picture, quarters))
    assert plain is not None and turned is not None
    assert turned.blur == pytest.approx(plain.blur, abs=0.02)
