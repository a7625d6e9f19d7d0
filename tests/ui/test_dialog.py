import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from companion.ui.button import Button
from companion.ui.dialog import Dialog
from companion.ui.label import Label
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from tests.ui.looking import Room, settle, spoken, spot


class Question(Dialog):
    """Asks for a reason; says what was pressed."""

    def __init__(self, theme: Theme, paragraphs: int = 1, kind: str = "primary", sentence: str = "Why?") -> None:
        super().__init__(theme, "Join anyway?", sentence)
        self.pressed: list[str] = []
        self.reason = QLineEdit()
        self.body.addWidget(self.reason)
        for _ in range(paragraphs):
            self.body.addWidget(Label(theme, "Somebody ought to know what is missing. " * 6))
        for text, each in (("Go back", "quiet"), ("Join anyway", "secondary"), ("Take me there", kind)):
            self.add_button(text, each).clicked.connect(lambda _=False, text=text: self.pressed.append(text))


def asked(qtbot: QtBot, dialog: Question) -> Question:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    settle(qtbot)
    return dialog


def buttons(dialog: Dialog) -> list[Button]:
    return dialog.findChildren(Button)


def test_it_is_a_dialog_with_the_name_of_its_question(qtbot: QtBot, theme: Theme) -> None:
    dialog = asked(qtbot, Question(theme))
    assert spoken(dialog)[:2] == (QAccessible.Role.Dialog, "Join anyway?")
    assert dialog.isModal()


def test_without_a_sentence_nothing_stands_between_question_and_body(qtbot: QtBot, theme: Theme) -> None:
    told, bare = asked(qtbot, Question(theme)), asked(qtbot, Question(theme, sentence=""))
    assert all(each.text() for each in bare.findChildren(QLabel) if each.isVisible())
    assert bare.height() < told.height()


def test_escape_goes_back_and_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    dialog = asked(qtbot, Question(theme))
    with qtbot.waitSignal(dialog.rejected):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
    assert dialog.pressed == []


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize("kind", ["primary", "danger-fill"])
def test_a_key_presses_the_button_that_has_the_focus_and_no_other(
    qtbot: QtBot, theme: Theme, key: Qt.Key, kind: str
) -> None:
    """Enter on "Go back" must never be the dangerous answer."""
    dialog = asked(qtbot, Question(theme, kind=kind))
    for button in buttons(dialog):
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        qtbot.keyClick(button, key)
    assert dialog.pressed == ["Go back", "Join anyway", "Take me there"]


@pytest.mark.parametrize(("kind", "pressed"), [("primary", ["Take me there"]), ("secondary", [])])
def test_enter_in_a_field_is_the_main_answer_if_there_is_one(
    qtbot: QtBot, theme: Theme, kind: str, pressed: list[str]
) -> None:
    dialog = asked(qtbot, Question(theme, kind=kind))
    dialog.reason.setFocus()
    qtbot.keyClicks(dialog.reason, "I will ask")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return)
    assert dialog.pressed == pressed


def test_all_words_are_in_view_where_the_screen_has_room(qtbot: QtBot, theme: Theme) -> None:
    dialog = asked(qtbot, Question(theme, paragraphs=4))
    bar = dialog.findChildren(ScrollArea)[0].verticalScrollBar()
    assert bar.maximum() == 0
    assert dialog.height() < sum(label.height() for label in dialog.findChildren(Label)) + 200


def test_a_long_one_scrolls_and_keeps_its_buttons_on_the_screen(qtbot: QtBot, theme: Theme) -> None:
    dialog = asked(qtbot, Question(theme, paragraphs=40))
    assert dialog.height() <= dialog.screen().availableSize().height()
    assert dialog.findChildren(ScrollArea)[0].verticalScrollBar().maximum() > 0
    assert all(dialog.rect().contains(spot(dialog, button)) for button in buttons(dialog))


def test_with_large_text_it_stays_on_the_screen_and_cuts_no_button(qtbot: QtBot, any_size: Theme) -> None:
    dialog = asked(qtbot, Question(any_size))
    assert dialog.width() <= dialog.screen().availableSize().width()
    places = [spot(dialog, button) for button in buttons(dialog)]
    for button, at in zip(buttons(dialog), places, strict=True):
        assert dialog.rect().contains(at)
        assert button.width() >= button.sizeHint().width()
        assert not any(at.intersects(other) for other in places if other is not at)


def test_the_safest_answer_comes_first(qtbot: QtBot, any_size: Theme) -> None:
    dialog = asked(qtbot, Question(any_size))
    places = [spot(dialog, button).center() for button in buttons(dialog)]
    assert sorted(places, key=lambda at: (at.y(), at.x())) == places


def test_the_keyboard_is_back_where_it_was_when_it_closes(qtbot: QtBot, theme: Theme) -> None:
    room = Room(qtbot, Button(theme, "Tick this"))
    asker = room.findChildren(Button)[0]
    asker.setFocus()
    dialog = Question(theme)
    dialog.setParent(room, dialog.windowFlags())
    QTimer.singleShot(0, room.other.setFocus)  # as when what lies below is built anew
    QTimer.singleShot(0, dialog.reject)
    assert not dialog.ask()
    assert room.focusWidget() is asker


def test_it_closes_where_what_asked_is_gone(qtbot: QtBot, theme: Theme) -> None:
    room = Room(qtbot, Button(theme, "Tick this"))
    asker = room.findChildren(Button)[0]
    asker.setFocus()
    dialog = Question(theme)
    dialog.setParent(room, dialog.windowFlags())
    QTimer.singleShot(0, lambda: delete(asker))
    QTimer.singleShot(0, dialog.accept)
    assert dialog.ask()
