"""What must never reach the disk: looked for in every byte that is kept, not only in what the app shows of it."""

import os
from pathlib import Path

import pytest

from companion.app.house import House
from companion.guide.items import Phase
from companion.sessions.meeting import Platform, Repeat
from companion.sessions.pair import Role
from companion.words import say
from tests.app.acting import Dialogs, fill, kept, leave, plan_form, press, raw, reads, row, snapshot, texts, tick_needed
from tests.app.conftest import LINK, Plan, Start

HAPPY = "I am happy to talk today"
RAISE = "Is there anything to raise?"
SORRY, DECLINE = say("today.comfort.title"), say("today.join.decline")


def exported(house: House, file: Path) -> str:
    house.records.export_to(file)
    return file.read_text("utf-8-sig")


class TestNotComfortable:
    """G01: a "no" is never stored nor exported."""

    @pytest.mark.parametrize("way", ["phone", "another_day", "stop"])
    def test_no_way_on_leaves_a_trace(
        self, start: Start, planned: Plan, folder: Path, dialogs: Dialogs, tmp_path: Path, way: str
    ) -> None:
        planned()
        house = start()
        row(house, HAPPY).click()
        row(house, "I am in a study, not a bedroom").click()
        assert b"comfortable" in raw(folder)
        dialogs.answer(SORRY, say(f"today.comfort.{way}"))
        if way == "another_day":
            dialogs.answer(say("meeting.form.change"), say("meeting.form.back"))
        press(house.frame, DECLINE)
        told = exported(house, tmp_path / "out.csv")
        assert HAPPY not in told and "happy" not in told
        leave(house)
        assert b"room" in raw(folder)
        assert not any(word in raw(folder) for word in (b"comfortable", b"happy to talk", b"declin"))

    def test_it_offers_ways_without_blame_and_does_what_it_says(
        self, start: Start, planned: Plan, dialogs: Dialogs
    ) -> None:
        planned()
        house = start()
        dialogs.answer(SORRY, say("today.comfort.phone"))
        press(house.frame, DECLINE)
        assert house.parts.current is not None
        assert house.parts.current.meeting.platform == Platform.PHONE
        dialogs.answer(SORRY, say("today.comfort.stop"))
        press(house.frame, DECLINE)
        assert house.help.isVisible()

    def test_taking_the_yes_back_leaves_nothing_either(self, start: Start, planned: Plan, folder: Path) -> None:
        planned()
        house = start()
        row(house, HAPPY).click()
        row(house, HAPPY).click()
        assert not row(house, HAPPY).isChecked()
        assert b"comfortable" not in raw(folder)

    def test_undo_after_a_no_is_the_persons_own_wish(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned()
        house = start()
        row(house, HAPPY).click()
        dialogs.answer(SORRY, say("today.comfort.stop"))
        press(house.frame, DECLINE)
        assert not row(house, HAPPY).isChecked()
        press(house.frame, say("today.undo_named", what=HAPPY))
        assert row(house, HAPPY).isChecked()

    def test_whoever_is_happy_to_talk_after_all_finds_everything_as_it_was(
        self, start: Start, planned: Plan, dialogs: Dialogs
    ) -> None:
        planned()
        house = start()
        row(house, HAPPY).click()
        dialogs.answer(SORRY, say("today.comfort.back"))
        press(house.frame, DECLINE)
        assert row(house, HAPPY).isChecked()


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_the_answer_to_anything_to_raise(
    start: Start, planned: Plan, folder: Path, dialogs: Dialogs, tmp_path: Path, answer: str
) -> None:
    """G26: neither that it was asked nor what was said; a yes shows whom to talk to."""
    planned(-65)
    house = start()
    dialogs.answer(say("today.raise.title"), say(f"today.raise.{answer}"))
    before = kept(folder)
    row(house, RAISE).click()
    assert house.help.isVisible() == (answer == "yes")
    house.help.close_panel()
    assert row(house, RAISE).isChecked()
    assert kept(folder) == before
    row(house, "I ended the meeting for all").click()
    assert RAISE not in exported(house, tmp_path / "out.csv")
    again = start()
    assert not row(again, RAISE).isChecked()
    assert not any(word in raw(folder) for word in (b"raise", b"Raise"))


def test_who_is_called_at_risk_never_leaves_the_checklist(start: Start, planned: Plan, tmp_path: Path) -> None:
    """G02: only that it was checked, and when; the records do not mention it."""
    planned()
    house = start()
    tick_needed(house)
    house.records.note()
    told = exported(house, tmp_path / "out.csv")
    assert "partner what we need" not in told
    assert "I have checked with our partner" not in told


class TestBedroom:
    """G30: a student in halls has ways that are fine."""

    TITLE = say("today.bedroom.title")

    def test_voice_only_this_time(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned(repeat=Repeat.WEEKLY, role=Role.MENTEE)
        house = start()
        dialogs.answer(self.TITLE, say("today.bedroom.voice"))
        press(house.frame, "I only have a bedroom")
        current = house.parts.current
        assert current is not None
        assert current.meeting.platform == Platform.PHONE
        assert not any(planned.item.needs_camera for planned, _ in house.parts.checklist.rows(Phase.BEFORE))
        later = house.parts.sessions.upcoming(current.occurrence.ends, 1)
        assert later[0].starts - current.occurrence.starts > (current.occurrence.ends - current.occurrence.starts)
        assert house.parts.sessions.session(later[0]).meeting.platform == Platform.ZOOM  # type: ignore[union-attr]

    @pytest.mark.parametrize("way", ["another_room", "contact"])
    def test_another_room_or_the_coordinator(
        self, start: Start, planned: Plan, dialogs: Dialogs, folder: Path, way: str
    ) -> None:
        planned(role=Role.MENTEE)
        house = start()
        dialogs.answer(self.TITLE, say(f"today.bedroom.{way}"))
        before = kept(folder)
        press(house.frame, "I only have a bedroom")
        assert house.help.isVisible()
        assert kept(folder) == before


class TestPrivateSession:
    def use(self, house: House, dialogs: Dialogs, opened: list[str]) -> None:
        """Go through the app as a mentor does: answer, plan, tick, join, change settings, look at every page."""
        press(house.frame, say("setup.role.mentor"))
        press(house.frame, say("setup.continue"))
        fill(house.frame, say("setup.person.name"), "Zebedee")
        for words in ("continue", "later", "finish"):
            press(house.frame, say(f"setup.{words}"))
        dialogs.answer(say("meeting.form.new"), lambda form: plan_form(form, topic="Zebra talk", join_url=LINK))
        press(house.frame, say("today.empty.plan"))
        tick_needed(house)
        house.today.join()
        assert len(opened) == 1
        for page in ("camera", "data", "meeting", "settings"):
            house.show(page)
        fill(house.frame, say("setup.settings.theme"), say("setup.settings.theme_dark"))
        house.frame.resize(900, 500)

    def test_nothing_is_written_where_things_are_kept(
        self, start: Start, planned: Plan, folder: Path, home: Path, dialogs: Dialogs, opened: list[str]
    ) -> None:
        planned()
        leave(start())
        old = folder / "copies" / "version-1-2020-01-01-000000.sqlite3"
        old.parent.mkdir(exist_ok=True)
        old.write_bytes(b"an old copy")
        os.utime(old, (0, 0))
        before, at_home = snapshot(folder), snapshot(home)
        house = start(private=True)
        assert not reads(house.frame, "Amara")
        self.use(house, dialogs, opened)
        leave(house)
        assert snapshot(folder) == before
        assert snapshot(home) == at_home

    def test_in_a_fresh_home_not_even_the_folder_is_made(
        self, start: Start, folder: Path, home: Path, dialogs: Dialogs, opened: list[str]
    ) -> None:
        at_home = snapshot(home)
        house = start(private=True)
        self.use(house, dialogs, opened)
        assert "Records" not in texts(house.frame)
        press(house.frame, say("frame.private.end"))
        assert not house.frame.isVisible()
        assert not folder.exists()
        assert snapshot(home) == at_home

    @pytest.mark.parametrize("private", [False, True])
    def test_what_fails_is_not_printed_before_it_is_known_whose_computer_this_is(
        self, start: Start, private: bool, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Many systems write what a program prints to a file."""
        house = start(private=private)
        house.failures.catch(RuntimeError("something"))
        house.failures.log.clear()
        told = capsys.readouterr()
        assert told.err + told.out == ""
        assert reads(house.frame, say("desktop.failure"))
