"""What stands on a page to be read: labels, facts, bands, the empty seat."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.band import Band
from companion.ui.button import Button
from companion.ui.empty_seat import EmptySeat
from companion.ui.facts import Fact
from companion.ui.label import Label
from companion.ui.theme import Theme
from companion.words import say
from tests.ui.looking import (
    LONG_NAME,
    count,
    difference,
    picture,
    places,
    settle,
    shown,
    spoken,
    without_focus,
)

MARKUP = "<b>Ann</b> &amp; <img src=x>"


def test_words_from_outside_are_never_read_as_markup(qtbot: QtBot, theme: Theme) -> None:
    """A name or a rule of a partner is shown as it was written."""
    label = shown(qtbot, Label(theme, MARKUP), 600)
    assert spoken(label).name == MARKUP
    plain = shown(qtbot, Label(theme, "Ann &amp;"), 600)
    assert count(picture(label), theme.color("ink")) > count(picture(plain), theme.color("ink"))


@pytest.mark.parametrize("text", ["Tom & Ann", "Tom &Ann"])
def test_an_ampersand_stays_a_word(qtbot: QtBot, theme: Theme, text: str) -> None:
    label = shown(qtbot, Label(theme, text, wrap=False))
    assert abs(label.width() - label.fontMetrics().horizontalAdvance(text)) <= 2
    assert max(point.x() for point in places(picture(label), theme.color("ink"))) > label.width() - 10


def test_a_label_changes_its_colour_and_its_size_when_told(qtbot: QtBot, theme: Theme) -> None:
    label = shown(qtbot, Label(theme, "Two things left", "body"), 300)
    low = label.heightForWidth(300)
    label.set_role("heading")
    label.set_token("brick")
    assert label.heightForWidth(300) > low
    label.resize(300, 60)
    assert count(picture(label), theme.color("brick")) > 50
    theme.apply(dark=True)
    assert count(picture(label), theme.color("brick")) > 50


def test_a_label_that_may_not_wrap_is_as_wide_as_its_words(qtbot: QtBot, theme: Theme) -> None:
    label, wrapping = Label(theme, LONG_NAME, wrap=False), Label(theme, LONG_NAME)
    for each in (label, wrapping):
        qtbot.addWidget(each)
    assert label.minimumSizeHint().width() > 400
    assert wrapping.minimumSizeHint().width() < 100


def test_a_broken_word_is_read_out_whole(qtbot: QtBot, theme: Theme) -> None:
    label = shown(qtbot, Label(theme, LONG_NAME), 120)
    assert label.height() > 3 * label.fontMetrics().height()
    assert label.text() == spoken(label).name == LONG_NAME


def test_the_place_of_a_label_is_kept_when_its_words_break(qtbot: QtBot, theme: Theme) -> None:
    label = shown(qtbot, Label(theme, LONG_NAME), 130, 300)
    tops = []
    for place in (Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignBottom):
        label.setAlignment(place)
        tops.append(places(picture(label), theme.color("ink"))[0].y())
    assert tops[0] < 20
    assert tops[1] > 100


def test_a_fact_says_something_else_when_told(qtbot: QtBot, theme: Theme) -> None:
    fact = shown(qtbot, Fact(theme, "person", "Your coordinator", "Ask about anything"), 400)
    assert fact.words == "Your coordinator Ask about anything"
    fact.set_words("Nobody yet")
    settle(qtbot)
    assert fact.words == "Nobody yet"
    assert [each.text() for each in fact.findChildren(QLabel) if each.isVisible()] == ["Nobody yet"]
    fact.set_words("Sam", "Mondays")
    assert [each.text() for each in fact.findChildren(QLabel) if each.isVisible()] == ["Sam", "Mondays"]


@pytest.mark.parametrize(
    ("make", "token"),
    [
        (lambda theme, words: Fact(theme, "person", words), "ink2"),
        (lambda theme, words: Band(theme, "private", words, ""), "dusk"),
    ],
    ids=["fact", "band"],
)
def test_an_icon_is_not_under_the_words(
    qtbot: QtBot, any_size: Theme, make: Callable[[Theme, str], QWidget], token: str
) -> None:
    bare, told = (shown(qtbot, make(any_size, words), 500) for words in ("", "Your coordinator"))
    icon = [point.x() for point in places(picture(bare), any_size.color(token))]
    assert icon
    assert max(icon) < told.findChildren(QLabel)[0].x()


def test_the_control_of_a_fact_stands_at_its_right_and_works(qtbot: QtBot, theme: Theme) -> None:
    button = Button(theme, "Show", small=True)
    fact = shown(qtbot, Fact(theme, "file", "Record", "Of Tuesday", button), 500)
    assert button.x() > max(each.geometry().right() for each in fact.findChildren(QLabel))
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_band_is_read_in_order_and_its_button_acts(qtbot: QtBot, theme: Theme) -> None:
    band = shown(qtbot, Band(theme, "private", "Private session", "Nothing is saved.", "End and forget"), 900)
    heard = QAccessible.queryAccessibleInterface(band)
    names = [heard.child(index).text(QAccessible.Text.Name) for index in range(heard.childCount())]
    assert names == ["Private session", "Nothing is saved.", "End and forget"]
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        with qtbot.waitSignal(band.acted):
            qtbot.keyClick(band.findChildren(Button)[0], key)


def test_a_band_says_something_else_with_another_way_on(qtbot: QtBot, theme: Theme) -> None:
    band = shown(qtbot, Band(theme, "info", "", "Moved"), 600)
    button = band.findChildren(Button)[0]
    assert not button.isVisible()
    band.set_text("Moved here", "Undo")
    assert (band.text, button.text(), button.isVisible()) == ("Moved here", "Undo", True)
    band.set_text("Moved there")
    assert (band.text, button.text(), button.isVisible()) == ("Moved there", "Undo", True)
    band.set_text("Done", "")
    assert not button.isVisible()


def test_each_kind_of_band_has_an_icon_of_its_own(qtbot: QtBot, colorless: Theme) -> None:
    kinds = ("private", "warn", "info", "good", "danger")
    pictures = [picture(shown(qtbot, Band(colorless, kind, "", "Words"), 400)) for kind in kinds]
    for index, one in enumerate(pictures):
        assert all(difference(one, other) > 20 for other in pictures[index + 1 :])


def test_a_band_with_large_text_still_lets_the_window_be_narrow(qtbot: QtBot, any_size: Theme) -> None:
    words = "Shared computer. Nothing is saved. Close the window and it is all gone."
    band = shown(qtbot, Band(any_size, "private", "Private session", words, "End and forget"), 480)
    settle(qtbot)
    assert band.width() == 480
    for part in (*band.findChildren(Label), *band.findChildren(Button)):
        assert band.rect().contains(part.geometry()), part
    assert not any(part.height() < part.heightForWidth(part.width()) for part in band.findChildren(Label))


def test_a_wide_band_is_one_line(qtbot: QtBot, theme: Theme) -> None:
    band = shown(qtbot, Band(theme, "warn", "Look", "There is a rule you cannot keep.", "Show"), 900)
    settle(qtbot)
    words, button = band.findChildren(Label)[1], band.findChildren(Button)[0]
    assert words.geometry().right() < button.x()
    assert band.heightForWidth(900) < 70


def test_an_empty_seat_tells_what_it_means(qtbot: QtBot, theme: Theme) -> None:
    seat = shown(qtbot, EmptySeat(theme, "camera", "No camera"), 400)
    before = picture(seat)
    assert spoken(seat).name == "No camera"
    seat.set_icon("camera-off", "The camera is off")
    assert spoken(seat).name == "The camera is off"
    assert difference(before, picture(seat)) > 20


def test_an_empty_seat_is_level_and_even(qtbot: QtBot, theme: Theme) -> None:
    seat = without_focus(shown(qtbot, EmptySeat(theme, "camera"), 401, 201))
    line = {point.x() for point in places(picture(seat), theme.color("edge")) if point.y() == 100}
    assert min(line) < 60 and max(line) > 340
    assert {400 - x for x in line if x < 120} == {x for x in line if x > 280}


def test_a_band_that_may_be_closed_says_which_and_can_be_closed(qtbot: QtBot, theme: Theme) -> None:
    band = shown(qtbot, Band(theme, "warn", "", "This was not saved.", closable=True), 900)
    (close,) = (each for each in band.findChildren(Button) if each.isVisible())
    assert close.accessibleName() == say("frame.close_band", text="This was not saved.")
    with qtbot.waitSignal(band.closed):
        qtbot.keyClick(close, Qt.Key.Key_Space)
