"""From a face to its measures: right for a head of known shape before a camera of known height, whatever the frame."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera.calibration import ENOUGH, Calibration, calibrate
from companion.camera.face import Box, Face, Landmarks
from companion.camera.geometry import face_axes
from companion.camera.measures import Measures, measure
from tests.camera.heads import Head

SIZES = st.sampled_from([(640, 360), (1280, 720), (640, 480), (360, 640), (101, 333)])
HEADS = st.builds(
    Head,
    below=st.floats(-0.1, 0.1),
    aside=st.floats(-0.1, 0.1),
    away=st.floats(0.3, 1.5),
    camera_up=st.floats(-10, 10),
    looks_down=st.floats(-15, 15),
    turned=st.floats(-40, 40),
)
LEVEL = Head()
OWN = Calibration(measure(LEVEL.face(), 640, 360).pitch_ratio or 0)


def measured(head: Head, calibration: Calibration | None = OWN) -> Measures:
    return measure(head.face(), 640, 360, calibration)


def mirrored(face: Face) -> Face:
    box, (left, right, nose, mouth, other) = face.box, ((1 - x, y) for x, y in face.landmarks)
    return Face(box._replace(x=1 - box.x - box.w), Landmarks(right, left, nose, other, mouth), face.score)


def rolled(face: Face, degrees: float, width: int, height: int) -> Face:
    """The points turned clockwise about the middle of the frame; the box stays."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    points = [((x - 0.5) * width, (y - 0.5) * height) for x, y in face.landmarks]
    turned = [(0.5 + (x * cos - y * sin) / width, 0.5 + (x * sin + y * cos) / height) for x, y in points]
    return face._replace(landmarks=Landmarks(*turned))


def close(one: float | None, other: float | None) -> bool:
    return one == other if one is None or other is None else math.isclose(one, other, abs_tol=1e-6)


@given(HEADS, SIZES)
def test_a_mirror_changes_left_and_right_and_nothing_else(head: Head, size: tuple[int, int]) -> None:
    plain, seen = measure(head.face(*size), *size), measure(mirrored(head.face(*size)), *size)
    for name in ("face_height", "eye_line", "headroom", "pitch_ratio", "pitch_deg"):
        assert close(getattr(plain, name), getattr(seen, name)), name
    for name in ("offset_x", "roll_deg", "yaw"):
        assert close(getattr(plain, name), -getattr(seen, name)), name


@given(HEADS, SIZES, st.integers(2, 9))
def test_more_pixels_of_the_same_change_nothing(head: Head, size: tuple[int, int], times: int) -> None:
    face, (width, height) = head.face(*size), size
    few, many = measure(face, width, height), measure(face, width * times, height * times)
    assert all(close(one, other) for one, other in zip(few, many, strict=True))


@given(HEADS, st.floats(-30, 30), SIZES)
def test_a_lean_is_the_roll_and_leaves_pitch_and_yaw_alone(head: Head, degrees: float, size: tuple[int, int]) -> None:
    face = head.face(*size)
    plain, leaning = measure(face, *size), measure(rolled(face, degrees, *size), *size)
    assert leaning.roll_deg == pytest.approx(plain.roll_deg + degrees, abs=1e-6)
    assert leaning.yaw == pytest.approx(plain.yaw, abs=1e-6)
    assert close(leaning.pitch_ratio, plain.pitch_ratio)


@given(HEADS)
def test_every_frame_gives_the_same_heights(head: Head) -> None:
    """A phone held upright sees the same head: heights are parts of the frame's height."""
    wide, upright = (measure(head.face(*size), *size) for size in ((640, 360), (360, 640)))
    for name in ("face_height", "eye_line", "headroom", "roll_deg", "pitch_ratio", "yaw"):
        assert close(getattr(wide, name), getattr(upright, name)), name


def test_a_head_at_an_arms_length_measures_what_it_is() -> None:
    found = measured(LEVEL, None)
    assert found.face_height == pytest.approx(1.1 * 0.176 / 0.55, rel=0.05)
    assert (found.eye_line, found.offset_x, found.roll_deg) == pytest.approx((0.5, 0, 0), abs=1e-9)
    assert 0.05 < found.headroom < 0.5
    assert not found.calibrated and measured(LEVEL).calibrated


@pytest.mark.parametrize("away", [0.4, 0.8, 1.5])
def test_twice_as_far_is_half_as_large(away: float) -> None:
    near, far = measured(Head(away=away)), measured(Head(away=2 * away))
    assert near.face_height / far.face_height == pytest.approx(2, rel=0.05)


def test_a_face_whose_box_is_cut_keeps_its_height() -> None:
    whole = LEVEL.face()
    cut = whole._replace(box=whole.box._replace(h=whole.box.h / 2))
    assert measure(cut, 640, 360).face_height == pytest.approx(measure(whole, 640, 360).face_height, rel=0.15)


@given(st.floats(8, 25), st.sampled_from([-1, 1]))
def test_pitch_tells_up_from_down_about_right(degrees: float, way: int) -> None:
    """Positive: the face looks below the camera's line of sight."""
    found = measured(Head(looks_down=way * degrees)).pitch_deg
    assert found is not None and found * way == pytest.approx(degrees, rel=0.35)


@given(st.floats(0.08, 0.25), st.floats(-20, 20))
def test_a_low_camera_sees_a_face_that_looks_up_however_it_is_tilted(below: float, camera_up: float) -> None:
    found = measured(Head(below=below, camera_up=camera_up)).pitch_deg
    assert found is not None and found < -6


def test_of_a_head_turned_far_no_pitch_is_told() -> None:
    for turned in (-40, 40):
        found = measured(Head(turned=turned))
        assert (found.pitch_deg, found.pitch_ratio) == (None, None) and abs(found.yaw) > 0.25
    assert measured(Head(turned=15)).pitch_deg is not None


@pytest.mark.parametrize(
    "points",
    [
        [(0.5, 0.5)] * 5,
        [(0.4, 0.4), (0.6, 0.4), (0.5, 0.4), (0.4, 0.4), (0.6, 0.4)],
        [(0.4, 0.6), (0.6, 0.6), (0.5, 0.5), (0.4, 0.4), (0.6, 0.4)],
    ],
    ids=["one spot", "flat", "upside down"],
)
def test_points_that_make_no_face_give_what_the_box_gives(points: list[tuple[float, float]]) -> None:
    face = Face(Box(0.3, 0.3, 0.2, 0.46), Landmarks(*points), 0.9)
    found = measure(face, 640, 360)
    assert face_axes(face.landmarks, 640, 360) is None
    assert (found.face_height, found.roll_deg, found.yaw) == pytest.approx((0.4, 0, 0))
    assert found.pitch_deg is None


RATIOS = st.lists(st.floats(0.5, 0.55) | st.none(), min_size=ENOUGH, max_size=30)


@given(RATIOS)
def test_faces_that_agree_give_a_zero_between_them(ratios: list[float | None]) -> None:
    known = [ratio for ratio in ratios if ratio is not None]
    found = calibrate(ratios)
    if len(known) < ENOUGH:
        assert found is None
    else:
        assert found is not None and min(known) <= found.r0 <= max(known)


def test_a_single_look_away_does_not_move_the_zero() -> None:
    assert calibrate([0.60, 0.60, 0.61, 0.61, 0.61, 0.72]) == Calibration(0.61)


@pytest.mark.parametrize(
    "ratios",
    [[], [0.6] * 4, [None] * 9, [0.6] * 4 + [None] * 9, [0.4] * 9, [0.8] * 9, [0.45, 0.72] * 5],
    ids=["none", "few", "turned away", "few told", "looking far up", "looking far down", "restless"],
)
def test_what_cannot_be_a_look_at_the_camera_is_not_taken_for_one(ratios: list[float | None]) -> None:
    assert calibrate(ratios) is None


@given(st.floats(-6, 6))
def test_looking_at_the_camera_is_no_pitch_once_calibrated(looks_down: float) -> None:
    """However this person's face is made: a nose that sits low must not read as looking down."""
    head = Head(looks_down=looks_down)
    own = calibrate([measured(head, None).pitch_ratio] * ENOUGH)
    assert own is not None
    assert measured(head, own).pitch_deg == pytest.approx(0, abs=1e-6)
