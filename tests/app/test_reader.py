"""What a screen reader and the keyboard meet in the whole app: no stray windows, and always a place to be."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.band import Band
from companion.ui.check_row import CheckRow
from companion.ui.frame import Frame
from companion.words import say
from tests.acting import listen
from tests.app.acting import Dialogs, press, reads, visible
from tests.app.conftest import Plan, Start

PAGES = ["today", "camera", "data", "meeting", "records", "settings"]


class Watch(QObject):
    """Sees each window that shows itself."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[QWidget] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(watched)
        return False


@pytest.fixture
def watch(qapp: QApplication) -> Iterator[Watch]:
    made = Watch()
    qapp.installEventFilter(made)
    yield made
    qapp.removeEventFilter(made)


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_no_window_but_the_frame_ever_shows(start: Start, planned: Plan, watch: Watch) -> None:
    """Each would flash up, take the keyboard, and be read out."""
    planned()
    house = start()
    for page in PAGES:
        house.show(page)
        visible(house.frame, QWidget)
    house.say_band("Something", "info")
    house.say_band("Something else", "warn", "Act")
    house.open_help()
    visible(house.frame, Band)
    assert {type(each) for each in watch.windows} == {Frame}


def test_none_shows_in_the_first_run_either(start: Start, watch: Watch) -> None:
    house = start()
    press(house.frame, say("setup.continue"))
    visible(house.frame, QWidget)
    assert {type(each) for each in watch.windows} == {Frame}


@pytest.mark.parametrize("page", PAGES)
def test_the_keyboard_begins_on_something_to_do(start: Start, planned: Plan, qtbot: QtBot, page: str) -> None:
    planned()
    house = start(page=page)
    house.frame.activateWindow()
    shown = house.window.page(house.window.shown)
    assert shown is not None
    qtbot.waitUntil(lambda: QApplication.focusWidget() in shown.findChildren(QWidget))  # the camera page knows late
    assert focused().isVisible()
    assert focused().focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.mark.parametrize("page", PAGES[1:])
def test_who_is_led_to_another_page_is_on_it_with_the_keyboard(
    start: Start, planned: Plan, qtbot: QtBot, page: str
) -> None:
    planned()
    house = start()
    house.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    house.show(page)
    shown = house.window.page(page)
    assert shown is not None and shown.isAncestorOf(focused())


def test_after_a_dialog_the_keyboard_is_on_what_asked(
    start: Start, planned: Plan, dialogs: Dialogs, qtbot: QtBot
) -> None:
    """Not at the top of the window."""
    planned()
    house = start()
    house.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    buttons = {each.text(): each for each in visible(house.frame, QAbstractButton)}
    for text, heading, back in (
        ("I only have a bedroom", "today.bedroom.title", "today.bedroom.back"),
        (say("today.join.decline"), "today.comfort.title", "today.comfort.back"),
        (say("today.join.zoom"), "today.missing.title", "today.missing.back"),
    ):
        dialogs.answer(say(heading), say(back))
        buttons[text].setFocus()
        qtbot.keyClick(buttons[text], Qt.Key.Key_Space)
        assert house.frame.focusWidget() is buttons[text]


def test_help_is_told_by_its_name_and_gives_the_keyboard_back(
    start: Start, planned: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G11, G12."""
    planned()
    house = start()
    house.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    before, heard = focused(), listen(monkeypatch)
    house.open_help()
    assert heard == [f"{say('help.title')}. {say('help.line')}"]
    assert house.help.isAncestorOf(focused())
    qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    assert focused() is before


def test_what_fails_in_help_over_a_dialog_is_said_there(
    start: Start, planned: Plan, dialogs: Dialogs, qtbot: QtBot
) -> None:
    planned()
    house = start(page="meeting")

    def act(form: QDialog) -> None:
        qtbot.waitUntil(form.isActiveWindow)
        qtbot.keyClick(form, Qt.Key.Key_F1)
        house.say_band("Nothing rings here", "warn")
        assert reads(form, "Nothing rings here")
        press(form, say("frame.close_band", text="Nothing rings here"))
        assert not reads(form, "Nothing rings here")
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)  # closes Help, not the form
        press(form, say("meeting.form.back"))

    dialogs.answer(say("meeting.form.change"), act)
    press(house.frame, say("meeting.page.change"))


def test_a_row_of_today_keeps_the_keyboard_when_its_button_is_used_up(
    start: Start, planned: Plan, qtbot: QtBot
) -> None:
    planned()
    house = start()
    house.frame.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    happy = next(each for each in visible(house.frame, CheckRow) if each.button.isVisible())
    happy.button.setFocus()
    qtbot.keyClick(happy.button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not happy.button.isVisible())
    assert focused() is happy.check
    assert isinstance(focused(), QAbstractButton)
