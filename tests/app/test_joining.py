"""Join: what it says, where it leads, what it refuses, and what the record keeps of it."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.checklist.foot_view import JoinButton
from companion.desktop.opening import NotOpened
from companion.guide.items import Phase
from companion.sessions.meeting import Platform
from companion.sessions.pair import Role
from companion.words import say
from tests.app.acting import (
    Dialogs,
    act_on_band,
    bands,
    fill,
    plan_form,
    press,
    reads,
    row,
    texts,
    tick_needed,
    visible,
)
from tests.app.conftest import LINK, Plan, Settle, Start

MISSING, ANYWAY = say("today.missing.title"), say("today.missing.anyway")
REASON, TAKE_ME = say("today.missing.reason"), say("today.missing.take_me")
HARD = [
    ("agreed", "We are both comfortable with meeting online"),
    ("over-18", "My mentee is 18 or over"),
    ("written-consent", "Our partner has agreed to this in writing"),
    ("comfortable", "I am happy to talk today"),
]


def join(house: House) -> JoinButton:
    (button,) = visible(house.frame, JoinButton)
    return button


def records(house: House) -> list[tuple[bool, str]]:
    """Each line: whether the call was joined, and the reason given."""
    return [(record.joined is not None, record.reason) for record in house.parts.records.all()]


@pytest.mark.parametrize(("item", "title"), HARD)
def test_what_is_hard_keeps_it_shut(
    start: Start, planned: Plan, opened: list[str], dialogs: Dialogs, qtbot: QtBot, item: str, title: str
) -> None:
    """G01, G05, G06: named, no way past it, and the way to it."""
    planned()
    house = start()
    tick_needed(house, but=[item])
    line = house.parts.checklist.find(item)
    assert line is not None and line.to_do != title

    def shut(dialog: QDialog) -> None:
        assert reads(dialog, say("today.missing.hard", what=line.to_do))
        assert ANYWAY not in texts(dialog)
        press(dialog, TAKE_ME)

    dialogs.answer(MISSING, shut)
    assert (join(house).blocked, join(house).note) == (True, "1 thing first")
    join(house).click()
    qtbot.waitUntil(lambda: house.frame.focusWidget() is row(house, title))
    assert opened == []
    assert records(house) in ([], [(False, "")])


def test_one_hard_thing_shuts_it_for_all_the_others_and_comes_first(
    start: Start, planned: Plan, opened: list[str], dialogs: Dialogs, qtbot: QtBot
) -> None:
    """G01."""
    planned()
    house = start()
    tick_needed(house, but=["at-risk", "microphone", "comfortable"])

    def shut(dialog: QDialog) -> None:
        assert ANYWAY not in texts(dialog)
        press(dialog, TAKE_ME)

    dialogs.answer(MISSING, shut)
    join(house).click()
    qtbot.waitUntil(lambda: house.frame.focusWidget() is row(house, "I am happy to talk today"))
    assert opened == []


def test_what_can_be_passed_needs_a_reason_that_is_kept_and_exported(
    start: Start, planned: Plan, opened: list[str], dialogs: Dialogs, tmp_path: Path
) -> None:
    planned()
    house = start()
    tick_needed(house, but=["microphone"])

    def anyway(dialog: QDialog) -> None:
        press(dialog, ANYWAY)
        assert reads(dialog, say("today.missing.reason_needed"))
        fill(dialog, REASON, "  We use the phone for sound ")
        press(dialog, ANYWAY)

    dialogs.answer(MISSING, anyway)
    join(house).click()
    assert opened == ["https://app.zoom.us/wc/83125550142/join?pwd=c2VjcmV0"]
    assert records(house) == [(True, "We use the phone for sound")]
    house.records.export_to(tmp_path / "out.csv")
    (line,) = csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert line["Reason for joining anyway"] == "We use the phone for sound"


def test_going_back_joins_nothing(start: Start, planned: Plan, opened: list[str], dialogs: Dialogs) -> None:
    planned()
    house = start()
    tick_needed(house, but=["microphone"])
    dialogs.answer(MISSING, say("today.missing.back"))
    join(house).click()
    assert opened == []
    assert not any(joined for joined, _ in records(house))


def test_no_link_leads_to_the_form(start: Start, planned: Plan, opened: list[str], dialogs: Dialogs) -> None:
    planned(join_url="")
    house = start()
    tick_needed(house)
    assert join(house).note == say("today.join.no_link")
    dialogs.answer(say("meeting.form.change"), lambda form: plan_form(form, join_url=LINK))
    join(house).click()
    assert opened == []
    assert join(house).note == say("today.join.opens")
    join(house).click()
    assert len(opened) == 1


def test_a_link_of_another_service_is_not_joined_unseen(
    start: Start, planned: Plan, opened: list[str], dialogs: Dialogs
) -> None:
    """G24: planned for Zoom, the link is one of Teams."""
    planned(join_url="https://teams.microsoft.com/meet/2345678901234?p=abc")
    house = start()
    tick_needed(house)
    dialogs.answer(say("meeting.form.change"), say("meeting.form.back"))
    join(house).click()
    assert opened == []
    assert bands(house) == [say("meeting.verdict.other", service="Teams", planned="Zoom")]
    assert not any(joined for joined, _ in records(house))


def test_where_no_browser_opens_the_link_can_be_copied(
    start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(address: str) -> None:
        raise NotOpened("desktop.opening.nothing", address=address)

    copied: list[str] = []

    def copy(text: str) -> bool:
        copied.append(text)
        return True

    monkeypatch.setattr("companion.app.house.opening.open_address", fails)
    monkeypatch.setattr("companion.app.house.clipboard.copy_text", copy)
    planned()
    house = start()
    tick_needed(house)
    join(house).click()
    address = "https://app.zoom.us/wc/83125550142/join?pwd=c2VjcmV0"
    assert bands(house) == [say("desktop.opening.nothing", address=address)]
    act_on_band(house, say("app.not_opened"))
    assert copied == [address]
    assert not any(joined for joined, _ in records(house))


def test_joined_it_goes_on_with_the_opening(start: Start, planned: Plan, opened: list[str], qtbot: QtBot) -> None:
    """G03, G25, G33: what to say first stands there next."""
    planned()
    house = start()
    tick_needed(house)
    check = row(house, "I am in a study, not a bedroom")
    check.setFocus()
    qtbot.waitUntil(check.hasFocus)
    qtbot.keyClick(check, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(opened) == 1
    assert not row(house, "We went through our ground rules").isChecked()
    assert bands(house) == [say("app.joined")]


def test_joined_again_after_a_lost_connection_it_is_one_line(
    start: Start, planned: Plan, opened: list[str], dialogs: Dialogs
) -> None:
    planned()
    house = start()
    tick_needed(house)
    join(house).click()
    first = house.parts.records.all()[0].joined
    join(house).click()
    assert len(opened) == 2
    assert [record.joined for record in house.parts.records.all()] == [first]


def test_by_phone_nothing_opens(start: Start, planned: Plan, opened: list[str]) -> None:
    """G24: talking only."""
    planned(platform=Platform.PHONE, join_url="")
    house = start()
    phases = [planned.title for phase in Phase for planned, _ in house.parts.checklist.rows(phase)]
    assert "My phone is charged and has signal" in phases
    assert not any("camera" in title.casefold() for title in phases)
    tick_needed(house)
    assert (join(house).text(), join(house).note) == (say("today.join.phone"), say("today.join.by_phone"))
    join(house).click()
    assert opened == []
    assert bands(house) == [say("app.joined_phone", name="Amara")]
    assert records(house) == [(True, "")]


def test_with_nothing_planned_it_plans(start: Start, settled: Settle, dialogs: Dialogs) -> None:
    settled()
    house = start()
    dialogs.answer(say("meeting.form.new"), say("meeting.form.back"))
    assert join(house).note == say("today.empty.plan")
    join(house).click()
    assert records(house) == []


def test_a_mentee_is_asked_only_what_is_theirs(start: Start, planned: Plan, opened: list[str]) -> None:
    planned(role=Role.MENTEE)
    house = start()
    titles = [planned.title for phase in Phase for planned, _ in house.parts.checklist.rows(phase)]
    assert "My mentee is 18 or over" not in titles
    assert "I am comfortable with meeting online" in titles
    tick_needed(house)
    join(house).click()
    assert len(opened) == 1
