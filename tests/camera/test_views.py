"""What stands around the preview: the drawn example, the small answers, the scale of light."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.camera.aspects_view import AspectsRow, AspectView
from companion.camera.example_view import GoodExample
from companion.camera.guides import Guides, guides
from companion.camera.light_view import LightScale
from companion.camera.showing import AspectText
from companion.ui.theme import Theme
from companion.words import say
from tests.acting import light
from tests.ui.looking import Paints, difference, picture, places, settle, shown, spoken, spot

LOW = AspectText("Eye level", "A little low", "not_right", warn=True)
FINE = AspectText("Eye level", "Good", "by_computer")
NAMES = ("eye_level", "distance", "middle", "light")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return light()


def knob(scale: LightScale, theme: Theme) -> float | None:
    """Where the knob stands, from 0 at the left end to 1 at the right."""
    found = [at.x() for at in places(picture(scale), QColor(theme.color("ink")))]
    return (sum(found) / len(found) - 8) / (scale.width() - 16) if found else None


def test_the_example_shows_somebody_whose_eyes_are_where_the_guides_want_them(theme: Theme, qtbot: QtBot) -> None:
    """G10."""
    example = shown(qtbot, GoodExample(theme, guides()), 640)
    skin = [at.y() for at in places(picture(example), QColor("#9A6A4C")) if at.x() == 320]
    eyes = 360 * (guides().eyes_top + guides().eyes_bottom) / 2
    assert min(skin) < eyes < max(skin)
    wall, image = QColor("#B7C4C1"), picture(example)
    line = [y for y in range(360) if image.pixelColor(160, y) != wall]
    assert line and all(abs(y - eyes) <= 2 for y in line)
    lower = shown(qtbot, GoodExample(theme, Guides(0.5, 0.6, 0.1, 0.2, 0.4, 0.6)), 640)
    assert min(at.y() for at in places(picture(lower), QColor("#9A6A4C"))) > min(skin)


def test_the_example_is_told_in_words(theme: Theme, qtbot: QtBot) -> None:
    example = shown(qtbot, GoodExample(theme, guides()), 240)
    assert spoken(example).name == say("camera.example.words")
    assert example.height() == 135


def test_an_answer_is_read_out_with_its_name_and_seen_with_its_mark(theme: Theme, qtbot: QtBot) -> None:
    view = shown(qtbot, AspectView(theme), 200)
    view.show_text(LOW)
    assert spoken(view).name == "Eye level. A little low"
    low = picture(view)
    view.show_text(FINE)
    assert spoken(view).name == "Eye level. Good"
    assert difference(low, picture(view)) > 50


def test_what_warns_differs_in_more_than_its_colour(theme: Theme, qtbot: QtBot) -> None:
    view = shown(qtbot, AspectView(theme), 200)
    view.show_text(FINE)
    mark = picture(view).copy(0, 0, 26, 26)
    view.show_text(FINE._replace(mark="not_right"))
    assert difference(mark, picture(view).copy(0, 0, 26, 26)) > 20


def test_the_words_have_room(theme: Theme, qtbot: QtBot) -> None:
    view = AspectView(theme)
    view.show_text(FINE)
    short = view.sizeHint().width()
    view.show_text(LOW)
    assert view.sizeHint().width() > short
    wide, roomy = shown(qtbot, AspectView(theme)), shown(qtbot, AspectView(theme), 500)
    for each in (wide, roomy):
        each.show_text(LOW)
    wide.resize(wide.sizeHint())
    assert not difference(picture(wide), picture(roomy).copy(wide.rect()))


def test_the_same_answer_is_not_painted_again(theme: Theme, qtbot: QtBot) -> None:
    view = shown(qtbot, AspectView(theme), 200)
    view.show_text(LOW)
    settle(qtbot)
    paints = Paints(view)
    view.show_text(AspectText(*LOW))
    QApplication.processEvents()
    assert paints.times == 0
    view.show_text(FINE)
    qtbot.waitUntil(lambda: paints.times > 0)


@pytest.mark.parametrize(("narrow", "rows"), [(False, 1), (True, 2)])
def test_answers_stand_side_by_side_or_two_by_two(theme: Theme, qtbot: QtBot, narrow: bool, rows: int) -> None:
    row = AspectsRow(theme, NAMES)
    row.set_narrow(not narrow)
    row.set_narrow(narrow)
    row.show_texts({name: AspectText(name, "Good", "by_computer") for name in NAMES})
    shown(qtbot, row, 900)
    views = row.findChildren(AspectView)
    assert [view.accessibleName() for view in views] == [f"{name}. Good" for name in NAMES]
    places_of = [spot(row, view) for view in views]
    assert len({place.top() for place in places_of}) == rows
    assert not any(one.intersects(other) for one in places_of for other in places_of if one is not other)


@pytest.mark.parametrize("level", [0.0, 0.2, 0.5, 1.0])
def test_the_knob_stands_where_the_light_is(theme: Theme, qtbot: QtBot, level: float) -> None:
    scale = shown(qtbot, LightScale(theme), 400)
    assert knob(scale, theme) is None
    scale.show_level(level, "A little dark")
    assert knob(scale, theme) == pytest.approx(level, abs=0.02)
    assert spoken(scale).name == "A little dark"


@pytest.mark.parametrize(("level", "end"), [(-3.0, 0.0), (7.0, 1.0)])
def test_the_knob_never_leaves_the_scale(theme: Theme, qtbot: QtBot, level: float, end: float) -> None:
    scale = shown(qtbot, LightScale(theme), 400)
    scale.show_level(level, "")
    assert knob(scale, theme) == pytest.approx(end, abs=0.02)


def test_where_nothing_is_known_there_is_no_knob(theme: Theme, qtbot: QtBot) -> None:
    scale = shown(qtbot, LightScale(theme), 400)
    scale.show_level(0.5, "Good")
    scale.show_level(None, "Nobody in the picture")
    assert knob(scale, theme) is None
    assert spoken(scale).name == "Nobody in the picture"


def test_a_change_too_small_to_see_is_not_painted(theme: Theme, qtbot: QtBot) -> None:
    scale = shown(qtbot, LightScale(theme), 400)
    scale.show_level(0.5, "Good")
    settle(qtbot)
    paints = Paints(scale)
    scale.show_level(0.5004, "Good")
    QApplication.processEvents()
    assert paints.times == 0
    scale.show_level(0.55, "Good")
    qtbot.waitUntil(lambda: paints.times > 0)


@pytest.mark.parametrize("make", [lambda theme: GoodExample(theme, guides()), LightScale, AspectView])
def test_all_of_it_can_be_narrow(theme: Theme, make: type[QWidget]) -> None:
    widget = make(theme)  # type: ignore[arg-type]
    assert 0 < widget.minimumSizeHint().width() <= 160
    assert widget.minimumSizeHint().height() > 0
