from itertools import combinations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.ui.label import Label
from companion.ui.rail import Badge, Rail, RailButton
from companion.ui.theme import Theme
from companion.words import say
from tests.ui.looking import count, difference, focused, picture, places, settle, shown, spoken, spot, without_focus
from tests.ui.parts import PLACES, rail

SHAPES = [(False, False), (True, False), (True, True), (False, True)]
every_shape = pytest.mark.parametrize(("narrow", "compact"), SHAPES, ids=["wide", "narrow", "small", "low"])


def raised(qtbot: QtBot, made: Rail, height: int = 640) -> Rail:
    shown(qtbot, made, made.width(), height)
    settle(qtbot)
    return made


def button(made: Rail, text: str) -> RailButton:
    return next(each for each in made.findChildren(RailButton) if each.text() == text)


def buttons(made: Rail) -> list[RailButton]:
    return [each for each in made.findChildren(RailButton) if each.isVisible()]


def logo(made: Rail) -> QWidget:
    return next(each for each in made.findChildren(QWidget) if spoken(each).name.startswith(say("frame.app")))


def test_places_are_chosen_with_mouse_space_and_enter(qtbot: QtBot, theme: Theme) -> None:
    made = raised(qtbot, rail(theme))
    data = button(made, "Data")
    chosen: list[str] = []
    made.chosen.connect(chosen.append)
    qtbot.mouseClick(data, Qt.MouseButton.LeftButton)
    qtbot.keyClick(data, Qt.Key.Key_Space)
    qtbot.keyClick(data, Qt.Key.Key_Return)
    assert chosen == ["data", "data", "data"]


@every_shape
def test_help_is_in_view_at_every_size_and_pressed_like_any_button(
    qtbot: QtBot, theme: Theme, narrow: bool, compact: bool
) -> None:
    """G11, G12, G26: one press from everywhere."""
    made = raised(qtbot, rail(theme, narrow=narrow, compact=compact), 320)
    asked = button(made, say("frame.help"))
    assert made.rect().contains(asked.geometry())
    assert not asked.visibleRegion().isEmpty()
    with qtbot.waitSignal(made.help_wanted):
        qtbot.keyClick(asked, Qt.Key.Key_Return)


def test_on_a_low_window_the_places_scroll_and_the_arrows_reach_all(qtbot: QtBot, theme: Theme) -> None:
    made = raised(qtbot, rail(theme, compact=True), 220)
    button(made, "Today").setFocus()
    for name in PLACES[1:]:
        qtbot.keyClick(focused(), Qt.Key.Key_Down)
        assert button(made, name.title()).hasFocus()
        assert not button(made, name.title()).visibleRegion().isEmpty()


def test_arrows_stay_among_the_places_that_are_shown(qtbot: QtBot, theme: Theme) -> None:
    made = raised(qtbot, rail(theme))
    made.set_places(["today", "data", "meeting"])
    button(made, "Today").setFocus()
    seen = []
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        qtbot.keyClick(focused(), key)
        at = focused()
        assert isinstance(at, RailButton)
        seen.append(at.text())
    assert seen == ["Meeting", "Data", "Meeting", "Today", "Data"]


def test_tab_comes_to_help_after_the_places(qtbot: QtBot, theme: Theme) -> None:
    made = raised(qtbot, rail(theme))
    button(made, "Today").setFocus()
    for each in (*PLACES[1:], None):
        qtbot.keyClick(focused(), Qt.Key.Key_Tab)
        assert button(made, each.title() if each else say("frame.help")).hasFocus()


@pytest.mark.parametrize(
    ("badge", "heard"), [(Badge(), ""), (Badge("2 left"), "2 left"), (Badge(done=True), say("frame.done"))]
)
@pytest.mark.parametrize("here", [False, True])
def test_place_and_badge_are_read_out(qtbot: QtBot, theme: Theme, badge: Badge, heard: str, here: bool) -> None:
    made = raised(qtbot, rail(theme))
    made.set_badge("data", badge)
    made.choose("data" if here else "today")
    wanted = ". ".join(part for part in (say("frame.here") if here else "", heard) if part)
    assert spoken(button(made, "Data"))[1:] == ("Data", wanted)


def test_where_you_are_and_what_is_left_show_without_colour(qtbot: QtBot, colorless: Theme) -> None:
    made = raised(qtbot, rail(colorless))
    made.setFocus()
    data = without_focus(button(made, "Data"))
    looks = []
    for here, badge in ((False, Badge()), (True, Badge()), (False, Badge("2 left")), (False, Badge(done=True))):
        made.choose("data" if here else "today")
        made.set_badge("data", badge)
        looks.append(picture(data))
    assert all(difference(one, other) > 20 for one, other in combinations(looks, 2))


def test_a_narrow_rail_still_shows_that_something_is_left(qtbot: QtBot, colorless: Theme) -> None:
    made = raised(qtbot, rail(colorless, narrow=True))
    data = without_focus(button(made, "Data"))
    before = picture(data)
    made.set_badge("data", Badge("2 left"))
    assert difference(before, picture(data)) > 20


@every_shape
def test_every_word_has_its_room(qtbot: QtBot, any_size: Theme, narrow: bool, compact: bool) -> None:
    made = raised(qtbot, rail(any_size, narrow=narrow, compact=compact), 1400)
    strong = QFontMetrics(any_size.font("small-strong" if narrow else "strong"))
    beside = 0 if narrow else any_size.px(20) + 24 + any_size.px(16) + 24
    for each in buttons(made):
        assert each.width() >= strong.horizontalAdvance(each.text()) + beside
        assert each.height() >= max(32, strong.height() + (any_size.px(20) if narrow else 0))
        assert made.rect().contains(spot(made, each))


def test_a_narrow_rail_has_the_word_under_the_icon(qtbot: QtBot, theme: Theme) -> None:
    wide, narrow = raised(qtbot, rail(theme)), raised(qtbot, rail(theme, narrow=True))
    assert narrow.width() < wide.width() / 1.8
    stacked, flat = without_focus(button(narrow, "Data")), without_focus(button(wide, "Data"))
    assert stacked.height() > flat.height()
    spans = []
    for each in (stacked, flat):
        rows = [point.y() for point in places(picture(each), theme.color("ink"))]
        spans.append(max(rows) - min(rows))
    assert spans[0] > 1.5 * spans[1]


@every_shape
def test_logo_and_promise_make_room_when_there_is_little(
    qtbot: QtBot, theme: Theme, narrow: bool, compact: bool
) -> None:
    made = raised(qtbot, rail(theme, narrow=narrow, compact=compact))
    promise = next(each for each in made.findChildren(Label) if each.text() == say("frame.promise"))
    assert logo(made).isVisible() is not compact
    assert promise.isVisible() is not (narrow or compact)


def test_the_logo_says_whose_app_it_is(qtbot: QtBot, theme: Theme) -> None:
    made = raised(qtbot, rail(theme))
    assert spoken(logo(made)).name == f"{say('frame.app')}. Mentor"
    made.set_who("")
    assert spoken(logo(made)).name == say("frame.app")
    assert count(picture(logo(made)), theme.color("ink2")) == 0


def test_the_name_of_the_app_stands_beside_its_mark_and_is_not_cut(qtbot: QtBot, any_size: Theme) -> None:
    made = raised(qtbot, rail(any_size), 900)
    image = picture(logo(made))
    dots = places(image, any_size.color("gold"))
    dots += places(image, any_size.color("petrol"))
    role = [point.x() for point in places(image, any_size.color("ink2"))]
    assert max(point.x() for point in dots) < min(role)
    right = max(point.x() for point in places(image, any_size.color("ink")))
    name = QFontMetrics(any_size.font("strong")).horizontalAdvance(say("frame.app"))
    assert min(role) - 4 + name <= right + any_size.px(4) <= image.width()


def test_in_a_narrow_rail_no_word_touches_the_frame_of_help_now(qtbot: QtBot, any_size: Theme) -> None:
    button = RailButton(any_size, "Help now", "help", "F1", framed=True)
    button.set_narrow(True)
    shown(qtbot, button)
    settle(qtbot)
    inked = [point.x() for point in places(picture(without_focus(button)), any_size.color("ink"))]
    assert min(inked) >= 10 and max(inked) <= button.width() - 10
