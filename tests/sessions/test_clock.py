"""A clock set back is told, once."""

from datetime import datetime, timedelta

from companion.sessions.clock import ClockWatch
from companion.store import Preferences, StoreProblem
from companion.words import sentence

DAY = timedelta(days=1)


class Counting:
    """Preferences that count what is written, and can refuse it."""

    def __init__(self, full: bool = False) -> None:
        self.kept: dict[str, object] = {}
        self.writes = 0
        self.full = full

    def get(self, key: str, default: object = None) -> object:
        return self.kept.get(key, default)

    def set(self, key: str, value: object) -> None:
        self.writes += 1
        if self.full:
            raise StoreProblem("store.full")
        self.kept[key] = value


def test_time_that_goes_forward_says_nothing(preferences: Preferences, now: datetime) -> None:
    watch = ClockWatch(preferences)
    assert [watch.look(now + step * DAY) for step in range(4)] == [None] * 4


def test_a_clock_set_back_since_the_last_start_is_told_once(preferences: Preferences, now: datetime) -> None:
    """Clock set back: one clear sentence and a way on; then the new time is taken as it is."""
    ClockWatch(preferences).look(now)
    watch = ClockWatch(preferences)
    message = watch.look(now - DAY)
    assert message and "Check its date and time" in sentence(message)
    assert watch.look(now - DAY) is None
    assert ClockWatch(preferences).look(now - DAY) is None


def test_a_clock_set_back_while_open_is_told_too(preferences: Preferences, now: datetime) -> None:
    watch = ClockWatch(preferences)
    watch.look(now)
    assert watch.look(now - timedelta(minutes=6)) is not None


def test_small_corrections_are_nobodys_business(preferences: Preferences, now: datetime) -> None:
    watch = ClockWatch(preferences)
    watch.look(now)
    assert watch.look(now - timedelta(minutes=4)) is None


def test_looking_again_and_again_writes_once(now: datetime) -> None:
    """An idle app writes nothing."""
    preferences = Counting()
    watch = ClockWatch(preferences)  # type: ignore[arg-type]
    for second in range(100):
        watch.look(now + timedelta(seconds=second))
    assert preferences.writes == 1


def test_a_store_that_takes_nothing_does_not_stop_the_look(now: datetime) -> None:
    watch = ClockWatch(Counting(full=True))  # type: ignore[arg-type]
    assert watch.look(now) is None
    assert watch.look(now - DAY) is not None


def test_a_kept_time_that_makes_no_sense_is_left_aside(preferences: Preferences, now: datetime) -> None:
    for nonsense in ("soon", 7, None, "2030-01-01T00:00:00"):
        preferences.set("clock.seen", nonsense)
        assert ClockWatch(preferences).look(now) is None
