"""What is seen goes to the board once, is renewed now and then, and is left as seen when nobody looks any more."""

from datetime import UTC, datetime, timedelta

import pytest

from companion.app.witness import Witness
from companion.readings import Board, Reading, State
from companion.words import Message

START = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
AWAY = Message("camera.not_looking")
Told = list[tuple[str, State, str]]


class Desk:
    """A board, a clock, a meeting."""

    def __init__(self) -> None:
        self.board, self.now, self.session = Board(), START, "m:1"
        self.told = list[Reading]()
        self.board.subscribe(self.told.append)
        self.witness = Witness(lambda: self.board, lambda: self.session, lambda: self.now)

    def see(self, state: State = State.GOOD, code: str = "camera.seen.distance", face: int = 34) -> None:
        self.witness.see("camera.distance", state, Message(code, {"face": face}))

    def states(self) -> list[State]:
        return [reading.state for reading in self.told]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_same_eight_times_a_second_is_told_once(desk: Desk) -> None:
    """G10: for the meeting of the moment, for a quarter of an hour."""
    for turn in range(80):
        desk.now = START + timedelta(seconds=turn / 8)
        desk.see(face=30 + turn % 5)
    (reading,) = desk.told
    assert (reading.session, reading.seen_at, reading.good_for) == ("m:1", START, timedelta(minutes=15))


def test_a_change_is_told_at_once_and_so_is_another_meeting(desk: Desk) -> None:
    desk.see()
    desk.see(State.NOT_RIGHT, "framing.too-far")
    desk.see(State.NOT_RIGHT, "framing.too-close")
    desk.session = "m:2"
    desk.see(State.NOT_RIGHT, "framing.too-close")
    assert desk.states() == [State.GOOD, *[State.NOT_RIGHT] * 3]
    assert desk.told[-1].session == "m:2"


def test_what_lasts_is_renewed_with_its_newest_evidence(desk: Desk) -> None:
    desk.see()
    desk.now += timedelta(seconds=31)
    desk.see(face=40)
    assert [reading.message.params["face"] for reading in desk.told] == [34, 40]
    desk.now -= timedelta(hours=1)  # the clock was set back
    desk.see()
    assert len(desk.told) == 3


def test_looking_away_leaves_the_tick_and_says_that_nobody_looks(desk: Desk) -> None:
    desk.see()
    desk.witness.look_away(AWAY)
    desk.witness.look_away(AWAY)
    assert desk.states() == [State.GOOD, State.CANNOT_TELL]
    decisive, latest = desk.board.decisive("camera.distance", "m:1"), desk.board.latest("camera.distance", "m:1")
    assert decisive is not None and decisive.state is State.GOOD
    assert latest is not None and latest.message == AWAY


@pytest.mark.parametrize("state", [State.NOT_RIGHT, State.CANNOT_TELL])
def test_looking_away_makes_nothing_better(desk: Desk, state: State) -> None:
    desk.see(state, "camera.seen.ask_distance")
    desk.witness.look_away(AWAY)
    assert desk.states() == [state]


def test_the_next_look_is_news_again(desk: Desk) -> None:
    desk.see()
    desk.witness.look_away(AWAY)
    desk.see()
    assert desk.states() == [State.GOOD, State.CANNOT_TELL, State.GOOD]
