"""Copying: what other programs find to paste, and the truth about a clipboard that does not take it."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtWidgets import QApplication

from companion.desktop.clipboard import NO_CLIPBOARD, copy_rich, copy_text
from companion.words import sentence
from tests.desktop.programs import run

Mode = QClipboard.Mode
# Half a pair of UTF-16 and the end of a C string are no text that programs exchange.
pasted = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=60)


class Refusing:
    """A clipboard that is held by another program: it takes nothing and shows what the other one put there."""

    def __init__(self, holds: str = "") -> None:
        self.holds = {Mode.Clipboard: holds, Mode.Selection: "chosen with the mouse"}

    def setMimeData(self, data: QMimeData, mode: Mode) -> None:  # noqa: N802
        """Not a word."""

    def text(self, mode: Mode) -> str:
        return self.holds[mode]


class Taking(Refusing):
    """One that takes what it is given."""

    def setMimeData(self, data: QMimeData, mode: Mode) -> None:  # noqa: N802
        self.holds[mode] = data.text()


def put(monkeypatch: pytest.MonkeyPatch, clipboard: Refusing) -> None:
    monkeypatch.setattr("companion.desktop.clipboard.QGuiApplication", SimpleNamespace(clipboard=lambda: clipboard))


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    """The off-screen one, left empty: what it holds at the end of the process brings Qt down."""
    board = QGuiApplication.clipboard()
    board.setText("from another program")
    yield board
    board.clear()


def test_words_are_there_to_paste_and_have_no_looks(clipboard: QClipboard) -> None:
    assert copy_text("Meeting 831 2555 0142")
    assert clipboard.text() == "Meeting 831 2555 0142"
    assert not clipboard.mimeData().hasHtml()


def test_both_kinds_are_offered_together_and_the_plain_one_has_no_tags(clipboard: QClipboard) -> None:
    """A mail takes the list with its looks, a chat the same list as words."""
    assert copy_rich("1. Waiting room: on", "<ol><li>Waiting room: <b>on</b></li></ol>")
    offered = clipboard.mimeData()
    assert offered.text() == "1. Waiting room: on"
    assert "<b>on</b>" in offered.html()


def test_a_second_copy_replaces_all_of_the_first(clipboard: QClipboard) -> None:
    assert copy_rich("first", "<b>first</b>")
    assert copy_text("second")
    assert (clipboard.text(), clipboard.mimeData().html()) == ("second", "")


@given(text=pasted)
def test_every_text_is_pasted_as_it_was_copied(clipboard: QClipboard, text: str) -> None:
    assert copy_text(text)
    assert clipboard.text() == text


@pytest.mark.parametrize("holds", ["", "what another program holds", "the invitatio", "the invitation\n"])
@pytest.mark.parametrize("rich", [False, True])
def test_what_did_not_arrive_is_never_called_copied(monkeypatch: pytest.MonkeyPatch, holds: str, rich: bool) -> None:
    put(monkeypatch, Refusing(holds))
    assert not (copy_rich("the invitation", "<i>the invitation</i>") if rich else copy_text("the invitation"))


def test_there_are_words_for_it_that_say_what_to_do() -> None:
    assert "copy again" in sentence(NO_CLIPBOARD)


def test_what_the_person_has_chosen_with_the_mouse_stays_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    """X11 and Wayland paste that with the middle button."""
    board = Taking()
    put(monkeypatch, board)
    assert copy_text("the invitation")
    assert board.holds == {Mode.Clipboard: "the invitation", Mode.Selection: "chosen with the mouse"}


PROGRAM = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from companion.app import start
from companion.app.options import Options
from companion.desktop.clipboard import copy_text

def copy_and_close():
    print(copy_text("kept to the end"), flush=True)
    QTimer.singleShot(0, QApplication.instance().quit)

raise SystemExit(start.run(Options(private=True), copy_and_close))
"""


def test_the_app_closes_in_order_while_it_holds_what_was_copied() -> None:
    ran = run(PROGRAM)
    assert (ran.code, ran.out) == (0, "True\n"), ran.err
