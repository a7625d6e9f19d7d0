"""First run and settings in the whole app: answers go where they belong, stay there, and go when the person says so."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.sessions.pair import Role
from companion.sessions.profile import Coordinator
from companion.setup.first_run_page import FirstRunPage
from companion.ui.switch import Switch
from companion.ui.tokens import DARK
from companion.words import say
from tests.acting import buttons, press, seen
from tests.app.acting import Dialogs
from tests.app.conftest import Plan, Rules, Start
from tests.desktop.copies import sockets
from tests.desktop.programs import run
from tests.setup.making import ALONE, BACK, CONTINUE, FINISH, LATER, MENTEE, MENTOR, key, place, write


def editor(qtbot: QtBot, house: House, label: str) -> QWidget:
    """A field of the settings, with the keyboard on it."""
    house.show("settings")

    def found() -> list[QWidget]:
        kinds = (QLineEdit, QComboBox, Switch)
        return [
            each
            for kind in kinds
            for each in house.window.findChildren(kind)
            if each.isVisible() and each.accessibleName() == label
        ]

    qtbot.waitUntil(lambda: found() != [])
    house.frame.activateWindow()
    qtbot.waitUntil(house.frame.isActiveWindow)
    found()[0].setFocus()
    return found()[0]


def answer(qtbot: QtBot, house: House, *pressed: str) -> None:
    """Press one button after the other, each as soon as it is there."""
    for called in pressed:
        _wait_for(qtbot, house, called)
        press(qtbot, house.window, called)


def _wait_for(qtbot: QtBot, house: House, called: str) -> None:
    qtbot.waitUntil(lambda: called in buttons(house.window))


def nickname(house: House) -> QLineEdit:
    """The field in which the first run asks for it."""
    fields = house.window.findChildren(QLineEdit)
    return next(each for each in fields if each.isVisible() and each.accessibleName() == say("setup.person.name"))


def asked(house: House) -> str:
    page = house.window.findChild(FirstRunPage)
    return page.heading if page is not None and page.isVisible() else ""


def canvas(house: House) -> str:
    return house.frame.grab().toImage().pixelColor(2, house.frame.height() - 2).name().upper()


def test_a_mentee_in_a_private_session_is_asked_two_things_and_leaves_nothing(
    start: Start, qtbot: QtBot, folder: Path, home: Path
) -> None:
    before = sorted(home.rglob("*"))
    house = start(private=True)
    answer(qtbot, house, MENTEE, CONTINUE)
    assert asked(house) == say("setup.person.title_mentee")
    nickname(house).setText("Sam")
    answer(qtbot, house, FINISH)
    qtbot.waitUntil(lambda: house.window.shown == "today")
    assert house.parts.pair is not None and house.parts.pair.nickname == "Sam"
    editor(qtbot, house, say("setup.settings.theme"))
    assert say("setup.settings.data_nothing") in seen(house.window)
    house.frame.close()
    assert not folder.exists() and sorted(home.rglob("*")) == before


def test_what_was_left_for_later_is_not_asked_again_and_waits_in_the_settings(start: Start, qtbot: QtBot) -> None:
    house = start()
    answer(qtbot, house, MENTOR, CONTINUE, ALONE, CONTINUE, LATER, LATER, LATER)
    house = start()
    assert asked(house) == ""
    name = editor(qtbot, house, say("setup.person.title_mentor"))
    write(qtbot, "Amara")
    key(qtbot, Qt.Key.Key_Tab)
    assert not name.hasFocus() and house.parts.pair is not None and house.parts.pair.nickname == "Amara"


def test_from_the_moment_things_are_kept_a_second_start_finds_this_window(
    start: Start, qtbot: QtBot, home: Path
) -> None:
    house = start()
    answer(qtbot, house, MENTOR, CONTINUE, ALONE)
    assert sockets(home) == []
    answer(qtbot, house, CONTINUE)
    assert len(sockets(home)) == 1


def test_going_back_corrects_what_is_kept_already(start: Start, qtbot: QtBot) -> None:
    house = start()
    answer(qtbot, house, MENTOR, CONTINUE, ALONE, CONTINUE)
    nickname(house).setText("Amra")
    answer(qtbot, house, CONTINUE, BACK)
    assert nickname(house).text() == "Amra"
    nickname(house).setText("Amara")
    answer(qtbot, house, CONTINUE)
    house = start()
    assert asked(house) == say("setup.coordinator.title")
    assert [pair.nickname for pair in house.parts.sessions.pairs()] == ["Amara"]


def test_changes_are_kept_at_once_and_hold_after_the_next_start(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G12: "Changes are kept at once" is what the page says."""
    planned()
    house = start()
    editor(qtbot, house, say("setup.person.title_mentor"))
    write(qtbot, "Amara B")
    editor(qtbot, house, say("setup.coordinator.phone"))
    write(qtbot, "0121 496 0000")
    key(qtbot, Qt.Key.Key_Return)
    editor(qtbot, house, say("setup.settings.theme"))
    key(qtbot, Qt.Key.Key_End)
    editor(qtbot, house, say("setup.settings.role"))
    key(qtbot, Qt.Key.Key_Down)
    assert house.parts.profile.role == Role.MENTEE
    house = start()
    assert house.parts.pair is not None and house.parts.pair.nickname == "Amara B"
    assert house.parts.coordinator == Coordinator(phone="0121 496 0000")
    assert house.parts.profile.role == Role.MENTEE
    assert canvas(house) == DARK["canvas"]


def test_another_role_has_its_own_places_and_words_at_once(start: Start, planned: Plan, qtbot: QtBot) -> None:
    planned()
    house = start()
    editor(qtbot, house, say("setup.settings.role"))
    assert say("frame.page.records") in buttons(house.window)
    key(qtbot, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: say("frame.page.records") not in buttons(house.window))
    assert place() == say("setup.settings.role")
    assert say("setup.person.title_mentee") in seen(house.window)


def test_a_partners_answers_are_shown_as_theirs(start: Start, rules: Rules, qtbot: QtBot) -> None:
    """G07, G12."""
    file = rules('[coordinator]\nname = "Grace Holt"\nphone = "0121 496 0000"\n[computer]\nshared = true\n')
    house = start(policy=file)
    assert say("setup.rules.found", partner="Eastbrook College") in seen(house.window)
    answer(qtbot, house, MENTEE, CONTINUE, LATER)
    switch = editor(qtbot, house, say("setup.settings.theme")).window().findChild(Switch)
    assert switch is not None and switch.isChecked() and not switch.isEnabled()
    words = seen(house.window)
    assert "Grace Holt" in words and words.count(say("setup.rules.set_by", partner="Eastbrook College")) == 2


def test_others_use_it_too_means_erasing_and_going_back_changes_nothing(
    start: Start, planned: Plan, qtbot: QtBot, dialogs: Dialogs, folder: Path
) -> None:
    planned()
    house = start()
    dialogs.answer(say("setup.settings.erase_title"), say("setup.settings.erase_back"))
    editor(qtbot, house, say("setup.settings.shared"))
    key(qtbot, Qt.Key.Key_Space)
    switch = editor(qtbot, house, say("setup.settings.shared"))
    assert isinstance(switch, Switch) and not switch.isChecked()
    house = start()
    assert not house.shell.private and house.parts.pair is not None


ERASING = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication
from companion.app import start
from companion.app.options import Options
from companion.words import say

def press(words, then):
    buttons = (each for each in QApplication.allWidgets() if isinstance(each, QAbstractButton) and each.isVisible())
    button = next((each for each in buttons if each.text() == say(words)), None)
    QTimer.singleShot(20, then if button else lambda: press(words, then))
    if button:
        button.click()

def erase():
    press("setup.settings.erase", lambda: press("setup.settings.erase_do", lambda: None))

raise SystemExit(start.run(Options(data_dir=Path(sys.argv[1]), page="settings"), erase))
"""


def test_erase_everything_takes_all_of_it_and_closes(planned: Plan, folder: Path, home: Path) -> None:
    planned()
    before = sorted(home.rglob("*"))
    assert folder.exists()
    assert run(ERASING, str(folder)).code == 0
    assert not folder.exists()
    assert sorted(home.rglob("*")) == before


def test_a_folder_that_turns_out_not_to_be_one_is_told_and_the_app_goes_on(
    start: Start, qtbot: QtBot, folder: Path
) -> None:
    folder.write_text("a file lies here")
    house = start()
    answer(qtbot, house, MENTOR, CONTINUE, ALONE, CONTINUE, LATER, LATER, LATER)
    qtbot.waitUntil(lambda: house.window.shown == "today")
    assert house.shell.opened.problem is not None
    assert folder.read_text() == "a file lies here"
