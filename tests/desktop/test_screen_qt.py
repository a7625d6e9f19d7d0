"""The screens Qt tells of, with stand-ins that come, go and change."""

from typing import Any

import pytest
from PySide6.QtCore import QObject, QRect, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.desktop.screen_qt import ScreenSource


class Screen(QObject):
    """1920 × 1080 with a task bar of 40."""

    availableGeometryChanged = Signal(QRect)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.room = QRect(0, 40, 1920, 1040)

    def availableGeometry(self) -> QRect:  # noqa: N802
        return self.room


class App(QObject):
    screenAdded = Signal(object)  # noqa: N815
    screenRemoved = Signal(object)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.plugged = [Screen()]

    def screens(self) -> list[Screen]:
        return self.plugged


@pytest.fixture
def app(qapp: QApplication) -> Any:
    return App()


def test_sizes_are_those_left_beside_the_task_bar(app: Any) -> None:
    """G08."""
    source = ScreenSource(app)
    assert source.look() == [(1920, 1040)]
    app.plugged.append(Screen())
    assert source.look() == [(1920, 1040), (1920, 1040)]


def test_it_tells_when_a_screen_comes_changes_and_goes(qtbot: QtBot, app: Any) -> None:
    source, later = ScreenSource(app), Screen()
    with qtbot.waitSignal(source.changed, timeout=1000):
        app.screenAdded.emit(later)
    with qtbot.waitSignal(source.changed, timeout=1000):
        later.availableGeometryChanged.emit(later.room)
    with qtbot.waitSignal(source.changed, timeout=1000):
        app.plugged[0].availableGeometryChanged.emit(later.room)
    with qtbot.waitSignal(source.changed, timeout=1000):
        app.screenRemoved.emit(later)


def test_a_real_screen_has_room(qapp: QApplication) -> None:
    assert all(min(size) > 0 for size in ScreenSource(qapp).look())
