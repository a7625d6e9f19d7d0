"""Help now: one action from every page, works with nothing set up, and never leaves a trace."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.desktop.opening import NotOpened
from companion.sessions.pair import Role
from companion.ui.band import Band
from companion.words import say
from tests.app.acting import fill, kept, leave, press, raw, reads, row, visible
from tests.app.conftest import Plan, Rules, Start

PAGES = ["today", "camera", "data", "meeting", "records", "settings"]
HELP = say("frame.help")


def f1(qtbot: QtBot, house: House) -> None:
    house.frame.activateWindow()
    qtbot.waitUntil(house.frame.isActiveWindow)
    qtbot.keyClick(house.frame.focusWidget(), Qt.Key.Key_F1)


@pytest.mark.parametrize("page", PAGES)
def test_from_every_page_by_button_and_by_f1(start: Start, planned: Plan, qtbot: QtBot, page: str) -> None:
    """G11, G12, G26."""
    planned()
    house = start(page=page)
    press(house.frame, HELP)
    assert house.help.isVisible()
    qtbot.keyClick(house.help, Qt.Key.Key_Escape)
    assert not house.help.isVisible()
    assert house.window.shown == page
    f1(qtbot, house)
    qtbot.waitUntil(house.help.isVisible)


@pytest.mark.parametrize("private", [False, True])
def test_before_anything_is_set_up(start: Start, qtbot: QtBot, folder: Path, private: bool) -> None:
    """G11: the very first page has it too, and nothing needs to be known for it."""
    house = start(private=private)
    press(house.frame, HELP)
    assert reads(house.help, say("help.danger"))
    assert reads(house.help, "Childline")
    assert reads(house.help, say("help.coordinator_missing"))
    press(house.help, say("frame.close"))
    f1(qtbot, house)
    qtbot.waitUntil(house.help.isVisible)
    assert not folder.exists()


def test_a_missing_contact_does_not_lead_away_from_the_first_question(start: Start, folder: Path) -> None:
    house = start()
    press(house.frame, HELP)
    press(house.help, say("help.add_contact"))
    assert reads(house.frame, say("setup.welcome"))
    press(house.frame, say("setup.role.mentor"))
    press(house.frame, say("setup.continue"))
    assert reads(house.frame, say("setup.shared.title"))


def test_a_missing_contact_leads_to_where_it_is_added(start: Start, planned: Plan) -> None:
    """G12: a visible gap, closed in one place."""
    planned()
    house = start()
    house.today.act("coordinator")
    assert house.window.shown == "settings"
    fill(house.frame, say("setup.coordinator.name"), "Grace Holt")
    fill(house.frame, say("setup.coordinator.phone"), "01632 960145")
    press(house.frame, HELP)
    assert reads(house.help, "01632 960145")
    assert not reads(house.help, say("help.coordinator_missing"))
    again = start()
    press(again.frame, HELP)
    assert reads(again.help, "Grace Holt")


def test_the_contact_ticks_its_line_and_taking_it_away_unticks_it(start: Start, planned: Plan) -> None:
    planned()
    house = start()
    title = "I know how to reach the Mentor Coordinator"

    def ticked() -> bool:
        planned_item = house.parts.checklist.find("coordinator")
        assert planned_item is not None
        assert planned_item.title == title
        return house.parts.checklist.state(planned_item).done

    house.show("settings")
    assert not ticked()
    fill(house.frame, say("setup.coordinator.phone"), "01632 960145")
    assert ticked()
    fill(house.frame, say("setup.coordinator.phone"), "")
    assert not ticked()


def test_a_number_is_dialled_and_copied(start: Start, planned: Plan, opened: list[str], rules: Rules) -> None:
    planned()
    contact = '[coordinator]\nname = "Grace Holt"\nphone = "01632 960145"\nemail = "mentoring@eastbrook.example"\n'
    house = start(policy=rules(contact))
    house.open_help()
    press(house.help, say("help.call_named", name="Grace Holt", number="01632 960145"))
    press(house.help, say("help.write_named", name="Grace Holt"))
    assert opened == ["tel:01632960145", "mailto:mentoring@eastbrook.example"]
    assert reads(house.help, say("help.set_by", partner="Eastbrook College"))
    press(house.help, say("help.copy_named", what="01632 960145"))
    assert house.shell.app.clipboard().text() == "01632 960145"


@pytest.mark.parametrize("role", list(Role))
def test_opening_it_is_never_recorded(start: Start, planned: Plan, folder: Path, opened: list[str], role: Role) -> None:
    """G11, G12: whatever is done in it, not a row changes, then or when the app closes."""
    planned(role=role)
    house = start()
    row(house, "I am happy to talk today").click()
    leave(house)
    before = kept(folder)
    house = start()
    press(house.frame, HELP)
    press(house.help, say("help.leave"))
    for button in visible(house.help, QAbstractButton):
        if button.accessibleName().startswith(("Call ", "Open the website of ")):
            button.click()
    assert {address.partition(":")[0] for address in opened} == {"tel", "https"}
    assert kept(folder) == before
    leave(house)
    assert kept(folder) == before
    assert not any(word in raw(folder).lower() for word in (b"childline", b"samaritans", b"help."))


def test_where_nothing_dials_the_number_can_be_copied(
    start: Start, planned: Plan, rules: Rules, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(address: str) -> None:
        raise NotOpened("desktop.opening.no_phone", number=address.removeprefix("tel:"))

    monkeypatch.setattr("companion.app.house.opening.open_address", fails)
    planned()
    house = start(policy=rules('[coordinator]\nname = "Grace Holt"\nphone = "01632 960145"\n'))
    house.open_help()
    press(house.help, say("help.call_named", name="Grace Holt", number="01632 960145"))
    told = say("desktop.opening.no_phone", number="01632960145")
    (band,) = (each for each in visible(house.help, Band) if each.text == told)
    press(band, say("app.not_opened"))
    assert house.shell.app.clipboard().text() == "01632960145"
    press(band, say("frame.close_band", text=band.text))
    assert not reads(house.help, told) and house.help.isVisible()


def test_tab_goes_round_everything_in_it(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G11, G12: every contact can be reached without a mouse, and the focus never leaves the panel."""
    planned()
    house = start()
    house.open_help()
    qtbot.waitUntil(house.help.isVisible)
    reached = []
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None and house.help.isAncestorOf(focused)
        reached.append(focused)
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    assert set(visible(house.help, QAbstractButton)) <= set(reached)
