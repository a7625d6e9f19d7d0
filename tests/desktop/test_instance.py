"""One window for each person and folder: a second start brings it to the front, and nobody else can play its part."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app.options import Options
from companion.app.shell import Shell
from companion.desktop.instance import Instance
from companion.desktop.raising import ANSWER, LONGEST
from tests.desktop.copies import PAGES, First, Launch, answer, launch, say_to, sockets
from tests.desktop.programs import ended, run, started
from tests.desktop.settling import settle
from tests.desktop.test_quitting import kept

COMPANION = "from companion.cli import main; raise SystemExit(main())"
unix = pytest.mark.skipif(sys.platform == "win32", reason="needs sockets that are files")


@pytest.fixture
def first(qapp: QApplication, tmp_path: Path) -> Iterator[First]:
    made = First(tmp_path / "kept")
    assert made.instance.claim()
    yield made
    made.instance.close()


@pytest.fixture
def address(first: First, home: Path) -> Path:
    """Where the first copy would listen, if it did."""
    first.instance.start_listening(PAGES)
    (found,) = sockets(home)
    first.instance.close()
    assert first.instance.claim() and not found.exists()
    return found


@pytest.mark.parametrize(("page", "shown"), [("camera", "camera"), ("", ""), ("attic", ""), ("../etc", "")])
def test_a_second_start_brings_the_first_to_the_front_and_ends(
    first: First, qtbot: QtBot, page: str, shown: str
) -> None:
    assert first.instance.start_listening(PAGES)
    assert launch(qtbot, first.folder, page) == Launch(claimed=False, came=True, owns=False)
    assert first.raised == [shown]


def test_it_comes_as_often_as_it_is_asked(first: First, qtbot: QtBot) -> None:
    first.instance.start_listening(PAGES)
    for page in PAGES:
        assert launch(qtbot, first.folder, page).came
    assert first.raised == PAGES


def test_a_copy_that_is_still_starting_is_waited_for(first: First, qtbot: QtBot) -> None:
    def wake() -> None:
        assert first.instance.start_listening(PAGES)
        assert first.instance.start_listening(PAGES)

    assert launch(qtbot, first.folder, "camera", patience=20, meanwhile=wake).came
    assert first.raised == ["camera"]


def test_a_copy_that_never_answers_is_left_alone_after_a_while(first: First, qtbot: QtBot) -> None:
    assert launch(qtbot, first.folder, patience=0.1) == Launch(claimed=False, came=False, owns=False)


def test_where_the_first_ends_meanwhile_the_second_takes_its_place(first: First, qtbot: QtBot) -> None:
    found = launch(qtbot, first.folder, patience=3600, meanwhile=first.instance.close)
    assert found.owns and not found.came


def test_other_folders_are_other_worlds(first: First, qtbot: QtBot, tmp_path: Path) -> None:
    first.instance.start_listening(PAGES)
    other = Instance(tmp_path / "other")
    assert other.claim()
    assert not launch(qtbot, tmp_path / "other", patience=0.1).came
    other.close()
    assert launch(qtbot, tmp_path / "other").claimed
    assert first.raised == []


def test_who_has_no_claim_does_not_listen(first: First, home: Path) -> None:
    assert not Instance(first.folder).start_listening(PAGES)
    assert sockets(home) == []


def test_a_new_folder_is_for_this_person_alone(first: First) -> None:
    assert first.folder.stat().st_mode & 0o077 == 0 or sys.platform == "win32"


def test_where_nothing_can_be_written_the_app_opens_all_the_same(qapp: QApplication, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    instance = Instance(tmp_path / "file" / "kept")
    assert instance.claim()
    assert not instance.start_listening(PAGES)


def test_a_private_session_neither_joins_nor_raises_nor_claims(first: First, qapp: QApplication, home: Path) -> None:
    settle(first.folder)
    first.instance.start_listening(PAGES)
    before = sorted(path.name for path in first.folder.iterdir())
    shell = Shell(qapp, Options(private=True, data_dir=first.folder, page="camera"))
    assert not shell.raised_another and shell.preferences.all() == {}
    shell.opened.store.close()
    QApplication.processEvents()
    assert first.raised == []
    assert sorted(path.name for path in first.folder.iterdir()) == before
    assert len(sockets(home)) == 1


def test_a_copy_on_another_computer_is_not_asked(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    """A home on the network: the lock is theirs, and no socket reaches that far."""
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "running.lock").write_text("4711\ncompanion\nanother-computer\n\n\n")
    assert launch(qtbot, folder, patience=3600) == Launch(claimed=False, came=False, owns=False)


@unix
@pytest.mark.parametrize(
    "message",
    [b"raise today\n", b"fall today -\n", b"\n", b"\0\xff\n", b"raise  - -\n", b"x" * (LONGEST + 50), b"x" * LONGEST],
)
def test_nonsense_is_hung_up_on_and_moves_nothing(first: First, address: Path, qtbot: QtBot, message: bytes) -> None:
    first.instance.start_listening(PAGES)
    assert answer(qtbot, say_to(address, message)) == b""
    assert first.raised == []
    assert launch(qtbot, first.folder).came


@unix
def test_those_who_say_nothing_keep_nobody_waiting(first: First, address: Path, qtbot: QtBot) -> None:
    first.instance.start_listening(PAGES)
    silent = [say_to(address, message) for message in [b"", b"raise to", b"raise"] * 4]
    assert launch(qtbot, first.folder, "camera").came
    silent[1].sendall(b"day -\n")
    assert answer(qtbot, silent[1]) == ANSWER
    assert first.raised == ["camera", "today"]
    for each in silent:
        each.close()


@unix
def test_leave_to_take_the_focus_is_passed_on(
    first: First, address: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wayland gives it to the program a person has just started."""
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "old")
    first.instance.start_listening(PAGES)
    assert answer(qtbot, say_to(address, b"raise - kwin-7/a.b:c\n")) == ANSWER
    assert (first.raised, os.environ["XDG_ACTIVATION_TOKEN"]) == ([""], "kwin-7/a.b:c")
    assert answer(qtbot, say_to(address, b"raise - $(reboot)\n")) == ANSWER
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "kwin-7/a.b:c"


@unix
@pytest.mark.parametrize(
    ("reply", "came"), [(ANSWER, True), (None, False), (b"", False), (b"gone\n", False), (b"here\n" * 1000, False)]
)
def test_only_the_right_answer_ends_the_second_copy(
    first: First, address: Path, qtbot: QtBot, reply: bytes | None, came: bool
) -> None:
    """Whatever listens there instead, the second copy neither hangs nor vanishes without a window."""
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(address))
        server.listen()
        held: list[socket.socket] = []

        def serve() -> None:
            while True:
                try:
                    held.append(server.accept()[0])
                except OSError:
                    return
                if reply is not None:
                    held[-1].recv(LONGEST)
                    held[-1].sendall(reply)
                    held[-1].close()

        thread = threading.Thread(target=serve)
        thread.start()
        assert launch(qtbot, first.folder, patience=0.1).came is came
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
        for each in held:
            each.close()


@unix
def test_a_socket_of_another_user_is_not_asked(first: First, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a folder for everybody, such as /tmp, somebody could have put theirs where ours would be."""
    monkeypatch.setattr(os, "getuid", lambda: os.geteuid() + 1)
    first.instance.start_listening(PAGES)
    assert not launch(qtbot, first.folder, patience=0.1, stranger="yes").came
    assert first.raised == []


@unix
def test_what_a_killed_copy_left_behind_is_cleared_away(tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    folder = settle(tmp_path / "kept")
    with started("-m", "companion", "--data-dir", str(folder)) as app:
        qtbot.waitUntil(lambda: sockets(home) != [], timeout=30_000)
        app.send_signal(signal.SIGKILL)
        ended(app)
    assert (folder / "running.lock").exists() and sockets(home)
    next_one = First(folder)
    assert next_one.instance.claim() and next_one.instance.start_listening(PAGES)
    assert launch(qtbot, folder, "camera").came
    next_one.instance.close()
    assert next_one.raised == ["camera"]
    assert not (folder / "running.lock").exists() and not sockets(home)


@unix
def test_a_second_start_during_the_first_run_opens_no_second_first_run(
    tmp_path: Path, home: Path, qtbot: QtBot
) -> None:
    folder = settle(tmp_path / "kept", later=[])
    with started("-m", "companion", "--data-dir", str(folder)) as app:
        qtbot.waitUntil(lambda: sockets(home) != [], timeout=30_000)
        assert run(COMPANION, "--data-dir", str(folder)) == (0, "", "")
        app.terminate()
        assert ended(app).code == 0


@unix
def test_a_second_start_of_the_whole_app_shows_its_page_in_the_first(tmp_path: Path, home: Path, qtbot: QtBot) -> None:
    folder = settle(tmp_path / "kept")
    with started("-m", "companion", "--data-dir", str(folder), "--page", "data") as app:
        qtbot.waitUntil(lambda: sockets(home) != [], timeout=30_000)
        assert run(COMPANION, "--data-dir", str(folder), "--page", "camera") == (0, "", "")
        assert app.poll() is None
        app.terminate()
        assert ended(app).code == 0
    assert kept(folder, "window.page") == '"camera"'
