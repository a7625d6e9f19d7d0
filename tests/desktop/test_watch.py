"""Looking at the computer from time to time, with a clock and tasks that go on when the test says so."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop.finding import Finding, cannot_tell, good, not_right
from companion.desktop.watch import Probe, Watchers
from companion.readings import Board, Reading, State
from companion.words import Message
from tests.desktop.making import ByHand

if TYPE_CHECKING:
    from companion.desktop.tasks import Tasks

POWER, LINK = "power.enough", "link.cost"
PLUGGED, LOW = good("desktop.power.plugged"), not_right("desktop.power.low", percent=9)
ASK = cannot_tell("desktop.link.wifi")
NOW = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


class Room:
    """Watchers over a power that the test sets, and what they post. ``looks`` are the times at which they looked."""

    def __init__(self, *more: Probe, seconds: float = 60.0, beside: bool = False) -> None:
        self.now, self.power, self.fails, self.allowed = NOW, PLUGGED, False, True
        self.looks: list[datetime] = []
        self.posts: list[Reading] = []
        self.board, self.tasks = Board(), ByHand()
        self.board.subscribe(self.posts.append)
        probe = Probe(POWER, self.look, seconds, beside, lambda: self.allowed)
        self.watchers = Watchers(self.board, cast("Tasks", self.tasks), [probe, *more], lambda: self.now)

    def look(self) -> Finding:
        self.looks.append(self.now)
        if self.fails:
            raise OSError
        return self.power

    def start(self) -> None:
        self.watchers.start()
        self.tasks.run()

    def tick(self, passed: timedelta | None = None) -> None:
        """The timer goes off."""
        ((_owner, seconds, function),) = self.tasks.timers
        self.now += timedelta(seconds=seconds) if passed is None else passed
        function()
        self.tasks.run()

    def ask(self) -> None:
        self.watchers.look_again(POWER)
        self.tasks.run()

    def posted(self) -> list[tuple[State, Message]]:
        """What was posted since the last time this was asked."""
        found = [(each.state, each.message) for each in self.posts]
        self.posts.clear()
        return found


@pytest.fixture
def room() -> Room:
    room = Room()
    room.start()
    room.posted()
    return room


@pytest.mark.parametrize("beside", [False, True])
def test_it_posts_what_it_finds_with_the_time(beside: bool) -> None:
    """G08."""
    room = Room(Probe(LINK, lambda: ASK), beside=beside)
    assert (room.looks, room.tasks.timers) == ([], [])
    room.start()
    expected = Reading(POWER, State.GOOD, Message("desktop.power.plugged"), NOW)
    assert (room.board.latest(POWER), room.board.latest(LINK)) == (
        expected,
        Reading(LINK, ASK.state, ASK.message, NOW),
    )


def test_what_changes_is_posted_with_the_next_look(room: Room) -> None:
    room.power = LOW
    room.tick()
    assert room.posted() == [LOW]


def test_words_that_change_are_news_too(room: Room) -> None:
    room.power = LOW
    room.tick()
    room.power = not_right("desktop.power.low", percent=8)
    room.tick()
    assert room.posted() == [LOW, room.power]


@pytest.mark.parametrize("seconds", [5.0, 60.0, 600.0])
@given(pace=st.floats(0.95, 1.05))
def test_a_quiet_hour_posts_seldom_yet_what_is_known_stays_fresh(seconds: float, pace: float) -> None:
    """Each post is work and something to keep; but a reading that is never renewed loses its tick.

    Qt's timers may be a twentieth early or late.
    """
    room = Room(Probe(LINK, lambda: ASK, 5.0), seconds=seconds)
    room.start()
    while room.now < NOW + 60 * MINUTE:
        room.tick(timedelta(seconds=5 * pace))
        reading = room.board.latest(POWER)
        assert reading is not None
        assert reading.is_fresh(room.now)
    assert len([post for post in room.posts if post.subject == POWER]) <= 7


def test_one_timer_serves_all_and_nobody_is_woken_oftener_than_asked() -> None:
    room = Room(Probe(LINK, lambda: ASK, 5.0), seconds=600.0)
    room.start()
    assert [seconds for _owner, seconds, _function in room.tasks.timers] == [5.0]


@given(st.integers(1, 40), st.lists(st.floats(-0.4, 0.4), min_size=100, max_size=100))
def test_each_is_looked_at_about_as_often_as_it_asks(times: int, early_or_late: list[float]) -> None:
    """Timers come a little early or late: that must neither leave out a look nor add one."""
    room = Room(Probe(LINK, lambda: ASK, 5.0), seconds=5.0 * times)
    room.start()
    for number, late in enumerate(early_or_late, 1):
        room.tick(NOW + timedelta(seconds=5.0 * number + late) - room.now)
    assert len(room.looks) == 1 + 100 // times


def test_a_clock_that_is_set_back_stops_nothing(room: Room) -> None:
    room.tick(-timedelta(days=1))
    assert room.looks[-1] == room.now
    assert room.posted() == [PLUGGED]


def test_who_asks_gets_an_answer_even_if_nothing_changed(room: Room) -> None:
    room.ask()
    assert room.posted() == [PLUGGED]
    room.tick()
    assert room.posted() == []


def test_others_subjects_are_nothing_to_look_at(room: Room) -> None:
    room.watchers.look_again("mentee.pays")
    assert room.tasks.waiting == []


def test_coming_back_to_the_window_looks_at_once_and_posts_only_news(room: Room) -> None:
    room.watchers.look_at_all()
    room.tasks.run()
    assert (len(room.looks), room.posted()) == (2, [])
    room.power = LOW
    room.watchers.look_at_all()
    room.tasks.run()
    assert room.posted() == [LOW]


def test_what_is_not_allowed_is_not_looked_at_until_it_is() -> None:
    """G07: a partner's rules may switch webcams off."""
    room = Room()
    room.allowed = False
    room.start()
    room.ask()
    room.tick()
    assert (room.looks, room.posted()) == ([], [])
    room.allowed = True
    room.tick()
    assert room.posted() == [PLUGGED]


def test_what_was_seen_before_the_rules_changed_is_not_told(room: Room) -> None:
    """G07."""
    room = Room(beside=True)
    room.watchers.start()
    room.tasks.step()
    room.allowed = False
    room.tasks.run()
    assert (len(room.looks), room.posted()) == (1, [])


@pytest.mark.parametrize("beside", [False, True])
def test_a_look_that_fails_asks_the_person_and_is_reported(beside: bool) -> None:
    room = Room(beside=beside)
    room.start()
    room.fails = True
    room.tick()
    assert room.posted() == [PLUGGED, cannot_tell("desktop.not_seen")]
    assert [type(failure) for failure in room.tasks.failures] == [OSError]
    kept = room.board.decisive(POWER)
    assert kept is not None
    assert kept.state is State.GOOD
    room.fails = False
    room.tick()
    assert room.posted() == [PLUGGED]


def test_a_slow_look_is_not_begun_twice() -> None:
    room = Room(beside=True)
    room.watchers.start()
    room.tasks.step()
    room.now += timedelta(hours=1)
    room.watchers.look_at_all()
    room.tasks.run()
    assert (len(room.looks), room.posted()) == (1, [PLUGGED])


def test_who_asks_during_a_slow_look_gets_what_is_true_now() -> None:
    """G08: the charger may have been plugged in after that look."""
    room = Room(beside=True)
    room.power = LOW
    room.watchers.start()
    room.tasks.step()
    room.power = PLUGGED
    room.ask()
    assert room.posted()[-1] == PLUGGED


def test_after_a_stop_nothing_is_looked_at(room: Room) -> None:
    room.watchers.look_at_all()
    room.watchers.stop()
    room.tasks.run()
    assert (len(room.looks), room.tasks.timers) == (1, [])


@pytest.mark.parametrize("steps", [0, 1])
def test_a_stop_in_the_middle_of_a_look_does_not_keep_it_from_starting_again(steps: int) -> None:
    room = Room(beside=True)
    room.watchers.start()
    for _step in range(steps):
        room.tasks.step()
    room.watchers.stop()
    room.start()
    assert room.posted() == [PLUGGED]
