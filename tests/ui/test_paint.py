from itertools import combinations, product

import pytest
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter

from companion.checklist.state import Mark
from companion.ui.paint import GUTTER, box, draw_text, focus_ring, logo, mark, text_height, wrapped
from companion.ui.theme import Theme
from tests.ui.looking import LONG_NAME, count, difference, places

GROUND = QColor("#00ff00")


class Canvas:
    """Something to paint on, and what is there afterwards."""

    def __init__(self, width: int = 60, height: int = 60) -> None:
        self.image = QImage(width, height, QImage.Format.Format_RGB32)
        self.image.fill(GROUND)
        self.painter = QPainter(self.image)
        self.area = QRectF(self.image.rect())

    def done(self) -> QImage:
        self.painter.end()
        return self.image


def marked(theme: Theme, state: str, *, hover: bool = False) -> QImage:
    canvas = Canvas(22, 22)
    canvas.painter.fillRect(canvas.area, theme.color("sheet"))
    canvas.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    mark(canvas.painter, theme, canvas.area, state, hover=hover)
    return canvas.done()


def test_each_state_of_a_row_has_a_shape_of_its_own(colorless: Theme) -> None:
    """G28: nothing is said by colour alone. What the computer cannot tell is open, like what nobody ticked yet."""
    shapes = {state: marked(colorless, state) for state in Mark}
    assert shapes[Mark.CANNOT_TELL] == shapes.pop(Mark.TODO)
    for one, other in combinations(shapes, 2):
        assert difference(shapes[one], shapes[other]) >= 20, (one, other)


def test_a_computer_shows_corners_and_a_person_a_filled_square(theme: Theme) -> None:
    petrol = theme.color("petrol")
    by_person, by_computer = marked(theme, "by_person"), marked(theme, "by_computer")
    assert count(by_person, petrol) > 4 * count(by_computer, petrol)
    middle = [by_computer.pixelColor(11, y) for y in (0, 1, 2, 20, 21)]
    assert petrol not in middle


@pytest.mark.parametrize("state", ["todo", "by_person"])
def test_what_can_be_ticked_answers_the_pointer(theme: Theme, state: str) -> None:
    assert difference(marked(theme, state), marked(theme, state, hover=True)) > 20


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_the_focus_ring_stays_in_the_gutter_and_has_two_colours(theme: Theme, dark: bool) -> None:
    theme.apply(dark=dark)
    canvas = Canvas()
    inside = canvas.area.adjusted(GUTTER, GUTTER, -GUTTER, -GUTTER)
    focus_ring(canvas.painter, theme, inside, 8)
    image = canvas.done()
    column = [image.pixelColor(x, 30).name() for x in range(60)]
    inner, outer = (theme.color(token).name() for token in (("canvas", "gold") if dark else ("gold", "ink")))
    assert column[:GUTTER] == [outer, outer, inner, inner]
    assert set(column[GUTTER:-GUTTER]) == {GROUND.name()}


@pytest.mark.parametrize("width", [1, 1.25, 1.75, 2])
def test_an_edge_lies_inside_its_box(width: float) -> None:
    canvas = Canvas()
    box(canvas.painter, canvas.area.adjusted(4, 4, -4, -4), 0, None, QColor("black"), width)
    image = canvas.done()
    row = [image.pixelColor(x, 30) == GROUND for x in range(60)]
    assert all(row[:4]) and all(row[7:53]) and all(row[56:])
    assert not row[4] and not row[55]


def test_the_logo_is_two_people_at_one_level(theme: Theme) -> None:
    canvas = Canvas(200, 200)
    logo(canvas.painter, theme, canvas.area)
    image = canvas.done()
    you, other = (places(image, theme.color(token)) for token in ("petrol", "gold"))
    assert max(point.x() for point in you) < min(point.x() for point in other)
    levels = [sum(point.y() for point in found) / len(found) for found in (you, other)]
    assert levels[0] == pytest.approx(levels[1], abs=2)


def test_gold_is_outlined_where_it_would_not_stand_out(theme: Theme) -> None:
    outlined = []
    for dark in (False, True):
        theme.apply(dark=dark)
        canvas = Canvas(200, 200)
        logo(canvas.painter, theme, canvas.area)
        outlined.append(count(canvas.done(), theme.color("gold-edge")) > 20)
    assert outlined == [True, False]


def test_words_wrap_as_high_as_they_are_measured(theme: Theme) -> None:
    font, ink = theme.font("body"), theme.color("ink")
    for text, width in product(("One", "One and two and three and four", LONG_NAME), (90, 200)):
        height = text_height(font, text, width)
        painted = []
        for spare in (0, 200):
            canvas = Canvas(width, height + spare)
            draw_text(canvas.painter, font, ink, QRect(0, 0, width, height + spare), text)
            painted.append(count(canvas.done(), ink))
        assert painted[0] == painted[1] > 0


def test_no_words_need_no_height(theme: Theme) -> None:
    assert text_height(theme.font("body"), "", 200) == 0


def test_only_words_longer_than_a_line_are_taken_apart(theme: Theme) -> None:
    font = theme.font("body")
    room = QFontMetrics(font).horizontalAdvance("understanding")
    assert wrapped("Your understanding", font, room) == "Your understanding"
    assert wrapped("Your understanding", font, room - 1).startswith("Your u\u200bn")
