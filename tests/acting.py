"""What the tests of pages and dialogs share: how a person looks at a window and acts on it, and hears it read out."""

from types import SimpleNamespace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.theme import Theme

W = TypeVar("W", bound=QWidget)


def light() -> Theme:
    """The light look."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = Theme(app)
    theme.apply(dark=False)
    return theme


def shown(qtbot: QtBot, widget: W, width: int = 1000, height: int = 760) -> W:
    """A window of this size before the person, with the keyboard on it; a dialog has its own size."""
    qtbot.addWidget(widget)
    if not isinstance(widget, QDialog):
        widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


def seen(widget: QWidget) -> list[str]:
    """What stands there to read, labels and buttons, in the order in which they were put there."""
    found = [each for each in widget.findChildren(QWidget) if isinstance(each, QLabel | QAbstractButton)]
    return [each.text() for each in found if each.isVisible() and each.text()]


def name(button: QAbstractButton) -> str:
    """What a screen reader calls it."""
    return button.accessibleName() or button.text()


def buttons(widget: QWidget) -> dict[str, QAbstractButton]:
    """The buttons that can be seen, by name."""
    return {name(each): each for each in widget.findChildren(QAbstractButton) if each.isVisible()}


def press(qtbot: QtBot, widget: QWidget, called: str) -> None:
    """Press a button with the mouse, where it can be seen and is not greyed out."""
    button = buttons(widget)[called]
    assert button.isEnabled(), called
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def listen(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a screen reader is told from now on."""
    heard: list[str] = []
    reader = SimpleNamespace(isActive=lambda: True, updateAccessibility=lambda event: heard.append(event.message()))
    monkeypatch.setattr("companion.ui.announce.QAccessible", reader)
    return heard
