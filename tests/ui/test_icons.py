"""The drawings: each name the source uses has one, and each keeps to the grid (VISUAL, "Icons")."""

import ast
from collections.abc import Iterator
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from companion import resources
from companion.ui import band
from companion.ui.icons import paint_icon
from tests.ui.looking import difference
from tests.whole.sources import sources

WANTED = """
    today camera camera-off data meeting records help copy tick lock mic speaker light phone calendar warn stop info
    private export erase right down close open leave paste person wifi mail file minus plus pin shared undo
"""
DRAWN = {path.stem for path in resources.path("icons").iterdir()}
# Which argument of a call names an icon.
NAMED_BY = {
    "Button": 3, "CopyButton": 3, "add_button": 2, "Fact": 1, "EmptySeat": 1, "ChoiceTile": 3, "RailButton": 2,
    "ContactRow": 1, "paint_icon": 1, "Place": 2, "add_place": 2, "set_icon": 0, "set_kind": 1,
}  # fmt: skip
SIDE = 240  # px: ten for a unit of the grid


def named(tree: ast.AST) -> Iterator[str]:
    """The icons that calls name outright."""
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        function = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        given = call.args[NAMED_BY[function] : NAMED_BY[function] + 1] if function in NAMED_BY else []
        given += [each.value for each in call.keywords if each.arg == "icon_name"]
        for argument in given:
            choices = (argument.body, argument.orelse) if isinstance(argument, ast.IfExp) else (argument,)
            yield from (str(each.value) for each in choices if isinstance(each, ast.Constant) and each.value)


def drawn(name: str, color: str = "#13262b") -> QImage:
    image = QImage(SIDE, SIDE, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_icon(painter, name, QRectF(image.rect()), QColor(color))
    painter.end()
    return image


def test_every_icon_the_source_names_is_drawn() -> None:
    used = {name for source in sources("companion") for name in named(source.tree)}
    used |= {icon_name for _, _, icon_name in band._KINDS.values()}
    assert len(used) > 15
    assert used <= DRAWN


def test_the_drawings_are_those_the_design_lists() -> None:
    assert sorted(DRAWN) == sorted(WANTED.split())


def test_the_search_finds_names_in_calls() -> None:
    text = "Fact(t, 'camera' if on else 'camera-off', 'x'); Button(t, 'Go', icon_name='tick'); a.set_icon('stop')"
    assert list(named(ast.parse(text))) == ["camera", "camera-off", "tick", "stop"]


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_drawing_has_one_colour_and_keeps_off_the_edge(qapp: object, name: str) -> None:
    image = drawn(name)
    pixels = [(x, y, image.pixelColor(x, y)) for x in range(0, SIDE, 3) for y in range(0, SIDE, 3)]
    inked = [(x, y, color) for x, y, color in pixels if color.alpha() > 0]
    assert len(inked) > 100
    assert {color.name() for _, _, color in inked if color.alpha() == 255} == {"#13262b"}
    assert all(12 <= at <= SIDE - 12 for x, y, _ in inked for at in (x, y))


def test_no_two_drawings_look_alike(qapp: object) -> None:
    pictures = {name: drawn(name).scaled(24, 24) for name in DRAWN}
    alike = [pair for pair in combinations(sorted(DRAWN), 2) if difference(*(pictures[name] for name in pair)) < 12]
    assert alike == []


def test_a_drawing_takes_the_colour_it_is_given(qapp: object) -> None:
    for color in ("#a32f29", "#f49d93"):
        image = drawn("stop", color)
        found = {image.pixelColor(x, 120).name() for x in range(SIDE) if image.pixelColor(x, 120).alpha() == 255}
        assert found == {color}


def test_a_name_without_a_drawing_is_noticed(qapp: object) -> None:
    with pytest.raises(FileNotFoundError):
        paint_icon(QPainter(), "unicorn", QRectF(), QColor("black"))
