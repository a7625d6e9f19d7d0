"""Undo on Today: there while there is something to undo, and honest when it did not work."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.checklist.foot_view import JoinText
from companion.checklist.page import Meeting, TodayPage
from companion.guide.items import Phase
from companion.ui.check_row import RowCheck
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown
from tests.checklist.making import Desk, item

JOIN = JoinText("To do first", "My line. And one more", "Join Zoom", "2 things first", True, "My line")
MEETING = Meeting(True, "Amara and you", "19", "minutes", "until you meet at 14:00", Phase.BEFORE, 0.5, JOIN, True)
ITEMS = (
    item("consent", Phase.SETUP, subject="", kind="agreement", renew_months=12),
    item("one", subject=""),
    item("two", subject="", why="So that you hear each other.", button="Look", action="camera"),
    item("camera", needs_camera=True),
    item("four", subject="", strength="should"),
    item("tip", Phase.DURING, subject="", kind="reminder"),
    item("other tip", Phase.DURING, subject="", kind="reminder"),
)
Open = Callable[..., TodayPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    """Show Today; as in the app, a row that was pressed is ticked or taken back."""

    def open_it(desk: Desk, meeting: Callable[[], Meeting] = lambda: MEETING) -> TodayPage:
        page = TodayPage(light(), desk.checklist, meeting)
        checklist = desk.checklist

        def toggle(name: str) -> None:
            (checklist.untick if desk.is_done(name) else checklist.tick)(name)

        page.toggled.connect(toggle)
        page.set_shape(narrow=False, compact=False)
        return shown(qtbot, page)

    return open_it


def rows(page: TodayPage) -> list[RowCheck]:
    return [each for each in page.findChildren(RowCheck) if each.isVisible()]


def row(page: TodayPage, title: str) -> RowCheck:
    return next(each for each in rows(page) if each.row.title == title)


def key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def test_undo_is_there_while_there_is_something_to_undo(
    open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, desk = listen(monkeypatch), Desk(ITEMS)
    page = open_page(desk)
    undo = say("today.undo_named", what="My one")
    assert say("today.undo") not in seen(page)
    desk.checklist.tick("one")
    qtbot.waitUntil(lambda: undo in buttons(page))
    heard.clear()
    press(qtbot, page, undo)
    qtbot.waitUntil(lambda: say("today.undo") not in seen(page))
    assert not desk.is_done("one")
    assert heard == [say("today.undone", what="My one"), say("checklist.left.other", Count="Four")]
    desk.checklist.tick("two")
    row(page, "My two").setFocus()
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not desk.is_done("two")


def test_an_undo_that_cannot_be_kept_is_told_by_whoever_keeps_and_not_said_to_be_done(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(ITEMS)
    tried: list[object] = []

    def refuse(act: Callable[[], object]) -> bool:
        tried.append(act)
        return False

    page = shown(qtbot, TodayPage(light(), desk.checklist, lambda: MEETING, refuse))
    desk.checklist.tick("one")
    qtbot.waitUntil(lambda: page.findChildren(RowCheck) != [])
    heard = listen(monkeypatch)
    key(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(tried) == 1 and desk.is_done("one")
    assert not any(desk.line("one").title in words for words in heard)
