"""The data page: how this computer is connected, what only people can tell, and what costs less."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from companion.data_usage.page import SUBJECT, DataPage
from companion.readings import Board, Reading, State
from companion.ui.field import Choice
from companion.words import Message, say, sentence
from tests.acting import light, listen, seen, shown

NOW = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
WIFI, MOBILE = Message("desktop.link.wifi"), Message("desktop.link.cellular")


class Desk:
    """A board, and what was said before of mobile data and of who pays."""

    def __init__(self, qtbot: QtBot, pays: tuple[str, str] | None = ("Amara", "unknown")) -> None:
        self.board, self.mobile, self.pays = Board(), False, pays
        self.page = DataPage(light(), self.board, lambda: self.mobile, lambda: self.pays)
        self.page.set_shape(narrow=False, compact=False)
        shown(qtbot, self.page)

    def see(self, message: Message, subject: str = SUBJECT) -> None:
        self.board.post(Reading(subject, State.CANNOT_TELL, message, NOW))

    @property
    def switch(self) -> QCheckBox:
        found = self.page.findChild(QCheckBox)
        assert found is not None
        return found

    @property
    def choice(self) -> Choice:
        found = self.page.findChild(Choice)
        assert found is not None
        return found


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_before_anything_is_known_it_says_that_it_is_looking(desk: Desk) -> None:
    assert desk.page.heading == say("data.looking")


def test_the_connection_is_the_answer_and_it_says_whose_it_is(desk: Desk) -> None:
    """G09: what is yours says nothing of the other person's."""
    desk.see(MOBILE)
    assert desk.page.heading == sentence(MOBILE)
    assert say("data.whose") in seen(desk.page)


def test_wifi_is_asked_about_and_never_called_free(desk: Desk) -> None:
    """G09: it may be a phone's hotspot."""
    desk.see(WIFI)
    assert desk.page.heading == "Wi-Fi. It may be a phone's hotspot: is it?"


def test_a_change_is_heard_once_and_other_subjects_are_none_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = listen(monkeypatch)
    for _ in range(2):
        desk.see(WIFI)
    desk.see(MOBILE, "camera.present")
    assert heard == [sentence(WIFI)]


def test_mobile_data_is_said_with_one_key_and_taken_back_with_another(desk: Desk, qtbot: QtBot) -> None:
    """G09: only the person knows; the switch tells what they said before."""
    assert not desk.switch.isChecked()
    assert desk.switch.accessibleName() == say("data.mobile")
    desk.switch.setFocus()
    for on in (True, False):
        with qtbot.waitSignal(desk.page.mobile_changed) as said:
            qtbot.keyClick(desk.switch, Qt.Key.Key_Space)
        assert said.args == [on]


def test_what_was_said_before_stands_there_and_is_not_said_again(desk: Desk, qtbot: QtBot) -> None:
    desk.mobile, desk.pays = True, ("Amara", "yes")
    with qtbot.assertNotEmitted(desk.page.mobile_changed), qtbot.assertNotEmitted(desk.page.pays_changed):
        desk.page.on_shown()
    assert desk.switch.isChecked()
    assert desk.choice.currentText() == say("data.pays_yes")


def test_a_new_reading_keeps_what_the_person_said(desk: Desk) -> None:
    desk.mobile, desk.pays = True, ("Amara", "no")
    desk.see(WIFI)
    assert (desk.switch.isChecked(), desk.choice.value) == (True, "no")


def test_the_mentor_is_asked_whether_the_other_one_pays(desk: Desk, qtbot: QtBot) -> None:
    """G09: the cost falls on the one who can least afford it."""
    assert desk.choice.accessibleName() == say("data.pays", name="Amara")
    assert desk.choice.currentText() == say("data.pays_unknown")
    desk.choice.setFocus()
    with qtbot.waitSignal(desk.page.pays_changed) as said:
        qtbot.keyClick(desk.choice, Qt.Key.Key_Down)
    assert said.args == ["yes"]


def test_somebody_without_a_name_is_called_the_other_person(qtbot: QtBot) -> None:
    desk = Desk(qtbot, ("", "no"))
    assert desk.choice.accessibleName() == say("data.pays", name=say("data.them"))


def test_a_mentee_is_not_asked(qtbot: QtBot) -> None:
    desk = Desk(qtbot, None)
    assert not desk.choice.isVisible()
    assert not any("pay for data" in text for text in seen(desk.page))
    desk.pays = ("Amara", "unknown")
    desk.page.on_shown()
    assert desk.choice.isVisible()


def test_what_uses_less_is_there_for_both_of_you(desk: Desk) -> None:
    """G09, G24: voice only and the phone are ways on, not a loss."""
    text = seen(desk.page)
    for tip in ("own", "voice", "phone", "wifi", "pause"):
        assert {say(f"data.tips.{tip}"), say(f"data.tips.{tip}_why")} <= set(text)


def test_a_page_that_is_gone_hears_nothing_more(qtbot: QtBot) -> None:
    board = Board()
    page = DataPage(light(), board, bool, lambda: None)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    board.post(Reading(SUBJECT, State.CANNOT_TELL, WIFI, NOW))
