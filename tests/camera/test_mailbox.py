"""The slot between two threads: the newest wins, nobody waits for ever, nothing is kept that nobody will take."""

from threading import Event, Thread
from weakref import ref

from hypothesis import given
from hypothesis import strategies as st

from companion.camera.mailbox import Mailbox

_LONG = 10.0


class Thing:
    """Something large."""


def taken(box: Mailbox[int]) -> tuple[Thread, list[int | None]]:
    """A thread that takes one thing."""
    found: list[int | None] = []
    thread = Thread(target=lambda: found.append(box.take()), daemon=True)
    thread.start()
    return thread, found


@given(st.lists(st.lists(st.integers(), min_size=1, max_size=5), max_size=10))
def test_the_newest_is_taken_and_the_others_are_gone(bursts: list[list[int]]) -> None:
    box = Mailbox[int]()
    for burst in bursts:
        for item in burst:
            box.put(item)
        assert box.take() == burst[-1]
    box.put(0)
    assert box.take() == 0


def test_who_waits_gets_what_comes() -> None:
    box = Mailbox[int]()
    thread, found = taken(box)
    box.put(7)
    thread.join(_LONG)
    assert found == [7]


def test_who_waits_is_let_go_when_it_is_closed() -> None:
    box = Mailbox[int]()
    waiting = [taken(box) for _ in range(3)]
    box.close()
    for thread, found in waiting:
        thread.join(_LONG)
        assert found == [None]


def test_a_closed_box_gives_and_keeps_nothing() -> None:
    box, before, after = Mailbox[Thing](), Thing(), Thing()
    refs = ref(before), ref(after)
    box.put(before)
    box.close()
    box.put(after)
    del before, after
    assert [each() for each in refs] == [None, None]
    assert box.take() is None


def test_between_threads_everything_comes_in_order_and_the_last_one_always() -> None:
    box, found, done = Mailbox[int](), list[int](), Event()

    def take_all() -> None:
        while (item := box.take()) is not None:
            found.append(item)
            if item == 2000:
                done.set()

    thread = Thread(target=take_all, daemon=True)
    thread.start()
    for item in range(1, 2001):
        box.put(item)
    assert done.wait(_LONG)
    box.close()
    thread.join(_LONG)
    assert not thread.is_alive()
    assert found == sorted(set(found))
