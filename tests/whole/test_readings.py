"""What a part of the app has seen, and the board that keeps it."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.readings import Board, Reading, State
from companion.words import Message

NOW = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)
CAMERA, LINK, MEETING = "camera.present", "link.cost", "m:2026-11-24T14:00"
TELLING = (State.GOOD, State.NOT_RIGHT)


def seen(
    state: State = State.GOOD, minutes: int = 0, subject: str = CAMERA, session: str = "", words: str = "checklist.hint"
) -> Reading:
    """Something seen so many minutes after NOW."""
    return Reading(subject, state, Message(words), NOW + minutes * MINUTE, session=session)


some = st.builds(
    seen,
    st.sampled_from(State),
    st.integers(0, 5),
    st.sampled_from([CAMERA, LINK]),
    st.sampled_from(["", MEETING, "other"]),
)


def board(*readings: Reading) -> Board:
    made = Board()
    for reading in readings:
        made.post(reading)
    return made


@pytest.mark.parametrize(
    ("later", "fresh"),
    [
        (timedelta(0), True),
        (15 * MINUTE, True),
        (15 * MINUTE + SECOND, False),
        (-MINUTE, True),
        (-MINUTE - SECOND, False),
    ],
)
def test_a_reading_is_believed_for_a_while(later: timedelta, fresh: bool) -> None:
    """One from the future comes from a clock that was set back: a little is no matter."""
    assert seen().is_fresh(NOW + later) is fresh


def test_a_reading_may_say_itself_how_long() -> None:
    short = Reading(CAMERA, State.GOOD, Message("checklist.hint"), NOW, good_for=MINUTE)
    assert short.is_fresh(NOW + MINUTE)
    assert not short.is_fresh(NOW + 2 * MINUTE)


def test_of_what_nobody_has_looked_at_nothing_is_known() -> None:
    assert board(seen(subject=LINK)).latest(CAMERA) is None
    assert board(seen(subject=LINK)).decisive(CAMERA) is None


@given(st.lists(some, max_size=20))
def test_looking_and_cannot_tell_never_take_a_tick(readings: list[Reading]) -> None:
    """G08, G09: what could tell stays, whatever comes after it that cannot."""
    undecided = [seen(state, 9) for state in (State.LOOKING, State.CANNOT_TELL)]
    told = board(*readings)
    before = told.decisive(CAMERA, MEETING)
    for reading in undecided:
        told.post(reading)
    assert told.decisive(CAMERA, MEETING) == before
    assert told.latest(CAMERA, MEETING) == undecided[-1]


def newest(readings: Sequence[Reading], session: str) -> Reading | None:
    """What the board promises, said once more: the last one posted of the session and of any, whichever is newer."""
    of_each = [[each for each in readings if (each.subject, each.session) == (CAMERA, name)] for name in (session, "")]
    return max((found[-1] for found in of_each if found), key=lambda each: each.seen_at, default=None)


@given(st.lists(some, max_size=20), st.sampled_from(["", MEETING]))
def test_the_newest_of_this_meeting_or_of_any_is_told(readings: list[Reading], session: str) -> None:
    told = board(*readings)
    assert told.latest(CAMERA, session) == newest(readings, session)
    assert told.decisive(CAMERA, session) == newest([each for each in readings if each.state in TELLING], session)


def test_another_meetings_readings_tell_nothing_of_this_one() -> None:
    told = board(seen(session="other"))
    assert told.latest(CAMERA, MEETING) is None
    assert told.decisive(CAMERA) is None


def test_of_two_at_one_moment_the_meetings_own_counts() -> None:
    own, general = seen(State.NOT_RIGHT, session=MEETING), seen(State.GOOD)
    assert board(own, general).latest(CAMERA, MEETING) == own
    assert board(own, general).decisive(CAMERA, MEETING) == own


@given(st.lists(some, max_size=10))
def test_every_listener_hears_every_reading_in_its_order(readings: list[Reading]) -> None:
    told, one, other = Board(), list[Reading](), list[Reading]()
    told.subscribe(one.append)
    told.subscribe(other.append)
    for reading in readings:
        told.post(reading)
    assert one == other == readings


def test_a_listener_finds_on_the_board_what_it_hears_of() -> None:
    told, found = Board(), list[Reading | None]()
    told.subscribe(lambda reading: found.append(told.latest(reading.subject)))
    told.post(seen())
    assert found == [seen()]


def test_who_has_heard_enough_hears_no_more_and_others_do() -> None:
    told, first, second = Board(), list[Reading](), list[Reading]()
    leave = told.subscribe(first.append)
    told.subscribe(second.append)
    leave()
    told.post(seen())
    assert (first, second) == ([], [seen()])


def test_one_may_leave_while_it_is_being_told() -> None:
    told, heard = Board(), list[str]()

    def once(reading: Reading) -> None:
        heard.append("once")
        leave()

    leave = told.subscribe(once)
    told.subscribe(lambda reading: heard.append("always"))
    told.post(seen())
    told.post(seen())
    assert heard == ["once", "always", "always"]
