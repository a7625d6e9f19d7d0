"""Garbage is looked for in the window's thread and nowhere else."""

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from pytestqt.qtbot import QtBot

from companion.desktop.collecting import Collector


class Cycle:
    """Holds itself; tells in which thread it ended."""

    def __init__(self, ended: list[int]) -> None:
        self.me, self._ended = self, ended

    def __del__(self) -> None:
        self._ended.append(get_ident())


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """Each test meets Python as it usually is, and leaves it as the tests want it."""
    gc.enable()
    yield
    gc.disable()


@pytest.fixture
def collector(qtbot: QtBot) -> Iterator[Collector]:
    made = Collector()
    yield made
    made.close()


def pile_up(ended: list[int], count: int = 5000) -> None:
    """More garbage than Python lets pass."""
    for _ in range(count):
        Cycle(ended)


def test_a_thread_that_piles_up_garbage_ends_none_of_it(collector: Collector) -> None:
    ended: list[int] = []
    thread = Thread(target=pile_up, args=(ended,))
    thread.start()
    thread.join()
    assert ended == []
    collector.collect()
    assert len(ended) == 5000 and set(ended) == {get_ident()}


def test_without_it_python_would_look_in_that_thread() -> None:
    """Or the test above would show nothing."""
    ended: list[int] = []
    thread = Thread(target=pile_up, args=(ended,))
    thread.start()
    thread.join()
    assert set(ended) - {get_ident()}
    gc.collect()


def test_it_looks_by_itself(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.desktop.collecting._EVERY_MS", 1)
    collector, ended = Collector(), list[int]()
    pile_up(ended)
    qtbot.waitUntil(lambda: len(ended) == 5000)
    collector.close()


def test_where_little_has_piled_up_it_does_not_look(collector: Collector) -> None:
    gc.collect()
    ended: list[int] = []
    pile_up(ended, 3)
    collector.collect()
    assert ended == []
    gc.collect()


def test_old_garbage_is_found_too(collector: Collector) -> None:
    """What survived a look at the young is looked at again, though seldom."""
    ended: list[int] = []
    old = [Cycle(ended)]
    gc.collect(0)
    gc.collect(1)
    old.clear()
    for _ in range(300):
        pile_up([], 1000)
        collector.collect()
    assert ended == [get_ident()]


@pytest.mark.parametrize("before", [True, False])
def test_closed_it_leaves_python_as_it_was(qtbot: QtBot, before: bool) -> None:
    (gc.enable if before else gc.disable)()
    collector = Collector()
    assert not gc.isenabled()
    collector.close()
    assert gc.isenabled() == before
