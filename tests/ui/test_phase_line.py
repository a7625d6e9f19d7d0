from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from companion.ui.paint import GUTTER
from companion.ui.phase_line import PhaseLine
from companion.ui.theme import Theme
from tests.ui.looking import FINGER, Spoken, count, difference, picture, places, shown, without_focus
from tests.ui.parts import STOPS, phase_line

BEFORE = 2


def drawn(qtbot: QtBot, theme: Theme, width: int = 900, before: int = BEFORE) -> PhaseLine:
    return without_focus(shown(qtbot, phase_line(theme, before=before), width))


def heard(line: PhaseLine) -> list[Spoken]:
    """The tabs as a screen reader tells them."""
    whole = QAccessible.queryAccessibleInterface(line)
    tabs = [whole.child(index) for index in range(whole.childCount())]
    told = [Spoken(tab.role(), tab.text(QAccessible.Text.Name), "") for tab in tabs]
    return [each for each in told if each.role == QAccessible.Role.PageTab]


def middle(line: PhaseLine, theme: Theme, token: str) -> float:
    """How far right the middle of a colour is, on the level line."""
    found = [point.x() for point in places(picture(line), theme.color(token)) if point.y() < theme.px(30)]
    return sum(found) / len(found)


def test_each_phase_is_a_tab_that_tells_how_far_it_is(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme, 1200)
    assert [each.name for each in heard(line)] == [f"{stop.label}. {stop.progress}" for stop in STOPS]


def test_a_narrow_line_has_the_short_names_and_says_them(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme, 480)
    assert [each.name for each in heard(line)] == [f"{stop.short}. {stop.progress}" for stop in STOPS]
    line.resize(1200, line.height())
    assert heard(line)[-1].name == "Closing and after. 0 of 4"


def test_arrows_and_presses_go_from_phase_to_phase(qtbot: QtBot, theme: Theme) -> None:
    line = shown(qtbot, phase_line(theme), 900)
    for key, at in ((Qt.Key.Key_Right, 1), (Qt.Key.Key_Right, 2), (Qt.Key.Key_Left, 1)):
        with qtbot.waitSignal(line.currentChanged) as changed:
            qtbot.keyClick(line, key)
        assert changed.args == [at]
    for index in (5, 0):
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.tabRect(index).center())
        assert line.currentIndex() == index


def test_a_press_on_dot_or_name_chooses(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme)
    for offset in (QPoint(15, 15), QPoint(15, line.height() - 12)):
        line.setCurrentIndex(0)
        qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.tabRect(3).topLeft() + offset)
        assert line.currentIndex() == 3


@pytest.mark.parametrize("width", [264, 481, 900])
def test_tabs_share_the_width_and_a_finger_can_hit_each(qtbot: QtBot, theme: Theme, width: int) -> None:
    line = drawn(qtbot, theme, width)
    tabs = [line.tabRect(index) for index in range(line.count())]
    assert all(tab.width() >= FINGER and tab.height() >= FINGER for tab in tabs)
    assert tabs[0].left() == 0 and tabs[-1].right() == width - 1
    assert all(one.right() + 1 == other.left() for one, other in pairwise(tabs))


def test_done_and_chosen_show_without_colour(qtbot: QtBot, colorless: Theme) -> None:
    line = without_focus(shown(qtbot, phase_line(colorless), 900))
    open_ = picture(line)
    line.set_stops([stop._replace(done=not stop.done) for stop in STOPS], -1)
    assert difference(open_, picture(line)) > 200
    line.set_stops(STOPS, -1)
    assert picture(line) == open_
    line.setCurrentIndex(3)
    assert difference(open_, picture(line)) > 100


def test_you_move_along_the_line_and_never_back(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme, before=-1)
    line.set_stops([stop._replace(done=False) for stop in STOPS], -1)
    seen = []
    for phase in range(len(STOPS)):
        for fraction in (0, 0.3, 0.6, 1):
            line.set_now(phase, fraction)
            seen.append(max(point.x() for point in places(picture(line), theme.color("petrol")) if point.y() < 30))
    assert seen == sorted(seen)
    assert len(set(seen)) > 15


def test_the_line_is_filled_up_to_where_you_are(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme)
    line.set_now(3, 0.2)
    level, image = GUTTER + theme.px(11) + 2, picture(line)
    filled = [image.pixelColor(line.tabRect(index).center().x() + 5, level) for index in range(6)]
    assert [each == theme.color("petrol") for each in filled] == [True, True, True, False, False, False]


@pytest.mark.parametrize(("beyond", "end"), [(-3, 0), (7, 1)])
def test_you_stay_within_the_phase(qtbot: QtBot, theme: Theme, beyond: float, end: float) -> None:
    line = drawn(qtbot, theme)
    line.set_now(BEFORE, beyond)
    far = picture(line)
    line.set_now(BEFORE, end)
    assert picture(line) == far


def test_the_meeting_is_a_gold_dot_near_the_end_of_before(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme)
    line.set_now(BEFORE, 0.2)
    start, end = line.tabRect(BEFORE).left(), line.tabRect(BEFORE + 1).left()
    dot = theme.px(11) + 4
    assert middle(line, theme, "gold") == pytest.approx(start + dot + 0.74 * (end - start), abs=3)
    for phase in (0, 1, 3, 4, 5):
        line.set_now(phase, 0.2)
        assert count(picture(line), theme.color("gold")) == 0


def test_there_is_no_you_before_a_meeting_is_planned(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme)
    line.set_stops([stop._replace(done=False) for stop in STOPS], -1)
    assert count(picture(line), theme.color("petrol"), theme.color("gold")) == 0


def test_other_phases_take_the_place_of_the_first(qtbot: QtBot, theme: Theme) -> None:
    """A mentee has fewer; the chosen one stays chosen where it still is."""
    line = drawn(qtbot, theme)
    line.setCurrentIndex(1)
    line.set_stops(STOPS[:3], -1)
    assert [each.name for each in heard(line)] == [f"{stop.label}. {stop.progress}" for stop in STOPS[:3]]
    assert line.currentIndex() == 1
    line.set_stops(STOPS, BEFORE)
    assert len(heard(line)) == 6
    assert line.currentIndex() == 1


@pytest.mark.parametrize("chosen", range(6))
def test_with_large_text_in_little_room_the_chosen_phase_alone_is_named_and_whole(
    qtbot: QtBot, large: Theme, chosen: int
) -> None:
    alone, line = drawn(qtbot, large, 900), drawn(qtbot, large, 300)
    alone.set_stops([STOPS[chosen]._replace(label=STOPS[chosen].short)], -1)
    line.setCurrentIndex(chosen)
    # One colour of words a line: what is chosen stands on a ground of its own, so count the words there.
    inks = large.color("ink"), large.color("ink2")
    assert count(picture(line), *inks) == pytest.approx(count(picture(alone), *inks), rel=0.06)
    assert line.width() == 300
    assert [each.name for each in heard(line)] == [f"{stop.short}. {stop.progress}" for stop in STOPS]


def test_it_never_asks_for_more_room_than_fingers_need(qtbot: QtBot, any_size: Theme) -> None:
    line = phase_line(any_size)
    qtbot.addWidget(line)
    assert line.minimumSizeHint().width() <= 6 * 44


def test_you_are_gone_when_the_meeting_is(qtbot: QtBot, theme: Theme) -> None:
    line = drawn(qtbot, theme)
    line.set_stops([stop._replace(done=False) for stop in STOPS], -1)
    before = picture(line)
    line.set_now(2, 0.5)
    assert picture(line) != before
    line.set_now(-1, 0.5)
    assert picture(line) == before
