from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.page import Page
from companion.ui.rail import Badge, RailButton
from companion.ui.theme import Theme
from companion.ui.window import Place, Window
from tests.acting import listen
from tests.ui.looking import focused


class Sheet(Page):
    def __init__(self, theme: Theme, name: str, built: list[str]) -> None:
        super().__init__(theme, f"{name}?")
        built.append(name)
        self.calls: list[str] = []
        self.button = Button(theme, f"Act on {name}")
        self.body.addWidget(self.button)
        self.join = Button(theme, "Join")
        self.foot.addWidget(self.join)
        self.set_heading(name)

    def on_shown(self) -> None:
        self.calls.append("shown")

    def on_hidden(self) -> None:
        self.calls.append("hidden")


def window(qtbot: QtBot, theme: Theme, built: list[str]) -> Window:
    made = Window(theme)
    for name in ("one", "two", "three"):
        made.add_place(Place(name, name.title(), "today", partial(Sheet, theme, name, built)))
    made.set_places(["one", "two"])
    qtbot.addWidget(made)
    made.resize(1120, 680)
    made.show_page("one")
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_pages_are_built_when_first_shown_and_only_once(qtbot: QtBot, theme: Theme) -> None:
    built: list[str] = []
    made = window(qtbot, theme, built)
    assert built == ["one"]
    made.show_page("two")
    made.show_page("one")
    made.show_page("two")
    assert built == ["one", "two"]


def test_a_page_hears_when_it_comes_and_goes(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    made.show_page("two")
    page = made.page("one")
    assert isinstance(page, Sheet)
    assert page.calls == ["shown", "hidden"]


def test_control_and_a_number_go_to_a_page_that_may_be_reached(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    qtbot.keyClick(made, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert made.shown == "two"
    qtbot.keyClick(made, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert made.shown == "two"


def test_f1_and_the_button_ask_for_help_from_every_page(qtbot: QtBot, theme: Theme) -> None:
    """G11, G12, G26: one action from everywhere."""
    made = window(qtbot, theme, [])
    for name in ("one", "two"):
        made.show_page(name)
        with qtbot.waitSignal(made.help_wanted):
            qtbot.keyClick(made, Qt.Key.Key_F1)
        button = next(each for each in made.findChildren(QPushButton) if each.text() == "Help now")
        with qtbot.waitSignal(made.help_wanted):
            button.click()


def test_on_a_low_window_join_and_help_stay_while_the_head_scrolls(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    made.resize(683, 384)
    page = made.page("one")
    assert isinstance(page, Sheet)
    qtbot.waitUntil(lambda: page.width() < 683 and page.join.height() < 80)
    assert page.join.isVisible()
    assert made.rect().contains(page.join.mapTo(made, page.join.rect().bottomRight()))
    help_button = next(each for each in made.findChildren(RailButton) if each.text() == "Help now")
    assert made.rect().contains(help_button.mapTo(made, help_button.rect().bottomRight()))
    assert page._scroll.isAncestorOf(page._head)
    made.resize(1120, 680)
    qtbot.waitUntil(lambda: not page._scroll.isAncestorOf(page._head))


def test_a_badge_is_read_out(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    made.set_badge("one", Badge("2 left"))
    button = next(each for each in made.findChildren(RailButton) if each.text() == "One")
    assert button.accessibleDescription() == "You are here. 2 left"
    made.set_badge("one", Badge(done=True))
    assert button.accessibleDescription() == "You are here. Done"


def test_arrows_walk_the_rail_and_skip_what_is_hidden(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    one, two = (next(each for each in made.findChildren(RailButton) if each.text() == text) for text in ("One", "Two"))
    one.setFocus()
    qtbot.keyClick(one, Qt.Key.Key_Down)
    qtbot.waitUntil(two.hasFocus)
    qtbot.keyClick(two, Qt.Key.Key_Down)
    qtbot.waitUntil(one.hasFocus)


def test_a_page_alone_hides_the_rail_until_it_is_done(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    alone = Sheet(theme, "alone", [])
    made.show_alone(alone)
    assert not made._rail.isVisible()
    qtbot.keyClick(made, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert made.shown == "one"
    made.leave_alone()
    assert made._rail.isVisible()


def test_a_band_says_something_and_goes_when_asked(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    band = Band(theme, "warn", "", "Nothing can be saved here.", "Choose a folder")
    made.add_band(band)
    qtbot.waitUntil(band.isVisible)
    with qtbot.waitSignal(band.acted):
        band.findChildren(Button)[0].click()
    band.deleteLater()
    qtbot.waitUntil(lambda: not made.findChildren(Band))


def test_bands_come_before_all_else_with_tab_and_for_a_screen_reader_oldest_first(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    bands = [Band(theme, "warn", "", text, "Act", closable=True) for text in ("One", "Two")]
    for band in bands:
        made.add_band(band)
    qtbot.waitUntil(bands[1].isVisible)
    made.show_page("two")  # built later than they
    expected = [button for band in bands for button in band.findChildren(Button)]
    reached: list[QWidget] = []
    while len(reached) < 20:
        qtbot.keyClick(focused() if reached else made, Qt.Key.Key_Tab)
        reached.append(focused())
    start = reached.index(expected[0])
    assert reached[start : start + 4] == expected
    assert isinstance(reached[start + 4], RailButton)
    heard = QAccessible.queryAccessibleInterface(made)
    assert [heard.child(index).object() for index in range(2)] == bands


class Late(Sheet):
    """A page that is built anew each time it is shown, as Settings is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "late", [])
        self.button.hide()
        self.join.hide()

    def on_shown(self) -> None:
        self.button.show()


def test_who_worked_on_a_page_works_on_the_next_one(qtbot: QtBot, theme: Theme) -> None:
    made = window(qtbot, theme, [])
    made.add_place(Place("late", "Late", "today", lambda: Late(theme)))
    made.set_places(["one", "two", "late"])
    for name, key in (("one", Qt.Key.Key_1), ("two", Qt.Key.Key_2), ("late", Qt.Key.Key_4)):
        qtbot.keyClick(made, key, Qt.KeyboardModifier.ControlModifier)
        page = made.page(name)
        assert isinstance(page, Sheet)
        if name == "one":
            page.button.setFocus()
        qtbot.waitUntil(page.button.hasFocus)


def test_a_page_that_comes_is_told_to_a_screen_reader_with_its_heading(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = window(qtbot, theme, [])
    heard = listen(monkeypatch)
    made.show_page("two")
    made.show_page("two")
    assert heard == ["Two. two"]
