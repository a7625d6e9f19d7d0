"""The one place that runs things beside the window: asyncio on Qt's own loop, joined when the first task starts.

Importing asyncio costs more than the rest of a start, so it is imported with the first task, after the first paint.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Coroutine
from contextlib import suppress
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtCore import QEventLoop as QtLoop

if TYPE_CHECKING:
    import asyncio

T = TypeVar("T")
OnFailure = Callable[[BaseException, str], None]

_LAST_WORDS = 1.0
"""Seconds that cancelled tasks get to clean up when the app ends."""


class Tasks:
    """Starts, names and cancels what runs beside the window.

    Each task belongs to an owner (a page, the app); cancelling an owner cancels all of them. ``on_failure`` hears of
    every exception that a task did not handle, with the task's name.
    """

    def __init__(self, on_failure: OnFailure) -> None:
        self._on_failure = on_failure
        self._owners: dict[asyncio.Task[Any], object] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._host = _Host()
        self._closed = False

    def start(self, owner: object, coroutine: Coroutine[Any, Any, object], name: str) -> None:
        """Run ``coroutine`` until it ends or ``owner`` is cancelled. After ``close`` nothing starts any more."""
        if self._closed:
            coroutine.close()
            return
        task = self._joined().create_task(coroutine, name=name)
        self._owners[task] = owner
        task.add_done_callback(self._on_done)

    def every(self, seconds: float, function: Callable[[], object], owner: object = None, name: str = "every") -> None:
        """Call ``function`` each time ``seconds`` have passed, the first time after the first of them.

        A call that fails is reported; the next one comes all the same. Without an owner it runs until ``close``.
        """
        self.start(self if owner is None else owner, self._repeat(seconds, function, name), name)

    async def in_thread(self, function: Callable[[], T]) -> T:
        """Wait for ``function``, run in a thread of its own; raises what it raises.

        Who stops waiting stops nothing: a function that hangs (a network drive) must not keep the app from ending, so
        threads are never waited for.
        """
        import asyncio

        outcome: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        threading.Thread(target=_run, args=(function, outcome), daemon=True).start()
        return await outcome

    def cancel(self, owner: object) -> None:
        """Cancel all that belongs to ``owner``."""
        for task in [task for task, its_owner in self._owners.items() if its_owner is owner]:
            task.cancel()

    def running(self) -> list[str]:
        """Names of the tasks that have not ended, oldest first."""
        return [task.get_name() for task in self._owners]

    def close(self) -> None:
        """Cancel everything, let it clean up for a moment, leave Qt's loop. Call it when the app is about to quit."""
        if self._closed:
            return
        self._closed = True
        for task in list(self._owners):
            task.cancel()
        until = monotonic() + _LAST_WORDS
        while self._owners and monotonic() < until:
            QCoreApplication.processEvents(QtLoop.ProcessEventsFlag.ExcludeUserInputEvents, 20)
        self._leave()

    async def _repeat(self, seconds: float, function: Callable[[], object], name: str) -> None:
        import asyncio

        while True:
            await asyncio.sleep(seconds)
            try:
                function()
            except Exception as failure:
                self._on_failure(failure, name)

    def _on_done(self, task: asyncio.Task[Any]) -> None:
        self._owners.pop(task, None)
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            self._on_failure(failure, task.get_name())

    def _joined(self) -> asyncio.AbstractEventLoop:
        if self._loop is None:
            import qasync

            # Not qasync's default: on Windows that one looks for news a hundred times a second.
            self._loop = qasync.QSelectorEventLoop(self._host, already_running=True)
            self._loop.set_exception_handler(self._on_loop_failure)
        return self._loop

    def _on_loop_failure(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self._on_failure(context.get("exception") or RuntimeError(context["message"]), "loop")

    def _leave(self) -> None:
        if self._loop is not None:
            import asyncio

            self._host.end()
            self._loop.stop()
            self._loop.close()
            asyncio._set_running_loop(None)


class _Host:
    """Stands between the loop and the application, so that leaving the loop does not end the application."""

    def __init__(self) -> None:
        self._at_end: list[Callable[[], None]] = []
        self.aboutToQuit = self

    def connect(self, callback: Callable[[], None]) -> None:
        """What the loop does when the application ends."""
        self._at_end.append(callback)

    def exit(self) -> None:
        """The loop asks its application to end: it need not."""

    def end(self) -> None:
        """The application ends."""
        for callback in self._at_end:
            callback()


def _run(function: Callable[[], T], outcome: asyncio.Future[T]) -> None:
    try:
        settle = partial(outcome.set_result, function())
    except BaseException as failure:
        settle = partial(outcome.set_exception, failure)
    with suppress(RuntimeError):  # the loop has ended, and nobody waits
        outcome.get_loop().call_soon_threadsafe(lambda: None if outcome.done() else settle())
