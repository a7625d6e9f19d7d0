"""The first run: one question at a time, back and forth, and nothing that was said is lost."""

import pytest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.sessions.pair import Pays, Role
from companion.sessions.profile import Coordinator
from companion.setup import steps
from companion.ui.field import Choice
from companion.words import say
from tests.acting import buttons, listen, press, seen
from tests.setup.making import (
    ALONE,
    BACK,
    CONTINUE,
    EASTBROOK,
    FINISH,
    GRACE,
    ITEMS,
    LATER,
    MENTEE,
    PRIVATE,
    SHARED,
    TITLES,
    Person,
    go_to,
    place,
)


def line(page: QWidget, label: str) -> QLineEdit:
    return next(each for each in page.findChildren(QLineEdit) if each.accessibleName() == label and each.isVisible())


def test_a_mentor_answers_everything_with_the_mouse(qtbot: QtBot) -> None:
    """G09, G12: whom they meet, who pays, and whom to turn to."""
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.PERSON)
    line(page, say("setup.person.name")).setText("  Amara   B ")
    pays = next(each for each in page.findChildren(Choice) if each.isVisible())
    pays.choose(Pays.YES)
    press(qtbot, page, CONTINUE)
    for name, value in GRACE._asdict().items():
        line(page, say(f"setup.coordinator.{name}")).setText(f" {value} ")
    press(qtbot, page, CONTINUE)
    press(qtbot, page, f"{ITEMS['age']}. Why age")
    press(qtbot, page, FINISH)
    assert (person.role, person.shared, person.nickname, person.pays) == (Role.MENTOR, False, "Amara B", Pays.YES)
    assert (person.contact, list(person.agreed)) == (GRACE, ["age"])
    assert person.left == [(step, True) for step in TITLES]
    assert person.ends == ["finished"]


def test_each_can_be_left_for_later_and_is_marked_so(qtbot: QtBot) -> None:
    """Whoever has not said who they are is not asked what only a mentor answers."""
    person = Person()
    page = person.first_run(qtbot)
    for _ in range(4):
        press(qtbot, page, LATER)
    assert person.left == [(step, False) for step in list(TITLES)[:4]]
    assert (person.role, person.ends) == (None, ["finished"])


def test_who_they_are_is_for_the_person_to_say(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    press(qtbot, page, CONTINUE)
    assert page.heading == TITLES[steps.ROLE] and say("setup.choose") in seen(page)
    assert (person.role, person.left) == (None, [])


def told_step(page: QWidget) -> str:
    """The number of the step, as the line under the question begins."""
    return next((text.partition(". ")[0] for text in seen(page) if text.startswith("Step ")), "")


def test_it_says_how_long_it_takes_and_how_far_it_is(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    assert say("setup.how_long", line=say("setup.welcome_line")) in seen(page)
    told = []
    for step in list(TITLES)[1:]:
        go_to(qtbot, page, step)
        told.append(told_step(page))
    assert told == [f"Step {n} of 5" for n in (2, 3, 4, 5)]
    press(qtbot, page, BACK)
    assert told_step(page) == "Step 4 of 5"
    press(qtbot, page, LATER)
    assert told_step(page) == "Step 5 of 5"


def test_a_mentee_has_fewer_steps_and_is_told_so(qtbot: QtBot) -> None:
    page = Person(private=True).first_run(qtbot)
    press(qtbot, page, MENTEE)
    press(qtbot, page, CONTINUE)
    assert told_step(page) == "Step 2 of 2"


def test_only_the_last_step_says_start(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    for step in TITLES:
        go_to(qtbot, page, step)
        assert (FINISH in buttons(page), CONTINUE in buttons(page)) == (
            step == steps.AGREEMENTS,
            step != steps.AGREEMENTS,
        )


def test_given_up_half_way_it_goes_on_there_with_what_was_kept(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.PERSON)
    line(page, say("setup.person.name")).setText("Amara")
    press(qtbot, page, CONTINUE)
    page.close()
    again = person.first_run(qtbot)
    assert again.heading == TITLES[steps.COORDINATOR]
    assert BACK not in buttons(again)
    assert (person.role, person.shared, person.nickname) == (Role.MENTOR, False, "Amara")


def test_whose_computer_it_is_must_be_said_and_the_page_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer is chosen beforehand: a wrong guess would write on a shared computer."""
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.SHARED)
    assert say("setup.choose") not in seen(page)
    heard = listen(monkeypatch)
    press(qtbot, page, CONTINUE)
    assert page.heading == TITLES[steps.SHARED] and person.shared is None
    assert say("setup.choose") in seen(page) and heard == [say("setup.choose")]
    assert place() == ALONE
    press(qtbot, page, SHARED)
    assert say("setup.choose") not in seen(page)
    press(qtbot, page, CONTINUE)
    assert person.shared is True


def test_back_and_forth_keeps_what_was_typed_good_or_not(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.COORDINATOR)
    line(page, say("setup.coordinator.phone")).setText("12")  # too short to be kept
    press(qtbot, page, BACK)
    assert page.heading == TITLES[steps.PERSON]
    line(page, say("setup.person.name")).setText("Amara")
    next(each for each in page.findChildren(Choice) if each.isVisible()).choose(Pays.NO)
    press(qtbot, page, LATER)
    assert page.heading == TITLES[steps.COORDINATOR]
    assert line(page, say("setup.coordinator.phone")).text() == "12"
    press(qtbot, page, BACK)
    assert line(page, say("setup.person.name")).text() == "Amara"
    press(qtbot, page, CONTINUE)
    assert (person.nickname, person.pays, person.contact) == ("Amara", Pays.NO, Coordinator())


def test_forth_leads_through_the_same_steps_as_back(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.AGREEMENTS)
    for step in (steps.COORDINATOR, steps.PERSON, steps.ROLE):
        press(qtbot, page, BACK)
        assert page.heading == TITLES[step]
    assert BACK not in buttons(page)
    press(qtbot, page, CONTINUE)
    for step in (steps.PERSON, steps.COORDINATOR):
        assert page.heading == TITLES[step]
        press(qtbot, page, LATER)
    assert page.heading == TITLES[steps.AGREEMENTS] and FINISH in buttons(page)


def test_whose_computer_it_is_cannot_be_taken_back_once_things_are_kept(qtbot: QtBot) -> None:
    """By then they lie on the disk: only erasing them in the settings undoes that."""
    person = Person()
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.PERSON)
    press(qtbot, page, BACK)
    assert page.heading == TITLES[steps.ROLE]
    assert PRIVATE not in buttons(page)
    press(qtbot, page, CONTINUE)
    assert page.heading == TITLES[steps.PERSON]


def test_another_role_chosen_on_the_way_back_is_asked_its_own_questions(qtbot: QtBot) -> None:
    person = Person(shared_known=True)
    page = person.first_run(qtbot)
    go_to(qtbot, page, steps.COORDINATOR)
    press(qtbot, page, LATER)
    for _ in range(3):
        press(qtbot, page, BACK)
    press(qtbot, page, MENTEE)
    press(qtbot, page, CONTINUE)
    assert person.role == Role.MENTEE
    assert person.ends == ["finished"]


def test_a_mentee_is_asked_for_their_mentor_and_not_who_pays(qtbot: QtBot) -> None:
    person = Person(private=True)
    page = person.first_run(qtbot)
    press(qtbot, page, MENTEE)
    press(qtbot, page, CONTINUE)
    assert page.heading == say("setup.person.title_mentee")
    assert not any(each.isVisible() for each in page.findChildren(Choice))
    line(page, say("setup.person.name")).setText("Sam")
    press(qtbot, page, FINISH)
    assert (person.nickname, person.left) == ("Sam", [(steps.ROLE, True), (steps.PERSON, True)])
    assert person.ends == ["finished"]


def test_a_private_session_is_offered_at_the_start_only_and_keeps_the_role(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    press(qtbot, page, MENTEE)
    press(qtbot, page, PRIVATE)
    assert (person.ends, person.role, person.left) == (["private mentee"], None, [])
    again = Person(private=True).first_run(qtbot)
    assert PRIVATE not in buttons(again) and say("setup.private_why") not in seen(again)


def test_what_a_private_session_is_stands_beside_its_button(qtbot: QtBot) -> None:
    person = Person()
    page = person.first_run(qtbot)
    assert say("setup.private_why") in seen(page)
    assert buttons(page)[PRIVATE].accessibleDescription() == say("setup.private_why")
    press(qtbot, page, PRIVATE)
    assert (person.ends, person.role) == (["private"], None)


def test_a_partners_rules_stand_under_the_first_question_only(qtbot: QtBot) -> None:
    """G07: who set what is seen before anything is answered."""
    page = Person().first_run(qtbot, EASTBROOK)
    assert say("setup.rules.found", partner="Eastbrook College") in seen(page)
    assert say("setup.rules.set_by", partner="Eastbrook College") in seen(page)
    go_to(qtbot, page, steps.SHARED)
    assert say("setup.rules.found", partner="Eastbrook College") not in seen(page)
