"""Starts the whole app inside the test: real store, real parts, an off-screen window."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import migrations
from companion.app.house import House
from companion.app.options import Options
from companion.app.shell import Shell
from companion.sessions.meeting import Meeting, Platform
from companion.sessions.pair import Pair, Role, new_id
from companion.sessions.profile import Profile, Step
from companion.sessions.repository import Sessions
from companion.store import Preferences, open_best

LINK = "https://us04web.zoom.us/j/83125550142?pwd=c2VjcmV0"
Start = Callable[..., House]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept"


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, folder: Path) -> Iterator[Start]:
    """Open the app on ``folder``; as often as a test likes, one after the other."""
    houses: list[House] = []

    def open_house(*, private: bool = False, policy: Path | None = None, page: str = "") -> House:
        close_all(houses)
        shell = Shell(qapp, Options(private=private, policy=policy, data_dir=folder, page=page))
        shell.frame.show()
        house = House(shell)
        shell.keep(house)
        houses.append(house)
        qtbot.waitUntil(house.window.isVisible)
        return house

    yield open_house
    close_all(houses)


def close_all(houses: list[House]) -> None:
    while houses:
        house = houses.pop()
        house.frame.close()
        house.shut_down()
        house.frame.deleteLater()


@pytest.fixture
def planned(folder: Path) -> Callable[..., Meeting]:
    """Keep a person and a meeting that starts in so many minutes, as if set up earlier."""

    def plan(
        minutes: int = 12, *, role: Role = Role.MENTOR, platform: Platform = Platform.ZOOM, link: str = LINK
    ) -> Meeting:
        opened = open_best(folder, migrations.ALL)
        profile = Profile(Preferences(opened.store))
        profile.set_role(role)
        profile.set_shared_computer(False)
        for step in ("role", "shared", "person", "coordinator", "agreements"):
            profile.mark(step, Step.ANSWERED)
        sessions = Sessions(opened.store)
        pair = next(iter(sessions.pairs()), Pair(new_id(), "Amara"))
        sessions.save_pair(pair)
        starts = (datetime.now(ZoneInfo("Europe/London")) + timedelta(minutes=minutes)).replace(
            second=0, microsecond=0, tzinfo=None
        )
        meeting = sessions.save(Meeting(new_id(), pair.id, "Mentoring", "", starts, platform=platform, join_url=link))
        opened.store.close()
        return meeting

    return plan
