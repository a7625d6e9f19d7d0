"""What runs beside the window: results and failures come back to it, and nothing outlives the page or the app."""

import asyncio
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEventLoop, QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.desktop.tasks import Tasks
from tests.desktop.programs import run

PAGE = "a page"


class Desk:
    """Tasks, and what was told of those that failed."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str]] = []
        self.threads: list[QThread] = []
        self.tasks = Tasks(self._on_failure)

    def _on_failure(self, failure: BaseException, name: str) -> None:
        self.told.append((type(failure).__name__, name))
        self.threads.append(QThread.currentThread())


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made = Desk()
    yield made
    made.tasks.close()
    assert made.tasks.running() == []


class Steps:
    """A task that says where it is: it waits until it is let go, and cleans up when it is cancelled."""

    def __init__(self) -> None:
        self.log: list[str] = []
        self.go = asyncio.Event()

    async def run(self) -> str:
        self.log.append("begun")
        try:
            await self.go.wait()
            self.log.append("done")
        except asyncio.CancelledError:
            self.log.append("cancelled")
            await asyncio.sleep(0)
            self.log.append("cleaned up")
            raise
        return "result"


async def wait_for_ever() -> None:
    await asyncio.get_running_loop().create_future()


async def fail(failure: BaseException) -> None:
    await asyncio.sleep(0)
    raise failure


def test_several_take_turns_and_are_named_while_they_run(desk: Desk, qtbot: QtBot) -> None:
    first, second = Steps(), Steps()
    desk.tasks.start(PAGE, first.run(), "first")
    desk.tasks.start(PAGE, second.run(), "second")
    qtbot.waitUntil(lambda: first.log == second.log == ["begun"])
    assert desk.tasks.running() == ["first", "second"]
    first.go.set()
    qtbot.waitUntil(lambda: first.log[-1] == "done")
    qtbot.waitUntil(lambda: desk.tasks.running() == ["second"])


@pytest.mark.parametrize("failure", [ValueError(), OSError(28, "No space left")])
def test_a_task_that_fails_is_told_once_with_its_name_and_hurts_no_other(
    desk: Desk, qtbot: QtBot, failure: Exception
) -> None:
    other = Steps()
    desk.tasks.start(PAGE, fail(failure), "watch camera")
    desk.tasks.start(PAGE, other.run(), "other")
    qtbot.waitUntil(lambda: desk.tasks.running() == ["other"])
    assert desk.told == [(type(failure).__name__, "watch camera")]
    assert desk.threads == [QThread.currentThread()]
    other.go.set()
    qtbot.waitUntil(lambda: other.log == ["begun", "done"])


def test_a_result_from_a_thread_comes_back_to_the_window(desk: Desk, qtbot: QtBot) -> None:
    got: list[tuple[int, bool]] = []

    async def ask() -> None:
        thread = await desk.tasks.in_thread(threading.get_ident)
        got.append((thread, threading.current_thread() is threading.main_thread()))

    desk.tasks.start(PAGE, ask(), "ask")
    qtbot.waitUntil(lambda: len(got) == 1)
    thread, is_back = got[0]
    assert is_back and thread != threading.get_ident()


def test_what_a_thread_raises_is_raised_where_it_was_asked(desk: Desk, qtbot: QtBot) -> None:
    caught: list[str] = []

    def look() -> None:
        raise PermissionError(13, "no")

    async def ask(*, careful: bool) -> None:
        try:
            await desk.tasks.in_thread(look)
        except PermissionError:
            caught.append("here")
            if not careful:
                raise

    desk.tasks.start(PAGE, ask(careful=True), "careful")
    qtbot.waitUntil(lambda: desk.tasks.running() == [])
    assert (caught, desk.told) == (["here"], [])
    desk.tasks.start(PAGE, ask(careful=False), "careless")
    qtbot.waitUntil(lambda: desk.told == [("PermissionError", "careless")])


class Slow:
    """Work in a thread that goes on until it is let go."""

    def __init__(self) -> None:
        self.begun, self.go, self.ended = threading.Event(), threading.Event(), threading.Event()
        self.thread = threading.current_thread()

    def work(self) -> str:
        self.thread = threading.current_thread()
        self.begun.set()
        self.go.wait(30)
        self.ended.set()
        return "too late"


@pytest.fixture
def slow() -> Iterator[Slow]:
    made = Slow()
    yield made
    made.go.set()


def test_while_a_thread_works_the_window_does_too_and_who_leaves_hears_no_more(
    desk: Desk, qtbot: QtBot, slow: Slow
) -> None:
    heard: list[str] = []

    async def ask() -> None:
        heard.append(await desk.tasks.in_thread(slow.work))

    desk.tasks.start(PAGE, ask(), "ask")
    qtbot.waitUntil(slow.begun.is_set)
    desk.tasks.cancel(PAGE)
    qtbot.waitUntil(lambda: desk.tasks.running() == [])
    slow.go.set()
    qtbot.waitUntil(slow.ended.is_set)
    turned: list[bool] = []
    QTimer.singleShot(0, lambda: turned.append(True))  # behind whatever the thread had to say
    qtbot.waitUntil(lambda: turned == [True])
    assert (heard, desk.told) == ([], [])


def test_leaving_a_page_cancels_what_belongs_to_it_and_nothing_else(desk: Desk, qtbot: QtBot) -> None:
    page, other = list[int](), list[int]()  # equal, and yet not the same page
    mine, theirs = Steps(), Steps()
    desk.tasks.start(page, mine.run(), "mine")
    desk.tasks.start(other, theirs.run(), "theirs")
    qtbot.waitUntil(lambda: mine.log == theirs.log == ["begun"])
    desk.tasks.cancel(page)
    qtbot.waitUntil(lambda: desk.tasks.running() == ["theirs"])
    assert mine.log == ["begun", "cancelled", "cleaned up"]
    assert theirs.log == ["begun"] and desk.told == []


def test_a_task_that_fails_while_it_cleans_up_is_told(desk: Desk, qtbot: QtBot) -> None:
    begun: list[bool] = []

    async def clumsy() -> None:
        begun.append(True)
        try:
            await wait_for_ever()
        finally:
            raise ValueError

    desk.tasks.start(PAGE, clumsy(), "clumsy")
    qtbot.waitUntil(lambda: begun == [True])
    desk.tasks.cancel(PAGE)
    qtbot.waitUntil(lambda: desk.told == [("ValueError", "clumsy")])


def test_something_done_again_and_again_survives_its_own_failures(desk: Desk, qtbot: QtBot) -> None:
    calls: list[int] = []

    def tick() -> None:
        calls.append(len(calls))
        if len(calls) == 2:
            raise ValueError

    desk.tasks.every(0.005, tick, PAGE, "tick")
    assert calls == []
    qtbot.waitUntil(lambda: len(calls) >= 4)
    assert desk.told == [("ValueError", "tick")]
    desk.tasks.cancel(PAGE)
    qtbot.waitUntil(lambda: desk.tasks.running() == [])
    before = len(calls)
    waited: list[bool] = []
    QTimer.singleShot(30, lambda: waited.append(True))
    qtbot.waitUntil(lambda: waited == [True])
    assert len(calls) == before


def test_without_a_page_it_goes_on_until_the_app_ends(desk: Desk, qtbot: QtBot) -> None:
    calls: list[int] = []
    desk.tasks.every(0.005, lambda: calls.append(1))
    desk.tasks.cancel(PAGE)
    qtbot.waitUntil(lambda: len(calls) >= 2)
    assert desk.tasks.running() == ["every"]
    desk.tasks.close()
    assert desk.tasks.running() == []


def test_a_callback_of_the_loop_that_fails_is_told(desk: Desk, qtbot: QtBot) -> None:
    async def plan() -> None:
        asyncio.get_running_loop().call_soon(lambda: 1 / 0)

    desk.tasks.start(PAGE, plan(), "plan")
    qtbot.waitUntil(lambda: desk.told == [("ZeroDivisionError", "loop")])


def test_quitting_cancels_all_lets_it_clean_up_and_starts_nothing_more(desk: Desk, qtbot: QtBot) -> None:
    running = Steps()
    desk.tasks.start(PAGE, running.run(), "running")
    qtbot.waitUntil(lambda: running.log == ["begun"])
    desk.tasks.close()
    assert running.log == ["begun", "cancelled", "cleaned up"]
    late = Steps()
    desk.tasks.start(PAGE, late.run(), "late")  # a coroutine that nobody awaits would be a warning
    desk.tasks.close()
    assert (late.log, desk.tasks.running(), desk.told) == ([], [], [])


def test_quitting_leaves_qts_loop_usable_and_a_new_start_joins_it(desk: Desk, qtbot: QtBot) -> None:
    desk.tasks.start(PAGE, wait_for_ever(), "first life")
    desk.tasks.close()
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    assert loop.exec() == 0
    assert asyncio.run(asyncio.sleep(0, "free")) == "free"
    again, steps = Desk(), Steps()
    again.tasks.start(PAGE, steps.run(), "second life")
    steps.go.set()
    qtbot.waitUntil(lambda: steps.log == ["begun", "done"])
    again.tasks.close()


def test_a_thread_that_hangs_does_not_keep_the_app_from_ending(desk: Desk, qtbot: QtBot, slow: Slow) -> None:
    desk.tasks.start(PAGE, desk.tasks.in_thread(slow.work), "network drive")
    qtbot.waitUntil(slow.begun.is_set)
    desk.tasks.close()
    assert not slow.ended.is_set() and desk.tasks.running() == []
    slow.go.set()
    slow.thread.join(10)  # what it has to say, it says to nobody, and raises nothing
    assert slow.ended.is_set() and desk.told == []


HANGING = """
import threading
from PySide6.QtCore import QCoreApplication, QTimer
from companion.desktop.tasks import Tasks

app = QCoreApplication([])
tasks = Tasks(lambda failure, name: print(failure, name, flush=True))
hung = threading.Event()
app.aboutToQuit.connect(tasks.close)
tasks.start(None, tasks.in_thread(lambda: (hung.set(), threading.Event().wait())), "hung")
timer = QTimer(interval=5)
timer.timeout.connect(lambda: app.quit() if hung.is_set() else None)
timer.start()
raise SystemExit(app.exec())
"""


def test_the_process_ends_although_a_thread_of_its_own_never_does() -> None:
    assert run(HANGING) == (0, "", "")


@pytest.mark.parametrize("used", ["import companion.desktop.tasks", "companion.desktop.tasks.Tasks(print).close()"])
def test_nothing_heavy_is_loaded_before_the_first_task(used: str) -> None:
    program = f"import sys, companion.desktop.tasks; {used}; raise SystemExit('asyncio' in sys.modules)"
    assert run(program).code == 0
