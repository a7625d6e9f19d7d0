"""Asked to end by the system or a terminal: at once, in order, and with everything put back."""

import os
import signal
import sqlite3
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.desktop.quitting import QuitSignals
from tests.desktop.copies import sockets
from tests.desktop.programs import ended, started
from tests.desktop.settling import settle

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
SIGNALS = ["SIGTERM", "SIGINT", "SIGHUP"]


def number(name: str) -> signal.Signals:
    return signal.Signals[name]


def handlers() -> list[object]:
    """Who handles the signals, and what they wake."""
    wakes = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(wakes)
    return [*(signal.getsignal(number(name)) for name in SIGNALS), wakes]


class Asked:
    """Counts, and leaves Qt's loop, in which nothing else ever happens."""

    def __init__(self) -> None:
        self.times = 0
        self.loop = QEventLoop()
        self.signals = QuitSignals(self._on_quit)

    def _on_quit(self) -> None:
        self.times += 1
        self.loop.quit()

    def wait_for(self, name: str, times: int = 1) -> None:
        """Wait as the app does, in Qt, with no Python running that would notice by itself; then the signals come."""
        waits = threading.Event()

        def send() -> None:
            waits.wait(20)
            for _ in range(times):
                os.kill(os.getpid(), number(name))

        sender, give_up = threading.Thread(target=send), QTimer(singleShot=True, interval=20_000)
        give_up.timeout.connect(self.loop.quit)
        give_up.start()
        connection = QAbstractEventDispatcher.instance().aboutToBlock.connect(waits.set)
        sender.start()
        self.loop.exec()
        QObject.disconnect(connection)
        sender.join()
        assert give_up.isActive(), "Qt slept on"


@pytest.fixture
def asked(qapp: QApplication) -> Iterator[Asked]:
    before = handlers()
    made = Asked()
    yield made
    made.signals.close()
    assert handlers() == before


@pytest.mark.parametrize("name", SIGNALS)
def test_a_signal_is_heard_while_qt_waits(asked: Asked, name: str) -> None:
    asked.wait_for(name)
    assert asked.times == 1


def test_it_never_cuts_into_what_the_app_is_doing(asked: Asked) -> None:
    """A tick that is half kept is kept first."""
    os.kill(os.getpid(), signal.SIGTERM)
    assert [number for number in range(10_000) if asked.times] == []
    asked.wait_for("SIGTERM", times=0)
    assert asked.times == 1


def test_afterwards_qt_sleeps_again(asked: Asked) -> None:
    asked.wait_for("SIGTERM")
    woken: list[bool] = []
    connection = QAbstractEventDispatcher.instance().awake.connect(lambda: woken.append(True))
    QTimer.singleShot(100, asked.loop.quit)
    asked.loop.exec()
    QObject.disconnect(connection)
    assert len(woken) < 50 and asked.times == 1


def test_it_is_heard_a_second_time(asked: Asked) -> None:
    for times in (1, 2):
        asked.wait_for("SIGTERM")
        assert asked.times == times


def test_more_signals_than_anybody_reads_do_no_harm(asked: Asked, capfd: pytest.CaptureFixture[str]) -> None:
    asked.wait_for("SIGTERM", times=5_000)
    assert asked.times >= 1
    assert capfd.readouterr().err == ""


def kept(folder: Path, key: str) -> str | None:
    """A preference as it lies on the disk."""
    with closing(sqlite3.connect(folder / "companion.sqlite3")) as store:
        rows = store.execute("SELECT value FROM preferences WHERE key = ?", [key]).fetchall()
    return str(rows[0][0]) if rows else None


@pytest.mark.parametrize("name", SIGNALS)
def test_the_app_ends_in_order_and_remembers_its_page(tmp_path: Path, home: Path, qtbot: QtBot, name: str) -> None:
    folder = settle(tmp_path / "kept")
    with started("-m", "companion", "--data-dir", str(folder), "--page", "camera") as app:
        qtbot.waitUntil(lambda: sockets(home) != [], timeout=30_000)
        app.send_signal(number(name))
        assert ended(app).code == 0
    assert kept(folder, "window.page") == '"camera"'
    assert [path.name for path in folder.iterdir()] == ["companion.sqlite3"]
    assert list((home / "run").iterdir()) == []


PROGRAM = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from companion.app import start
from companion.app.options import Options
from companion.setup.first_run_page import FirstRunPage
from companion.setup.page import SettingsPage

def go_on():
    global timer
    timer = QTimer(interval=10)
    timer.timeout.connect(look)
    timer.start()

def look():
    kind = SettingsPage if sys.argv[2] == "settings" else FirstRunPage
    page = next((each for each in QApplication.allWidgets() if isinstance(each, kind) and each.isVisible()), None)
    if page is not None:
        timer.stop()
        QTimer.singleShot(100, lambda: print("there", bool(QApplication.activeModalWidget()), flush=True))
        if kind is SettingsPage:
            page.erase_wanted.emit()

raise SystemExit(start.run(Options(data_dir=Path(sys.argv[1]), page=sys.argv[2]), go_on))
"""


def test_an_open_question_is_not_answered_by_being_asked_to_end(tmp_path: Path) -> None:
    """ "Erase everything?" is open: the app ends, and nothing is erased."""
    folder = settle(tmp_path / "kept")
    with started("-c", PROGRAM, str(folder), "settings") as app:
        assert app.stdout is not None and app.stdout.readline() == "there True\n"
        app.send_signal(signal.SIGTERM)
        assert ended(app).code == 0
    assert kept(folder, "profile.role") == '"mentor"'


def test_in_the_first_run_it_ends_and_nothing_was_written(tmp_path: Path, home: Path) -> None:
    before = sorted(home.rglob("*"))
    with started("-c", PROGRAM, str(tmp_path / "kept"), "") as app:
        assert app.stdout is not None and app.stdout.readline() == "there False\n"
        app.send_signal(signal.SIGTERM)
        assert ended(app).code == 0
    assert not (tmp_path / "kept").exists() and sorted(home.rglob("*")) == before
