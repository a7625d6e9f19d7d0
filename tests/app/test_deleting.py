"""Deleting for real: one record, what is too old, everything. Looked for in every byte, copies included."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog

from companion.app.house import House
from companion.store import FILE
from companion.store.copies import take_copy
from companion.words import say
from tests.app.acting import Dialogs, bands, first_line, keep_record, leave, press, raw, reads, row
from tests.app.conftest import Plan, Rules, Start

ROOM = "I am in a study, not a bedroom"


class TestDeleting:
    def delete(self, house: House, dialogs: Dialogs, answer: str) -> None:
        when, name = first_line(house), house.parts.records.newest(1)[0].nickname
        dialogs.answer(f"{when}, {name}", say("records.delete"))
        dialogs.answer(say("records.delete_title"), answer)
        press(house.frame, f"{say('records.details')}: {when}")

    def test_one_goes_from_every_byte(self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Zebedee")
        with closing(sqlite3.connect(folder / FILE)) as store:
            take_copy(store, folder / FILE, 1)
        house = start(page="records")
        assert b"Zebedee" in raw(folder)
        self.delete(house, dialogs, say("records.delete_back"))
        assert reads(house.frame, "Zebedee")
        self.delete(house, dialogs, say("records.delete_do"))
        assert not reads(house.frame, "Zebedee")
        assert b"Zebedee" not in raw(folder)
        assert b"past:1" not in raw(folder)

    def test_the_ticks_of_that_session_go_too(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned()
        house = start()
        row(house, ROOM).click()
        house.show("records")
        self.delete(house, dialogs, say("records.delete_do"))
        house.show("today")
        assert not row(house, ROOM).isChecked()
        assert not row(start(), ROOM).isChecked()

    def test_a_copy_that_will_not_go_is_named(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Zebedee")
        house = start(page="records")

        def refuse(_folder: Path) -> None:
            raise PermissionError(13, "no", "the copy")

        monkeypatch.setattr("companion.app.records_flow.forget_copies", refuse)
        self.delete(house, dialogs, say("records.delete_do"))
        assert bands(house) == [say("cli.erase_left", path="the copy", reason=say("store.erase_refused"))]
        assert house.parts.records.all() == []


class TestWhatGoesByItself:
    """Records are deleted for real after twelve months, or after fewer where a partner asks for it."""

    @pytest.mark.parametrize(("lines", "left"), [("", ["Ben", "Amara"]), ("[records]\nkeep_months = 3\n", ["Amara"])])
    def test_at_the_start_what_is_too_old_goes_from_every_byte(
        self, start: Start, planned: Plan, folder: Path, rules: Rules, lines: str, left: list[str]
    ) -> None:
        planned()
        for session, days, name in (("old:1", 400, "Zebedee"), ("mid:1", 150, "Ben"), ("new:1", 20, "Amara")):
            keep_record(folder, session, days, name)
        with closing(sqlite3.connect(folder / FILE)) as store:
            take_copy(store, folder / FILE, 1)
        house = start(policy=rules(lines))
        assert [record.nickname for record in house.parts.records.all()] == left
        leave(house)
        assert b"Zebedee" not in raw(folder)
        assert (b"Ben" in raw(folder)) == ("Ben" in left)

    def test_meetings_long_over_go_too_with_link_and_passcode(self, start: Start, planned: Plan, folder: Path) -> None:
        planned(-500 * 24 * 60, join_url="https://us04web.zoom.us/j/99912345678?pwd=b2xk", passcode="old-kettle")
        planned(-20 * 24 * 60, passcode="new-kettle")
        house = start()
        assert house.frame.isVisible()
        assert b"old-kettle" not in raw(folder)
        assert b"99912345678" not in raw(folder)
        assert b"new-kettle" in raw(folder)

    def test_a_copy_that_will_not_go_keeps_nobody_from_their_pages(
        self, start: Start, planned: Plan, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        keep_record(folder, "old:1", 400, "Zebedee")

        def refuse(_folder: Path) -> None:
            raise PermissionError(13, "no", "the copy")

        monkeypatch.setattr("companion.app.records_flow.forget_copies", refuse)
        house = start()
        assert house.parts.records.all() == []
        assert bands(house) == [say("cli.erase_left", path="the copy", reason=say("store.erase_refused"))]
        row(house, ROOM).click()
        assert row(house, ROOM).isChecked()


class TestEraseEverything:
    TITLE = say("setup.settings.erase_title")

    @pytest.mark.parametrize("page", ["records", "settings"])
    def test_after_asking_once_more_nothing_is_left(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs, page: str
    ) -> None:
        planned()
        keep_record(folder, "past:1", 40, "Ben")
        house = start(page=page)
        dialogs.answer(self.TITLE, say("setup.settings.erase_back"))
        press(house.frame, say("records.erase"))
        assert house.parts.records.count() == 1
        dialogs.answer(self.TITLE, say("setup.settings.erase_do"))
        press(house.frame, say("records.erase"))
        assert not folder.exists()
        leave(house)
        assert not folder.exists()
        assert reads(start().frame, say("setup.welcome"))

    def test_what_will_not_go_is_named(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        house = start(page="settings")
        unlink = Path.unlink

        def refuse(file: Path, missing_ok: bool = False) -> None:
            if file.name == FILE:
                raise PermissionError
            unlink(file, missing_ok)

        monkeypatch.setattr(Path, "unlink", refuse)
        seen: list[bool] = []
        dialogs.answer(self.TITLE, say("setup.settings.erase_do"))

        def read(dialog: QDialog) -> None:
            seen.append(reads(dialog, str(folder / FILE)))
            press(dialog, say("today.rules.close"))

        dialogs.answer(say("setup.settings.erase"), read)
        press(house.frame, say("setup.settings.erase"))
        assert seen == [True]
