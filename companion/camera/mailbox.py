"""Hands work from one thread to another through one slot: the newest wins, nothing queues up."""

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Mailbox(Generic[T]):
    """One slot. A frame that nobody took before the next came is dropped: late pictures are of no use."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._item: T | None = None
        self._closed = False

    @property
    def is_closed(self) -> bool:
        """Whether nobody wants anything any more."""
        return self._closed

    def put(self, item: T) -> None:
        """Lay ``item`` in the slot in place of what lies there. Never waits; a closed box keeps nothing."""
        with self._changed:
            if not self._closed:
                self._item = item
                self._changed.notify()

    def take(self) -> T | None:
        """Wait for something and take it; None once the box is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._item is not None or self._closed)
            item, self._item = self._item, None
            return None if self._closed else item

    def close(self) -> None:
        """Nobody waits any more; what lies there is forgotten."""
        with self._changed:
            self._closed, self._item = True, None
            self._changed.notify_all()
