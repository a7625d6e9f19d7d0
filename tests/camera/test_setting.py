"""Setting the eye level: the looks that count, what is kept of them and for which camera."""

from typing import Any

import pytest

from companion.camera.calibration import Calibration
from companion.camera.setting import EyeLevels

MINE = 0.55


class Shelf:
    """What is kept."""

    def __init__(self, kept: Any = None) -> None:
        self.kept = kept
        self.levels = EyeLevels(lambda: self.kept, self.keep)

    def keep(self, levels: dict[str, float]) -> None:
        self.kept = levels

    def look(self, *ratios: float | None, camera: str = "a") -> list[bool | None]:
        return [self.levels.see(camera, ratio) for ratio in ratios]


def test_looking_into_the_camera_for_a_moment_sets_it() -> None:
    """G10."""
    shelf = Shelf({"b": 0.6})
    shelf.levels.begin()
    answers = shelf.look(*[MINE] * 20)
    assert answers == [None] * 19 + [True]
    assert shelf.kept == {"a": MINE, "b": 0.6}
    assert (shelf.levels.of("a"), shelf.levels.of("c")) == (Calibration(MINE), None)
    assert not shelf.levels.is_setting


def test_who_has_pressed_the_button_looks_up_first() -> None:
    shelf = Shelf()
    shelf.levels.begin()
    assert shelf.look(*[0.74] * 8, *[MINE] * 12)[-1] is True
    assert shelf.kept == {"a": MINE}


@pytest.mark.parametrize("ratios", [[None] * 20, [0.45, 0.70] * 10, [0.9] * 20])
def test_nobody_there_or_nobody_steady_keeps_what_there_was(ratios: list[float | None]) -> None:
    shelf = Shelf({"a": 0.6})
    shelf.levels.begin()
    assert shelf.look(*ratios)[-1] is False
    assert shelf.kept == {"a": 0.6}
    shelf.levels.begin()
    assert shelf.look(*[MINE] * 20)[-1] is True


def test_nothing_is_set_that_nobody_asked_for_or_that_was_broken_off() -> None:
    shelf = Shelf()
    assert set(shelf.look(*[MINE] * 40)) == {None}
    shelf.levels.begin()
    shelf.look(*[MINE] * 10)
    shelf.levels.cancel()
    assert set(shelf.look(*[MINE] * 40)) == {None}
    assert shelf.kept is None


@pytest.mark.parametrize("damaged", [None, 3, "a", ["a"], {"a": "0.5"}, {"a": None}, {"a": 7}, {"a": -1.0}])
def test_what_is_damaged_counts_as_not_set(damaged: Any) -> None:
    assert Shelf(damaged).levels.of("a") is None
