"""Ready or not, and how that is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.checklist.plan import READY_PHASES, PlannedItem, plan
from companion.checklist.readiness import Row, readiness
from companion.checklist.state import ItemState, Mark
from companion.guide.items import Item, Phase, all_items
from companion.guide.policy import Policy
from companion.words import Message
from tests.checklist.making import Desk, planned, some_items

EVIDENCE = Message("checklist.hint", {"hint": "Only you can tell"})


def row(line: PlannedItem, *, done: bool = False) -> Row:
    if line.off is not None:
        return line, ItemState(Mark.OFF, line.off, done=False)
    return line, ItemState(Mark.BY_PERSON if done else Mark.TODO, EVIDENCE, done=done)


def rows(items: list[Item], done: set[str]) -> list[Row]:
    off = Policy(webcams=False)
    return [row(line, done=line.item.id in done) for line in plan(items, "mentor", off, "zoom")]


def left(*names: str) -> list[Row]:
    return [row(planned(name)) for name in names]


@pytest.mark.parametrize(
    ("names", "heading", "in_words", "first"),
    [
        ([], "You are ready. Go in when you like.", "", ""),
        (["room"], "One thing left, then you can join", "My room", "My room"),
        (["room", "light"], "Two things left before you join", "My room. My light", "My room. And one more"),
        (
            ["room", "light", "power"],
            "Three things left before you join",
            "My room. My light. And one more",
            "My room. And 2 more",
        ),
        (
            ["room", "light", "power", "sound", "cost"],
            "Five things left before you join",
            "My room. My light. And 3 more",
            "My room. And 4 more",
        ),
        ([f"line {n}" for n in range(12)], "12 things left before you join", "My line 0. My line 1. And 10 more", ""),
    ],
    ids=["ready", "one", "two", "three", "five", "twelve"],
)
def test_what_is_said(names: list[str], heading: str, in_words: str, first: str) -> None:
    found = readiness(left(*names))
    assert (found.heading, found.names) == (heading, in_words)
    assert found.first == (first or ("My line 0. And 11 more" if names else ""))


def test_what_is_missing_comes_in_the_order_of_the_phases() -> None:
    lines = [planned("c", Phase.BEFORE), planned("a", Phase.SETUP), planned("b", Phase.SCHEDULE), planned("d")]
    assert [each.item.id for each in readiness(map(row, lines)).missing] == ["a", "b", "c", "d"]


def test_one_hard_line_keeps_the_call_shut() -> None:
    """G01, G05, G06."""
    consent = planned("written-consent", Phase.SETUP, hard=True)
    shut = readiness([row(planned("room")), row(consent)])
    assert (shut.hard, shut.can_join_anyway, shut.ready) == ((consent,), False, False)
    passable = readiness([row(planned("room")), row(consent, done=True)])
    assert (passable.hard, passable.can_join_anyway) == ((), True)
    assert not readiness([row(consent, done=True)]).can_join_anyway


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("platform", ["zoom", "phone"])
def test_a_fresh_person_has_the_hard_lines_of_the_guide_before_them(role: str, platform: str) -> None:
    """G01, G05, G06."""
    found = readiness(map(row, plan(all_items(), role, Policy(), platform)))
    hard = {requirement for line in found.hard for requirement in line.item.requirements}
    assert hard == ({"G01", "G05", "G06"} if role == "mentor" else {"G01"})


@given(some_items, st.sets(st.text("abcdefgh", min_size=1, max_size=4)))
def test_ready_means_that_nothing_needed_is_open(items: list[Item], done: set[str]) -> None:
    listed = rows(items, done)
    found = readiness(listed)
    open_ones = [line for line, state in listed if line.needed and not state.done]
    assert set(found.missing) == set(open_ones)
    assert found.ready is (not open_ones)
    assert found.can_join_anyway is (bool(open_ones) and not any(line.item.hard for line in open_ones))
    assert all(line.off is None and line.item.phase in READY_PHASES for line in found.missing)
    assert found.heading


@given(some_items, st.data())
def test_ticking_more_never_makes_it_less_ready(items: list[Item], data: st.DataObject) -> None:
    ids = [made.id for made in items]
    some = data.draw(st.sets(st.sampled_from(ids))) if ids else set()
    more = some | (data.draw(st.sets(st.sampled_from(ids))) if ids else set())
    before, after = readiness(rows(items, some)), readiness(rows(items, more))
    assert set(after.missing) <= set(before.missing)
    assert set(after.hard) <= set(before.hard)
    assert after.ready or not before.ready


def test_what_is_missing_is_named_as_something_to_do() -> None:
    """ "The waiting room is on" under "To do first" would read as if it were."""
    desk = Desk()
    missing = desk.checklist.readiness().missing
    assert missing and all(line.todo for line in missing)
    assert desk.checklist.readiness().first.startswith(missing[0].todo)
    assert missing[0].title not in desk.checklist.readiness().names


@given(some_items)
def test_what_no_reason_can_pass_is_named_first_and_nothing_is_left_out(items: list[Item]) -> None:
    ready = readiness([row(line) for line in plan(items, "mentor", Policy(), "zoom")])
    hard = [line.item.hard for line in ready.hard_first]
    assert hard == sorted(hard, reverse=True)
    assert sorted(line.item.id for line in ready.hard_first) == sorted(line.item.id for line in ready.missing)
