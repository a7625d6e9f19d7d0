"""The level bars: what is painted is what the microphone hears."""

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.sound.panel_view import LevelBars, SoundPanel
from companion.ui.theme import Theme
from companion.words import say
from tests.acting import light, press, shown
from tests.sound.fakes import Desk


@pytest.fixture(params=[False, True], ids=["light", "dark"])
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    theme = light()
    theme.apply(dark=request.param)
    return theme


def heights(bars: LevelBars, theme: Theme) -> list[int]:
    """How many lines of each bar are drawn in the colour of sound, from left to right."""
    picture, step = bars.grab().toImage(), bars.width() / 24
    columns = [int((index + 0.4) * step) for index in range(24)]
    sound = theme.color("petrol")
    return [sum(picture.pixelColor(x, y) == sound for y in range(picture.height())) for x in columns]


def test_bars_are_higher_the_louder_and_newest_at_the_right(theme: Theme, qtbot: QtBot) -> None:
    bars = shown(qtbot, LevelBars(theme), 240, 40)
    assert heights(bars, theme) == [0] * 24
    for level in (0.2, 0.6, 1.0):
        bars.add(level)
    *rest, low, middle, high = heights(bars, theme)
    assert rest == [0] * 21
    assert 3 < low < middle < high <= 40
    for _ in range(23):
        bars.add(0)
    assert [height > 0 for height in heights(bars, theme)] == [True, *[False] * 23]


def test_bars_follow_the_microphone_and_are_empty_when_nobody_listens(desk: Desk, qtbot: QtBot) -> None:
    panel = shown(qtbot, SoundPanel(light(), desk.check), 420, 560)
    bars, theme = panel.findChild(LevelBars), light()
    assert bars is not None
    press(qtbot, panel, say("sound.listen"))
    desk.say(4)
    assert sum(height > 3 for height in heights(bars, theme)) > 12
    desk.microphone.bring(np.zeros(5 * 16_000, np.float32))
    assert heights(bars, theme) == [0] * 24
    desk.say()
    press(qtbot, panel, say("sound.stop"))
    assert heights(bars, theme) == [0] * 24


def test_bars_that_are_quiet_are_dots_and_not_nothing(theme: Theme, qtbot: QtBot) -> None:
    bars = shown(qtbot, LevelBars(theme), 240, 40)
    picture = bars.grab().toImage()
    assert picture.pixelColor(4, 20) == theme.color("edge")
    assert picture.pixelColor(4, 10) != theme.color("edge")
