"""What nobody foresaw: told once, in the window, with details that say nothing about a person; and the app goes on."""

import gc
import sqlite3
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion import __version__
from companion.app.house import House
from companion.app.options import Options
from companion.app.shell import Shell
from companion.desktop.failure import Failure, Failures
from companion.ui.band import Band
from companion.words import say, sentence
from tests.acting import press, seen

SECRET = "Amara, 0121 496 0000"


class Desk:
    """Catches, and keeps what the window would have been told, and by which thread."""

    def __init__(self, *, quiet: bool = True) -> None:
        self.told: list[Failure] = []
        self.threads: list[QThread] = []
        self.interrupts = 0
        self.failures = Failures(self._on_failure, self._on_interrupt, quiet=quiet)

    def _on_failure(self, failure: Failure) -> None:
        self.told.append(failure)
        self.threads.append(QThread.currentThread())

    def _on_interrupt(self) -> None:
        self.interrupts += 1

    def hear_of(self, failure: BaseException, doing: str = "") -> Failure:
        """Note what ``failure`` became, wherever it was raised."""
        self.failures.catch(failure, doing)
        return self.failures.log[-1]


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    made.failures.install()
    yield made
    made.failures.remove()


def raised(failure: BaseException) -> BaseException:
    """The same, with the place where it was raised."""
    try:
        raise failure
    except BaseException as caught:
        return caught


def fail(failure: BaseException) -> Callable[[], None]:
    def act() -> None:
        raise failure

    return act


def in_thread(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_details_say_what_and_where_and_with_which_versions(desk: Desk) -> None:
    details = desk.hear_of(raised(ZeroDivisionError())).details
    assert f"1MM Companion {__version__}, Python {sys.version.split()[0]}, Qt 6." in details
    assert "\nZeroDivisionError\n" in details
    assert f"{__name__}:" in details and "raised" in details


@pytest.mark.parametrize(
    "failure", [ValueError(SECRET), KeyError(SECRET), OSError(2, "No such file", f"/home/{SECRET}")]
)
def test_details_hold_nothing_of_a_person(desk: Desk, failure: Exception, tmp_path: Path) -> None:
    details = desk.hear_of(raised(failure)).details
    told = [SECRET, "Amara", "0121", str(Path(__file__).parent), str(tmp_path), str(Path.home()), ".py"]
    assert [each for each in told if each in details] == []


def test_the_number_of_a_system_or_database_is_told(desk: Desk) -> None:
    with pytest.raises(sqlite3.IntegrityError) as refused:
        sqlite3.connect(":memory:").executescript("CREATE TABLE t (x NOT NULL); INSERT INTO t VALUES (NULL)")
    assert "IntegrityError SQLITE_CONSTRAINT_NOTNULL" in desk.hear_of(refused.value).details
    assert "FileNotFoundError 2\n" in desk.hear_of(raised(FileNotFoundError(2, "gone"))).details


def test_what_the_app_was_doing_is_told(desk: Desk) -> None:
    assert "RuntimeError (watch)" in desk.hear_of(raised(RuntimeError()), "watch").details


def test_a_long_way_down_ends_at_the_place_that_failed(desk: Desk) -> None:
    def down(level: int) -> None:
        if level == 0:
            raise ZeroDivisionError
        down(level - 1)

    with pytest.raises(ZeroDivisionError) as deep:
        down(40)
    where = desk.hear_of(deep.value).where
    assert len(where) == 15 and where[-1].endswith(" down")


def test_each_is_told_once_and_noted_each_time(desk: Desk) -> None:
    for _ in range(3):
        desk.failures.catch(raised(ValueError()))
    desk.failures.catch(raised(KeyError()))
    assert [failure.kind for failure in desk.told] == ["ValueError", "KeyError"]
    assert [failure.kind for failure in desk.failures.log] == 3 * ["ValueError"] + ["KeyError"]


def test_only_the_last_few_are_noted(desk: Desk) -> None:
    for number in range(50):
        desk.failures.catch(OSError(number + 1, ""), "look")
    assert [failure.kind.split()[-1] for failure in desk.failures.log] == [str(number) for number in range(31, 51)]


def test_a_slot_that_fails_is_caught(desk: Desk, qtbot: QtBot) -> None:
    QTimer.singleShot(0, fail(ValueError(SECRET)))
    qtbot.waitUntil(lambda: [failure.kind for failure in desk.told] == ["ValueError"])


def test_a_thread_that_fails_is_told_where_windows_may_be_made(desk: Desk, qtbot: QtBot) -> None:
    """A band made in another thread would bring the app down."""
    in_thread(fail(ValueError()))
    qtbot.waitUntil(lambda: bool(desk.told))
    assert (desk.told[0].kind, desk.told[0].doing) == ("ValueError", "thread")
    assert desk.threads == [QThread.currentThread()]


class Ends:
    def __del__(self) -> None:
        raise ValueError(SECRET)


def test_what_fails_as_it_is_thrown_away_is_caught(desk: Desk) -> None:
    Ends()
    gc.collect()
    assert [(failure.kind, failure.doing) for failure in desk.told] == [("ValueError", "ending")]


@pytest.mark.parametrize("run", [lambda act: QTimer.singleShot(0, act), in_thread], ids=["window", "thread"])
def test_ending_the_app_from_a_terminal_is_no_failure(
    desk: Desk, qtbot: QtBot, run: Callable[[Callable[[], None]], None]
) -> None:
    run(fail(KeyboardInterrupt()))
    qtbot.waitUntil(lambda: desk.interrupts == 1)
    assert desk.told == [] and not desk.failures.log


def test_a_thread_may_end_itself(desk: Desk) -> None:
    in_thread(fail(SystemExit(1)))
    assert not desk.failures.log


def test_where_telling_fails_too_the_app_goes_on(qapp: QApplication, capsys: pytest.CaptureFixture[str]) -> None:
    failures = Failures(lambda _failure: 1 / 0, lambda: None, quiet=True)  # type: ignore[arg-type]
    failures.catch(raised(ValueError()))
    failures.catch(raised(KeyError()))
    assert [failure.kind for failure in failures.log] == ["ValueError", "failed to tell", "KeyError", "failed to tell"]


def test_afterwards_others_catch_as_they_did_before(qapp: QApplication) -> None:
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    made = Desk()
    made.failures.install()
    assert sys.excepthook is not hooks[0]
    made.failures.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == hooks


def test_details_go_to_the_terminal_unless_nothing_may_be_kept(
    qapp: QApplication, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many systems write what a program says there to a file: in a private session it says nothing."""
    made = Desk(quiet=False)
    caught = made.hear_of(raised(ValueError(SECRET)))
    assert capsys.readouterr().err == caught.details + "\n"
    made.failures.quiet = True
    made.hear_of(raised(KeyError()))
    assert capsys.readouterr() == ("", "")
    made.failures.quiet = False
    monkeypatch.setattr(sys, "stderr", None)  # a program without a terminal on Windows
    made.hear_of(raised(OSError()))
    assert [failure.kind for failure in made.told] == ["ValueError", "KeyError", "OSError"]
    assert capsys.readouterr() == ("", "")


Open = Callable[..., House]


@pytest.fixture
def open_app(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Open]:
    """The whole app on an empty folder."""
    opened: list[House] = []

    def start(*, private: bool) -> House:
        shell = Shell(qapp, Options(private=private, data_dir=tmp_path / "kept"))
        shell.frame.show()
        opened.append(House(shell))
        qtbot.waitUntil(opened[-1].window.isVisible)
        return opened[-1]

    yield start
    for house in opened:
        house.frame.close()
        house.shut_down()
        house.frame.deleteLater()


def bands(house: House) -> list[Band]:
    return [band for band in house.window.findChildren(Band) if sentence(Failure("", ()).message) in seen(band)]


def test_the_window_says_it_in_one_sentence_with_details_to_copy(
    open_app: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    house = open_app(private=False)
    copied: list[str] = []

    def copy(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr("companion.app.house.clipboard.copy_text", copy)
    for _ in range(3):
        QTimer.singleShot(0, fail(ValueError(SECRET)))
    qtbot.waitUntil(lambda: len(house.failures.log) == 3 and len(bands(house)) == 1)
    press(qtbot, bands(house)[0], say("app.failure_copy"))
    assert len(copied) == 1 and "ValueError" in copied[0] and SECRET not in copied[0]


def test_in_a_private_session_it_is_told_and_nothing_is_written(
    open_app: Open, qtbot: QtBot, tmp_path: Path, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    before = sorted(home.rglob("*"))
    house = open_app(private=True)
    QTimer.singleShot(0, fail(ValueError(SECRET)))
    qtbot.waitUntil(lambda: len(bands(house)) == 1)
    assert "ValueError" not in "".join(capfd.readouterr())
    assert not (tmp_path / "kept").exists() and sorted(home.rglob("*")) == before
