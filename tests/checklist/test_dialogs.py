"""The dialogs of Today: each says what it wants beside the field, and each has a way back that changes nothing."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDateEdit, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from companion.checklist.agreement_dialog import AgreementDialog
from companion.checklist.join_dialog import JoinDialog, Missing
from companion.checklist.rules_dialog import RulesDialog
from companion.checklist.ways_dialog import LockDialog, RaiseDialog, WaysDialog, WhyDialog, bedroom_ways, comfort_ways
from companion.words import say, say_count
from tests.acting import buttons, light, press, seen, shown

SOFT = [Missing("My microphone works", False), Missing("My camera works", False)]
HARD = [Missing("My mentee is 18 or over", True), *SOFT]
TODAY = date(2026, 11, 24)
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected
ANYWAY, TAKE_ME = say("today.missing.anyway"), say("today.missing.take_me")


def join(qtbot: QtBot, missing: list[Missing]) -> JoinDialog:
    return shown(qtbot, JoinDialog(light(), missing))


def agreement(qtbot: QtBot, *, needs_reference: bool = True) -> AgreementDialog:
    return shown(qtbot, AgreementDialog(light(), "Our partner agreed", TODAY, needs_reference=needs_reference))


def editor(dialog: QWidget, kind: type[QWidget] = QLineEdit) -> QWidget:
    """The visible field of this kind."""
    (found,) = (each for each in dialog.findChildren(kind) if each.isVisible() and each.accessibleName())
    return found


def test_join_anyway_asks_for_a_reason_beside_the_field(qtbot: QtBot) -> None:
    dialog = join(qtbot, SOFT)
    reason = editor(dialog)
    qtbot.keyClicks(reason, "   ")
    press(qtbot, dialog, ANYWAY)
    assert dialog.isVisible() and reason.hasFocus()
    assert reason.accessibleDescription() == say("today.missing.reason_needed")
    assert say("today.missing.reason_needed") in seen(dialog)
    qtbot.keyClicks(reason, "We ring each other for the sound ")
    press(qtbot, dialog, ANYWAY)
    assert (dialog.result(), dialog.take_me) == (ACCEPTED, False)
    assert dialog.reason == "We ring each other for the sound"


def test_what_may_never_be_passed_leaves_no_way_round(qtbot: QtBot) -> None:
    """G01, G05, G06: no reason opens it, not even with the keyboard."""
    dialog = join(qtbot, HARD)
    assert say("today.missing.hard", what="My mentee is 18 or over") in seen(dialog)
    assert ANYWAY not in buttons(dialog)
    assert not any(field.isVisible() for field in dialog.findChildren(QLineEdit))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.take_me, dialog.reason) == (ACCEPTED, True, "")


def test_return_after_a_reason_joins_and_never_throws_it_away(qtbot: QtBot) -> None:
    dialog = join(qtbot, SOFT)
    reason = editor(dialog)
    qtbot.keyClicks(reason, "The camera is broken")
    qtbot.keyClick(reason, Qt.Key.Key_Return)
    assert (dialog.result(), dialog.reason, dialog.take_me) == (ACCEPTED, "The camera is broken", False)


def test_return_without_a_reason_leads_to_what_is_missing(qtbot: QtBot) -> None:
    dialog = join(qtbot, SOFT)
    qtbot.keyClicks(editor(dialog), "x")
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Backspace)
    qtbot.keyClick(editor(dialog), Qt.Key.Key_Return)
    assert (dialog.result(), dialog.take_me, dialog.reason) == (ACCEPTED, True, "")


@pytest.mark.parametrize(("count", "named", "more"), [(1, 1, 0), (6, 6, 0), (7, 7, 0), (8, 6, 2), (20, 6, 14)])
def test_a_long_list_ends_with_a_number(qtbot: QtBot, count: int, named: int, more: int) -> None:
    """Names are never a wall, and none is hidden behind "one more" that could have stood there itself."""
    dialog = join(qtbot, [Missing(f"Item {n}", False) for n in range(count)])
    text = seen(dialog)
    assert sum(each.startswith("Item ") for each in text) == named
    offer = say_count("today.missing.more", more) if more else ""
    assert (offer in text) is bool(more)
    if more:  # all of them can be seen, when asked for
        press(qtbot, dialog, offer)
        assert {f"Item {n}" for n in range(count)} <= set(seen(dialog))


@pytest.mark.parametrize("make", [join, agreement])
def test_esc_goes_back_and_nothing_is_said_or_kept(qtbot: QtBot, make: Callable[..., QDialog]) -> None:
    dialog = make(qtbot, SOFT) if make is join else make(qtbot)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == REJECTED and not dialog.isVisible()


def test_a_consent_needs_a_reference_and_it_is_kept_without_spaces(qtbot: QtBot) -> None:
    """G06: who agreed, when, and where the paper is."""
    dialog = agreement(qtbot)
    assert "Our partner agreed" in seen(dialog)
    reference = editor(dialog)
    assert reference.hasFocus()
    qtbot.keyClick(reference, Qt.Key.Key_Space)
    press(qtbot, dialog, say("today.agreement.save"))
    assert dialog.isVisible() and reference.hasFocus()
    assert reference.accessibleDescription() == say("today.agreement.reference_needed")
    qtbot.keyClicks(reference, "Letter of 3 September, with Grace ")
    qtbot.keyClick(reference, Qt.Key.Key_Return)
    assert dialog.result() == ACCEPTED
    assert (dialog.agreed_on, dialog.reference) == (TODAY, "Letter of 3 September, with Grace")


def test_a_day_that_has_not_come_is_refused_beside_it(qtbot: QtBot) -> None:
    """G01, G06: nobody has agreed tomorrow."""
    dialog = agreement(qtbot, needs_reference=False)
    day = editor(dialog, QDateEdit)
    assert not any(field.isVisible() and field.accessibleName() for field in dialog.findChildren(QLineEdit))
    assert day.hasFocus()
    qtbot.keyClick(day, Qt.Key.Key_Up)
    press(qtbot, dialog, say("today.agreement.save"))
    assert dialog.isVisible() and day.hasFocus()
    assert say("today.agreement.future") in seen(dialog)
    for _ in range(3):
        qtbot.keyClick(day, Qt.Key.Key_Down)
    press(qtbot, dialog, say("today.agreement.save"))
    assert dialog.result() == ACCEPTED
    assert dialog.agreed_on == date(2026, 11, 22)


def test_everything_that_is_off_is_said_at_once_and_goes_when_it_is_right(qtbot: QtBot) -> None:
    dialog = agreement(qtbot)
    day, both = editor(dialog, QDateEdit), {say("today.agreement.future"), say("today.agreement.reference_needed")}
    qtbot.keyClick(day, Qt.Key.Key_Up)
    press(qtbot, dialog, say("today.agreement.save"))
    assert both <= set(seen(dialog)) and day.hasFocus()
    qtbot.keyClick(day, Qt.Key.Key_Down)
    press(qtbot, dialog, say("today.agreement.save"))
    assert both & set(seen(dialog)) == {say("today.agreement.reference_needed")}


class Rules:
    """A rules dialog, what was kept and copied, and whether that works."""

    def __init__(self, qtbot: QtBot) -> None:
        self.kept, self.copied, self.works = list[str](), list[str](), True
        self.dialog = shown(qtbot, RulesDialog(light(), say("today.rules.standard"), self._keep, self._copy))
        self.text = editor(self.dialog, QPlainTextEdit)
        assert isinstance(self.text, QPlainTextEdit)
        self.box: QPlainTextEdit = self.text

    def _keep(self, text: str) -> bool:
        self.kept.append(text)
        return self.works

    def _copy(self, text: str) -> bool:
        self.copied.append(text)
        return self.works


def test_ground_rules_are_large_enough_to_read_out(qtbot: QtBot) -> None:
    """G03: from the screen to another person: larger than the text around, and whole without scrolling."""
    rules = Rules(qtbot)
    assert rules.box.fontInfo().pixelSize() >= 20
    assert rules.box.toPlainText() == say("today.rules.standard")
    assert rules.box.verticalScrollBar().maximum() == 0


def test_ground_rules_can_be_changed_copied_and_kept(qtbot: QtBot) -> None:
    """G03: they are the pair's own."""
    rules = Rules(qtbot)
    rules.box.selectAll()
    qtbot.keyClicks(rules.box, "We listen.")
    press(qtbot, rules.dialog, say("today.rules.copy"))
    assert rules.copied == ["We listen."]
    assert say("today.rules.copied") in seen(rules.dialog)
    press(qtbot, rules.dialog, say("today.rules.save"))
    assert (rules.kept, rules.dialog.result()) == (["We listen."], ACCEPTED)


def test_rules_that_could_not_be_kept_or_copied_stay_on_the_screen(qtbot: QtBot) -> None:
    rules = Rules(qtbot)
    rules.works = False
    rules.box.setPlainText("We listen.")
    press(qtbot, rules.dialog, say("today.rules.copy"))
    assert say("today.rules.copied") not in seen(rules.dialog)
    press(qtbot, rules.dialog, say("today.rules.save"))
    assert rules.dialog.isVisible() and rules.box.toPlainText() == "We listen."


@pytest.mark.parametrize(("button", "result"), [("today.rules.close", ACCEPTED), ("", REJECTED)])
def test_reading_the_rules_changes_nothing(qtbot: QtBot, button: str, result: QDialog.DialogCode) -> None:
    rules = Rules(qtbot)
    if button:
        press(qtbot, rules.dialog, say(button))
    else:
        qtbot.keyClick(rules.dialog, Qt.Key.Key_Escape)
    assert (rules.kept, rules.dialog.result()) == ([], result)


@pytest.mark.parametrize(
    ("make", "topic", "ways"),
    [
        (comfort_ways, "comfort", ["phone", "another_day", "stop"]),
        (bedroom_ways, "bedroom", ["voice", "another_room", "contact"]),
    ],
)
def test_there_are_kind_ways_on_and_a_way_back(
    qtbot: QtBot, make: Callable[..., WaysDialog], topic: str, ways: list[str]
) -> None:
    """G01, G30: a "no", or a student's only room, leads on without blame."""
    for way in ways:
        dialog = shown(qtbot, make(light(), None))
        assert say(f"today.{topic}.text") in seen(dialog)
        press(qtbot, dialog, say(f"today.{topic}.{way}"))
        assert (dialog.result(), dialog.chosen) == (ACCEPTED, way)
    dialog = shown(qtbot, make(light(), None))
    press(qtbot, dialog, say(f"today.{topic}.back"))
    assert (dialog.result(), dialog.chosen) == (REJECTED, "")


@pytest.mark.parametrize(
    ("pressed", "answered", "wants_help"),
    [("today.raise.yes", True, True), ("today.raise.no", True, False), ("", False, False)],
)
def test_anything_to_raise_leads_to_help_only_on_a_yes(
    qtbot: QtBot, pressed: str, answered: bool, wants_help: bool
) -> None:
    """G26: and it says that the answer is not kept."""
    dialog = shown(qtbot, RaiseDialog(light()))
    assert say("today.raise.text") in seen(dialog)
    if pressed:
        press(qtbot, dialog, say(pressed))
    else:
        qtbot.keyClick(QApplication.focusWidget() or dialog, Qt.Key.Key_Escape)
    assert (dialog.answered, dialog.wants_help, dialog.isVisible()) == (answered, wants_help, False)


def test_the_lock_is_ticked_only_by_who_has_locked(qtbot: QtBot) -> None:
    """G22: it says where to press in Zoom of today."""
    for button, result in (("today.rules.close", REJECTED), ("today.lock.done", ACCEPTED)):
        dialog = shown(qtbot, LockDialog(light()))
        assert any("Host tools, then Lock meeting" in text for text in seen(dialog))
        press(qtbot, dialog, say(button))
        assert dialog.result() == result


def test_a_reason_is_read_and_closed(qtbot: QtBot) -> None:
    """G25."""
    dialog = shown(qtbot, WhyDialog(light(), "I have read the Code of Conduct", say("today.conduct.ask")))
    assert {"I have read the Code of Conduct", say("today.conduct.ask")} <= set(seen(dialog))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == ACCEPTED
