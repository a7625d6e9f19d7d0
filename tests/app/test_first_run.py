"""A fresh home: what is asked, where answers go, and that nothing is written before it may be."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.guide.items import Phase
from companion.guide.policy_cli import example
from companion.sessions.pair import Role
from companion.setup.first_run_page import FirstRunPage
from companion.ui.check_row import RowCheck
from companion.words import say
from tests.app.acting import Dialogs, fill, plan_form, reads, visible
from tests.app.acting import press as press_in
from tests.app.conftest import Rules, Start


def buttons(house: House) -> dict[str, QAbstractButton]:
    return {each.text(): each for each in house.frame.findChildren(QAbstractButton) if each.isVisible()}


def press(qtbot: QtBot, house: House, text: str) -> None:
    """Press a button, or the row that says so."""
    for each in rows(house):
        if each.row.title == text:
            each.click()
            return
    qtbot.waitUntil(lambda: text in buttons(house))
    buttons(house)[text].click()


def rows(house: House) -> list[RowCheck]:
    return visible(house.frame, RowCheck)


def headings(house: House) -> list[str]:
    return [page.heading for page in house.frame.findChildren(FirstRunPage) if page.isVisible()]


def is_asked(qtbot: QtBot, house: House, question: str) -> bool:
    qtbot.waitUntil(lambda: question in headings(house))
    return True


def test_a_mentor_is_ready_to_plan_after_a_few_answers(start: Start, qtbot: QtBot, folder: Path) -> None:
    """G01, G02, G05, G06, G07, G12: each is asked, each can be left for later."""
    house = start()
    assert is_asked(qtbot, house, say("setup.welcome"))
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Do other people use this computer?")
    assert not folder.exists()
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    assert (folder / "companion.sqlite3").exists()
    assert is_asked(qtbot, house, "Whom do you mentor?")
    house.frame.findChildren(QLineEdit)[0].setText("Amara")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Who is your Mentor Coordinator?")
    press(qtbot, house, "Skip for now")
    assert is_asked(qtbot, house, "What is agreed?")
    press(qtbot, house, "Start")
    page = house.window.page("today")
    assert page is not None
    assert page.heading == "No meeting planned yet"
    assert house.parts.pair is not None
    assert house.parts.pair.nickname == "Amara"


def test_a_first_run_given_up_half_way_goes_on_where_it_stopped(start: Start, qtbot: QtBot) -> None:
    house = start()
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    assert is_asked(qtbot, start(), "Whom do you mentor?")


def test_on_a_shared_computer_nothing_is_ever_written(start: Start, qtbot: QtBot, folder: Path) -> None:
    house = start()
    press(qtbot, house, "I am a mentee")
    press(qtbot, house, "Continue")
    press(qtbot, house, "Others use it too")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Who is your mentor?")
    house.frame.findChildren(QLineEdit)[0].setText("Sam")
    press(qtbot, house, "Start")
    qtbot.waitUntil(lambda: "End and forget" in buttons(house))
    assert "Records" not in buttons(house)
    house.parts.checklist.tick("comfortable")
    house.frame.close()
    assert not folder.exists()
    assert is_asked(qtbot, start(), say("setup.welcome"))


def test_a_private_session_can_be_chosen_at_the_first_question(start: Start, qtbot: QtBot, folder: Path) -> None:
    house = start()
    press(qtbot, house, "Private session")
    assert house.shell.private and house.failures.quiet
    assert is_asked(qtbot, house, say("setup.welcome"))
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    assert not folder.exists()


def test_a_private_session_leaves_what_is_kept_here_alone(
    start: Start, qtbot: QtBot, folder: Path, rules: Rules
) -> None:
    """A partner's rules said whose computer it is, so it is kept from the start: whoever wants none of that is free."""
    house = start(policy=rules("[computer]\nshared = false\n"))
    assert folder.exists()
    press(qtbot, house, "I am a mentee")
    press(qtbot, house, "Private session")
    assert is_asked(qtbot, house, say("setup.welcome"))
    assert house.parts.profile.role == Role.MENTEE and not house.shell.opened.store.kept
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Who is your mentor?")
    house.frame.findChildren(QLineEdit)[0].setText("Sam")
    press(qtbot, house, "Start")
    qtbot.waitUntil(lambda: "End and forget" in buttons(house))
    house = start(policy=rules("[computer]\nshared = false\n"))
    assert house.parts.profile.role is None and house.parts.sessions.pairs() == []


def test_who_they_are_can_be_left_for_later(start: Start, qtbot: QtBot) -> None:
    house = start()
    press(qtbot, house, "Skip for now")
    assert is_asked(qtbot, house, "Do other people use this computer?")
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    press(qtbot, house, say("setup.hurry.later"))
    assert_whole(qtbot, house)
    assert_whole(qtbot, start())


def test_a_partners_rules_answer_what_they_can(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    """G07, G12: a policy answers for the shared computer and the coordinator."""
    file = tmp_path / "policy.toml"
    file.write_text(example().replace("# shared = false", "shared = false"), encoding="utf-8")
    house = start(policy=file)
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    press(qtbot, house, "Skip for now")
    assert is_asked(qtbot, house, "What is agreed?")
    assert house.parts.coordinator.name == "Grace Holt"


def test_return_goes_on(start: Start, qtbot: QtBot) -> None:
    house = start()
    page = house.frame.findChild(FirstRunPage)
    assert page is not None
    press(qtbot, house, "I am a mentor")
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert is_asked(qtbot, house, "Do other people use this computer?")


def leave_all_for_later(qtbot: QtBot, house: House) -> None:
    """A mentor on their own computer who answers nothing else."""
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    press(qtbot, house, "Skip for now")
    assert is_asked(qtbot, house, "Who is your Mentor Coordinator?")
    press(qtbot, house, "Skip for now")


def test_an_empty_first_run_still_leads_to_a_whole_app(start: Start, qtbot: QtBot) -> None:
    """Nothing known, nobody named: every list can be looked at, now and at the next start."""
    house = start()
    leave_all_for_later(qtbot, house)
    assert is_asked(qtbot, house, "What is agreed?")
    press(qtbot, house, "Skip for now")
    assert_whole(qtbot, house)
    assert_whole(qtbot, start())


def assert_whole(qtbot: QtBot, house: House) -> None:
    qtbot.waitUntil(lambda: "Plan a meeting" in buttons(house))
    for page in ("camera", "data", "meeting", "records", "settings", "today"):
        house.show(page)
        assert house.window.shown == page
    assert len(house.parts.checklist.rows(Phase.SETUP)) > 5


def test_left_at_each_question_it_asks_that_one_again_and_keeps_the_rest(start: Start, qtbot: QtBot) -> None:
    """An empty first run abandoned half-way, at every place where that can happen."""
    house = start()
    leave_all_for_later(qtbot, house)
    press(qtbot, house, "My mentee is 18 or over")
    house = start()
    assert is_asked(qtbot, house, "What is agreed?")
    assert next(each for each in rows(house) if each.row.title == "My mentee is 18 or over").isChecked()
    press(qtbot, house, "Start")
    assert "Plan a meeting" in buttons(house)


def test_what_was_agreed_before_anybody_had_a_name_is_agreed_with_them(
    start: Start, qtbot: QtBot, dialogs: Dialogs
) -> None:
    """G01, G05: a tick is never lost because the name came later. It holds for the first person only."""
    house = start()
    leave_all_for_later(qtbot, house)
    press(qtbot, house, "My mentee is 18 or over")
    press(qtbot, house, "Start")
    for name, hours in (("Amara", 48), ("Ben", 30)):
        day = datetime.now() + timedelta(hours=hours)
        who: dict[str, Any] = {"who": say("meeting.form.someone"), "nickname": name, "date": day}
        dialogs.answer(say("meeting.form.new"), partial(plan_form, **who))
        house.meetings.plan()
        assert house.parts.pair is not None
        assert house.parts.pair.nickname == name
        ticked = {planned.item.id for planned, state in house.parts.checklist.rows(Phase.SETUP) if state.done}
        assert ("over-18" in ticked) == (name == "Amara")


def test_the_written_consent_is_dated_and_says_where_it_is(start: Start, qtbot: QtBot, dialogs: Dialogs) -> None:
    """G06."""
    house = start()
    leave_all_for_later(qtbot, house)

    def agree(dialog: QDialog) -> None:
        press_in(dialog, say("today.agreement.save"))
        assert reads(dialog, say("today.agreement.reference_needed"))
        fill(dialog, say("today.agreement.reference"), "EC-2026-014, Student Services")
        press_in(dialog, say("today.agreement.save"))

    title = "Our partner has agreed to this in writing"
    dialogs.answer(say("today.agreement.title"), agree)
    press(qtbot, house, title)
    assert next(each for each in rows(house) if each.row.title == title).isChecked()
    press(qtbot, house, "Start")
    (state,) = [s for planned, s in house.parts.checklist.rows(Phase.SETUP) if planned.item.id == "written-consent"]
    assert state.evidence.params["note"] == "EC-2026-014, Student Services"


def test_an_answer_that_cannot_be_kept_is_said_beside_its_field(start: Start, qtbot: QtBot) -> None:
    house = start()
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    press(qtbot, house, "Continue")
    assert reads(house.frame, say("sessions.problem.nickname_missing"))
    fill(house.frame, say("setup.person.name"), "Amara")
    press(qtbot, house, "Continue")
    fill(house.frame, say("setup.coordinator.phone"), "call me")
    press(qtbot, house, "Continue")
    assert reads(house.frame, say("sessions.problem.contact_phone"))
    assert is_asked(qtbot, house, "Who is your Mentor Coordinator?")


def test_the_safe_settings_are_copied_before_any_question_is_answered(start: Start, qtbot: QtBot) -> None:
    """G17, G18, G19, G20, G21, G33, G36: the main job waits for no questions."""
    house = start()
    press(qtbot, house, say("setup.hurry.copy"))
    assert "Waiting Room" in QGuiApplication.clipboard().text()
    assert QGuiApplication.clipboard().mimeData().hasHtml()


def test_whoever_is_in_a_hurry_answers_the_rest_another_time(start: Start, qtbot: QtBot, folder: Path) -> None:
    """Whose computer it is must be said first, because it decides whether anything is kept."""
    house = start()
    assert say("setup.hurry.later") not in buttons(house)
    press(qtbot, house, "I am a mentor")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Do other people use this computer?")
    assert say("setup.hurry.later") not in buttons(house)
    press(qtbot, house, "Only I use it")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    press(qtbot, house, say("setup.hurry.later"))
    page = house.window.page("today")
    assert page is not None and page.heading == "No meeting planned yet"
    assert folder.exists()


def test_a_mentee_is_offered_no_settings_of_the_host(start: Start, qtbot: QtBot) -> None:
    house = start()
    press(qtbot, house, "I am a mentee")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Do other people use this computer?")
    assert say("setup.hurry.copy") not in buttons(house)
