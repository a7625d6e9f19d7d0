"""What the computer sees and what people say of cost: on Today, on the data page, and after a restart."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.desktop import link
from companion.desktop.link import Link, Medium
from companion.sessions.pair import Role
from companion.words import say
from tests.app.acting import fill, heading, press, reads, row, texts
from tests.app.conftest import Plan, Start

COST = "I know what this call costs me"
MOBILE = say("data.mobile")
Connect = Callable[[Link], None]


@pytest.fixture
def connect(monkeypatch: pytest.MonkeyPatch) -> Connect:
    """How this computer is connected, from now on."""

    def connected(seen: Link) -> None:
        monkeypatch.setattr("companion.desktop.link_qt.LinkSource.look", lambda _source: seen)

    return connected


def looked(qtbot: QtBot, house: House, code: str) -> None:
    """Wait until the computer has looked and found this."""

    def found() -> bool:
        reading = house.parts.board.latest(link.SUBJECT)
        return reading is not None and reading.message.code == code

    qtbot.waitUntil(found)


@pytest.mark.parametrize(
    ("seen", "code"),
    [
        (Link(True, Medium.WIFI, False), "desktop.link.wifi"),
        (Link(True, Medium.CABLE, False), "desktop.link.cable"),
        (Link(True, Medium.BLUETOOTH, None), "desktop.link.bluetooth"),
        (Link(None, Medium.UNKNOWN, None), "desktop.link.unknown"),
        (Link(True, Medium.CELLULAR, None), "desktop.link.cellular"),
        (Link(True, Medium.WIFI, True), "desktop.link.metered"),
        (Link(False, Medium.WIFI, None), "desktop.link.none"),
    ],
)
def test_no_kind_of_link_ticks_the_cost(
    start: Start, planned: Plan, connect: Connect, qtbot: QtBot, seen: Link, code: str
) -> None:
    """G09: it is said what is seen, and the person is asked."""
    connect(seen)
    planned()
    house = start()
    looked(qtbot, house, code)
    assert not row(house, COST).isChecked()
    assert row(house, COST).row.evidence == say(code)
    house.show("data")
    assert heading(house) == say(code)
    house.show("today")
    row(house, COST).click()
    assert row(house, COST).isChecked()


def test_saying_that_it_is_mobile_data_holds_at_once_and_after_a_restart(
    start: Start, planned: Plan, connect: Connect, qtbot: QtBot
) -> None:
    """G09: Wi-Fi may be a hotspot."""
    connect(Link(True, Medium.WIFI, False))
    planned()
    house = start(page="data")
    looked(qtbot, house, "desktop.link.wifi")
    press(house.frame, MOBILE)
    looked(qtbot, house, "desktop.link.by_hand")
    assert heading(house) == say("desktop.link.by_hand")
    again = start(page="data")
    looked(qtbot, again, "desktop.link.by_hand")
    press(again.frame, MOBILE)
    looked(qtbot, again, "desktop.link.wifi")
    assert not row_is_ticked(again)


def row_is_ticked(house: House) -> bool:
    house.show("today")
    return row(house, COST).isChecked()


@pytest.mark.parametrize(("answer", "evidence"), [("yes", "app.pays_yes"), ("no", "app.pays_no")])
def test_whether_the_mentee_pays_is_asked_and_kept(start: Start, planned: Plan, answer: str, evidence: str) -> None:
    """G09: the answer ticks the mentor's line; taking it back asks again."""
    planned()
    house = start(page="data")
    question = say("data.pays", name="Amara")
    assert asked(house) == say("app.pays_unknown")
    fill(house.frame, question, say(f"data.pays_{answer}"))
    assert asked(house) == say(evidence, name="Amara")
    again = start(page="data")
    assert asked(again) == say(evidence, name="Amara")
    fill(again.frame, question, say("data.pays_unknown"))
    assert "mentee-data" in [planned.item.id for planned in again.parts.checklist.readiness().missing]


def asked(house: House) -> str:
    """What stands beside the mentor's line about the mentee's data."""
    house.today._show_item("mentee-data")
    words = row(house, "I have asked if my mentee pays for data").row.evidence
    house.show("data")
    return words


def test_a_mentee_is_not_asked_about_themselves(start: Start, planned: Plan) -> None:
    planned(role=Role.MENTEE)
    house = start(page="data")
    assert not any("pay for data?" in words for words in texts(house.frame))
    assert reads(house.frame, say("data.whose"))


@pytest.mark.parametrize(
    ("link", "own", "passcode"),
    [
        ("https://us04web.zoom.us/j/83125550142?pwd=c2VjcmV0", True, True),
        ("https://us04web.zoom.us/j/83125550142", True, False),
        ("https://us04web.zoom.us/j/8312555014?pwd=c2VjcmV0", False, True),
        ("https://zoom.us/my/amara.mentor", False, False),
    ],
)
def test_the_link_tells_whether_its_id_is_its_own_and_a_passcode_is_in_it(
    start: Start, planned: Plan, link: str, own: bool, passcode: bool
) -> None:
    """G31, G21, G32: the new ID ticks by itself; the passcode is told, and the person looks whether it is on."""
    planned(join_url=link)
    house = start()
    checklist = house.parts.checklist
    lines = {name: checklist.find(name) for name in ("new-id", "passcode")}
    states = {name: checklist.state(line) for name, line in lines.items() if line is not None}
    assert states["new-id"].done is own
    assert not states["passcode"].done
    assert states["passcode"].evidence.code == ("app.passcode" if passcode else "app.no_passcode")


def test_without_a_link_nothing_is_said_of_it(start: Start, planned: Plan) -> None:
    planned(join_url="")
    house = start()
    assert house.parts.board.latest("meeting.new_id") is None
    assert house.parts.board.latest("meeting.passcode") is None
