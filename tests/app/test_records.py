"""The records as people use them: a dated line a session, its details, export, deleting, and what goes by itself."""

import csv
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from companion.app.house import House
from companion.guide.items import Phase
from companion.readings import Reading, State
from companion.sessions.meeting import Repeat
from companion.words import Message, say
from tests.app.acting import (
    Dialogs,
    bands,
    first_line,
    heading,
    keep_record,
    press,
    reads,
    row,
    tick_needed,
    today,
)
from tests.app.conftest import Clock, Plan, Start

ROOM, CAMERA = "I am in a study, not a bedroom", "My camera works, or I use my voice only"
CHECKED = say("records.details")


def exported(house: House, tmp_path: Path) -> list[dict[str, str]]:
    house.records.export_to(tmp_path / "out.csv")
    return list(csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines()))


def checked(house: House) -> dict[str, str]:
    """Who ticked what of the newest session."""
    (record,) = house.parts.records.all()
    return {check.item: check.by for check in record.checks}


class TestLines:
    def test_the_first_tick_begins_the_line_of_its_session(self, start: Start, planned: Plan) -> None:
        planned()
        house = start()
        house.show("records")
        assert heading(house) == say("records.heading.none")
        house.show("today")
        row(house, ROOM).click()
        house.show("records")
        assert reads(house.frame, f"{first_line(house)}, Amara")
        assert reads(house.frame, say("records.not_joined"))
        press(house.frame, say("frame.page.today"))

    def test_a_yes_to_talking_alone_begins_none_so_a_no_leaves_none(self, start: Start, planned: Plan) -> None:
        """G01: nor does what only this computer saw."""
        planned()
        house = start()
        for _ in range(2):
            row(house, "I am happy to talk today").click()
            assert house.parts.records.all() == []

    def test_the_last_tick_taken_back_takes_the_line_along(self, start: Start, planned: Plan) -> None:
        planned()
        house = start()
        row(house, ROOM).click()
        assert len(house.parts.records.all()) == 1
        row(house, ROOM).click()
        assert house.parts.records.all() == []
        press(house.frame, say("today.undo_named", what=ROOM))
        assert checked(house)["room"] == "person"

    def test_a_call_that_was_joined_keeps_its_line(self, start: Start, planned: Plan, opened: list[str]) -> None:
        """Whatever is taken back afterwards."""
        planned()
        house = start()
        house.records.note_joined("in a hurry")
        row(house, ROOM).click()
        row(house, ROOM).click()
        (record,) = house.parts.records.all()
        assert record.reason == "in a hurry" and "room" not in checked(house)

    def test_what_belongs_to_the_pair_is_no_session(self, start: Start, planned: Plan) -> None:
        planned(3 * 24 * 60)
        house = start()
        house.today.toggle("over-18")
        assert house.parts.records.all() == []

    def test_each_of_a_series_has_its_own(self, start: Start, planned: Plan, clock: Clock) -> None:
        planned(40, repeat=Repeat.WEEKLY)
        row(start(), ROOM).click()
        clock.shift = timedelta(days=7)
        house = start()
        today(house).choose_phase(Phase.BEFORE)
        row(house, ROOM).click()
        assert [record.nickname for record in house.parts.records.all()] == ["Amara", "Amara"]

    def test_a_tick_taken_back_or_undone_leaves_the_line(self, start: Start, planned: Plan) -> None:
        planned()
        house = start()
        row(house, ROOM).click()
        row(house, "My microphone works").click()
        assert set(checked(house)) >= {"room", "microphone"}
        row(house, ROOM).click()
        assert "room" not in checked(house)
        press(house.frame, say("today.undo_named", what=ROOM))
        assert "room" in checked(house)
        press(house.frame, say("today.undo_named", what="My microphone works"))
        assert "microphone" not in checked(house)

    def test_it_says_when_each_was_checked(self, start: Start, planned: Plan, clock: Clock) -> None:
        planned(40)
        house = start()
        row(house, ROOM).click()
        first = house.parts.records.all()[0].checks
        clock.shift = timedelta(minutes=15)
        row(house, "My microphone works").click()
        later = {check.item: check.at for check in house.parts.records.all()[0].checks}
        assert later["room"] == next(check.at for check in first if check.item == "room")
        assert later["microphone"] - later["room"] >= timedelta(minutes=15)

    def test_the_call_takes_the_camera_and_the_record_keeps_what_was_seen(
        self, start: Start, planned: Plan, opened: list[str], clock: Clock
    ) -> None:
        planned()
        house = start()
        house.tasks.close()

        def see(state: State, code: str) -> None:
            house.parts.board.post(Reading("camera.present", state, Message(code, {"name": "Webcam"}), clock()))

        see(State.GOOD, "desktop.camera.found")
        tick_needed(house)
        house.today.join()
        assert checked(house)["camera"] == "computer"
        see(State.NOT_RIGHT, "desktop.camera.busy")
        house.today.tick("lock")
        assert checked(house)["camera"] == "computer"
        assert checked(house)["lock"] == "person"

    def test_the_details_say_who_ticked_what(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned()
        house = start()
        row(house, ROOM).click()
        house.show("records")
        seen: list[bool] = []

        def read(dialog: QDialog) -> None:
            seen.extend((reads(dialog, ROOM), reads(dialog, say("records.by.person"))))
            press(dialog, say("records.delete_back"))

        when = first_line(house)
        dialogs.answer(f"{when}, Amara", read)
        press(house.frame, f"{CHECKED}: {when}")
        assert seen == [True, True]


class TestExport:
    def test_a_line_a_session(self, start: Start, planned: Plan, tmp_path: Path, folder: Path) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Ben")
        house = start()
        row(house, ROOM).click()
        lines = exported(house, tmp_path)
        assert [line["With"] for line in lines] == ["Ben", "Amara"]
        assert all(line[ROOM].startswith("You, ") for line in lines)

    def test_from_the_page_it_says_where_it_went(
        self, start: Start, planned: Plan, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Ben")
        file = tmp_path / "mine.csv"
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_given: (str(file), ""))
        house = start(page="records")
        press(house.frame, say("records.export"))
        assert bands(house) == [say("records.exported", file="mine.csv")]
        assert "Ben" in file.read_text("utf-8-sig")

    def test_where_it_cannot_be_written_it_says_so(
        self, start: Start, planned: Plan, tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Ben")
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_given: (str(tmp_path), ""))
        house = start(page="records")
        press(house.frame, say("records.export"))
        assert bands(house) == [say("records.export_failed")]

    def test_changing_ones_mind_writes_nothing(
        self, start: Start, planned: Plan, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Ben")
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getSaveFileName", lambda *_given: ("", ""))
        house = start(page="records")
        press(house.frame, say("records.export"))
        assert bands(house) == []
