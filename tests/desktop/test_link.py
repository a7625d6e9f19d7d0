"""How this computer is connected, and who may have to pay for it."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop.link import SUBJECT, Link, Medium, judge
from companion.guide.items import all_items
from companion.readings import State
from tests.desktop.making import said

CELLULAR, CABLE, WIFI = Medium.CELLULAR, Medium.CABLE, Medium.WIFI
links = st.builds(
    Link, st.sampled_from([None, True, False]), st.sampled_from(Medium), st.sampled_from([None, True, False])
)


@given(links, st.sampled_from([None, True, False]))
def test_no_link_ever_looks_free(link: Link, mobile: bool | None) -> None:
    """G09: Wi-Fi may be somebody's phone; so a link is seen to cost, or a person is asked."""
    assert judge(link, mobile).state in (State.NOT_RIGHT, State.CANNOT_TELL)


def test_what_is_seen_of_the_link_informs_and_never_ticks() -> None:
    """G09."""
    lines = [item for item in all_items() if item.subject == SUBJECT]
    assert lines
    assert not any(item.reading_ticks for item in lines)


@pytest.mark.parametrize(
    ("link", "mobile", "state", "words"),
    [
        (Link(), None, "cannot-tell", "We cannot see how you are connected"),
        (Link(True, WIFI, False), None, "cannot-tell", "Wi-Fi. It may be a phone's hotspot: is it?"),
        (Link(True, CABLE, False), None, "cannot-tell", "Cable. A phone can be at the other end: is it?"),
        (Link(None, Medium.BLUETOOTH), None, "cannot-tell", "Bluetooth. That is mostly a phone's data: is it?"),
        (Link(True, CELLULAR), None, "not-right", "This computer uses mobile data"),
        (Link(True, WIFI, True), None, "not-right", "This connection is set as one that costs by use"),
        (Link(False, WIFI), None, "not-right", "No connection. Join the Wi-Fi or plug in the cable."),
        (Link(True, WIFI, True), True, "not-right", "Mobile data, as you told us"),
        (Link(), True, "not-right", "Mobile data, as you told us"),
        (Link(False), True, "not-right", "No connection. Join the Wi-Fi or plug in the cable."),
    ],
)
def test_what_a_link_means(link: Link, mobile: bool | None, state: str, words: str) -> None:
    """G09."""
    assert said(judge(link, mobile)) == (state, words)


@given(links)
def test_a_no_by_hand_silences_nothing_that_is_seen(link: Link) -> None:
    """G09."""
    assert judge(link, False) == judge(link, None)


def test_the_switch_for_mobile_data_holds_whatever_the_system_says() -> None:
    """G09: a "yes" by hand beats every guess, as systems that cannot tell say "not metered"."""
    for medium, metered in product(Medium, (None, False, True)):
        assert judge(Link(True, medium, metered), True).state is State.NOT_RIGHT
