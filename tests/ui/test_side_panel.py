"""The panel over the window: Help now stands on it."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.scroll import ScrollArea
from companion.ui.side_panel import SidePanel, panel_in_view
from companion.ui.theme import Theme
from companion.words import say
from tests.ui.looking import focused, picture, settle, shown, spoken, spot


class Desk(QWidget):
    """A window with two buttons below a panel that holds two things."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.first, self.second = QPushButton("First"), QPushButton("Second")
        column = QVBoxLayout(self)
        column.addWidget(self.first)
        column.addWidget(self.second)
        self.panel = SidePanel(theme, "Help now", "You are not alone", self)
        self.inside = [QLineEdit(), Button(theme, "Call")]
        for each in self.inside:
            self.panel.body.addWidget(each)

    @property
    def cross(self) -> Button:
        return next(each for each in self.panel.findChildren(Button) if spoken(each).name == say("frame.close"))

    def open(self, qtbot: QtBot, back_to: QWidget) -> None:
        back_to.setFocus()
        qtbot.waitUntil(back_to.hasFocus)
        self.panel.open_panel()
        qtbot.waitUntil(self.cross.hasFocus)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    return shown(qtbot, Desk(theme), 900, 600)


def test_it_is_hidden_until_it_is_wanted_and_has_a_name(desk: Desk) -> None:
    assert not desk.panel.isVisible()
    assert spoken(desk.panel) == (QAccessible.Role.Dialog, "Help now", "You are not alone")


def test_it_covers_the_window_and_follows_its_size(qtbot: QtBot, desk: Desk) -> None:
    desk.open(qtbot, desk.first)
    assert desk.panel.geometry() == desk.rect()
    desk.resize(700, 500)
    qtbot.waitUntil(lambda: desk.panel.geometry() == desk.rect())
    qtbot.keyClick(desk.cross, Qt.Key.Key_Escape)
    desk.resize(800, 400)
    desk.open(qtbot, desk.first)
    assert desk.panel.geometry() == desk.rect()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_veil_darkens_what_is_behind_and_the_sheet_is_solid(
    qtbot: QtBot, theme: Theme, desk: Desk, dark: bool
) -> None:
    theme.apply(dark=dark)
    before = picture(desk).pixelColor(20, 300)
    desk.open(qtbot, desk.first)
    veiled = picture(desk)
    assert veiled.pixelColor(20, 300).lightness() < before.lightness()
    assert veiled.pixelColor(desk.width() - 8, 590) == theme.color("sheet")


def test_tab_never_leaves_it_in_either_direction(qtbot: QtBot, desk: Desk) -> None:
    desk.open(qtbot, desk.first)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        seen = []
        for _ in range(6):
            qtbot.keyClick(focused(), key)
            seen.append(focused())
            assert desk.panel.isAncestorOf(seen[-1])
        assert key == Qt.Key.Key_Backtab or {desk.cross, *desk.inside} <= set(seen)


def test_the_focus_cannot_be_put_behind_it(qtbot: QtBot, desk: Desk) -> None:
    desk.open(qtbot, desk.first)
    desk.second.setFocus()
    qtbot.waitUntil(desk.cross.hasFocus)


def close(qtbot: QtBot, desk: Desk, way: str) -> None:
    if way == "Esc":
        qtbot.keyClick(focused(), Qt.Key.Key_Escape)
    elif way == "Esc in a field":
        desk.inside[0].setFocus()
        qtbot.keyClick(desk.inside[0], Qt.Key.Key_Escape)
    elif way == "cross":
        qtbot.mouseClick(desk.cross, Qt.MouseButton.LeftButton)
    else:
        qtbot.mouseClick(desk.panel, Qt.MouseButton.LeftButton, pos=QPoint(20, 300))


@pytest.mark.parametrize("way", ["Esc", "Esc in a field", "cross", "beside it"])
def test_closing_gives_the_focus_back_to_where_it_was(qtbot: QtBot, desk: Desk, way: str) -> None:
    desk.open(qtbot, desk.second)
    with qtbot.waitSignal(desk.panel.closed):
        close(qtbot, desk, way)
    assert not desk.panel.isVisible()
    assert desk.second.hasFocus()
    desk.first.setFocus()
    assert desk.first.hasFocus()


def test_a_press_on_the_sheet_keeps_it_open(qtbot: QtBot, desk: Desk) -> None:
    desk.open(qtbot, desk.first)
    qtbot.mouseClick(desk.panel, Qt.MouseButton.LeftButton, pos=QPoint(desk.width() - 20, 500))
    heading = next(each for each in desk.panel.findChildren(Label) if each.text() == "Help now")
    qtbot.mouseClick(heading, Qt.MouseButton.LeftButton)
    assert desk.panel.isVisible()


def test_asking_twice_still_leads_back(qtbot: QtBot, desk: Desk) -> None:
    """F1 again while it is open must not forget where the person came from."""
    desk.open(qtbot, desk.second)
    desk.panel.open_panel()
    qtbot.keyClick(desk.cross, Qt.Key.Key_Escape)
    assert desk.second.hasFocus()


def test_it_closes_when_what_had_the_focus_is_gone(qtbot: QtBot, desk: Desk) -> None:
    """Lists are built anew each minute, also while Help is open."""
    desk.open(qtbot, desk.second)
    desk.second.deleteLater()
    settle(qtbot)
    with qtbot.waitSignal(desk.panel.closed):
        qtbot.keyClick(desk.cross, Qt.Key.Key_Escape)
    assert not desk.panel.isVisible()


def test_closing_what_is_closed_tells_nobody(qtbot: QtBot, desk: Desk) -> None:
    with qtbot.assertNotEmitted(desk.panel.closed):
        desk.panel.close_panel()


def test_in_a_small_window_with_large_text_it_fits_and_scrolls(qtbot: QtBot, large: Theme) -> None:
    desk = shown(qtbot, Desk(large), 480, 320)
    for _ in range(10):
        desk.panel.body.addWidget(Label(large, "How to leave the call, and whom to turn to"))
    desk.open(qtbot, desk.first)
    settle(qtbot)
    assert desk.size().width() == 480
    sheet = desk.panel.findChildren(ScrollArea)[0]
    assert desk.rect().contains(spot(desk, sheet))
    assert sheet.verticalScrollBar().maximum() > 0
    assert desk.rect().contains(spot(desk, desk.cross))


def say_in(desk: Desk, theme: Theme) -> Band:
    band = Band(theme, "warn", "", "This computer cannot ring 0800 1111.", closable=True)
    desk.panel.add_band(band)
    return band


def test_what_is_said_while_it_is_open_is_in_view_wherever_it_was_scrolled(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    for _ in range(40):
        desk.panel.body.addWidget(Label(theme, "Whom to turn to"))
    desk.open(qtbot, desk.first)
    bar = desk.panel.findChildren(ScrollArea)[0].verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    band = say_in(desk, theme)
    qtbot.waitUntil(lambda: band.isVisible() and not band.visibleRegion().isEmpty())
    assert desk.rect().contains(spot(desk, band))
    assert spot(desk, band).top() > spot(desk, desk.cross).bottom()


def test_what_was_said_in_it_may_go_as_it_closes(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    desk.open(qtbot, desk.first)
    band = say_in(desk, theme)
    with qtbot.waitSignal(band.closed):
        desk.panel.close_panel()


def test_nothing_that_is_added_to_the_window_covers_it(qtbot: QtBot, theme: Theme, desk: Desk) -> None:
    """G12: a notice must not lie over the way out of Help now."""
    desk.open(qtbot, desk.first)
    late = QWidget(desk)
    late.setGeometry(desk.rect())
    late.show()
    at = desk.cross.mapTo(desk, desk.cross.rect().center())
    qtbot.waitUntil(lambda: desk.childAt(at) is desk.cross)


def test_it_is_found_while_it_is_in_view(qtbot: QtBot, desk: Desk) -> None:
    assert panel_in_view() is None
    desk.open(qtbot, desk.first)
    assert panel_in_view() is desk.panel
    above = QDialog(desk)
    above.setModal(True)
    qtbot.addWidget(above)
    above.show()
    assert panel_in_view() is None
