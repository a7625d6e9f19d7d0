"""What is there again after closing, and after being killed: ticks, look, size, page."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.sessions.pair import Role
from companion.store import FILE
from companion.ui.tokens import DARK, LIGHT
from companion.words import say
from tests.app.acting import fill, press, reads, row
from tests.app.conftest import Plan, Start

ROOM, HAPPY = "I am in a study, not a bedroom", "I am happy to talk today"
THEME = say("setup.settings.theme")


def ground(house: House) -> str:
    """The colour of the sheet."""
    return house.shell.app.palette().color(QPalette.ColorRole.Base).name()


class TestLook:
    @pytest.mark.parametrize(("look", "sheet"), [("dark", DARK["sheet"]), ("light", LIGHT["sheet"])])
    def test_what_is_chosen_holds_at_once_and_at_the_next_start(
        self, start: Start, planned: Plan, look: str, sheet: str
    ) -> None:
        planned(3 * 24 * 60)
        house = start(page="settings")
        fill(house.frame, THEME, say(f"setup.settings.theme_{look}"))
        assert ground(house) == sheet.lower()
        again = start()
        assert ground(again) == sheet.lower()
        canvas = (DARK if look == "dark" else LIGHT)["canvas"].lower()
        assert again.frame.palette().color(QPalette.ColorRole.Window).name() == canvas

    def test_else_it_follows_the_system(self, start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
        planned(3 * 24 * 60)
        house = start(page="settings")
        assert ground(house) == LIGHT["sheet"].lower()
        monkeypatch.setattr("companion.app.house.appearance.is_dark", lambda: True)
        house._appearance.changed.emit()
        assert ground(house) == DARK["sheet"].lower()
        fill(house.frame, THEME, say("setup.settings.theme_light"))
        house._appearance.changed.emit()
        assert ground(house) == LIGHT["sheet"].lower()
        fill(house.frame, THEME, say("setup.settings.theme_system"))
        assert ground(house) == DARK["sheet"].lower()


class TestWindow:
    def test_size_and_page_are_there_again(self, start: Start, planned: Plan) -> None:
        planned(3 * 24 * 60)
        house = start()
        house.frame.resize(760, 540)
        press(house.frame, say("frame.page.data"))
        again = start()
        assert (again.frame.width(), again.frame.height()) == (760, 540)
        assert again.window.shown == "data"

    def test_a_page_that_is_gone_is_not_opened(self, start: Start, planned: Plan) -> None:
        """Records were there for the mentor, and are not for the mentee this person is now."""
        planned(3 * 24 * 60)
        house = start(page="settings")
        press(house.frame, say("frame.page.records"))
        house.parts.profile.set_role(Role.MENTEE)
        assert start().window.shown == "today"
        assert start(page="records").window.shown == "today"

    def test_the_role_can_be_changed_and_pages_follow(self, start: Start, planned: Plan) -> None:
        planned(3 * 24 * 60)
        house = start(page="settings")
        fill(house.frame, say("setup.settings.role"), say("setup.settings.mentee"))
        assert not reads(house.frame, say("frame.page.records"))
        assert reads(start(page="settings").frame, say("setup.person.title_mentee"))

    def test_a_nickname_is_corrected_everywhere(self, start: Start, planned: Plan) -> None:
        planned()
        house = start(page="settings")
        fill(house.frame, say("setup.person.title_mentor"), "  Amara   B ")
        house.show("today")
        assert reads(house.frame, "Amara B and you")
        assert [pair.nickname for pair in start().parts.sessions.pairs()] == ["Amara B"]


_KILLED = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from companion.app.options import Options
from companion.app import start

def act():
    from PySide6.QtWidgets import QApplication
    from companion.ui.check_row import RowCheck
    rows = [each for each in QApplication.allWidgets() if isinstance(each, RowCheck) and each.isVisible()]
    for title in sys.argv[2:]:
        check = next((each for each in rows if each.row.title == title), None)
        if check is None:
            QTimer.singleShot(20, act)
            return
        check.click()
    os.kill(os.getpid(), signal.SIGKILL)

sys.exit(start.run(Options(data_dir=Path(sys.argv[1])), lambda: QTimer.singleShot(50, act)))
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
def test_killed_with_the_window_open_it_keeps_every_tick(
    start: Start, planned: Plan, folder: Path, qtbot: QtBot
) -> None:
    """Nothing waits to be written: a tick is on the disk when the row shows it."""
    planned(50)
    ran = subprocess.run(
        [sys.executable, "-c", _KILLED, str(folder), ROOM, HAPPY],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert (folder / FILE).exists()
    house = start()
    assert row(house, ROOM).isChecked()
    assert row(house, HAPPY).isChecked()
    assert not row(house, "My microphone works").isChecked()
    assert [check.item for check in house.parts.records.all()[0].checks if check.by == "person"] != []
