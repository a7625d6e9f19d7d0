"""The camera page: what the computer knows of the camera is shown, and nothing more is claimed."""

from datetime import UTC, datetime

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from companion.camera.page import SUBJECT, CameraPage
from companion.readings import Board, Reading, State
from companion.ui.empty_seat import EmptySeat
from companion.words import Message, say, sentence
from tests.acting import buttons, light, listen, press, seen, shown

NOW = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
VOICE_ONLY = say("policy.camera_off", partner="Eastbrook College")
FOUND = Message("desktop.camera.found", {"name": "Built-in camera"})
READINGS = {
    State.GOOD: FOUND,
    State.NOT_RIGHT: Message("desktop.camera.none"),
    State.CANNOT_TELL: Message("desktop.camera.busy", {"name": "Built-in camera"}),
    State.LOOKING: Message("camera.looking"),
}


class Desk:
    """A board, what was asked to be looked at again, and whose rule keeps cameras off."""

    def __init__(self, qtbot: QtBot, off_by: str = "") -> None:
        self.board, self.asked, self.off_by = Board(), list[str](), off_by
        self.page = CameraPage(light(), self.board, self.asked.append, lambda: self.off_by)
        self.page.set_shape(narrow=False, compact=False)
        shown(qtbot, self.page)

    def see(self, state: State, subject: str = SUBJECT) -> None:
        self.board.post(Reading(subject, state, READINGS[state], NOW))

    @property
    def seat(self) -> EmptySeat:
        found = self.page.findChild(EmptySeat)
        assert found is not None
        return found

    def picture(self) -> QImage:
        return self.seat.grab().toImage()


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)


def test_before_anything_is_known_it_says_that_it_is_looking(desk: Desk) -> None:
    assert desk.page.heading == desk.seat.accessibleName() == say("camera.looking")


@pytest.mark.parametrize("state", State)
def test_what_was_seen_is_the_answer_and_the_picture_says_the_same(desk: Desk, state: State) -> None:
    """G08: a camera is there, is not, or another program may hold it; whether it is good nobody has looked."""
    desk.see(state)
    assert desk.page.heading == desk.seat.accessibleName() == sentence(READINGS[state])


def test_the_picture_tells_found_missing_and_held_apart(desk: Desk) -> None:
    pictures = []
    for state in (State.GOOD, State.NOT_RIGHT, State.CANNOT_TELL):
        desk.see(state)
        pictures.append(desk.picture())
    assert all(one != other for index, one in enumerate(pictures) for other in pictures[index + 1 :])


def test_it_promises_that_no_camera_was_opened_and_claims_nothing_of_the_picture(desk: Desk) -> None:
    """G10: the app has not seen anybody, so how to sit is advice, not a judgement."""
    desk.see(State.GOOD)
    text = seen(desk.page)
    assert say("camera.promise") in text
    for tip in ("height", "distance", "light", "room"):
        assert {say(f"camera.tips.{tip}"), say(f"camera.tips.{tip}_why")} <= set(text)


def test_raising_the_camera_is_what_brings_it_to_eye_level(desk: Desk) -> None:
    """G04, G10: height first; a tilted camera looks up or down."""
    text = seen(desk.page)
    assert "books under the laptop" in text[text.index(say("camera.tips.height")) + 1]
    assert "not a bedroom" in say("camera.tips.room")


def test_one_press_looks_again(desk: Desk, qtbot: QtBot) -> None:
    press(qtbot, desk.page, say("camera.again"))
    assert desk.asked == [SUBJECT]


def test_a_change_is_heard_once_and_other_subjects_are_none_of_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = listen(monkeypatch)
    for _ in range(2):
        desk.see(State.GOOD)
    desk.see(State.NOT_RIGHT, "link.cost")
    assert heard == [sentence(FOUND)]
    assert desk.page.heading == sentence(FOUND)


def test_no_webcams_names_whose_rule_it_is_and_looks_for_nothing(qtbot: QtBot) -> None:
    """G07."""
    desk = Desk(qtbot, off_by=VOICE_ONLY)
    desk.see(State.GOOD)
    assert desk.page.heading == desk.seat.accessibleName() == say("camera.off.heading")
    assert say("camera.off.line", reason=VOICE_ONLY) in seen(desk.page)
    assert say("camera.again") not in buttons(desk.page)
    assert sentence(FOUND) not in seen(desk.page)


def test_a_rule_that_came_or_went_is_shown_when_the_page_comes_back(desk: Desk, qtbot: QtBot) -> None:
    """G07."""
    desk.see(State.GOOD)
    desk.off_by = VOICE_ONLY
    desk.page.on_shown()
    assert desk.page.heading == say("camera.off.heading")
    desk.off_by = ""
    desk.page.on_shown()
    assert desk.page.heading == sentence(FOUND)
    assert say("camera.off.line", reason=VOICE_ONLY) not in seen(desk.page)
    assert say("camera.again") in buttons(desk.page)


def test_a_page_that_is_gone_hears_nothing_more(qtbot: QtBot) -> None:
    board = Board()
    page = CameraPage(light(), board, lambda _subject: None, str)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    board.post(Reading(SUBJECT, State.GOOD, FOUND, NOW))
