from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from tests.ui.looking import LONG_NAME, Room, count, picture, places, settle, shown


def area(qtbot: QtBot, theme: Theme, lines: int, width: int = 300) -> ScrollArea:
    content = QWidget()
    column = QVBoxLayout(content)
    for n in range(lines):
        column.addWidget(Label(theme, f"{n} {LONG_NAME}"))
    made = shown(qtbot, ScrollArea(theme, content), width, 200)
    settle(qtbot)
    return made


def handle(made: ScrollArea, theme: Theme, token: str = "edge") -> list[int]:
    """How far down the handle is painted."""
    return sorted({point.y() for point in places(picture(made.verticalScrollBar()), theme.color(token))})


def test_words_wrap_and_nothing_scrolls_sideways(qtbot: QtBot, theme: Theme) -> None:
    made = area(qtbot, theme, 6)
    assert made.viewport().childrenRect().width() == made.viewport().width()
    assert not made.horizontalScrollBar().isVisible()
    assert made.horizontalScrollBar().maximum() == 0
    assert made.verticalScrollBar().maximum() > 0


def test_no_bar_where_everything_is_in_view(qtbot: QtBot, theme: Theme) -> None:
    made = area(qtbot, theme, 1)
    assert not made.verticalScrollBar().isVisible()


def test_the_handle_tells_where_you_are_and_how_much_there_is(qtbot: QtBot, theme: Theme) -> None:
    made, longer = area(qtbot, theme, 6), area(qtbot, theme, 30)
    top = handle(made, theme)
    made.verticalScrollBar().setValue(made.verticalScrollBar().maximum())
    bottom = handle(made, theme)
    assert top[0] < bottom[0]
    assert top[-1] < bottom[-1]
    assert len(handle(longer, theme)) < len(top)


def test_a_handle_that_is_held_is_stronger(qtbot: QtBot, theme: Theme) -> None:
    made = area(qtbot, theme, 6)
    bar = made.verticalScrollBar()
    assert count(picture(bar), theme.color("ink2")) == 0
    bar.setSliderDown(True)
    assert handle(made, theme, "ink2")


def test_the_ground_is_that_of_what_it_lies_on(qtbot: QtBot, theme: Theme) -> None:
    page = shown(qtbot, Page(theme, "Are we ready?"), 400, 300)
    assert page.findChildren(ScrollArea)[0].geometry().contains(200, 200)
    assert picture(page).pixelColor(200, 200) == theme.color("sheet") != theme.color("canvas")


def test_tab_goes_straight_to_what_is_in_it(qtbot: QtBot, theme: Theme) -> None:
    inside = Button(theme, "Inside")
    room = Room(qtbot, ScrollArea(theme, inside))
    qtbot.keyClick(room.other, Qt.Key.Key_Tab)
    qtbot.waitUntil(inside.hasFocus)
