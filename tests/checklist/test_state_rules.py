"""What holds for the state of every line, whatever was said and seen, and whenever it is asked."""

from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from companion.checklist.plan import PlannedItem
from companion.checklist.state import Mark, Seen, Tick, resolve
from companion.guide.policy import Policy
from companion.readings import Board, Reading, State
from companion.words import sentence
from tests.checklist.making import LONDON, MINUTE, NOW, SUBJECT, one_item, planned, reading, ticks

REASON = Policy(webcams=False, partner="Eastbrook College").camera_reason()
lines = st.builds(PlannedItem, one_item, st.just("A title"), st.sampled_from([None, None, None, REASON]))
ages = st.integers(0, 40).map(lambda minutes: minutes * MINUTE)
readings = st.builds(
    lambda state, age, minutes, danger: reading(
        state, NOW - age, good_for=minutes * MINUTE, danger=danger and state == State.NOT_RIGHT
    ),
    st.sampled_from(State),
    ages,
    st.integers(1, 60),
    st.booleans(),
)
said = st.none() | ticks


@st.composite
def sights(draw: st.DrawFn, *, dangers: bool = True) -> Seen:
    """What a board holds after some readings, oldest first; sometimes nobody looks any more."""
    board = Board()
    for each in sorted(draw(st.lists(readings, max_size=5)), key=lambda one: one.seen_at):
        board.post(each if dangers else replace(each, danger=False))
    looking = draw(st.booleans())
    return Seen(board.latest(SUBJECT) if looking else None, board.decisive(SUBJECT))


@given(lines, said, sights())
def test_every_state_can_be_said_and_only_ticks_are_done(line: PlannedItem, tick: Tick | None, seen: Seen) -> None:
    found = resolve(line, tick, seen, NOW, LONDON)
    assert sentence(found.evidence)
    assert found.done is (found.mark in (Mark.BY_PERSON, Mark.BY_COMPUTER))
    assert (found.at is not None) is found.done
    assert (found.mark == Mark.OFF) is (line.off is not None)


@given(lines, said, sights(), st.sampled_from([State.CANNOT_TELL, State.LOOKING]))
def test_what_cannot_tell_never_ticks_and_never_unticks(
    line: PlannedItem, tick: Tick | None, seen: Seen, unsure: State
) -> None:
    """G08, G09."""
    before = resolve(line, tick, seen, NOW, LONDON)
    after = resolve(line, tick, Seen(reading(unsure), seen.decisive), NOW, LONDON)
    assert (after.done, after.danger) == (before.done, before.danger)
    assert not before.done or after.mark == before.mark


@given(lines, said, st.none() | readings, ages)
def test_a_danger_beats_everything_a_person_says(
    line: PlannedItem, tick: Tick | None, latest: Reading | None, age: timedelta
) -> None:
    danger = reading(State.NOT_RIGHT, NOW - age, danger=True)
    found = resolve(line, tick, Seen(latest, danger), NOW, LONDON)
    assert found.danger is (line.off is None and danger.is_fresh(NOW))
    assert not (found.danger and found.done)


@given(lines, ticks, sights(dangers=False), sights(dangers=False))
def test_but_for_dangers_a_persons_word_stands_whatever_is_seen(
    line: PlannedItem, tick: Tick, seen: Seen, other: Seen
) -> None:
    found = resolve(line, tick, seen, NOW, LONDON)
    assert found == resolve(line, tick, other, NOW, LONDON)
    assert tick.ticked or not found.done


@given(lines, sights())
def test_the_computer_ticks_only_what_it_may_and_what_it_saw_in_time(line: PlannedItem, seen: Seen) -> None:
    found = resolve(line, None, seen, NOW, LONDON)
    good = seen.decisive is not None and seen.decisive.state == State.GOOD and seen.decisive.is_fresh(NOW)
    assert found.done is (good and line.item.reading_ticks and line.off is None)


@given(lines, said, sights(), st.floats(0, 1, exclude_max=True), st.integers(1, 4000))
@example(planned(), Tick(True, NOW), Seen(), 0.999999, 1)
@example(planned(), Tick(False, datetime(2027, 1, 1, tzinfo=NOW.tzinfo)), Seen(), 0.9999999999999998, 1)
@example(planned(renew_months=12), Tick(True, datetime(2026, 1, 1, tzinfo=NOW.tzinfo)), Seen(), 0.999999, 1)
def test_nothing_changes_by_time_alone_before_it_says_so(
    line: PlannedItem, tick: Tick | None, seen: Seen, part: float, days: int
) -> None:
    """The page sets one timer for the earliest of these: what it shows is never out of date."""
    found = resolve(line, tick, seen, NOW, LONDON)
    assert found.until is None or found.until >= NOW
    later = NOW + timedelta(days=days)
    if found.until is not None:  # a part just below one is rounded up to the very moment
        last = max(NOW, found.until - timedelta(microseconds=1))
        later = min(NOW + (found.until - NOW) * part, last)
    assert resolve(line, tick, seen, later, LONDON) == found


@given(st.integers(0, 30), st.booleans())
def test_what_was_seen_counts_until_its_time_is_up_and_then_asks_again(minutes: int, looking: bool) -> None:
    good = reading(good_for=15 * MINUTE)
    seen = Seen(good if looking else None, good)
    assert resolve(planned(), None, seen, NOW + minutes * MINUTE, LONDON).done is (minutes <= 15)
