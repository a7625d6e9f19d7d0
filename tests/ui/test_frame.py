from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from companion.ui.frame import Frame
from companion.ui.tokens import DARK, LIGHT


def frame(qtbot: QtBot, *, dark: bool = False, private: bool = False) -> Frame:
    made = Frame(dark=dark, private=private)
    qtbot.addWidget(made)
    made.resize(1120, 680)
    return made


def ground(made: Frame) -> str:
    return made.grab().toImage().pixelColor(4, 4).name().upper()


def test_the_first_paint_is_told_once(qtbot: QtBot) -> None:
    made = frame(qtbot)
    told: list[bool] = []
    made.first_painted.connect(lambda: told.append(True))
    with qtbot.waitSignal(made.first_painted):
        made.show()
    made.repaint()
    assert told == [True]


def test_it_has_the_canvas_of_its_theme_before_anything_else_is_known(qtbot: QtBot) -> None:
    assert ground(frame(qtbot)) == LIGHT["canvas"]
    assert ground(frame(qtbot, dark=True)) == DARK["canvas"]
    assert ground(frame(qtbot, private=True)) == LIGHT["dusk-canvas"]


def test_its_content_fills_it(qtbot: QtBot) -> None:
    made = frame(qtbot)
    content = QLabel("Today")
    made.set_content(content)
    made.show()
    qtbot.waitUntil(lambda: content.size() == made.size())


def test_closing_and_coming_to_the_front_are_told(qtbot: QtBot) -> None:
    made = frame(qtbot)
    with qtbot.waitSignal(made.activated):
        made.show()
        made.activateWindow()
    with qtbot.waitSignal(made.closing):
        made.close()


def test_another_text_size_of_the_system_is_told(qtbot: QtBot) -> None:
    made = frame(qtbot)
    made.show()
    with qtbot.waitSignal(made.look_changed):
        QApplication.sendEvent(made.windowHandle(), QEvent(QEvent.Type.ThemeChange))
