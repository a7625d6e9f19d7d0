"""Today from outside: rows, Join, and what is kept when the app closes or is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.checklist.foot_view import JoinButton
from companion.checklist.join_dialog import JoinDialog
from companion.checklist.page import TodayPage
from companion.guide.items import Phase
from companion.sessions.meeting import Platform
from companion.sessions.pair import Role
from companion.ui.check_row import RowCheck
from companion.ui.label import Label
from tests.app.conftest import Start

Plan = Callable[..., object]


def today(house: House) -> TodayPage:
    house.show("today")
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def row(qtbot: QtBot, house: House, title: str) -> RowCheck:
    def found() -> list[RowCheck]:
        return [each for each in house.frame.findChildren(RowCheck) if each.isVisible() and each.row.title == title]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def join_button(house: House) -> JoinButton:
    button = house.frame.findChild(JoinButton)
    assert button is not None
    return button


def tick_all(house: House) -> None:
    for phase in (Phase.SETUP, Phase.SCHEDULE, Phase.BEFORE):
        for planned, state in house.parts.checklist.rows(phase):
            if planned.needed and not state.done:
                house.parts.checklist.tick(planned.item.id)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that would have been opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr("companion.app.house.opening.open_address", addresses.append)
    return addresses


def test_within_the_hour_it_opens_on_the_checks_before_the_call(start: Start, planned: Plan) -> None:
    planned(12)
    page = today(start())
    assert page.phase == Phase.BEFORE
    assert "left before you join" in page.heading


def test_space_ticks_and_the_tick_is_there_after_reopening(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G30."""
    planned()
    house = start()
    check = row(qtbot, house, "I am in a study, not a bedroom")
    qtbot.keyClick(check, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row(qtbot, house, "I am in a study, not a bedroom").isChecked())
    again = start()
    assert row(qtbot, again, "I am in a study, not a bedroom").isChecked()
    assert row(qtbot, again, "I am in a study, not a bedroom").row.evidence.startswith("You, ")


def test_every_tick_can_be_undone(start: Start, planned: Plan, qtbot: QtBot) -> None:
    planned()
    house = start()
    qtbot.keyClick(row(qtbot, house, "I am in a study, not a bedroom"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: row(qtbot, house, "I am in a study, not a bedroom").isChecked())
    today(house)._on_undo()
    qtbot.waitUntil(lambda: not row(qtbot, house, "I am in a study, not a bedroom").isChecked())


def test_n_goes_to_the_next_open_item(start: Start, planned: Plan, qtbot: QtBot) -> None:
    planned()
    house = start()
    page = today(house)
    first = row(qtbot, house, "I am happy to talk today")
    page.go_to_next_open()
    qtbot.waitUntil(first.hasFocus)
    page.go_to_next_open()
    qtbot.waitUntil(row(qtbot, house, "I am in a study, not a bedroom").hasFocus)


def test_join_says_what_is_missing_and_leads_there(
    start: Start, planned: Plan, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G01, G05, G06: hard items keep it shut."""
    planned()
    house = start()
    named: list[str] = []

    def take_me(dialog: JoinDialog) -> QDialog.DialogCode:
        named.extend(label.text() for label in dialog.findChildren(Label))
        assert not any(line.isVisibleTo(dialog) for line in dialog.findChildren(QLineEdit))
        dialog.take_me = True
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(JoinDialog, "exec", take_me)
    button = join_button(house)
    assert button.isEnabled()
    assert button.blocked
    assert "things first" in button.note
    button.click()
    assert any("My mentee is 18 or over" in words for words in named)
    qtbot.waitUntil(row(qtbot, house, "We are both comfortable with meeting online").hasFocus)


def test_ready_opens_the_web_client_and_is_recorded(start: Start, planned: Plan, opened: list[str]) -> None:
    """G14."""
    planned()
    house = start()
    tick_all(house)
    house.today.join()
    assert opened == ["https://app.zoom.us/wc/83125550142/join?pwd=c2VjcmV0"]
    records = house.parts.records.all()
    assert [(record.nickname, record.joined is not None, record.reason) for record in records] == [("Amara", True, "")]


def test_join_anyway_needs_a_reason_and_the_record_keeps_it(
    start: Start, planned: Plan, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    planned()
    house = start()
    tick_all(house)
    house.parts.checklist.untick("microphone")

    def anyway(dialog: JoinDialog) -> QDialog.DialogCode:
        dialog._on_anyway()
        assert dialog.reason == ""
        dialog.findChildren(QLineEdit)[0].setText("We use the phone for sound")
        dialog._on_anyway()
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(JoinDialog, "exec", anyway)
    join_button(house).click()
    assert len(opened) == 1
    assert house.parts.records.all()[0].reason == "We use the phone for sound"


def test_by_phone_needs_no_camera_and_opens_no_browser(start: Start, planned: Plan, opened: list[str]) -> None:
    """G24."""
    planned(platform=Platform.PHONE, link="")
    house = start()
    assert not any(planned.item.needs_camera for phase in Phase for planned, _ in house.parts.checklist.rows(phase))
    tick_all(house)
    house.today.join()
    assert opened == []
    assert house.parts.records.all()[0].joined is not None


def test_saying_no_leaves_no_trace(start: Start, planned: Plan, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """G01: a "no" to comfort is never stored."""
    planned()
    house = start()
    house.parts.checklist.tick("comfortable")
    monkeypatch.setattr(QDialog, "exec", lambda _dialog: QDialog.DialogCode.Rejected)
    house.today.decline()
    session = house.parts.current.key if house.parts.current else ""
    assert house.parts.ticks.all(session) == {}
    assert not any(check.item == "comfortable" for record in house.parts.records.all() for check in record.checks)


def test_the_answer_to_anything_to_raise_is_never_stored(start: Start, planned: Plan, folder: Path) -> None:
    """G26."""
    planned()
    house = start()
    question = next(p for p, _ in house.parts.checklist.rows(Phase.AFTER) if p.item.kind == "question")
    before = house.parts.ticks.all(house.parts.checklist.context.session)
    house.parts.checklist.tick(question.item.id)
    assert house.parts.checklist.state(question).done
    assert house.parts.ticks.all(house.parts.checklist.context.session) == before
    house.records.note()
    assert not any(check.item == question.item.id for record in house.parts.records.all() for check in record.checks)


def test_a_mentee_sees_fewer_words_and_can_decline(start: Start, planned: Plan) -> None:
    planned(role=Role.MENTEE)
    house = start()
    titles = [p.title for phase in Phase for p, _ in house.parts.checklist.rows(phase)]
    assert "My mentee is 18 or over" not in titles
    assert today(house).heading


def test_a_cable_or_wifi_never_ticks_the_cost(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G09: an unknown or guessed link never ticks it."""
    planned()
    house = start()
    qtbot.waitUntil(lambda: house.parts.board.latest("link.cost") is not None)
    cost = next(p for p, _ in house.parts.checklist.rows(Phase.BEFORE) if p.item.subject == "link.cost")
    assert not house.parts.checklist.state(cost).done


_TICKER = """
import sys
from pathlib import Path
from companion.app import migrations
from companion.checklist.state import Tick
from companion.checklist.ticks import Ticks
from companion.store import open_best
from datetime import datetime, UTC
ticks = Ticks(open_best(Path(sys.argv[1]), migrations.ALL).store)
for n in range(10_000):
    ticks.put("session", f"item-{n}", Tick(True, datetime.now(UTC)))
    print(n, flush=True)
"""


def test_a_killed_app_keeps_the_last_tick_it_acknowledged(folder: Path) -> None:
    from companion.app import migrations
    from companion.checklist.ticks import Ticks
    from companion.store import open_best

    ran = subprocess.Popen([sys.executable, "-c", _TICKER, str(folder)], stdout=subprocess.PIPE, text=True)
    assert ran.stdout is not None
    last = -1
    for line in ran.stdout:
        last = int(line)
        if last >= 25:
            os.kill(ran.pid, signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
            break
    ran.wait(10)
    ran.stdout.close()
    kept = Ticks(open_best(folder, migrations.ALL).store).all("session")
    assert f"item-{last}" in kept
