"""A partner's rules over the whole app: what they switch off, what they allow, and what happens once they are gone."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QDialog
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.checklist.state import Mark
from companion.guide.items import Phase
from companion.guide.policy import Policy
from companion.guide.policy_cli import example
from companion.sessions.meeting import Platform
from companion.words import say
from tests.app.acting import (
    Dialogs,
    field,
    fill,
    heading,
    leave,
    press,
    raw,
    reads,
    row,
    snapshot,
    tick_needed,
)
from tests.app.conftest import Plan, Rules, Settle, Start

NO_WEBCAMS = "[rules]\nwebcams = false\n"
CONSENT = '[consent]\nreference = "EC-2026-014"\nagreed_on = {day}\nheld_by = "Student Services"\n'
ANY = '[rules]\nplatforms = ["zoom", "phone", "teams", "meet"]\n'
TEAMS = "https://teams.microsoft.com/meet/2345678901234?p=abc"


def done(house: House, item: str) -> bool:
    planned = house.parts.checklist.find(item)
    assert planned is not None
    return house.parts.checklist.state(planned).done


def open_by_hand(house: House, monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_given: (str(file), ""))
    house.show("settings")
    press(house.frame, say("setup.settings.open_rules"))


class TestNoWebcams:
    """G07: the camera is off everywhere, and the partner is named."""

    def test_its_lines_are_off_and_nothing_waits_for_them(
        self, start: Start, planned: Plan, rules: Rules, opened: list[str]
    ) -> None:
        planned()
        house = start(policy=rules(NO_WEBCAMS))
        off = [
            planned.item.id
            for phase in Phase
            for planned, state in house.parts.checklist.rows(phase)
            if state.mark == Mark.OFF
        ]
        assert set(off) >= {"camera", "eye-level", "look"}
        assert "Eastbrook College" in row(house, "My camera works, or I use my voice only").row.evidence
        row(house, "My camera works, or I use my voice only").click()
        assert not row(house, "My camera works, or I use my voice only").isChecked()
        tick_needed(house)
        house.today.join()
        assert len(opened) == 1
        (record,) = house.parts.records.all()
        assert not {check.item for check in record.checks} & set(off)

    def test_the_camera_page_says_whose_rule_it_is(self, start: Start, planned: Plan, rules: Rules) -> None:
        planned()
        house = start(policy=rules(NO_WEBCAMS), page="camera")
        assert heading(house) == say("camera.status.by-rule")
        assert reads(house.frame, say("policy.camera_off", partner="Eastbrook College"))

    def test_rules_that_cannot_be_read_are_no_partners_wish(self, start: Start, planned: Plan) -> None:
        """An administrator's file may say "no webcams", so cameras wait; nobody is quoted with words of ours."""
        planned()
        house = start()
        house.parts.found = replace(house.parts.found, policy=Policy(webcams=False, unread=True))
        house.show("camera")
        why = say("policy.camera_unread", partner=say("policy.partner_unnamed"))
        assert reads(house.frame, say("camera.status.by-rule_line", reason=why))

    def test_no_camera_is_looked_for(
        self, start: Start, planned: Plan, rules: Rules, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        looked: list[str] = []

        def look() -> list[object]:
            looked.append("camera")
            return []

        monkeypatch.setattr("companion.desktop.camera_presence.linux_cameras", look)
        planned()
        house = start(policy=rules(NO_WEBCAMS))
        house.readings.on_activated()
        house.readings.look_again("camera.present")
        house.show("camera")
        qtbot.waitUntil(lambda: house.parts.board.latest("screen.size") is not None)
        assert house.parts.board.latest("camera.present") is None
        assert looked == []


class TestWhereToMeet:
    """G13, G24: Zoom or the phone; Teams and Meet only where a partner allows them."""

    @pytest.mark.parametrize(
        ("lines", "places"),
        [
            ("", ["zoom", "phone"]),
            (ANY, ["zoom", "phone", "teams", "meet"]),
            ('[rules]\nplatforms = ["phone"]\n', ["phone"]),
        ],
    )
    def test_the_form_offers_what_is_allowed(
        self, start: Start, settled: Settle, rules: Rules, dialogs: Dialogs, lines: str, places: list[str]
    ) -> None:
        settled()
        house = start(policy=rules(lines))
        seen: list[list[str]] = []

        def look(form: QDialog) -> None:
            offered: QComboBox = field(form, say("meeting.form.platform"))
            seen.append([offered.itemText(index) for index in range(offered.count())])
            press(form, say("meeting.form.back"))

        dialogs.answer(say("meeting.form.new"), look)
        press(house.frame, say("today.empty.plan"))
        assert seen == [[say(f"meeting.form.platform_{place}") for place in places]]

    def test_allowed_teams_joins_teams(self, start: Start, planned: Plan, rules: Rules, opened: list[str]) -> None:
        planned(platform=Platform.TEAMS, join_url=TEAMS)
        house = start(policy=rules(ANY))
        assert done(house, "platform")
        tick_needed(house)
        house.today.join()
        assert opened == [TEAMS]

    def test_once_it_is_not_allowed_any_more_join_asks_for_another_place(
        self, start: Start, planned: Plan, rules: Rules, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned(platform=Platform.TEAMS, join_url=TEAMS)
        house = start()
        assert not done(house, "platform")
        open_by_hand(house, monkeypatch, rules(ANY))
        assert done(house, "platform")
        press(house.frame, say("setup.settings.drop_rules"))
        assert not done(house, "platform")
        assert "platform" in [planned.item.id for planned in house.parts.checklist.readiness().missing]


class TestComingAndGoing:
    def test_opened_by_hand_they_hold_at_once_and_after_a_restart(
        self, start: Start, planned: Plan, rules: Rules, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        house = start()
        file = rules(NO_WEBCAMS)
        open_by_hand(house, monkeypatch, file)
        assert reads(house.frame, say("setup.rules.found", partner="Eastbrook College"))
        file.unlink()
        again = start(page="camera")
        assert heading(again) == say("camera.status.by-rule")

    def test_dropped_they_take_their_word_along(
        self, start: Start, planned: Plan, rules: Rules, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """G06, G07: a consent that came with the rules does not outlive them."""
        planned()
        house = start()
        today = f"{datetime.now():%Y-%m-%d}"
        open_by_hand(house, monkeypatch, rules(CONSENT.format(day=today)))
        assert done(house, "written-consent")
        assert done(house, "partner-guidance")
        press(house.frame, say("setup.settings.drop_rules"))
        assert not done(house, "written-consent")
        assert not done(house, "partner-guidance")
        assert "written-consent" in [planned.item.id for planned in house.parts.checklist.readiness().hard]

    def test_a_consent_that_has_run_out_opens_nothing(self, start: Start, planned: Plan, rules: Rules) -> None:
        """G06."""
        planned()
        house = start(policy=rules(CONSENT.format(day=f"{datetime.now() - timedelta(days=380):%Y-%m-%d}")))
        assert not done(house, "written-consent")
        house.today._show_item("written-consent")
        title = "Our partner has agreed to this in writing"
        assert row(house, title).row.evidence == say("app.no_consent", reference="EC-2026-014")

    def test_an_older_age_is_asked_for(self, start: Start, planned: Plan, rules: Rules) -> None:
        """G05: a policy may raise it."""
        planned()
        house = start(policy=rules("[rules]\nminimum_age = 21\n"))
        planned_item = house.parts.checklist.find("over-18")
        assert planned_item is not None
        assert planned_item.title == "My mentee is 21 or over"

    def test_their_code_of_conduct_opens_and_without_one_it_says_whom_to_ask(
        self, start: Start, planned: Plan, opened: list[str], dialogs: Dialogs, tmp_path: Path
    ) -> None:
        """G25."""
        planned()
        file = tmp_path / "example.toml"
        file.write_text(example(), encoding="utf-8")
        start(policy=file).today.act("code-of-conduct")
        assert opened == ["https://www.eastbrook.example/mentoring/code-of-conduct"]
        dialogs.answer("I have read the Code of Conduct", say("today.rules.close"))
        start().today.act("code-of-conduct")
        assert len(opened) == 1


class TestSharedComputer:
    SHARED = "[computer]\nshared = true\n"

    def test_nothing_is_kept_even_where_something_was_before(
        self, start: Start, planned: Plan, rules: Rules, folder: Path
    ) -> None:
        planned()
        leave(start())
        before = snapshot(folder)
        house = start(policy=rules(self.SHARED))
        assert house.shell.private
        assert not reads(house.frame, "Amara")
        press(house.frame, say("setup.role.mentor"))
        press(house.frame, say("setup.continue"))
        fill(house.frame, say("setup.person.name"), "Zebedee")
        press(house.frame, say("setup.continue"))
        leave(house)
        assert b"Zebedee" not in raw(folder)
        assert snapshot(folder).keys() == before.keys()

    def test_turning_it_on_erases_everything_after_asking(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs
    ) -> None:
        planned()
        house = start(page="settings")
        dialogs.answer(say("setup.settings.erase_title"), say("setup.settings.erase_back"))
        press(house.frame, say("setup.settings.shared"))
        assert folder.exists()
        assert reads(start().frame, "Amara and you")
        dialogs.answer(say("setup.settings.erase_title"), say("setup.settings.erase_do"))
        house = start(page="settings")
        press(house.frame, say("setup.settings.shared"))
        assert not folder.exists()
