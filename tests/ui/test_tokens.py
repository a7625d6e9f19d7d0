"""The colours people must be able to read, measured as WCAG 2.2 measures them."""

import pytest

from companion.ui.tokens import DARK, LIGHT, ROLES
from tests.ui.looking import contrast

TEXT, CONTROL = 4.5, 3.0

READ = [
    ("ink", "sheet"), ("ink", "canvas"), ("ink", "sunken"), ("ink", "petrol-soft"), ("ink", "gold-soft"),
    ("ink", "brick-soft"), ("ink", "good-soft"), ("ink", "dusk-canvas"), ("ink2", "sheet"), ("ink2", "canvas"),
    ("ink2", "sunken"), ("ink2", "petrol-soft"), ("ink2", "dusk-canvas"), ("petrol", "sheet"),
    ("petrol", "petrol-soft"),
    ("on-petrol", "petrol"), ("on-petrol", "petrol-hover"), ("on-petrol", "petrol-press"), ("gold-text", "gold-soft"),
    ("gold-text", "sheet"), ("gold-text", "sunken"), ("good", "sheet"), ("good", "good-soft"), ("brick", "brick-soft"),
    ("brick", "sheet"),
    ("on-brick", "brick"), ("on-brick", "brick-hover"), ("dusk", "dusk-canvas"), ("on-dusk", "dusk"),
    ("on-dusk", "dusk-hover"),
]  # fmt: skip
SEEN = [
    ("edge", "sheet"),
    ("edge", "canvas"),
    ("edge", "sunken"),
    ("gold-edge", "sheet"),
    ("gold-edge", "gold-soft"),
    ("petrol", "canvas"),
    ("petrol", "dusk-canvas"),
    ("edge", "dusk-canvas"),
    ("gold-edge", "canvas"),
    ("gold-edge", "dusk-canvas"),
]


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), READ)
def test_text_stands_out_from_its_ground(table: dict[str, str], text: str, ground: str) -> None:
    assert contrast(table[text], table[ground]) >= TEXT


@pytest.mark.parametrize("table", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), SEEN)
def test_control_borders_can_be_seen(table: dict[str, str], edge: str, ground: str) -> None:
    assert contrast(table[edge], table[ground]) >= CONTROL


def test_the_measure_itself_knows_black_on_white_and_white_on_white() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1)


def test_both_tables_name_the_same_tokens() -> None:
    assert LIGHT.keys() == DARK.keys()


def test_no_text_is_smaller_than_thirteen() -> None:
    assert min(size for size, _, _ in ROLES.values()) == 13
