"""Each step of the first run by itself: what it takes, what it refuses and how it says so, and what is heard of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QRadioButton
from pytestqt.qtbot import QtBot

from companion.sessions.pair import LONGEST_NICKNAME, Pays, Role, nickname_problem
from companion.sessions.profile import Coordinator, coordinator_problems
from companion.setup.step_view import CoordinatorStep, PersonStep, StepView, TilesStep, role_step, shared_step
from companion.ui.field import Choice
from companion.words import Message, say, sentence
from tests.acting import light, listen, seen, shown
from tests.setup.making import GRACE, ITEMS, MENTEE, MENTOR, NOBODY, SHARED, Person, key, place


def lines(step: StepView) -> dict[str, QLineEdit]:
    """The fields by the names that are read out."""
    return {each.accessibleName(): each for each in step.findChildren(QLineEdit)}


def tiles(step: StepView) -> dict[str, QRadioButton]:
    return {each.text(): each for each in step.findChildren(QRadioButton)}


def contact_lines(step: StepView) -> dict[str, QLineEdit]:
    """The four fields of a contact, in order."""
    return {name: lines(step)[say(f"setup.coordinator.{name}")] for name in Coordinator._fields}


def role(chosen: list[str], known: Role | None = None) -> TilesStep:
    return role_step(light(), known, chosen.append)


def test_nobody_is_taken_for_a_mentor_or_a_mentee_before_they_say_so(qtbot: QtBot) -> None:
    chosen: list[str] = []
    step = shown(qtbot, role(chosen))
    assert [(text, tile.isChecked()) for text, tile in tiles(step).items()] == [(MENTOR, False), (MENTEE, False)]
    assert not step.ready()
    qtbot.mouseClick(tiles(step)[MENTEE], Qt.MouseButton.LeftButton)
    assert step.ready() and chosen == []
    step.keep()
    assert chosen == ["mentee"]


def test_arrows_choose_among_tiles_and_the_chosen_one_has_the_keyboard(qtbot: QtBot) -> None:
    chosen: list[str] = []
    step = shown(qtbot, role(chosen, Role.MENTEE))
    step.focus_first()
    assert place() == MENTEE
    key(qtbot, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Left)
    step.keep()
    assert (place(), chosen) == (MENTOR, ["mentor"])


def test_a_tile_is_read_out_with_its_sentence(qtbot: QtBot) -> None:
    step = shown(qtbot, role([]))
    heard = {tile.accessibleName(): tile.accessibleDescription() for tile in tiles(step).values()}
    assert heard == {MENTOR: say("setup.role.mentor_why"), MENTEE: say("setup.role.mentee_why")}


@pytest.mark.parametrize(("known", "kept"), [(True, "yes"), (False, "no")])
def test_what_is_known_of_the_computer_is_chosen_already(qtbot: QtBot, known: bool, kept: str) -> None:
    chosen: list[str] = []
    step = shared_step(light(), known, chosen.append)
    qtbot.addWidget(step)
    assert step.ready()
    step.keep()
    assert chosen == [kept]


def test_what_others_using_it_means_is_said_before_it_is_chosen(qtbot: QtBot) -> None:
    step = shared_step(light(), None, lambda _answer: None)
    qtbot.addWidget(step)
    assert not step.ready()
    assert tiles(step)[SHARED].accessibleDescription() == say("setup.shared.yes_why")


def person(kept: list[tuple[str, Pays]], who: Role = Role.MENTOR, nickname: str = "") -> PersonStep:
    return PersonStep(light(), who, nickname, Pays.UNKNOWN, lambda *given: kept.append(given))


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "Ama\u202era"])
def test_a_nickname_that_cannot_be_kept_is_told_beside_it_until_it_can(
    qtbot: QtBot, typed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever does not see it hears it, and stands where it is put right."""
    kept: list[tuple[str, Pays]] = []
    step = shown(qtbot, person(kept))
    name = lines(step)[say("setup.person.name")]
    name.setText(typed)
    problem = nickname_problem(typed)
    assert problem is not None
    heard = listen(monkeypatch)
    assert not step.ready()
    assert heard == [sentence(problem)] and place() == say("setup.person.name")
    assert sentence(problem) in seen(step) and sentence(problem) in name.accessibleDescription()
    name.setText(" Amara ")
    assert step.ready()
    assert sentence(problem) not in seen(step)
    step.keep()
    assert kept == [("Amara", Pays.UNKNOWN)]


def test_no_more_can_be_typed_than_a_nickname_may_have(qtbot: QtBot) -> None:
    step = shown(qtbot, person([]))
    step.focus_first()
    name = lines(step)[say("setup.person.name")]
    qtbot.keyClicks(name, "x" * (LONGEST_NICKNAME + 20))
    assert len(name.text()) == LONGEST_NICKNAME and step.ready()


@pytest.mark.parametrize("pays", list(Pays))
def test_who_pays_for_data_is_asked_of_a_mentor_with_not_yet_as_an_answer(qtbot: QtBot, pays: Pays) -> None:
    """G09: not having asked is an answer too."""
    kept: list[tuple[str, Pays]] = []
    step = shown(qtbot, person(kept, nickname="Amara"))
    (choice,) = (each for each in step.findChildren(Choice) if each.isVisible())
    assert choice.accessibleName() == say("setup.person.pays")
    assert choice.currentText() == say("setup.person.pays_unknown")
    choice.setCurrentText(say(f"setup.person.pays_{pays}"))
    step.keep()
    assert kept == [("Amara", pays)]


def test_a_mentee_keeps_what_their_mentor_knows_about_it(qtbot: QtBot) -> None:
    kept: list[tuple[str, Pays]] = []
    step = PersonStep(light(), Role.MENTEE, "Sam", Pays.YES, lambda *given: kept.append(given))
    shown(qtbot, step)
    assert not any(each.isVisible() for each in step.findChildren(Choice))
    step.keep()
    assert kept == [("Sam", Pays.YES)]


def coordinator(kept: list[Coordinator], contact: Coordinator = NOBODY) -> CoordinatorStep:
    return CoordinatorStep(light(), contact, kept.append)


def test_a_contact_is_shown_as_it_is_known_and_kept_without_the_spaces_around(qtbot: QtBot) -> None:
    """G12."""
    kept: list[Coordinator] = []
    step = shown(qtbot, coordinator(kept, GRACE))
    fields = contact_lines(step)
    assert [field.text() for field in fields.values()] == list(GRACE)
    for field in fields.values():
        field.setText(f"  {field.text()} ")
    assert step.ready()
    step.keep()
    assert kept == [GRACE]


@pytest.mark.parametrize(
    ("contact", "faults"),
    [
        (Coordinator("Grace", "12"), {"phone": "sessions.problem.contact_phone"}),
        (Coordinator("Grace", "", "grace at college"), {"email": "sessions.problem.contact_email"}),
        (Coordinator("Grace"), {"phone": "sessions.problem.contact_unreachable"}),
        (
            Coordinator("Grace", "call me", "@"),
            {"phone": "sessions.problem.contact_phone", "email": "sessions.problem.contact_email"},
        ),
    ],
)
def test_what_is_off_with_a_contact_is_told_beside_each_field_at_once(
    qtbot: QtBot, contact: Coordinator, faults: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    step = shown(qtbot, coordinator([], contact))
    heard = listen(monkeypatch)
    assert not step.ready()
    in_order = [name for name in Coordinator._fields if name in faults]
    assert heard == [" ".join(say(faults[name]) for name in in_order)]
    assert place() == say(f"setup.coordinator.{in_order[0]}")
    for name, field in contact_lines(step).items():
        told = sentence(Message(faults[name])) if name in faults else ""
        assert (told in field.accessibleDescription()) if told else "sessions" not in field.accessibleDescription()
        assert told == "" or told in seen(step)
    contact_lines(step)["phone"].setText("0121 496 0000")
    contact_lines(step)["email"].setText("")
    assert step.ready()
    assert not {sentence(Message(fault)) for fault in faults.values()} & set(seen(step))


def test_nobody_known_yet_can_be_kept_as_nobody(qtbot: QtBot) -> None:
    kept: list[Coordinator] = []
    step = coordinator(kept)
    qtbot.addWidget(step)
    assert step.ready()
    step.keep()
    assert kept == [NOBODY]


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(typed=st.builds(Coordinator, *[texts] * 4) | st.just(GRACE))
def test_a_contact_that_is_kept_is_one_that_may_be_kept(qapp: object, typed: Coordinator) -> None:
    step = coordinator([])
    for field, value in zip(contact_lines(step).values(), typed, strict=True):
        field.setText(value)
    stands = Coordinator(*step.typed)
    assert step.ready() == (not coordinator_problems(stands))
    again = coordinator([])
    again.take_up(step.typed)
    assert again.typed == step.typed


def test_agreements_are_ticked_and_unticked_and_say_when(qtbot: QtBot) -> None:
    """G01, G05, G06: with the date, and never more than one at a press."""
    somebody = Person()
    step = shown(qtbot, somebody.make("agreements"))
    step.focus_first()
    boxes = step.findChildren(QCheckBox)
    assert [box.accessibleName() for box in boxes] == [f"{title}. Why {item}" for item, title in ITEMS.items()]
    key(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Space)
    assert list(somebody.agreed) == ["consent"]
    assert [box.isChecked() for box in boxes] == [False, True, False]
    assert place() == f"{ITEMS['consent']}. Agreed 24 November 2026"
    key(qtbot, Qt.Key.Key_Space)
    assert somebody.agreed == {} and not any(box.isChecked() for box in boxes)


def test_arrows_go_around_the_agreements(qtbot: QtBot) -> None:
    step = shown(qtbot, Person().make("agreements"))
    step.focus_first()
    first = place()
    key(qtbot, Qt.Key.Key_Up)
    assert place() == f"{ITEMS['comfortable']}. Why comfortable"
    key(qtbot, Qt.Key.Key_Down)
    assert place() == first
