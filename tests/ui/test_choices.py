"""What can be chosen or switched: tiles, switches, lists."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QDate, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from companion.ui.choice import ChoiceTile
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from tests.ui.looking import (
    FINGER,
    LONG_NAME,
    Room,
    count,
    difference,
    picture,
    places,
    shown,
    spoken,
    without_focus,
)


class Asked(QWidget):
    """A question with three tiles."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.tiles = [ChoiceTile(theme, name, f"I am {name}", "person") for name in ("one", "two", "three")]
        self.group, column = QButtonGroup(self), QVBoxLayout(self)
        for each in self.tiles:
            self.group.addButton(each)
            column.addWidget(each)

    @property
    def chosen(self) -> list[str]:
        return [each.text() for each in self.tiles if each.isChecked()]


def test_a_press_anywhere_on_a_tile_chooses_it_and_no_other(qtbot: QtBot, theme: Theme) -> None:
    asked = shown(qtbot, Asked(theme), 400)
    for each in asked.tiles:
        corner = each.rect().bottomRight() - QPoint(8, 8)
        qtbot.mouseClick(each, Qt.MouseButton.LeftButton, pos=corner)
        assert asked.chosen == [each.text()]


def test_tiles_are_chosen_with_space_and_arrows(qtbot: QtBot, theme: Theme) -> None:
    asked = shown(qtbot, Asked(theme), 400)
    asked.tiles[0].setFocus()
    qtbot.keyClick(asked.tiles[0], Qt.Key.Key_Space)
    assert asked.chosen == ["one"]
    qtbot.keyClick(asked.tiles[0], Qt.Key.Key_Down)
    qtbot.waitUntil(asked.tiles[1].hasFocus)
    assert asked.chosen == ["two"]


def tile(theme: Theme) -> ChoiceTile:
    return ChoiceTile(theme, "One", "Why", "person")


@pytest.mark.parametrize("make", [tile, lambda theme: Switch(theme, "One", "Why")], ids=["tile", "switch"])
def test_chosen_shows_in_the_shape(qtbot: QtBot, colorless: Theme, make: Callable[[Theme], QAbstractButton]) -> None:
    box = without_focus(shown(qtbot, make(colorless), 300))
    off = picture(box)
    box.setChecked(True)
    assert difference(off, picture(box)) > 30


def test_on_has_a_tick_at_the_left_and_the_knob_at_the_right(qtbot: QtBot, large: Theme) -> None:
    switch = without_focus(shown(qtbot, Switch(large, "New passcode"), 400))
    middle = switch.width() - 8 - large.px(23)

    def sides(token: str) -> tuple[int, int]:
        at = [point.x() for point in places(picture(switch), large.color(token)) if point.x() > middle - large.px(23)]
        return sum(x < middle for x in at), sum(x > middle for x in at)

    left, right = sides("edge")
    assert left > right + 100
    switch.setChecked(True)
    left, right = sides("on-petrol")
    assert right > 100
    assert 5 < left < right / 2


def test_a_tile_without_a_sentence_is_lower(qtbot: QtBot, theme: Theme) -> None:
    bare, told = ChoiceTile(theme, "One", "", "person"), tile(theme)
    for each in (bare, told):
        qtbot.addWidget(each)
    assert 32 <= bare.sizeHint().height() < told.sizeHint().height()


@pytest.mark.parametrize("at", ["words", "slider"])
def test_a_press_on_words_or_slider_switches_and_back(qtbot: QtBot, theme: Theme, at: str) -> None:
    switch = shown(qtbot, Switch(theme, "New passcode", "Nobody can guess it"), 500)
    spot = QPoint(20, 12) if at == "words" else switch.rect().center() + QPoint(220, 0)
    states = []
    for _ in range(2):
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton, pos=spot)
        states.append(switch.isChecked())
    assert states == [True, False]


def test_space_switches_and_the_state_is_read_out(qtbot: QtBot, theme: Theme) -> None:
    switch = shown(qtbot, Switch(theme, "New passcode"), 500)
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert QAccessible.queryAccessibleInterface(switch).state().checked
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not QAccessible.queryAccessibleInterface(switch).state().checked


def test_a_label_belongs_to_its_editor(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, Field(theme, "Nickname", Choice([("a", "Amara")])), 300)
    relations = QAccessible.queryAccessibleInterface(field.editor).relations(QAccessible.RelationFlag.AllRelations)
    assert [each.text(QAccessible.Text.Name) for each, _ in relations] == ["Nickname"]
    field.set_label("What do you call them?")
    assert spoken(field.editor).name in ("What do you call them?", "Amara")
    assert field.findChildren(Label)[0].text() == "What do you call them?"


def test_a_problem_stands_under_the_field_until_it_is_solved(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, Field(theme, "Nickname", QLineEdit(), "Not their full name"), 300, 120)
    note = field.findChildren(Label)[1]
    field.set_problem("A nickname is needed")
    assert (note.text(), spoken(field.editor).description) == ("A nickname is needed", "A nickname is needed")
    assert count(picture(note), theme.color("gold-text")) > 20
    field.set_problem("")
    assert (note.text(), spoken(field.editor).description) == ("Not their full name", "Not their full name")
    assert count(picture(note), theme.color("gold-text")) == 0


def test_a_field_without_a_hint_keeps_no_room_for_one(qtbot: QtBot, theme: Theme) -> None:
    field = shown(qtbot, Field(theme, "Nickname", QLineEdit()), 300, 120)
    note = field.findChildren(Label)[1]
    assert not note.isVisible()
    field.set_problem("A nickname is needed")
    assert note.isVisible()
    field.set_problem("")
    assert not note.isVisible()


def test_tab_leaves_a_large_field(qtbot: QtBot, theme: Theme) -> None:
    notes = QPlainTextEdit()
    room = Room(qtbot, Field(theme, "Notes", notes))
    notes.setFocus()
    qtbot.keyClick(notes, Qt.Key.Key_Tab)
    qtbot.waitUntil(room.other.hasFocus)
    assert notes.toPlainText() == ""


def test_a_day_may_be_picked_in_a_calendar(qtbot: QtBot, theme: Theme) -> None:
    day = QDateEdit(QDate(2026, 11, 24))
    field = shown(qtbot, Field(theme, "Day", day), 300)
    assert field.isVisible()
    assert day.calendarPopup()


def test_a_field_that_is_off_looks_so(qtbot: QtBot, colorless: Theme, theme: Theme) -> None:
    field = without_focus(shown(qtbot, Field(theme, "Nickname", QLineEdit()), 300))
    usual = picture(field)
    field.editor.setEnabled(False)
    assert difference(usual, picture(field)) > 100


def test_a_list_gives_the_value_of_what_is_chosen(qtbot: QtBot) -> None:
    choice = Choice([("a", "Amara"), ("b", "Ben")], "b")
    qtbot.addWidget(choice)
    assert choice.value == "b"
    choice.choose("a")
    choice.choose("nobody")
    assert (choice.value, choice.currentText()) == ("a", "Amara")
    empty = Choice([])
    qtbot.addWidget(empty)
    assert empty.value == ""


def test_a_long_name_in_a_list_does_not_widen_the_page(qtbot: QtBot, any_size: Theme) -> None:
    fields = [Field(any_size, "Who", Choice([("a", name), ("b", "Ben")])) for name in ("A" * 20, LONG_NAME)]
    for field in fields:
        shown(qtbot, field, any_size.px(240))
    short, long = fields
    assert long.minimumSizeHint().width() == short.minimumSizeHint().width() <= any_size.px(240)
    assert long.width() == any_size.px(240)
    arrow = [picture(field.editor).copy(field.editor.width() - 20, 0, 20, field.editor.height()) for field in fields]
    assert arrow[0] == arrow[1]
    words = picture(long.editor).copy(0, 0, long.editor.width() - 22, long.editor.height())
    inked = places(words, any_size.color("ink"))
    last = max(point.x() for point in inked)
    assert all(point.y() > words.height() / 2 for point in inked if point.x() > last - any_size.px(6))  # dots


def turn(widget: QWidget) -> bool:
    """Turn the wheel over a widget; tells whether the widget used it."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def test_the_wheel_scrolls_the_page_and_not_the_list_it_passes(qtbot: QtBot) -> None:
    choice = Choice([("a", "Amara"), ("b", "Ben")])
    room = Room(qtbot, choice)
    assert room.other.hasFocus()
    assert not turn(choice)
    assert choice.value == "a"
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    turn(choice)
    assert choice.value == "b"


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_calendar_of_a_date_wears_the_look_and_has_days_for_a_finger(
    qtbot: QtBot, theme: Theme, dark: bool
) -> None:
    theme.apply(dark=dark)
    field = Field(theme, "Day", QDateEdit(QDate(2026, 11, 25)))
    qtbot.addWidget(field)
    assert isinstance(field.editor, QDateEdit)
    calendar = field.editor.calendarWidget()
    calendar.resize(calendar.minimumSize())
    image = picture(calendar)
    assert count(image, theme.color("petrol")) > FINGER * FINGER  # the chosen day
    assert count(image, theme.color("sheet")) > image.width() * image.height() / 2
    assert count(image, QColor("red")) == 0
    for name in ("prev", "next"):
        (arrow,) = calendar.findChildren(QToolButton, f"qt_calendar_{name}month")
        seen = picture(arrow)
        tones = [seen.pixelColor(x, y).lightness() for x in range(seen.width()) for y in range(seen.height())]
        assert max(tones) - min(tones) > 100
