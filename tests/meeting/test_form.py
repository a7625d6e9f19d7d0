"""The meeting form as people fill it in: the guide's own fields, and what is off said beside each."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any, TypeVar

import pytest
from hypothesis import given
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion.meeting.form import NEW, CancelDialog, Choices, MeetingForm, WhichDialog
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import Pair
from companion.sessions.validation import check
from companion.ui.field import Choice
from companion.words import say
from tests.acting import buttons, light, press, seen, shown
from tests.meeting.planning import ALL, AMARA, JOEL, NOW, kept_meetings, meeting

W = TypeVar("W", bound=QWidget)
ACCEPTED, REJECTED = QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected
SAVE = say("meeting.form.save")
GUIDE_FIELDS = ["who", "topic", "platform", "date", "minutes", "repeat", "zone", "passcode", "join_url", "description"]


def made(
    kept: Meeting, platforms: tuple[str, ...] = ALL, pairs: tuple[Pair, ...] = (AMARA, JOEL), **how: Any
) -> MeetingForm:
    choices = Choices(list(pairs), platforms, lambda typed: check(typed, NOW, platforms))
    return MeetingForm(light(), kept, choices, **{"new": True, **how})


def field(form: MeetingForm, name: str, kind: type[W]) -> W:
    """The editor a person finds under this label."""
    label = say(f"meeting.form.{name}")
    (found,) = (each for each in form.findChildren(kind) if each.isVisible() and each.accessibleName() == label)
    return found


def labels(form: MeetingForm) -> list[str]:
    """The fields that can be seen, by their labels."""
    found = [each.accessibleName() for each in form.findChildren(QWidget) if each.isVisible()]
    return [name for name in (*GUIDE_FIELDS, "nickname", "count", "generated") if say(f"meeting.form.{name}") in found]


def choose(form: MeetingForm, name: str, value: str) -> None:
    field(form, name, Choice).choose(value)


def problem(form: MeetingForm, name: str, kind: type[QWidget] = QLineEdit) -> str:
    """What is said beside a field, which must be visible to count."""
    said = field(form, name, kind).accessibleDescription()
    assert said in seen(form)
    return said


def test_it_has_the_guides_own_fields_and_starts_in_london(qtbot: QtBot) -> None:
    """G31, G35: the same fields as in Zoom; London; an ID that Zoom makes anew."""
    form = shown(qtbot, made(meeting()))
    assert labels(form) == [*GUIDE_FIELDS, "generated"]
    assert field(form, "zone", Choice).currentText() == "London"
    assert field(form, "generated", QCheckBox).isChecked()


def test_what_is_typed_is_what_is_kept(qtbot: QtBot) -> None:
    """G35."""
    form = shown(qtbot, made(meeting()))
    choose(form, "who", "j")
    for name, words in (("topic", "  Second talk "), ("passcode", " s3cret ")):
        field(form, name, QLineEdit).selectAll()
        qtbot.keyClicks(field(form, name, QLineEdit), words)
    qtbot.keyClicks(field(form, "description", QPlainTextEdit), "About work")
    choose(form, "zone", "Africa/Lagos")
    choose(form, "repeat", "weekly")
    field(form, "minutes", QSpinBox).setValue(45)
    field(form, "count", QSpinBox).setValue(6)
    qtbot.mouseClick(field(form, "generated", QCheckBox), Qt.MouseButton.LeftButton)
    press(qtbot, form, SAVE)
    assert (form.result(), form.nickname) == (ACCEPTED, "")
    assert form.meeting == meeting(
        pair_id="j",
        topic="Second talk",
        description="About work",
        zone="Africa/Lagos",
        minutes=45,
        repeat=Repeat.WEEKLY,
        count=6,
        passcode="s3cret",
        generated_id=False,
    )


@given(kept=kept_meetings())
def test_saving_without_a_change_changes_nothing(qapp: QApplication, kept: Meeting) -> None:
    form = made(kept, new=False)
    form.show()
    buttons(form)[SAVE].click()
    assert form.result() == ACCEPTED
    assert form.meeting == kept
    form.deleteLater()


@pytest.fixture
def in_london(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A computer whose own clock is London's."""
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone of this system cannot be set for one program")
    monkeypatch.setenv("TZ", "Europe/London")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def test_a_clock_change_here_does_not_move_a_meeting_elsewhere(qtbot: QtBot, in_london: None) -> None:
    """On 28 March 2027 London has no half past one; Lagos has."""
    lagos = meeting(starts=datetime(2027, 3, 28, 1, 30), zone="Africa/Lagos")
    form = shown(qtbot, made(lagos, new=False))
    press(qtbot, form, SAVE)
    assert form.meeting.starts == datetime(2027, 3, 28, 1, 30)


def test_everything_that_is_off_is_said_beside_its_field_at_once(qtbot: QtBot) -> None:
    form = shown(qtbot, made(meeting(pair_id="", topic="  ")))
    choose(form, "who", NEW)
    field(form, "passcode", QLineEdit).setText("x" * 41)
    press(qtbot, form, SAVE)
    assert form.isVisible()
    assert problem(form, "nickname") == say("sessions.problem.nickname_missing")
    assert problem(form, "topic") == say("sessions.problem.topic_missing")
    assert problem(form, "passcode") == say("sessions.problem.line", longest=40)
    assert field(form, "nickname", QLineEdit).hasFocus()
    qtbot.keyClicks(field(form, "nickname", QLineEdit), "  Amara  B ")
    qtbot.keyClicks(field(form, "topic", QLineEdit), "First talk")
    press(qtbot, form, SAVE)
    assert field(form, "nickname", QLineEdit).accessibleDescription() == ""
    assert problem(form, "passcode") == say("sessions.problem.line", longest=40)
    assert field(form, "passcode", QLineEdit).hasFocus()
    field(form, "passcode", QLineEdit).setText("short")
    qtbot.keyClick(field(form, "passcode", QLineEdit), Qt.Key.Key_Return)
    assert (form.result(), form.nickname, form.meeting.pair_id) == (ACCEPTED, "Amara B", "")


def test_who_meets_nobody_yet_is_asked_for_a_name(qtbot: QtBot) -> None:
    form = shown(qtbot, made(meeting(pair_id=""), pairs=()))
    assert "nickname" in labels(form)


def test_a_name_is_asked_only_for_someone_new(qtbot: QtBot) -> None:
    form = shown(qtbot, made(meeting()))
    choose(form, "who", NEW)
    qtbot.keyClicks(field(form, "nickname", QLineEdit), "Zed")
    choose(form, "who", "a")
    assert "nickname" not in labels(form)
    press(qtbot, form, SAVE)
    assert (form.nickname, form.meeting.pair_id) == ("", "a")


def test_a_series_has_a_length_and_0_means_no_end(qtbot: QtBot) -> None:
    """G35: recurring."""
    form = shown(qtbot, made(meeting(repeat=Repeat.MONTHLY, count=4), new=False))
    field(form, "count", QSpinBox).setValue(0)
    press(qtbot, form, SAVE)
    assert (form.meeting.repeat, form.meeting.count) == (Repeat.MONTHLY, None)
    form = shown(qtbot, made(meeting(repeat=Repeat.MONTHLY, count=4), new=False))
    choose(form, "repeat", "none")
    assert "count" not in labels(form)
    press(qtbot, form, SAVE)
    assert (form.meeting.repeat, form.meeting.count) == (Repeat.NONE, None)


def test_only_ways_of_meeting_that_the_rules_allow_are_offered(qtbot: QtBot) -> None:
    """G13, G24: Zoom, or the phone without video."""
    form = shown(qtbot, made(meeting(), ("zoom", "phone")))
    offered = field(form, "platform", Choice)
    assert [offered.itemText(index) for index in range(offered.count())] == ["Zoom", "Phone, talking only"]


def test_by_phone_nothing_is_asked_or_kept_of_an_online_call(qtbot: QtBot) -> None:
    """G24: talking only."""
    form = shown(qtbot, made(meeting(join_url="https://evil.example", passcode="s3cret", generated_id=False)))
    choose(form, "platform", "phone")
    assert not {"join_url", "passcode", "generated"} & set(labels(form))
    press(qtbot, form, SAVE)
    assert form.meeting == meeting(platform=Platform.PHONE)


def test_moving_one_of_a_series_asks_only_when(qtbot: QtBot) -> None:
    kept = meeting(repeat=Repeat.WEEKLY)
    form = shown(qtbot, made(kept, new=False, only_time=True))
    assert labels(form) == ["date", "minutes"]
    field(form, "minutes", QSpinBox).setValue(30)
    press(qtbot, form, SAVE)
    assert (form.meeting.starts, form.meeting.minutes) == (kept.starts, 30)


@pytest.mark.parametrize(
    "kept", [meeting(platform=Platform.TEAMS), meeting(join_url="https://evil.example"), meeting(pair_id="gone")]
)
def test_what_cannot_be_seen_never_keeps_a_meeting_from_being_moved(qtbot: QtBot, kept: Meeting) -> None:
    """A rule may have changed since, or a link gone bad: that belongs to the series, and Save must not be dead."""
    form = shown(qtbot, made(kept, ("zoom", "phone"), new=False, only_time=True))
    press(qtbot, form, SAVE)
    assert form.result() == ACCEPTED


def test_esc_goes_back_and_keeps_what_was_there(qtbot: QtBot) -> None:
    form = shown(qtbot, made(meeting(), new=False))
    field(form, "topic", QLineEdit).setText("Something else")
    qtbot.keyClick(form, Qt.Key.Key_Escape)
    assert (form.result(), form.meeting) == (REJECTED, meeting())


@pytest.mark.parametrize(
    ("pressed", "result", "everything"),
    [("which_one", ACCEPTED, False), ("which_all", ACCEPTED, True), ("back", REJECTED, False)],
)
def test_of_a_series_one_or_all_can_be_meant(
    qtbot: QtBot, pressed: str, result: QDialog.DialogCode, everything: bool
) -> None:
    dialog = shown(qtbot, WhichDialog(light()))
    press(qtbot, dialog, say(f"meeting.form.{pressed}"))
    assert (dialog.result(), dialog.all_of_them) == (result, everything)


def test_a_meeting_is_called_off_only_after_it_was_asked_once_more(qtbot: QtBot) -> None:
    for pressed, result in (("back", REJECTED), ("cancel_do", ACCEPTED)):
        dialog = shown(qtbot, CancelDialog(light(), "Tomorrow, 14:00 to 15:00, London"))
        assert any(text.startswith("Tomorrow, 14:00 to 15:00, London. ") for text in seen(dialog))
        press(qtbot, dialog, say(f"meeting.form.{pressed}"))
        assert dialog.result() == result


def test_whoever_is_invited_fills_in_what_the_invitation_says_and_no_more(qtbot: QtBot) -> None:
    """G35 is the host's; a mentee pastes the link and looks up the time."""
    form = shown(qtbot, made(meeting(), guest=True))
    there = set(labels(form))
    assert {"who", "join_url", "minutes", "platform", "passcode", "repeat"} <= there
    assert not {"topic", "zone", "description", "generated"} & there
    press(qtbot, form, SAVE)
    assert form.result() == ACCEPTED
    assert form.meeting.topic == meeting().topic


@pytest.mark.parametrize(
    ("typed", "meant"), [("18:30", (18, 30)), ("1830", (18, 30)), ("6.30 pm", (18, 30)), ("9", (9, 0))]
)
def test_a_time_is_typed_as_people_write_it(qtbot: QtBot, typed: str, meant: tuple[int, int]) -> None:
    """G35."""
    form = shown(qtbot, made(meeting()))
    at = field(form, "time", QLineEdit)
    at.selectAll()
    qtbot.keyClicks(at, typed)
    press(qtbot, form, SAVE)
    assert form.result() == ACCEPTED
    assert (form.meeting.starts.hour, form.meeting.starts.minute) == meant


def test_what_is_no_time_is_said_beside_it_and_kept_as_typed(qtbot: QtBot) -> None:
    form = shown(qtbot, made(meeting()))
    at = field(form, "time", QLineEdit)
    at.setText("after lunch")
    press(qtbot, form, SAVE)
    assert form.isVisible() and at.hasFocus() and at.text() == "after lunch"
    assert say("meeting.form.time_problem") in seen(form)


@pytest.mark.parametrize("name", ["minutes", "date"])
def test_the_wheel_changes_nothing_it_passes(qtbot: QtBot, name: str) -> None:
    form = shown(qtbot, made(meeting()))
    editor = field(form, name, QAbstractSpinBox)
    before = editor.text()
    event = QWheelEvent(
        QPointF(5, 5),
        editor.mapToGlobal(QPointF(5, 5)),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(editor, event)
    assert (editor.text(), editor.hasFocus()) == (before, False)
