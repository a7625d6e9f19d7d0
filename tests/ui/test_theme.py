from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.ui import band, button
from companion.ui.theme import Theme
from companion.ui.tokens import DARK, LIGHT, ROLES
from tests.ui.conftest import sized
from tests.ui.looking import contrast
from tests.ui.test_tokens import CONTROL, READ, TEXT

LOOKS = [
    pytest.param({"dark": dark, "private": private}, id=f"{'dark' if dark else 'light'}{', private' * private}")
    for dark, private in product((False, True), repeat=2)
]
Role = QPalette.ColorRole


def tones(ground: str, text: str) -> QPalette:
    """The palette of a system in two tones."""
    palette = QPalette(QColor(ground))
    for role in Role:
        if role != Role.NColorRoles:
            named = role in (Role.Window, Role.Base, Role.Button, Role.HighlightedText, Role.AlternateBase)
            palette.setColor(role, QColor(ground if named else text))
    return palette


@pytest.mark.parametrize("dark", [False, True])
def test_a_private_session_swaps_the_canvas_and_nothing_else(theme: Theme, dark: bool) -> None:
    table = DARK if dark else LIGHT
    theme.apply(dark=dark)
    assert {token: theme.color(token).name().upper() for token in table} == table
    theme.apply(dark=dark, private=True)
    assert {token: theme.color(token).name().upper() for token in table} == table | {"canvas": table["dusk-canvas"]}


@pytest.mark.parametrize("look", LOOKS)
def test_what_qt_paints_itself_can_be_read(qapp: QApplication, theme: Theme, look: dict[str, bool]) -> None:
    theme.apply(**look)
    pairs = [
        (Role.WindowText, Role.Window), (Role.Text, Role.Base), (Role.Text, Role.AlternateBase),
        (Role.ButtonText, Role.Button), (Role.HighlightedText, Role.Highlight), (Role.PlaceholderText, Role.Base),
        (Role.ToolTipText, Role.ToolTipBase), (Role.Link, Role.Base), (Role.LinkVisited, Role.Base),
    ]  # fmt: skip
    palette = qapp.palette()
    for group, (text, ground) in product((QPalette.ColorGroup.Active, QPalette.ColorGroup.Disabled), pairs):
        measured = contrast(palette.color(group, text).name(), palette.color(group, ground).name())
        assert measured >= TEXT, (group, text, ground)


@pytest.mark.parametrize("look", LOOKS)
def test_each_kind_of_button_and_band_can_be_read_in_every_state(theme: Theme, look: dict[str, bool]) -> None:
    theme.apply(**look)
    pairs = [(ground, text) for ground, text, _ in band._KINDS.values()]
    for *fills, _edge, _hover_edge, text in button._KINDS.values():
        pairs += [(fill, text) for fill in fills if fill] or [(ground, text) for ground in ("sheet", "canvas")]
    for ground, text in pairs:
        assert contrast(theme.color(text).name(), theme.color(ground).name()) >= TEXT, (text, ground)


@pytest.mark.parametrize("look", LOOKS)
def test_the_edges_of_buttons_and_the_ring_of_the_focus_can_be_seen(theme: Theme, look: dict[str, bool]) -> None:
    theme.apply(**look)
    edges = {edge for _, _, _, *both, _ in button._KINDS.values() for edge in both if edge}
    ring = "gold" if look["dark"] else "ink"
    for token, ground in product((*edges, "petrol", "ink2", ring), ("sheet", "canvas")):
        assert contrast(theme.color(token).name(), theme.color(ground).name()) >= CONTROL, (token, ground)


@pytest.mark.parametrize(("ground", "text"), [("#000000", "#ffffff"), ("#ffffff", "#000000"), ("#202020", "#ffff00")])
def test_high_contrast_takes_the_colours_of_the_system(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, theme: Theme, ground: str, text: str
) -> None:
    monkeypatch.setattr("companion.ui.theme.system_palette", lambda _app: tones(ground, text))
    theme.apply(dark=False, contrast=True)
    assert qapp.palette().color(Role.Window).name() == ground
    unreadable = [pair for pair in READ if contrast(*(theme.color(token).name() for token in pair)) < 7]
    assert unreadable == []
    assert {theme.color(token).name() for token in LIGHT} == {ground, text}


def test_high_contrast_has_thicker_borders(colorless: Theme) -> None:
    assert colorless.border == 2
    colorless.apply(dark=False)
    assert colorless.border == 1.25


def test_high_contrast_follows_the_system_when_it_changes_its_colours(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, theme: Theme
) -> None:
    for ground, text in (("#000000", "#ffff00"), ("#ffffff", "#000000")):
        monkeypatch.setattr("companion.ui.theme.system_palette", lambda _app, pair=(ground, text): tones(*pair))
        theme.apply(dark=False, contrast=True)
        assert (theme.color("sheet").name(), theme.color("ink").name()) == (ground, text)


def test_the_colours_of_the_system_are_not_ours(qapp: QApplication, theme: Theme) -> None:
    theme.apply(dark=True, private=True)
    theme.apply(dark=True, private=True, contrast=True)
    assert qapp.palette().color(Role.Window).name().upper() not in (DARK["dusk-canvas"], DARK["canvas"])
    assert theme.color("ink") == qapp.palette().color(Role.Text)


def test_a_change_is_told_once_when_it_is_done(qtbot: QtBot, theme: Theme) -> None:
    seen: list[bool] = []
    theme.changed.connect(lambda: seen.append(theme.dark))
    theme.apply(dark=True)
    assert seen == [True]


@given(px=st.integers(6, 60), role=st.sampled_from(sorted(ROLES)))
def test_text_follows_the_size_the_system_has_and_is_never_smaller_than_ours(
    qapp: QApplication, px: int, role: str
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        font = sized(qapp, patch, px).font(role)
    assert font.pixelSize() >= max(13, ROLES[role][0])
    assert font.pixelSize() == pytest.approx(ROLES[role][0] * max(1, px / 12), abs=1)
    assert font.weight() == ROLES[role][1]


def test_lengths_grow_with_the_text(large: Theme) -> None:
    assert [large.px(length) for length in (0, 1, 44, 22.5)] == [0, 2, 88, 45]


def test_callers_cannot_change_the_fonts_of_others(theme: Theme) -> None:
    theme.font("body").setPixelSize(99)
    assert theme.font("body").pixelSize() < 99


def test_an_unknown_token_is_a_mistake(theme: Theme) -> None:
    with pytest.raises(KeyError):
        theme.color("mauve")


def test_text_that_grows_while_the_app_runs_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme = sized(qapp, monkeypatch, 12)
    before, length = theme.font("body").pixelSize(), theme.px(10)
    sized(qapp, monkeypatch, 24)  # the system's answer from now on
    assert (theme.font("body").pixelSize(), theme.px(10)) == (before, length)
    theme.apply(dark=False)
    assert (theme.font("body").pixelSize(), theme.px(10)) == (2 * before, 2 * length)
    assert qapp.font().pixelSize() == 2 * before
