"""Starts the whole app inside the test: real store, real parts, an off-screen window."""

from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.app import camera_flow, meeting_flow, migrations, parts, records_flow, reminder, sound_flow, today_flow
from companion.app import house as house_module
from companion.app.house import House
from companion.app.options import Options
from companion.app.shell import Shell
from companion.sessions.meeting import Meeting, Platform
from companion.sessions.pair import Pair, Role, new_id
from companion.sessions.profile import Profile, Step
from companion.sessions.repository import Sessions
from companion.store import Preferences, open_best
from tests.app.acting import Dialogs
from tests.app.devices import FakeDevices

LINK = "https://us04web.zoom.us/j/83125550142?pwd=c2VjcmV0"
Start = Callable[..., House]
Plan = Callable[..., Meeting]
Settle = Callable[..., None]
Rules = Callable[..., Path]


class Clock:
    """The app's clock, which a test can put forward or back."""

    shift = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.shift


@pytest.fixture(autouse=True)
def devices(monkeypatch: pytest.MonkeyPatch) -> FakeDevices:
    """No camera, microphone or loudspeaker of this computer is touched."""
    return FakeDevices(monkeypatch)


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
    """Close as a person does. What failed unseen is a fault of every test: slots swallow it otherwise."""
    while houses:
        house = houses.pop()
        house.frame.close()
        house.shut_down()
        house.frame.deleteLater()
        assert [failure.details for failure in house.failures.log] == []


@pytest.fixture
def dialogs(qapp: QApplication) -> Iterator[Dialogs]:
    """Answers the dialogs that open."""
    answers = Dialogs()
    yield answers
    answers.finish()


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The clock the whole app goes by."""
    made = Clock()
    for module in (house_module, camera_flow, meeting_flow, parts, records_flow, reminder, sound_flow, today_flow):
        monkeypatch.setattr(module, "now", made)
    return made


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Addresses that would have been opened in the browser."""
    addresses: list[str] = []
    monkeypatch.setattr("companion.app.house.opening.open_address", addresses.append)
    return addresses


@pytest.fixture
def rules(tmp_path: Path) -> Rules:
    """A partner's rules file with these lines."""

    def write(lines: str = "") -> Path:
        file = tmp_path / "policy.toml"
        file.write_text(f'schema = 1\n[partner]\nname = "Eastbrook College"\n{lines}', encoding="utf-8")
        return file

    return write


@pytest.fixture
def settled(folder: Path) -> Settle:
    """A first run that was answered earlier: a mentor's own computer, unless said otherwise."""

    def settle(role: Role = Role.MENTOR) -> None:
        with closing(open_best(folder, migrations.ALL).store) as store:
            profile = Profile(Preferences(store))
            profile.set_role(role)
            profile.set_shared_computer(False)
            for step in ("role", "shared", "person", "coordinator", "agreements"):
                profile.mark(step, Step.ANSWERED)

    return settle


@pytest.fixture
def planned(folder: Path, settled: Settle) -> Plan:
    """Keep a person and a meeting that starts in so many minutes, as if set up earlier."""

    def plan(minutes: int = 12, *, role: Role = Role.MENTOR, name: str = "Amara", **fields: Any) -> Meeting:
        settled(role)
        with closing(open_best(folder, migrations.ALL).store) as store:
            sessions = Sessions(store)
            pair = next((each for each in sessions.pairs() if each.nickname == name), Pair(new_id(), name))
            sessions.save_pair(pair)
            starts = datetime.now(ZoneInfo("Europe/London")) + timedelta(minutes=minutes)
            wall = starts.replace(second=0, microsecond=0, tzinfo=None)
            usual = {"platform": Platform.ZOOM, "join_url": LINK}
            return sessions.save(Meeting(new_id(), pair.id, "Mentoring", "", wall, **{**usual, **fields}))

    return plan
