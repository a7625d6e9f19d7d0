"""A fresh home: what is asked, where answers go, and that nothing is written before it may be."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.setup.first_run_page import FirstRunPage
from tests.app.conftest import Start


def buttons(house: House) -> dict[str, QAbstractButton]:
    return {each.text(): each for each in house.frame.findChildren(QAbstractButton) if each.isVisible()}


def press(qtbot: QtBot, house: House, text: str) -> None:
    qtbot.waitUntil(lambda: text in buttons(house))
    buttons(house)[text].click()


def headings(house: House) -> list[str]:
    return [page.heading for page in house.frame.findChildren(FirstRunPage) if page.isVisible()]


def is_asked(qtbot: QtBot, house: House, question: str) -> bool:
    qtbot.waitUntil(lambda: question in headings(house))
    return True


def test_a_mentor_is_ready_to_plan_after_a_few_answers(start: Start, qtbot: QtBot, folder: Path) -> None:
    """G01, G02, G05, G06, G07, G12: each is asked, each can be left for later."""
    house = start()
    assert is_asked(qtbot, house, "Welcome. Who are you here?")
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
    press(qtbot, house, "Leave for later")
    assert is_asked(qtbot, house, "What is agreed?")
    press(qtbot, house, "Start")
    page = house.window.page("today")
    assert page is not None
    assert page.heading == "No meeting planned yet"
    assert house.parts.pair is not None
    assert house.parts.pair.nickname == "Amara"


def test_a_first_run_given_up_half_way_goes_on_where_it_stopped(start: Start, qtbot: QtBot) -> None:
    house = start()
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
    assert is_asked(qtbot, start(), "Welcome. Who are you here?")


def test_a_private_session_can_be_chosen_at_the_first_question(start: Start, qtbot: QtBot, folder: Path) -> None:
    house = start()
    press(qtbot, house, "Private session")
    assert house.shell.private
    assert is_asked(qtbot, house, "Welcome. Who are you here?")
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    assert not folder.exists()


def test_a_partners_rules_answer_what_they_can(start: Start, qtbot: QtBot, tmp_path: Path) -> None:
    """G07, G12: a policy answers for the shared computer and the coordinator."""
    from companion.guide.policy_cli import example

    file = tmp_path / "policy.toml"
    file.write_text(example(), encoding="utf-8")
    house = start(policy=file)
    press(qtbot, house, "Continue")
    assert is_asked(qtbot, house, "Whom do you mentor?")
    press(qtbot, house, "Leave for later")
    assert is_asked(qtbot, house, "What is agreed?")
    assert house.parts.coordinator.name == "Grace Holt"


def test_return_goes_on(start: Start, qtbot: QtBot) -> None:
    house = start()
    page = house.frame.findChild(FirstRunPage)
    assert page is not None
    qtbot.keyClick(page, Qt.Key.Key_Return)
    assert is_asked(qtbot, house, "Do other people use this computer?")
