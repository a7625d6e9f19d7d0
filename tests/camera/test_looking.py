"""The thread that looks: each frame becomes a picture, some become a judgement, and nothing outlives the stop."""

from collections.abc import Callable, Iterator
from queue import Queue
from threading import enumerate as threads
from threading import get_ident
from weakref import ref

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.camera.calibration import Calibration
from companion.camera.judgement import State, Verdict
from companion.camera.looking import LOOKS_A_SECOND, LOOKS_WITHOUT_FACE, Looker, Pace, Seen, View, fitted
from companion.camera.pixels import BrokenFrame, Image
from tests.camera.sitting import SITTING, Finding, reading, room

_LONG = 10.0


class Table:
    """A looker with everything it tells, and a clock that is put forward by hand."""

    def __init__(self, finder: Finding) -> None:
        self.finder, self.now, self.made = finder, 100.0, list[int]()
        self.pictures, self.seen, self.failures = Queue[Image](), Queue[Seen](), Queue[BaseException]()
        told = self.pictures.put, self.seen.put, self.failures.put
        self.looker = Looker(self._make, *told, clock=lambda: self.now)

    def give(self, picture: Image, after: float = 0.0) -> Image:
        """Give a frame that comes so much later; the picture that was made of it."""

        def read() -> Image:
            self.now += after
            return picture

        self.looker.give(read)
        return self.pictures.get(timeout=_LONG)

    def look(self, seconds: float, rate: int = 30) -> int:
        """How often it looked for faces while frames came for so long."""
        before = len(self.finder.shown)
        for _ in range(int(seconds * rate)):
            self.give(room(), 1 / rate)
        self.give(room())  # by now the look at the frame before is over
        return len(self.finder.shown) - before

    def _make(self) -> Finding:
        self.made.append(get_ident())
        return self.finder


@pytest.fixture
def table() -> Iterator[Table]:
    """One where somebody sits."""
    yield from tabled(SITTING)


@pytest.fixture
def empty_table() -> Iterator[Table]:
    """One where nobody sits."""
    yield from tabled()


def tabled(*faces: object) -> Iterator[Table]:
    made = Table(Finding(*faces))  # type: ignore[arg-type]
    made.looker.start()
    yield made
    made.finder.go_on.set()
    made.looker.stop()
    assert "camera looker" not in [thread.name for thread in threads()]


def raising(failure: BaseException) -> Callable[[], Image]:
    def read() -> Image:
        raise failure

    return read


@pytest.mark.parametrize("rate", [2, 5, 10, 15, 24, 25, 29.97, 30, 60])
@pytest.mark.parametrize(("found", "looks"), [(True, LOOKS_A_SECOND), (False, LOOKS_WITHOUT_FACE)])
def test_it_looks_eight_times_a_second_at_a_face_and_twice_without_one(rate: float, found: bool, looks: int) -> None:
    pace, times = Pace(), 0
    for frame in range(int(rate * 60)):
        if pace.is_due(at := 1000 + frame / rate):
            times += 1
            pace.looked(at, found=found)
    assert abs(times / 60 - min(looks, rate)) < 0.05


@given(st.lists(st.tuples(st.floats(0.001, 3), st.booleans()), min_size=1, max_size=60))
def test_however_frames_come_it_never_looks_more_often_than_that(steps: list[tuple[float, bool]]) -> None:
    pace, now, looks = Pace(), 1000.0, list[float]()
    for step, found in steps:
        now += step
        if pace.is_due(now):
            looks.append(now)
            pace.looked(now, found=found)
        else:
            assert now - looks[-1] < 1 / LOOKS_WITHOUT_FACE
    for first in range(len(looks)):
        assert all(later - looks[first] >= (count - 1) / LOOKS_A_SECOND for count, later in enumerate(looks[first:]))


@pytest.mark.parametrize(("name", "looks"), [("table", 4 * LOOKS_A_SECOND), ("empty_table", 4 * LOOKS_WITHOUT_FACE)])
def test_frames_are_looked_at_in_that_pace(name: str, looks: int, request: pytest.FixtureRequest) -> None:
    assert abs(request.getfixturevalue(name).look(4) - looks) <= 1


def test_each_frame_becomes_a_picture_and_the_first_a_judgement(table: Table) -> None:
    picture = table.give(room())
    assert picture.shape == (360, 640, 4)
    seen = table.seen.get(timeout=_LONG)
    assert seen.checked.faces == (SITTING,)
    assert seen.checked.judgement.state in (State.GOOD, State.ADJUST)
    assert seen.shown.since == table.now


def test_people_see_themselves_mirrored_and_the_detector_does_not(table: Table) -> None:
    shown = table.give(room())
    table.seen.get(timeout=_LONG)
    (looked_at,) = table.finder.shown
    assert np.array_equal(looked_at, room())
    assert np.array_equal(shown[..., :3], room()[:, ::-1])
    table.looker.set_view(View(640, 360, mirrored=False))
    assert np.array_equal(table.give(room())[..., :3], room())


def test_frames_are_looked_at_quickly_and_in_a_thread_of_their_own(table: Table) -> None:
    table.give(room())
    table.seen.get(timeout=_LONG)
    assert table.finder.careful == {False}
    assert table.finder.threads == set(table.made) and get_ident() not in table.finder.threads
    table.look(1)
    assert len(table.made) == 1


def test_the_detector_is_loaded_with_the_first_frame_and_not_before(table: Table) -> None:
    table.looker.give(raising(BrokenFrame("short")))
    assert table.made == []
    table.give(room())
    table.seen.get(timeout=_LONG)
    assert len(table.made) == 1


def test_pictures_fit_the_view_of_the_moment(table: Table) -> None:
    table.looker.set_view(View(320, 400))
    assert table.give(room()).shape == (180, 320, 4)


def test_a_calibration_lets_the_height_of_the_camera_be_judged(table: Table) -> None:
    """G10: without it only the person can tell."""
    table.give(room())
    assert table.seen.get(timeout=_LONG).checked.judgement.aspects["eye_level"].verdict == Verdict.ASK
    table.looker.set_calibration(Calibration(0.58))
    table.give(room(), 1)
    seen = table.seen.get(timeout=_LONG).checked
    assert seen.measures is not None and seen.measures.calibrated
    assert seen.judgement.aspects["eye_level"].verdict != Verdict.ASK


def test_a_broken_frame_is_passed_over(table: Table) -> None:
    for _ in range(3):
        table.looker.give(raising(BrokenFrame("short")))
    assert table.give(room()).shape == (360, 640, 4)
    assert table.failures.empty()


def test_late_frames_are_dropped_while_it_looks(table: Table) -> None:
    table.finder.go_on.clear()
    table.give(room())
    assert table.finder.began.wait(_LONG)
    for brightness in range(10):
        table.looker.give(reading(np.full((36, 64, 3), brightness, np.uint8)))
    table.finder.go_on.set()
    assert table.pictures.get(timeout=_LONG)[0, 0, 0] == 9
    assert table.pictures.empty()


@pytest.mark.parametrize("where", ["frame", "finder"])
def test_what_goes_wrong_is_told_once_and_it_can_be_started_again(table: Table, where: str) -> None:
    failure = ZeroDivisionError("for good")
    if where == "frame":
        table.looker.give(raising(failure))
    else:
        table.finder.failure = failure
        table.give(room())
    assert table.failures.get(timeout=_LONG) is failure
    table.looker.give(reading(room()))
    table.looker.stop()
    assert table.failures.empty()
    table.finder.failure = None
    table.looker.start()
    assert table.give(room()).shape == (360, 640, 4)


def test_after_the_stop_nothing_comes_and_no_frame_is_kept(table: Table) -> None:
    table.give(room())
    table.looker.stop()
    assert kept_by(table.looker) is None
    assert table.pictures.empty()


def test_a_look_that_takes_longer_than_the_stop_waits_is_told_to_nobody(table: Table) -> None:
    table.finder.go_on.clear()
    table.give(room())
    assert table.finder.began.wait(_LONG)
    (thread,) = [thread for thread in threads() if thread.name == "camera looker"]
    table.looker.stop(wait=0.01)
    assert thread.is_alive()
    table.finder.go_on.set()
    thread.join(_LONG)
    assert table.seen.empty() and table.failures.empty()


def test_a_frame_is_let_go_once_it_was_read(table: Table) -> None:
    """It would keep the device open."""
    frame = reading(room())
    kept = ref(frame)
    table.finder.go_on.clear()
    table.looker.give(frame)
    del frame
    assert table.finder.began.wait(_LONG)
    assert kept() is None


def test_before_the_start_no_frame_is_kept() -> None:
    looker = Table(Finding()).looker
    assert kept_by(looker) is None


def kept_by(looker: Looker) -> Callable[[], Image] | None:
    """The frame it is given, if it keeps it."""
    frame = reading(room())
    kept = ref(frame)
    looker.give(frame)
    del frame
    return kept()


@given(st.integers(1, 900), st.integers(1, 900), st.integers(2, 200), st.integers(2, 200), st.booleans())
def test_a_picture_fills_its_place_as_far_as_its_shape_allows(
    width: int, height: int, room_width: int, room_height: int, mirrored: bool
) -> None:
    view = View(width, height, mirrored)
    found = fitted(np.zeros((room_height, room_width, 3), np.uint8), view)
    assert found.dtype == np.uint8 and found.flags.c_contiguous
    tall, wide = found.shape[:2]
    assert wide <= width and tall <= height
    assert wide == width or tall == height
    assert abs(wide - tall * room_width / room_height) <= max(1, room_width / room_height)


@given(st.integers(20, 300), st.integers(20, 300))
def test_mirrored_is_the_exact_mirror(width: int, height: int) -> None:
    image = np.random.default_rng(1).integers(0, 256, (37, 64, 3), dtype=np.uint8)
    plain, mirrored = (fitted(image, View(width, height, each)) for each in (False, True))
    assert np.array_equal(plain[:, ::-1], mirrored)
    assert (plain[..., 3] == 255).all()
