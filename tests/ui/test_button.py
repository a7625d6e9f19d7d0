from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from companion.ui.button import Button
from companion.ui.theme import Theme


def shown(qtbot: QtBot, button: Button) -> Button:
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    return button


def picture(button: Button) -> QImage:
    return button.grab().toImage()


def test_it_is_at_least_as_high_as_a_finger(qtbot: QtBot, theme: Theme) -> None:
    for small in (False, True):
        button = Button(theme, "Copy", small=small)
        qtbot.addWidget(button)
        assert button.sizeHint().height() - 8 >= 32
        assert button.sizeHint().width() - 8 >= 32


def test_longer_words_make_a_wider_button(qtbot: QtBot, theme: Theme) -> None:
    short, long = Button(theme, "Copy"), Button(theme, "Copy a message for the other person")
    qtbot.addWidget(short)
    qtbot.addWidget(long)
    assert long.sizeHint().width() > short.sizeHint().width() + 100
    assert long.minimumSizeHint() == long.sizeHint()


def test_the_second_line_is_read_out_and_makes_room(qtbot: QtBot, theme: Theme) -> None:
    button = shown(qtbot, Button(theme, "Join Zoom", "blocked", "lock"))
    before = button.sizeHint().height()
    button.set_note("2 things first")
    assert button.accessibleDescription() == "2 things first"
    assert button.sizeHint().height() > before


def test_every_kind_looks_different(qtbot: QtBot, theme: Theme) -> None:
    kinds = ("primary", "secondary", "quiet", "danger", "danger-fill", "private", "blocked")
    pictures = []
    for kind in kinds:
        button = shown(qtbot, Button(theme, "Go", kind))
        button.clearFocus()
        pictures.append(picture(button))
    assert all(one != other for i, one in enumerate(pictures) for other in pictures[i + 1 :])


def test_focus_shows_as_a_ring(qtbot: QtBot, theme: Theme) -> None:
    button = shown(qtbot, Button(theme, "Go"))
    button.activateWindow()
    button.clearFocus()
    without = picture(button)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(button.hasFocus)
    assert picture(button) != without


def test_done_is_said_and_then_the_button_says_again_what_it_does(qtbot: QtBot, theme: Theme) -> None:
    button = shown(qtbot, Button(theme, "Copy all", "primary", "copy"))
    button.show_done("Copied")
    button.show_done("Copied")
    assert button.text() == "Copied"
    qtbot.waitUntil(lambda: button.text() == "Copy all", timeout=6000)


def test_it_follows_the_theme_live(qtbot: QtBot, theme: Theme) -> None:
    button = shown(qtbot, Button(theme, "Go", "primary"))
    light = picture(button)
    theme.apply(dark=True)
    assert picture(button) != light
