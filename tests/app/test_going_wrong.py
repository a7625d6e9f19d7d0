"""What goes wrong, and what people see: one clear sentence, a way on, and nothing lost."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from companion.app import migrations
from companion.desktop.link import SUBJECT as LINK_COST
from companion.sessions.meeting import Meeting
from companion.store import FILE, StoreFull
from companion.store.copies import take_copy
from companion.words import say
from tests.app.acting import (
    Dialogs,
    act_on_band,
    bands,
    field,
    fill,
    heading,
    leave,
    minute,
    plan_form,
    press,
    raw,
    reads,
    row,
    tick_needed,
)
from tests.app.conftest import Clock, Plan, Rules, Start

ROOM = "I am in a study, not a bedroom"
NEWER = len(migrations.ALL) + 1


def is_one_sentence_with_a_way_on(text: str) -> bool:
    """Plain words that say what to do; no traces of a program."""
    return text.endswith((".", "?")) and not any(odd in text for odd in ("Error", "Traceback", "sqlite", "{", "None"))


class TestRulesFile:
    @pytest.mark.parametrize(
        "broken",
        ["schema = 1\n[partner\n", "schema = 2\n[partner]\nname = 'Eastbrook College'\n", "", "\x00\xff"],
        ids=["bad", "unknown schema", "empty", "not text"],
    )
    def test_one_that_cannot_be_used_is_named_and_the_guides_rules_hold(
        self, start: Start, planned: Plan, tmp_path: Path, broken: str
    ) -> None:
        planned()
        file = tmp_path / "policy.toml"
        file.write_text(broken, encoding="latin-1")
        house = start(policy=file)
        (told,) = bands(house)
        assert is_one_sentence_with_a_way_on(told)
        assert "policy.toml" in told
        assert house.parts.policy.platforms == ("zoom", "phone")
        assert reads(house.frame, "Amara and you, on Zoom")
        row(house, ROOM).click()
        assert row(house, ROOM).isChecked()

    def test_the_line_that_is_off_is_named_and_the_rest_holds(self, start: Start, planned: Plan, rules: Rules) -> None:
        planned()
        house = start(policy=rules("[rules]\nminimum_age = 12\nwebcams = false\n"))
        (told,) = bands(house)
        assert "line 5" in told
        assert not house.parts.policy.webcams
        assert house.parts.policy.minimum_age == 18

    def test_one_that_is_not_there(self, start: Start, planned: Plan, tmp_path: Path) -> None:
        planned()
        (told,) = bands(start(policy=tmp_path / "nowhere.toml"))
        assert "nowhere.toml" in told

    def test_opened_by_hand_every_fault_is_told_and_nothing_changes(
        self, start: Start, planned: Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        file = tmp_path / "policy.toml"
        file.write_text("schema = 1\n[partner]\nname = 7\n[rules]\nminimum_age = 12\n", encoding="utf-8")
        monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_given: (str(file), ""))
        house = start(page="settings")
        press(house.frame, say("setup.settings.open_rules"))
        assert reads(house.frame, say("setup.settings.rules_refused"))
        assert reads(house.frame, "partner.name")
        assert reads(house.frame, "rules.minimum_age")
        assert not house.parts.policy.given


class TestStore:
    def test_a_newer_one_is_left_alone(self, start: Start, planned: Plan, folder: Path) -> None:
        planned()
        with closing(sqlite3.connect(folder / FILE)) as store:
            store.execute(f"PRAGMA user_version = {NEWER}")
        before = (folder / FILE).read_bytes()
        house = start()
        assert bands(house) == [say("store.too_new")]
        press(house.frame, say("setup.role.mentor"))
        press(house.frame, say("setup.continue"))
        press(house.frame, say("setup.later"))
        leave(house)
        assert (folder / FILE).read_bytes() == before

    @pytest.mark.parametrize("with_copy", [False, True])
    def test_a_damaged_one_is_moved_aside_and_a_copy_offered(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs, with_copy: bool
    ) -> None:
        planned()
        if with_copy:
            with closing(sqlite3.connect(folder / FILE)) as store:
                take_copy(store, folder / FILE, 1)
        (folder / FILE).write_bytes(b"not a store at all" * 500)
        house = start()
        (told,) = bands(house)
        assert is_one_sentence_with_a_way_on(told)
        assert b"not a store at all" in raw(folder / "moved-aside")
        if not with_copy:
            assert told == say("store.corrupt")
            return
        dialogs.answer(say("app.restore"), say("today.rules.close"))
        act_on_band(house, say("app.restore"))
        assert not house.frame.isVisible()
        assert reads(start().frame, "Amara and you, on Zoom")

    def test_where_nothing_can_be_kept_one_goes_on_and_is_told(
        self, start: Start, tmp_path: Path, folder: Path
    ) -> None:
        """A file lies where the folder should be: as unusable for root as for anybody."""
        folder.write_text("in the way")
        house = start()
        press(house.frame, say("setup.role.mentor"))
        press(house.frame, say("setup.continue"))
        press(house.frame, say("setup.shared.no"))
        press(house.frame, say("setup.continue"))
        fill(house.frame, say("setup.person.name"), "Amara")
        for words in ("continue", "later", "finish"):
            press(house.frame, say(f"setup.{words}"))
        assert bands(house) == [say("store.no_folder", folder=str(folder))]
        assert heading(house) == say("today.empty.heading")
        assert folder.read_text() == "in the way"

    def test_one_that_cannot_be_opened_is_left_alone_and_told_at_once(self, start: Start, folder: Path) -> None:
        (folder / FILE / "inside").mkdir(parents=True)
        house = start()
        assert bands(house) == [say("store.read_only", folder=str(folder))]
        press(house.frame, say("setup.role.mentor"))
        press(house.frame, say("setup.continue"))
        assert reads(house.frame, say("setup.person.title_mentor"))
        leave(house)
        assert (folder / FILE / "inside").is_dir()

    def test_a_full_disk_is_told_and_the_tick_is_not_shown_as_kept(
        self, start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        house = start()
        row(house, "I am happy to talk today").click()

        def full(*_given: object) -> None:
            raise StoreFull

        with monkeypatch.context() as patched:
            patched.setattr(house.shell.opened.store, "write", full)
            patched.setattr(house.shell.opened.store, "transaction", full)
            row(house, ROOM).click()
            assert bands(house) == [f"{say('app.not_saved')} {say('store.full')}"]
            assert not row(house, ROOM).isChecked()
            assert row(house, "I am happy to talk today").isChecked()
        row(house, ROOM).click()
        assert row(house, ROOM).isChecked()

    def test_a_call_that_could_not_be_noted_says_so_though_it_was_joined(
        self, start: Start, planned: Plan, opened: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        planned()
        house = start()
        tick_needed(house)

        def full(*_given: object) -> None:
            raise StoreFull

        monkeypatch.setattr(house.parts.records, "note", full)
        house.today.join()
        assert len(opened) == 1
        assert bands(house) == [f"{say('app.not_saved')} {say('store.full')}"]


class TestComputer:
    def test_no_network_information_asks_the_person(
        self, start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
    ) -> None:
        """G09: an unknown link never ticks the cost, and the page says what is not known."""
        monkeypatch.setattr("companion.desktop.link_qt._load", lambda: None)
        planned()
        house = start()
        qtbot.waitUntil(lambda: house.parts.board.latest(LINK_COST) is not None)
        title = "I know what this call costs me"
        assert not row(house, title).isChecked()
        assert row(house, title).row.evidence == say("desktop.link.unknown")
        row(house, title).click()
        assert row(house, title).isChecked()
        house.show("data")
        assert heading(house) == say("desktop.link.unknown")

    def test_no_clipboard_says_what_to_do(self, start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
        planned()
        monkeypatch.setattr("companion.desktop.clipboard._copy", lambda *_given: False)
        house = start(page="meeting")
        press(house.frame, say("meeting.page.copy_all"))
        assert bands(house) == [say("desktop.no_clipboard")]
        assert not reads(house.frame, say("meeting.page.copied"))

    def test_a_clock_set_back_is_said_once_and_takes_no_tick(self, start: Start, planned: Plan, clock: Clock) -> None:
        planned(90)
        house = start()
        for title in ("We meet where the rules allow it",):
            assert row(house, title).isChecked()
        row(house, "Only I can share a screen").click()
        clock.shift = timedelta(minutes=-40)
        minute(house)
        assert bands(house) == [say("sessions.clock_back")]
        assert row(house, "Only I can share a screen").isChecked()
        assert row(house, "We meet where the rules allow it").isChecked()
        house.say_band("Something else.")
        minute(house)
        assert bands(house) == ["Something else."]

    def test_a_clock_set_back_since_the_last_start(self, start: Start, planned: Plan, clock: Clock) -> None:
        planned(90)
        leave(start())
        clock.shift = timedelta(minutes=-40)
        assert bands(start()) == [say("sessions.clock_back")]

    def test_a_small_correction_of_the_clock_is_nobodys_business(
        self, start: Start, planned: Plan, clock: Clock
    ) -> None:
        planned(90)
        house = start()
        clock.shift = timedelta(seconds=-30)
        minute(house)
        assert bands(house) == []


def test_what_could_not_be_kept_is_asked_again_as_it_was_typed(
    start: Start, planned: Plan, dialogs: Dialogs, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(24 * 60)
    house = start(page="meeting")
    save = house.parts.sessions.save
    calls: list[Meeting] = []

    def full_once(meeting: Meeting) -> Meeting:
        calls.append(meeting)
        if len(calls) == 1:
            raise StoreFull
        return save(meeting)

    monkeypatch.setattr(house.parts.sessions, "save", full_once)
    who = {"who": say("meeting.form.someone"), "nickname": "Ben", "topic": "Exams"}
    dialogs.answer(say("meeting.form.new"), lambda form: plan_form(form, **who))

    def again(form: QDialog) -> None:
        assert field(form, say("meeting.form.topic")).text() == "Exams"
        plan_form(form, nickname="Ben")

    dialogs.answer(say("meeting.form.new"), again)
    press(house.frame, say("meeting.page.plan"))
    assert [meeting.topic for meeting in house.parts.sessions.meetings()] == ["Exams", "Mentoring"]
    assert [pair.nickname for pair in house.parts.sessions.pairs()] == ["Amara", "Ben"]
