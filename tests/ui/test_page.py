import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme
from tests.acting import listen
from tests.ui.looking import LONG_NAME, focused, picture, settle, shown, spoken, spot


class Sheet(Page):
    """A page that is longer than a window, with one thing to do at its foot."""

    def __init__(self, theme: Theme, lines: int = 30, *, foot: bool = True) -> None:
        super().__init__(theme, "Are we ready?")
        self.lines = [Button(theme, f"Line {n}", small=True) for n in range(lines)]
        for each in self.lines:
            self.body.addWidget(each)
        self.join = Button(theme, "Join", "primary")
        if foot:
            self.foot.addWidget(self.join)
        self.shapes: list[tuple[bool, bool]] = []
        self.set_heading("Two things left", "Then you can join")

    def on_shape_changed(self) -> None:
        self.shapes.append((self.narrow, self.compact))

    def label(self, text: str) -> Label:
        return next(each for each in self.findChildren(Label) if each.text() == text)

    @property
    def bar_end(self) -> int:
        return self.findChildren(ScrollArea)[0].verticalScrollBar().maximum()

    def scroll_to_end(self) -> None:
        self.findChildren(ScrollArea)[0].verticalScrollBar().setValue(self.bar_end)


def in_view(page: Page, part: QWidget) -> bool:
    return part.isVisible() and not part.visibleRegion().isEmpty() and page.rect().contains(spot(page, part))


def sheet(qtbot: QtBot, page: Sheet, *, narrow: bool = False, compact: bool = False, width: int = 700) -> Sheet:
    page.set_shape(narrow=narrow, compact=compact)
    shown(qtbot, page, width, 330 if compact else 560)
    settle(qtbot)
    return page


def test_question_answer_and_line_are_read_from_the_top(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    labels = [page.label(text) for text in ("Are we ready?", "Two things left", "Then you can join")]
    tops = [spot(page, label).y() for label in labels]
    assert tops == sorted(tops)
    assert spoken(labels[1]).name == page.heading == "Two things left"


def test_a_page_without_a_line_keeps_no_room_for_one(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    top = spot(page, page.lines[0]).y()
    page.set_heading("Ready")
    settle(qtbot, lambda: spot(page, page.lines[0]).y() < top)


def test_a_new_answer_is_announced_once(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    heard = listen(monkeypatch)
    page = Sheet(theme)
    page.set_heading("")
    sheet(qtbot, page)
    page.set_heading("Two things left")
    assert heard == []
    for heading in ("One thing left", "One thing left", "Ready"):
        page.set_heading(heading, "with another line")
    assert heard == ["One thing left", "Ready"]
    page.hide()
    page.set_heading("Two things left")
    assert heard == ["One thing left", "Ready"]


@pytest.mark.parametrize("compact", [False, True])
def test_the_foot_stays_while_the_list_scrolls(qtbot: QtBot, theme: Theme, compact: bool) -> None:
    """G28: Join is there at every size; on a low window only the head makes room."""
    page = sheet(qtbot, Sheet(theme), compact=compact)
    heading = page.label("Two things left")
    assert in_view(page, heading) and in_view(page, page.join) and not in_view(page, page.lines[-1])
    before = spot(page, page.join)
    page.scroll_to_end()
    assert spot(page, page.join) == before
    assert in_view(page, page.join) and in_view(page, page.lines[-1])
    assert in_view(page, heading) is not compact


def test_the_head_finds_its_way_back(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme), compact=True)
    for compact in (False, True, True, False):
        page.set_shape(narrow=False, compact=compact)
        settle(qtbot)
        page.scroll_to_end()
        settle(qtbot)
        assert in_view(page, page.label("Two things left")) is not compact
    assert page.shapes[-2:] == [(False, True), (False, False)]


def test_a_page_with_nothing_at_its_foot_has_no_foot(qtbot: QtBot, theme: Theme) -> None:
    bare, footed = sheet(qtbot, Sheet(theme, foot=False)), sheet(qtbot, Sheet(theme))
    assert bare.bar_end < footed.bar_end
    grounds = [picture(page).pixelColor(60, page.height() - 6) for page in (bare, footed)]
    assert grounds == [theme.color("sheet"), theme.color("sunken")]


def test_a_narrow_page_has_a_smaller_heading_and_a_smaller_margin(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    heading = page.label("Two things left")
    wide = (heading.font().pixelSize(), spot(page, heading).x())
    page.set_shape(narrow=True, compact=False)
    settle(qtbot)
    assert heading.font().pixelSize() < wide[0]
    assert spot(page, heading).x() == wide[1] - 12
    assert page.shapes[-1] == (True, False)


def test_a_line_far_below_is_brought_into_view(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    assert not in_view(page, page.lines[20])
    page.scroll_to(page.lines[20])
    assert in_view(page, page.lines[20])


def test_the_keyboard_brings_what_it_reaches_into_view(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    page.lines[0].setFocus()
    for _ in range(20):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert page.lines[20].hasFocus()
    assert in_view(page, page.lines[20])


@pytest.mark.parametrize("compact", [False, True])
def test_a_long_name_in_the_heading_wraps_and_widens_nothing(qtbot: QtBot, any_size: Theme, compact: bool) -> None:
    page = Sheet(any_size, 0)
    page.set_heading(f"You meet {LONG_NAME} at two")
    sheet(qtbot, page, narrow=True, compact=compact, width=any_size.px(340))
    heading = page.label(page.heading)
    assert page.width() == any_size.px(340)
    assert heading.height() >= heading.heightForWidth(heading.width()) > 4 * heading.fontMetrics().height()
    page.scroll_to_end()
    assert page.rect().contains(spot(page, page.join))


def test_what_stands_beside_the_heading_keeps_its_place(qtbot: QtBot, theme: Theme) -> None:
    page = Sheet(theme)
    copy = Button(theme, "Copy all")
    page.side.addWidget(copy)
    sheet(qtbot, page)
    heading = page.label("Two things left")
    assert spot(page, copy).left() > spot(page, heading).right()
    assert in_view(page, copy)


@pytest.mark.parametrize("room", [500, 900, 1600])
def test_a_page_with_a_widest_keeps_its_lines_short_and_in_the_middle(qtbot: QtBot, theme: Theme, room: int) -> None:
    page = Page(theme, "Who?", widest=600)
    line = Label(theme, "A line")
    page.body.addWidget(line)
    shown(qtbot, page, room)
    left, right = line.mapTo(page, line.rect().topLeft()).x(), line.mapTo(page, line.rect().topRight()).x()
    assert right - left <= theme.px(600) + 2 * 16  # the focus ring of a row reaches out on both sides
    assert abs(left - (room - right)) <= 24


def test_the_keyboard_stays_in_a_head_that_moves(qtbot: QtBot, theme: Theme) -> None:
    page = Sheet(theme)
    copy = Button(theme, "Copy all")
    page.side.addWidget(copy)
    sheet(qtbot, page)
    copy.setFocus()
    page.set_shape(narrow=False, compact=True)
    qtbot.waitUntil(copy.hasFocus)


def test_the_head_is_read_before_the_body_in_every_shape(qtbot: QtBot, theme: Theme) -> None:
    page = sheet(qtbot, Sheet(theme))
    for compact in (True, False, True):
        page.set_shape(narrow=False, compact=compact)
        words = read_out(page)
        assert words.index("Are we ready?") < words.index("Two things left") < words.index("Line 0")


def read_out(widget: QWidget) -> list[str]:
    """The names a screen reader meets, in its order."""

    def names(heard: QAccessibleInterface) -> list[str]:
        below = [name for index in range(heard.childCount()) for name in names(heard.child(index))]
        return [heard.text(QAccessible.Text.Name), *below]

    return names(QAccessible.queryAccessibleInterface(widget))
