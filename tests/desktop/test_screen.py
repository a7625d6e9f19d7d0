"""Whether a screen is big enough for a call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop.screen import NEEDED_HEIGHT, NEEDED_WIDTH, judge
from companion.readings import State
from tests.desktop.making import said

BIG, TALL = (1920, 1040), (800, 4000)
LEAST = (NEEDED_WIDTH, NEEDED_HEIGHT)
sides = st.integers(-10, 4000)
screens = st.lists(st.tuples(sides, sides), max_size=4)


@pytest.mark.parametrize(
    ("sizes", "state", "words"),
    [
        ([], "cannot-tell", "We cannot see how big your screen is"),
        ([(0, 0)], "cannot-tell", "We cannot see how big your screen is"),
        ([(-5, -5)], "cannot-tell", "We cannot see how big your screen is"),
        ([BIG], "good", "Big enough: 1920 × 1040"),
        ([LEAST], "good", "Big enough: 960 × 540"),
        ([(959, 2000)], "not-right", "Small screen: 959 × 2000. Make the call full screen."),
        ([(2000, 539)], "not-right", "Small screen: 2000 × 539. Make the call full screen."),
        ([(640, 480), (0, 0), (800, 480)], "not-right", "Small screen: 800 × 480. Make the call full screen."),
        ([(1280, 680), BIG], "good", "Big enough: 1920 × 1040"),
        ([TALL, LEAST], "good", "Big enough: 960 × 540"),
    ],
)
def test_the_largest_screen_is_judged(sizes: list[tuple[int, int]], state: str, words: str) -> None:
    """G08."""
    assert said(judge(sizes)) == (state, words)


@pytest.mark.parametrize(("scale", "state"), [(1.0, State.GOOD), (1.25, State.GOOD), (1.5, State.NOT_RIGHT)])
def test_a_small_laptop_with_larger_letters(scale: float, state: State) -> None:
    """G08: 1366 × 768 with a bar of 40 at the bottom."""
    assert judge([(int(1366 / scale), int(768 / scale) - 40)]).state is state


@given(screens, screens)
def test_another_screen_never_makes_it_worse(some: list[tuple[int, int]], more: list[tuple[int, int]]) -> None:
    order = [State.CANNOT_TELL, State.NOT_RIGHT, State.GOOD]
    assert order.index(judge([*some, *more]).state) >= order.index(judge(some).state)
    assert judge([*some, *more]).state == judge([*more, *some]).state
