"""The records page: a line a session, its details, and deleting one only after it was asked again."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog
from pytestqt.qtbot import QtBot

from companion.records.page import Line, RecordsPage, RecordsState
from companion.records.record import Check, Record
from companion.ui.empty_seat import EmptySeat
from companion.ui.facts import Fact
from companion.words import say
from tests.acting import buttons, light, press, seen, shown
from tests.records.making import CAMERA, NOW, ROOM, record

KEPT = "Kept for 12 months."


def line(session: str, when: str, name: str = "Amara") -> Line:
    return Line(session, when, name, "Zoom, 60 min", "2 of 3", "At 14:00")


class Desk:
    """What is kept, what the page asked for, and what people do with the dialogs it opens."""

    def __init__(self, *lines: Line) -> None:
        self.lines = list(lines)
        self.records = {each.session: record(each.session) for each in lines}
        self.limits: list[int] = []
        self.steps: list[Callable[[QDialog], Any]] = []
        self.titles: list[str] = []

    def state(self, limit: int) -> RecordsState:
        self.limits.append(limit)
        return RecordsState(tuple(self.lines[:limit]), len(self.lines), KEPT)

    def open(self, qtbot: QtBot) -> RecordsPage:
        page = RecordsPage(light(), self.state, self._get)
        page.set_shape(narrow=False, compact=False)
        page.on_shown()
        return shown(qtbot, page)

    def _get(self, session: str) -> Record | None:
        return self.records.get(session)

    def answer(self, *steps: Callable[[QDialog], Any]) -> None:
        """Act on the dialogs that open next, one after the other."""
        self.steps += steps
        QTimer.singleShot(0, self._look)

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or not dialog.isVisible():
            QTimer.singleShot(0, self._look)
            return
        self.titles.append(dialog.windowTitle())
        try:
            step = self.steps.pop(0)
            if self.steps:
                QTimer.singleShot(0, self._look)
            step(dialog)
        finally:
            if dialog.isVisible():
                dialog.reject()


def details(page: RecordsPage, when: str) -> QAbstractButton:
    return buttons(page)[f"{say('records.details')}: {when}"]


def pressing(name: str) -> Callable[[QDialog], None]:
    return lambda dialog: buttons(dialog)[say(f"records.{name}")].click()


def test_with_nothing_kept_it_says_so_and_offers_no_export(qtbot: QtBot) -> None:
    page = Desk().open(qtbot)
    assert page.heading == say("records.heading.none")
    assert {say("records.line"), say("records.first"), KEPT} <= set(seen(page))
    assert set(buttons(page)) == {say("records.erase")}
    seat = page.findChild(EmptySeat)
    assert seat is not None and seat.isVisible() and seat.accessibleName() == say("records.heading.none")


def test_each_session_is_one_line_newest_first_and_read_out_as_one_sentence(qtbot: QtBot) -> None:
    page = Desk(line("b", "Yesterday"), line("a", "Monday", "Joel")).open(qtbot)
    assert page.heading == "Two meetings. Nothing you said is kept."
    told = [fact for fact in page.findChildren(Fact) if fact.isVisible()]
    assert [fact.words for fact in told] == [
        "Yesterday, Amara Zoom, 60 min. 2 of 3 checks. At 14:00",
        "Monday, Joel Zoom, 60 min. 2 of 3 checks. At 14:00",
    ]
    assert told[1].accessibleName() == "Monday. With Joel. Zoom, 60 min. 2 of 3 checks. At 14:00"
    assert not any(seat.isVisible() for seat in page.findChildren(EmptySeat))
    assert say("records.first") not in seen(page)


@pytest.mark.parametrize("name", ["export", "erase"])
def test_export_and_erase_are_asked_for_with_one_press(qtbot: QtBot, name: str) -> None:
    page = Desk(line("a", "Monday")).open(qtbot)
    with qtbot.waitSignal(getattr(page, f"{name}_wanted")):
        press(qtbot, page, say(f"records.{name}"))


def test_older_ones_come_with_a_press_and_stay(qtbot: QtBot) -> None:
    desk = Desk(*(line(str(day), f"Day {day}") for day in range(120)))
    page, more = desk.open(qtbot), say("records.more")
    assert page.heading == "120 meetings. Nothing you said is kept."
    for limit in (50, 100):
        assert f"Day {limit - 1}, Amara" in seen(page) and f"Day {limit}, Amara" not in seen(page)
        press(qtbot, page, more)
        qtbot.waitUntil(lambda limit=limit: f"Day {limit}, Amara" in seen(page))  # type: ignore[misc]
    assert "Day 119, Amara" in seen(page)
    assert more not in buttons(page)
    page.on_shown()
    qtbot.waitUntil(lambda: "Day 119, Amara" in seen(page))


def test_the_details_say_who_checked_what(qtbot: QtBot) -> None:
    """A person's tick and what this computer saw are never mixed up."""
    desk = Desk(line("a", "Monday"))
    plain = Check("sound", "I can hear sound", "person", NOW, "")
    desk.records["a"] = record("a", checks=(ROOM, CAMERA, plain))
    page, text = desk.open(qtbot), list[str]()
    desk.answer(lambda dialog: text.extend(seen(dialog)))
    details(page, "Monday").click()
    assert desk.titles == ["Monday, Amara"]
    for check, words in ((ROOM, "You, 13:50"), (CAMERA, "This computer. Built-in camera, 1280 × 720"), (plain, "You.")):
        assert text[text.index(check.title) + 1] == words
    assert "At 14:00" in text


def test_one_is_deleted_after_it_was_asked_again(qtbot: QtBot) -> None:
    desk = Desk(line("b", "Yesterday"), line("a", "Monday"))
    page = desk.open(qtbot)
    desk.answer(pressing("delete"), pressing("delete_do"))
    with qtbot.waitSignal(page.delete_wanted) as asked:
        details(page, "Monday").click()
    assert asked.args == ["a"]
    assert desk.titles == ["Monday, Amara", say("records.delete_title")]


@pytest.mark.parametrize(
    "steps",
    [
        [pressing("delete_back")],
        [lambda dialog: dialog.reject()],
        [pressing("delete"), pressing("delete_back")],
        [pressing("delete"), lambda dialog: dialog.reject()],
    ],
    ids=["back", "esc", "back at the question", "esc at the question"],
)
def test_going_back_anywhere_deletes_nothing(qtbot: QtBot, steps: list[Callable[[QDialog], Any]]) -> None:
    desk = Desk(line("a", "Monday"))
    page = desk.open(qtbot)
    desk.answer(*steps)
    with qtbot.assertNotEmitted(page.delete_wanted):
        details(page, "Monday").click()
    assert len(desk.titles) == len(steps)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_the_question_names_the_session_and_a_quick_key_goes_back(qtbot: QtBot, key: Qt.Key) -> None:
    """Deleting for good never happens by a key pressed in a hurry."""
    desk, text = Desk(line("a", "Monday")), list[str]()
    page = desk.open(qtbot)

    def in_a_hurry(dialog: QDialog) -> None:
        text.extend(seen(dialog))
        qtbot.keyClick(dialog.focusWidget(), key)

    desk.answer(pressing("delete"), in_a_hurry)
    with qtbot.assertNotEmitted(page.delete_wanted):
        details(page, "Monday").click()
    assert say("records.delete_text", when="Monday") in text


def test_what_was_deleted_meanwhile_goes_from_the_list(qtbot: QtBot) -> None:
    """By the retention rule, say, while the page stood open."""
    desk = Desk(line("b", "Yesterday"), line("a", "Monday"))
    page = desk.open(qtbot)
    del desk.records["a"]
    desk.lines.pop()
    details(page, "Monday").click()
    qtbot.waitUntil(lambda: page.heading == say("records.heading.one"))
    assert "Monday, Amara" not in seen(page)


def test_the_last_one_deleted_leaves_the_empty_page(qtbot: QtBot) -> None:
    desk = Desk(line("a", "Monday"))
    page = desk.open(qtbot)
    desk.lines.clear()
    page.refresh()
    assert page.heading == say("records.heading.none")
    assert say("records.export") not in buttons(page)
