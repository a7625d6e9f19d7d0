"""What holds for each part of the frame (VISUAL, "Components and states" and "Access")."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QCheckBox, QLabel, QRadioButton, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme
from tests.ui.looking import (
    FINGER,
    LONG_NAME,
    Paints,
    Room,
    control,
    count,
    difference,
    focused,
    picture,
    settle,
    shown,
    spoken,
    without_focus,
)
from tests.ui.parts import ALL, CONTROLS, WITH_NAMES, Part

every_control = pytest.mark.parametrize("part", CONTROLS.values(), ids=CONTROLS.keys())
every_part = pytest.mark.parametrize("make", ALL.values(), ids=ALL.keys())
with_names = pytest.mark.parametrize("make", WITH_NAMES.values(), ids=WITH_NAMES.keys())


@every_control
def test_a_screen_reader_hears_what_it_is_what_it_is_called_and_why(qtbot: QtBot, theme: Theme, part: Part) -> None:
    widget = shown(qtbot, part.make(theme))
    assert spoken(control(widget)) == part.spoken


@pytest.mark.parametrize("name", ["row", "switch", "tile"])
def test_a_magnifier_is_shown_all_of_it(qtbot: QtBot, theme: Theme, name: str) -> None:
    widget = shown(qtbot, CONTROLS[name].make(theme), 420)
    box = control(widget)
    assert isinstance(box, QCheckBox | QRadioButton)
    assert QAccessible.queryAccessibleInterface(box).rect().size() == box.size()


@every_control
def test_it_is_reached_with_tab_and_left_with_tab(qtbot: QtBot, theme: Theme, part: Part) -> None:
    widget = part.make(theme)
    room = Room(qtbot, widget)
    qtbot.keyClick(room.other, Qt.Key.Key_Tab)
    assert focused() is control(widget)
    for _ in (widget, *widget.findChildren(QWidget)):
        if not room.other.hasFocus():
            qtbot.keyClick(focused(), Qt.Key.Key_Tab)
    assert not control(widget).hasFocus()


@every_control
def test_a_finger_can_hit_it_at_its_smallest(qtbot: QtBot, theme: Theme, part: Part) -> None:
    widget = shown(qtbot, part.make(theme))
    least = widget.minimumSizeHint()
    widget.resize(max(least.width(), widget.minimumWidth()), max(widget.heightForWidth(least.width()), least.height()))
    settle(qtbot)
    target = control(widget)
    framed = target.parentWidget() if part.spoken.role == QAccessible.Role.EditableText else None
    assert (framed or target).height() >= FINGER
    assert (framed or target).width() >= FINGER


@every_control
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_focus_is_a_double_ring(qtbot: QtBot, theme: Theme, part: Part, dark: bool) -> None:
    theme.apply(dark=dark)
    widget = part.make(theme)
    room = Room(qtbot, widget)
    assert room.other.hasFocus()
    without = picture(widget)
    control(widget).setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(control(widget).hasFocus)
    ringed = picture(widget)
    for token in ("gold",) if dark else ("gold", "ink"):
        assert count(ringed, theme.color(token)) >= count(without, theme.color(token)) + 2 * FINGER


@every_part
def test_it_follows_the_theme_while_it_is_shown(qtbot: QtBot, theme: Theme, make: Callable[[Theme], QWidget]) -> None:
    widget = shown(qtbot, make(theme), 420)
    settle(qtbot)
    light, paints = picture(widget), Paints(widget)
    theme.apply(dark=True)
    qtbot.waitUntil(lambda: paints.times > 0)
    dark = picture(widget)
    assert difference(light, dark) > light.width() * light.height() / 2
    theme.apply(dark=False)
    settle(qtbot)
    assert picture(widget) == light


@every_part
def test_it_grows_with_the_text(qtbot: QtBot, theme: Theme, large: Theme, make: Callable[[Theme], QWidget]) -> None:
    usual, grown = make(theme), make(large)
    for widget in (usual, grown):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    wide = 1200
    height = [max(each.heightForWidth(wide), each.sizeHint().height()) for each in (usual, grown)]
    assert height[1] >= 1.4 * height[0]


@every_part
def test_no_line_is_cut_however_narrow_it_is(qtbot: QtBot, any_size: Theme, make: Callable[[Theme], QWidget]) -> None:
    width = 0 if make is ALL["rail"] or make is ALL["narrow rail"] else any_size.px(230)
    widget = without_focus(shown(qtbot, make(any_size), width))
    settle(qtbot)
    words = any_size.color("ink"), any_size.color("ink2")
    for label in [each for each in [widget, *widget.findChildren(QLabel)] if isinstance(each, QLabel)]:
        assert label.isHidden() or label.height() >= label.heightForWidth(label.width()), label.text()
    before = count(picture(widget), *words)
    if widget.hasHeightForWidth() and not widget.findChildren(QLabel):
        widget.resize(widget.width(), widget.height() + 300)
        assert count(picture(widget), *words) == before


@with_names
def test_a_name_without_spaces_is_all_there_and_widens_nothing(
    qtbot: QtBot, any_size: Theme, make: Callable[[Theme, str], QWidget]
) -> None:
    widget, usual = make(any_size, LONG_NAME), make(any_size, "Amara")
    narrow, wide = any_size.px(300), any_size.px(1600)
    words = any_size.color("ink"), any_size.color("ink2")
    without_focus(shown(qtbot, widget, wide))
    settle(qtbot)
    seen = count(picture(widget), *words)
    least = widget.heightForWidth(narrow) if widget.hasHeightForWidth() else widget.sizeHint().height()
    widget.resize(narrow, least)
    settle(qtbot)
    qtbot.addWidget(usual)
    assert widget.width() == narrow
    assert widget.minimumSizeHint().width() == usual.minimumSizeHint().width()
    assert count(picture(widget), *words) >= 0.95 * seen
