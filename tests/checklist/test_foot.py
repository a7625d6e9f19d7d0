"""The foot of Today, where Join is never dead, and what stands around the list: countdown and legend."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.checklist.countdown_view import Countdown
from companion.checklist.foot_view import JoinButton, JoinFoot, JoinText
from companion.checklist.legend_view import Legend
from companion.checklist.page import Meeting, TodayPage
from companion.guide.items import Phase
from companion.ui.button import Button
from companion.words import say
from tests.acting import buttons, light, press, seen, shown
from tests.checklist.making import Desk, item

BLOCKED = JoinText("To do first", "My consent. And 3 more", "Join Zoom", "4 things first", True, "My consent")
READY = JoinText("Next", "Let Amara in", "Join Zoom", "Opens in your browser", False)
ITEMS = [item("one"), item("two")]


def meeting(join: JoinText = READY, *, may_decline: bool = True) -> Meeting:
    return Meeting(True, "Amara and you", "19", "minutes", "until 14:00", Phase.BEFORE, 0.5, join, may_decline)


@pytest.fixture
def page(qtbot: QtBot) -> TodayPage:
    return open_page(qtbot, lambda: meeting(BLOCKED))


def open_page(qtbot: QtBot, told: Callable[[], Meeting]) -> TodayPage:
    made = TodayPage(light(), Desk(ITEMS).checklist, told)
    made.set_shape(narrow=False, compact=False)
    return shown(qtbot, made)


def join_of(widget: QWidget) -> JoinButton:
    found = widget.findChild(JoinButton)
    assert found is not None
    return found


def drawn(button: QWidget) -> QImage:
    """What a button draws itself, without the ground it lies on."""
    picture = QImage(button.size(), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    button.render(picture, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return picture


def test_join_can_be_pressed_while_things_are_missing_and_says_so(page: TodayPage, qtbot: QtBot) -> None:
    """G01: Join is never dead; what it leads to is for the person to see."""
    button = join_of(page)
    assert button.isEnabled()
    assert (button.text(), button.accessibleDescription()) == ("Join Zoom", "4 things first")
    assert {"To do first", "My consent. And 3 more"} <= set(seen(page))
    with qtbot.waitSignal(page.join_wanted):
        press(qtbot, page, "Join Zoom")


def test_control_and_return_join_from_any_row(page: TodayPage, qtbot: QtBot) -> None:
    page.go_to("two")
    with qtbot.waitSignal(page.join_wanted):
        qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize(("blocked", "kind", "icon"), [(True, "blocked", "lock"), (False, "primary", "open")])
def test_a_blocked_join_has_a_lock_where_the_arrow_was(qtbot: QtBot, blocked: bool, kind: str, icon: str) -> None:
    """Not by colour alone."""
    page = open_page(qtbot, lambda: meeting(BLOCKED._replace(blocked=blocked)))
    same = Button(light(), "Join Zoom", kind, icon)
    same.set_note("4 things first")
    qtbot.addWidget(same)
    same.resize(join_of(page).size())
    assert join_of(page).blocked is blocked
    assert drawn(join_of(page)) == drawn(same)


def test_ready_says_where_it_leads(qtbot: QtBot) -> None:
    page = open_page(qtbot, meeting)
    assert join_of(page).note == "Opens in your browser"
    assert "Let Amara in" in seen(page)


def test_nobody_has_to_join(page: TodayPage, qtbot: QtBot) -> None:
    """G01."""
    with qtbot.waitSignal(page.declined):
        press(qtbot, page, say("today.join.decline"))


def test_once_the_call_is_on_there_is_nothing_to_decline(qtbot: QtBot) -> None:
    page = open_page(qtbot, lambda: meeting(may_decline=False))
    assert say("today.join.decline") not in buttons(page)


def test_a_narrow_window_gets_fewer_words_and_a_low_one_only_the_buttons(page: TodayPage) -> None:
    page.set_shape(narrow=True, compact=False)
    assert "My consent" in seen(page) and "My consent. And 3 more" not in seen(page)
    page.set_shape(narrow=True, compact=True)
    assert not {"To do first", "My consent"} & set(seen(page))
    assert {"Join Zoom", say("today.join.decline")} <= set(buttons(page))
    page.on_shown()
    assert "To do first" not in seen(page)
    page.set_shape(narrow=False, compact=False)
    assert "My consent. And 3 more" in seen(page)


def test_without_shorter_words_a_narrow_window_keeps_the_usual_ones(qtbot: QtBot) -> None:
    foot, holder = JoinFoot(light()), QWidget()
    holder.setLayout(foot)
    shown(qtbot, holder)
    foot.set_shape(narrow=True, compact=False)
    foot.show_text(READY, may_decline=False)
    assert "Let Amara in" in seen(holder)


def test_the_countdown_is_read_out_as_one_sentence(page: TodayPage) -> None:
    countdown = page.findChild(Countdown)
    assert countdown is not None
    assert countdown.accessibleName() == "19 minutes until 14:00"
    countdown.show_time("", "", "It ended at 15:00")
    assert countdown.isVisible() and countdown.accessibleName() == "It ended at 15:00"
    countdown.show_time("", "", "")
    assert not countdown.isVisible()


def test_longer_words_give_the_countdown_more_room(qtbot: QtBot) -> None:
    countdown = shown(qtbot, Countdown(light()))
    countdown.show_time("19", "minutes", "until 14:00")
    short = countdown.sizeHint().width()
    countdown.show_time("19", "minutes", "until you meet on Tuesday 24 November at 15:00 (14:00 in London)")
    assert countdown.sizeHint().width() > short
    assert countdown.minimumSizeHint() == countdown.sizeHint()


def test_the_legend_tells_what_the_two_marks_mean(qtbot: QtBot) -> None:
    """Shape tells who ticked; who cannot see the shapes is told in words."""
    legend = shown(qtbot, Legend(light()))
    told = [each.accessibleName() for each in legend.findChildren(QWidget) if each.accessibleName()]
    assert ". ".join((say("today.by_computer"), say("today.by_person"))) in told
    legend.set_text("9 checks")
    assert any(label.text() == "9 checks" for label in legend.findChildren(QLabel))
