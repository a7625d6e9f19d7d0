"""Today from outside: rows by keyboard, undo for every one of them, and that an acknowledged tick is never lost."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from companion.app import migrations
from companion.app.house import House
from companion.checklist.ticks import Ticks
from companion.guide.items import Phase
from companion.store import open_best
from companion.ui.check_row import RowCheck
from companion.words import say
from tests.app.acting import Dialogs, catch_up, field, fill, press, reads, row, today, visible
from tests.app.conftest import Plan, Start

ROOM, HAPPY = "I am in a study, not a bedroom", "I am happy to talk today"
RULES = "We went through our ground rules"


def at_phase(start: Start, phase: Phase) -> House:
    house = start()
    house.frame.activateWindow()
    house.tasks.close()  # what the computer sees stays as it is
    today(house).choose_phase(phase)
    return house


def test_space_ticks_and_the_tick_is_there_after_reopening(start: Start, planned: Plan, qtbot: QtBot) -> None:
    """G30."""
    planned()
    house = start()
    qtbot.keyClick(row(house, ROOM), Qt.Key.Key_Space)
    assert row(house, ROOM).isChecked()
    again = row(start(), ROOM)
    assert again.isChecked()
    assert again.row.evidence.startswith("You, ")


def agree(dialog: QDialog) -> None:
    fill(dialog, say("today.agreement.reference"), "EC-2026-014")
    press(dialog, say("today.agreement.save"))


@pytest.mark.parametrize("phase", list(Phase))
def test_every_tick_can_be_undone(start: Start, planned: Plan, dialogs: Dialogs, phase: Phase) -> None:
    """Ticked or taken away, by a person or by the computer: one press, and it is as it was."""
    planned()
    house = at_phase(start, phase)
    nothing = say("today.raise.no")
    asks: dict[str, tuple[str, Any]] = {
        "written-consent": ("today.agreement.title", agree),
        "raise": ("today.raise.title", nothing),
    }
    for planned_item, state in house.parts.checklist.rows(phase):
        title, before = planned_item.title, row(house, planned_item.title).row
        if planned_item.item.id in asks:
            heading, answer = asks[planned_item.item.id]
            dialogs.answer(say(heading), answer)
        row(house, title).click()
        assert row(house, title).isChecked() != state.done
        press(house.frame, say("today.undo_named", what=title))
        assert row(house, title).row == before
    assert not reads(house.frame, say("today.undo"))


def test_undo_by_keyboard_goes_back_step_by_step(start: Start, planned: Plan, qtbot: QtBot) -> None:
    planned()
    house = at_phase(start, Phase.BEFORE)
    for title in (ROOM, HAPPY):
        row(house, title).click()
    row(house, ROOM).setFocus()
    qtbot.waitUntil(row(house, ROOM).hasFocus)
    for left in ([True, False], [False, False]):
        qtbot.keyClick(row(house, ROOM), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        assert [row(house, title).isChecked() for title in (ROOM, HAPPY)] == left


def test_n_goes_to_the_next_open_one_and_arrows_move(start: Start, planned: Plan, qtbot: QtBot) -> None:
    planned()
    house = at_phase(start, Phase.BEFORE)
    row(house, HAPPY).setFocus()
    qtbot.waitUntil(row(house, HAPPY).hasFocus)
    qtbot.keyClick(row(house, HAPPY), Qt.Key.Key_Down)
    assert row(house, ROOM).hasFocus()
    qtbot.keyClick(row(house, ROOM), Qt.Key.Key_Space)
    qtbot.keyClick(row(house, ROOM), Qt.Key.Key_Up)
    catch_up()
    qtbot.keyClick(row(house, HAPPY), Qt.Key.Key_N)
    (focused,) = [each for each in visible(house.frame, RowCheck) if each.hasFocus()]
    assert focused.row.title == "My microphone works"


def test_the_ground_rules_are_theirs_to_change_and_read_out(start: Start, planned: Plan, dialogs: Dialogs) -> None:
    """G03: large to read, kept for the next time, and reading them ticks the line."""
    planned(-2)
    house = start()
    title = say("today.rules.title")

    def change(dialog: QDialog) -> None:
        assert field(dialog, title).toPlainText() == say("today.rules.standard")
        press(dialog, say("today.rules.copy"))
        fill(dialog, title, "We take turns.")
        press(dialog, say("today.rules.save"))

    dialogs.answer(title, change)
    press(house.frame, "Show the rules")
    assert house.shell.app.clipboard().text() == say("today.rules.standard")
    assert row(house, RULES).isChecked()
    assert [check.item for check in house.parts.records.all()[0].checks if check.item == "ground-rules"]
    again = start()

    def read(dialog: QDialog) -> None:
        assert field(dialog, title).toPlainText() == "We take turns."
        press(dialog, say("today.rules.close"))

    dialogs.answer(title, read)
    press(again.frame, "Show the rules")


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
    with closing(open_best(folder, migrations.ALL).store) as store:
        assert f"item-{last}" in Ticks(store).all("session")
