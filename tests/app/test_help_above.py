"""Help now over what lies above the window: a dialog that asks something, and the walk-through."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.help.panel_view import HelpPanel
from companion.meeting.walkthrough import Walkthrough
from companion.words import say
from tests.app.acting import Dialogs, fill, press, reads, visible
from tests.app.conftest import Plan, Start


def help_in(above: QWidget) -> HelpPanel:
    (panel,) = visible(above, HelpPanel)
    return panel


def test_f1_opens_help_over_a_dialog_and_what_was_typed_stays(
    start: Start, planned: Plan, dialogs: Dialogs, qtbot: QtBot
) -> None:
    """G11: help is one key away also while the app asks something."""
    planned()
    house = start(page="meeting")

    def act(form: QDialog) -> None:
        fill(form, say("meeting.form.topic"), "Careers")
        qtbot.keyClick(form, Qt.Key.Key_F1)
        panel = help_in(form)
        assert reads(panel, say("help.danger"))
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
        assert form.isVisible() and not visible(form, HelpPanel)
        assert "Careers" in [line.text() for line in visible(form, QLineEdit)]
        press(form, say("meeting.form.back"))

    dialogs.answer(say("meeting.form.change"), act)
    press(house.frame, say("meeting.page.change"))


def test_f1_opens_help_over_the_walk_through(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G11: the walk-through is a window of its own, and help is there too."""
    planned()
    house = start(page="meeting")
    walk = open_walk(house)
    qtbot.waitUntil(walk.isActiveWindow)
    qtbot.keyClick(walk, Qt.Key.Key_F1)
    assert reads(help_in(walk), say("help.danger"))


@pytest.mark.parametrize("item", ["A passcode is on, and I have checked it", "Nobody can join before me"])
def test_show_me_opens_the_walk_at_the_setting_of_its_item(start: Start, planned: Plan, item: str) -> None:
    """G18, G21: not at the first of twelve, but where the person was just looking."""
    planned()
    house = start()
    found = next(
        planned.item
        for planned, _ in house.parts.checklist.rows(house.parts.checklist.phases()[1])
        if planned.title == item
    )
    house.today.act(found.id)
    walk = visible(house.frame, Walkthrough)[0]
    expected = {"passcode": "Passcode", "join-before-host": "Allow participants to join anytime"}[found.id]
    assert reads(walk, expected)


def open_walk(house: House) -> Walkthrough:
    press(house.frame, say("meeting.page.walk"))
    return visible(house.frame, Walkthrough)[0]
