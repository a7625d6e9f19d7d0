"""Help now as people meet it: one look, one press, and out again."""

from typing import NamedTuple

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QHelpEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolTip, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.help.contacts import Coordinator, Line, lines, readings
from companion.help.panel_view import HelpPanel, HelpState
from companion.words import say
from tests.acting import buttons, light, listen, name, press, seen, shown

GRACE = Coordinator("Grace Holt", "0121 496 0000", "grace@eastbrook.example", "Monday to Friday, 9 to 17")
NOBODY = HelpState(Coordinator(), lines(), readings({}))


class Desk(NamedTuple):
    """A window with a page behind the panel, and what was opened and copied."""

    window: QWidget
    page: QPushButton
    panel: HelpPanel
    known: list[HelpState]
    opened: list[str]
    copied: list[str]
    clipboard: list[bool]

    def open(self, state: HelpState = NOBODY) -> HelpPanel:
        self.known[:] = [state]
        self.panel.open_panel()
        return self.panel


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    window, page = QWidget(), QPushButton("Tick this")
    QVBoxLayout(window).addWidget(page)
    known, opened, copied, clipboard = [NOBODY], list[str](), list[str](), [True]

    def copy(text: str) -> bool:
        copied.append(text)
        return clipboard[0]

    panel = HelpPanel(light(), window, lambda: known[0], opened.append, copy)
    shown(qtbot, window)
    page.setFocus()
    return Desk(window, page, panel, known, opened, copied, clipboard)


def test_with_nothing_set_up_everything_needed_is_there_and_in_order(desk: Desk) -> None:
    """G11, G12, G26: out of the call, then the coordinator, then danger, then the lines, each with for whom it is."""
    text = seen(desk.open())
    expected = ["Help now", "Show me how to leave", "Talk to your Mentor Coordinator"]
    expected += ["Is someone in danger right now? Call 999.", "Childline", "If you are under 19. Free, day and night."]
    expected += ["0800 1111", "Samaritans", "For any age. Free, day and night.", "116 123"]
    expected += ["Best practices for securing your virtual classroom", say("help.never_recorded")]
    assert [text.index(each) for each in expected] == sorted(text.index(each) for each in expected)


def test_999_stays_whatever_a_partner_adds(desk: Desk) -> None:
    """G11."""
    added = [Line("partner-0", "999", "nobody", "0000 000", "", ""), *(each._replace(number="1") for each in lines())]
    assert say("help.danger") in seen(desk.open(HelpState(GRACE, lines(added), ())))


def test_a_missing_coordinator_is_a_gap_with_a_way_to_fill_it(desk: Desk, qtbot: QtBot) -> None:
    """G12: nothing is hidden, and one press leads to where it is set up."""
    desk.open(HelpState(Coordinator("Grace Holt"), lines(), ()))
    assert say("help.coordinator_missing") in seen(desk.panel)
    with qtbot.waitSignal(desk.panel.contact_wanted):
        press(qtbot, desk.panel, say("help.add_contact"))
    assert not desk.panel.isVisible()


def test_a_known_coordinator_can_be_rung_written_to_and_copied(desk: Desk, qtbot: QtBot) -> None:
    """G12, G26."""
    panel = desk.open(HelpState(GRACE._replace(set_by="Eastbrook College"), (), ()))
    assert {*GRACE[:4], say("help.set_by", partner="Eastbrook College")} <= set(seen(panel))
    assert say("help.coordinator_missing") not in seen(panel)
    assert say("help.add_contact") not in buttons(panel)
    press(qtbot, panel, "Call Grace Holt, 0121 496 0000")
    press(qtbot, panel, "Write to Grace Holt")
    assert desk.opened == ["tel:01214960000", "mailto:grace@eastbrook.example"]
    for contact in GRACE[1:3]:
        press(qtbot, panel, say("help.copy_named", what=contact))
    assert desk.copied == ["0121 496 0000", "grace@eastbrook.example"]


def test_opening_hours_are_told_where_there_is_only_an_email_address_too(desk: Desk) -> None:
    """G12: who writes at night knows when to expect an answer."""
    assert GRACE.hours in seen(desk.open(HelpState(GRACE._replace(phone=""), (), ())))


def test_a_coordinator_without_a_name_is_still_read_out_in_whole_words(desk: Desk) -> None:
    panel = desk.open(HelpState(GRACE._replace(name=""), (), ()))
    assert {"Call 0121 496 0000", "Write to grace@eastbrook.example"} <= set(buttons(panel))


def test_how_to_leave_is_shown_and_the_app_does_not_claim_to_leave(desk: Desk, qtbot: QtBot) -> None:
    """G12: it must not look as if it had left."""
    steps = [
        "Press Leave, at the bottom right.",
        "Close the tab. That takes you out of the call.",
        say("help.leave_note"),
    ]
    panel = desk.open()
    assert not set(steps) & set(seen(panel))
    press(qtbot, panel, say("help.leave"))
    assert set(steps) <= set(seen(panel))
    press(qtbot, panel, say("help.leave_less"))
    assert not set(steps) & set(seen(panel))
    assert desk.opened == []
    assert panel.isVisible()


def test_every_line_can_be_rung_opened_and_copied_as_it_says(desk: Desk, qtbot: QtBot) -> None:
    """G11."""
    panel = desk.open()
    for what in buttons(panel):
        if what.startswith(("Call ", "Open ")):
            press(qtbot, panel, what)
    assert desk.opened == [
        "tel:08001111",
        "https://www.childline.org.uk",
        "tel:116123",
        "https://www.samaritans.org",
        "tel:111",
    ]
    copies = [each for each in buttons(panel) if each.startswith("Copy ")]
    for what in copies:
        press(qtbot, panel, what)
    assert copies == [say("help.copy_named", what=text) for text in desk.copied]
    assert {"0800 1111", "116 123", "85258", "111", "childline.org.uk"} <= set(desk.copied)


def test_nobody_is_sent_to_ring_a_number_for_text_messages(desk: Desk) -> None:
    """G11: who is in need and rings Shout hears nothing."""
    panel = desk.open()
    assert "Text the word SHOUT to this number" in seen(panel)
    assert not any("85258" in each for each in buttons(panel) if not each.startswith("Copy "))


def test_a_partners_address_opens_the_reading(desk: Desk, qtbot: QtBot) -> None:
    """G23."""
    address = "https://eastbrook.example/video"
    panel = desk.open(HelpState(GRACE, (), readings({"zoom_video": address})))
    press(qtbot, panel, "Open: Get Zooming securely")
    assert desk.opened == [address]
    assert "Open: Best practices for securing your virtual classroom" not in buttons(panel)


def test_what_was_copied_is_seen_and_heard_and_only_if_it_was(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    panel = desk.open()
    heard = listen(monkeypatch)
    button = buttons(panel)[say("help.copy_named", what="0800 1111")]
    button.setFocus()
    desk.clipboard[0] = False
    button.click()
    assert heard == []
    before = button.grab().toImage()
    desk.clipboard[0] = True
    button.click()
    assert heard == [say("help.copied")]
    assert button.grab().toImage() != before


def test_words_from_outside_are_never_read_as_markup(desk: Desk) -> None:
    odd = "<b>Grace</b><img src=x>"
    panel = desk.open(HelpState(GRACE._replace(name=odd), (Line("x", odd, odd, "", "", "https://a.example"),), ()))
    shown_as = {each.textFormat() for each in panel.findChildren(QLabel) if odd in each.text()}
    assert shown_as == {Qt.TextFormat.PlainText}


@pytest.mark.parametrize("way", ["Esc", "cross", "beside"])
def test_it_closes_at_once_and_gives_the_focus_back(desk: Desk, qtbot: QtBot, way: str) -> None:
    """G12: quick to close, as somebody may be looking."""
    panel = desk.open()
    assert not desk.page.hasFocus()
    with qtbot.waitSignal(panel.closed):
        if way == "Esc":
            qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
        elif way == "cross":
            press(qtbot, panel, say("frame.close"))
        else:
            qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert not panel.isVisible()
    assert desk.page.hasFocus()


def test_a_press_between_its_lines_does_not_close_it(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.open()
    label = next(each for each in panel.findChildren(QLabel) if each.text() == "Childline")
    qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
    assert panel.isVisible()


def test_f1_pressed_twice_still_leads_back_to_where_the_person_was(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.open()
    press(qtbot, panel, say("help.leave"))
    panel.open_panel()
    assert say("help.leave_note") in seen(panel)
    qtbot.keyClick(desk.window.focusWidget(), Qt.Key.Key_Escape)
    assert desk.page.hasFocus()


def test_tab_reaches_everything_in_it_and_nothing_behind_it(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.open(HelpState(Coordinator(), lines(), ()))
    there = set(buttons(panel))
    reached = set[str]()
    for _ in range(2 * len(there)):
        focused = QApplication.focusWidget()
        assert isinstance(focused, QPushButton) and panel.isAncestorOf(focused)
        reached.add(name(focused))
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert reached == there


def test_it_shows_what_holds_each_time_it_opens(desk: Desk) -> None:
    desk.open()
    desk.panel.close_panel()
    panel = desk.open(HelpState(GRACE, (), ()))
    assert "Grace Holt" in seen(panel)
    assert "Childline" not in seen(panel)


def test_it_covers_the_window_whatever_its_size(desk: Desk, qtbot: QtBot) -> None:
    panel = desk.open()
    desk.window.resize(700, 420)
    qtbot.waitUntil(lambda: panel.geometry() == desk.window.rect())
    assert desk.window.childAt(desk.page.geometry().center()) is not desk.page


def test_a_copy_button_says_once_what_it_copies_and_its_drawing_is_explained_under_the_pointer(
    desk: Desk, qtbot: QtBot
) -> None:
    button = buttons(desk.open())[say("help.copy_named", what="0800 1111")]
    heard = QAccessible.queryAccessibleInterface(button)
    assert heard.text(QAccessible.Text.Name) == "Copy 0800 1111"
    assert heard.text(QAccessible.Text.Description) == ""
    at = button.rect().center()
    QApplication.sendEvent(button, QHelpEvent(QEvent.Type.ToolTip, at, button.mapToGlobal(at)))
    qtbot.waitUntil(lambda: QToolTip.text() == say("help.copy"))
    QToolTip.hideText()


def test_a_long_address_widens_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.window.resize(480, 400)
    address = f"{'mentoring' * 8}@eastbrook.example"
    panel = desk.open(HelpState(GRACE._replace(email=address), (), ()))
    label = next(each for each in panel.findChildren(QLabel) if each.text() == address)
    qtbot.waitUntil(lambda: label.height() > 2 * label.fontMetrics().height())
    assert panel.rect().contains(label.mapTo(panel, label.rect().bottomRight()) - QPoint(0, label.height()))
