"""Whether the battery lasts for the call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop.power import Power, judge
from companion.readings import State
from companion.words import sentence
from tests.desktop.making import said

percents = st.floats(0, 100)
calls = st.integers(5, 480)


def battery(percent: float | None, minutes: float | None = None, *, plugged: bool | None = False) -> Power:
    return Power(True, plugged, percent, minutes)


@pytest.mark.parametrize(
    ("power", "call", "state", "words"),
    [
        (Power(False), 60, "good", "This computer has no battery"),
        (battery(3, 5, plugged=True), 60, "good", "Plugged in"),
        (battery(None, plugged=True), 60, "good", "Plugged in"),
        (Power(), 60, "cannot-tell", "We cannot see how full your battery is"),
        (battery(None), 60, "cannot-tell", "We cannot see how full your battery is"),
        (battery(None, 600), 60, "cannot-tell", "We cannot see how full your battery is"),
        (Power(None, False, 80), 60, "cannot-tell", "We cannot see how full your battery is"),
        (battery(80, plugged=None), 60, "good", "80 % left, enough for this call"),
        (battery(12), 60, "not-right", "12 % left. Plug in the charger."),
        (battery(0), 60, "not-right", "0 % left. Plug in the charger."),
    ],
)
def test_what_feeds_the_computer(power: Power, call: int, state: str, words: str) -> None:
    """G08."""
    assert said(judge(power, call)) == (state, words)


@pytest.mark.parametrize(
    ("power", "call", "state"),
    [
        pytest.param(battery(67), 60, State.GOOD, id="a full one lasts three light hours, half of that in a call"),
        pytest.param(battery(66), 60, State.NOT_RIGHT, id="a little too empty"),
        pytest.param(battery(66), 59, State.GOOD, id="yet enough for a shorter call"),
        pytest.param(battery(20, 120), 60, State.GOOD, id="the system's own estimate counts more than the level"),
        pytest.param(battery(99, 119), 60, State.NOT_RIGHT, id="also when it is worse"),
        pytest.param(battery(99, 0), 5, State.NOT_RIGHT, id="no minute left"),
    ],
)
def test_a_call_takes_twice_as_much_as_light_use(power: Power, call: int, state: State) -> None:
    """G08."""
    assert judge(power, call).state is state


@given(percents, percents, calls)
def test_a_fuller_battery_is_never_judged_worse(one: float, other: float, call: int) -> None:
    less, more = sorted((one, other))
    assert judge(battery(more), call).state is State.GOOD or judge(battery(less), call).state is State.NOT_RIGHT


@given(percents, st.none() | st.floats(0, 600), calls, calls)
def test_a_longer_call_is_never_judged_better(percent: float, minutes: float | None, one: int, other: int) -> None:
    short, long = sorted((one, other))
    power = battery(percent, minutes)
    assert judge(power, short).state is State.GOOD or judge(power, long).state is State.NOT_RIGHT


@given(st.floats(), st.none() | st.floats(0))
def test_whatever_a_driver_says_people_read_a_share_of_a_hundred(percent: float, minutes: float | None) -> None:
    shown = sentence(judge(battery(percent, minutes), 60).message).split(" %")[0]
    assert 0 <= int(shown) <= 100
