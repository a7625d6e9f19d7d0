"""How the tests of the widgets look at them: as a person does, and as a screen reader does."""

from collections.abc import Callable
from typing import NamedTuple, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

W = TypeVar("W", bound=QWidget)
FINGER = 32  # the smallest target, in px
LONG_NAME = "W" * 40  # the longest nickname there may be, and the widest


class Spoken(NamedTuple):
    """What a screen reader says of a widget."""

    role: QAccessible.Role
    name: str
    description: str


def shown(qtbot: QtBot, widget: W, width: int = 0, height: int = 0) -> W:
    """A widget alone in the window in front, as wide as asked and as high as it then needs."""
    qtbot.addWidget(widget)
    width = width or widget.sizeHint().width()
    natural = widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
    widget.resize(width, height or natural)
    widget.show()
    widget.activateWindow()
    qtbot.waitUntil(widget.isActiveWindow)
    return widget


class Room(QWidget):
    """A window with a button above a widget; the button has the focus."""

    def __init__(self, qtbot: QtBot, widget: QWidget, width: int = 420) -> None:
        super().__init__()
        self.other = QPushButton("Other")
        column = QVBoxLayout(self)
        column.addWidget(self.other)
        column.addWidget(widget)
        shown(qtbot, self, width)
        self.other.setFocus()
        qtbot.waitUntil(self.other.hasFocus)


def control(widget: QWidget) -> QWidget:
    """The part of a widget that takes the focus."""
    parts = [widget, *widget.findChildren(QWidget)]
    return next(each for each in parts if each.focusPolicy() & Qt.FocusPolicy.TabFocus and not each.isHidden())


def without_focus(widget: W) -> W:
    """The same widget, the keyboard elsewhere."""
    widget.clearFocus()
    for each in widget.findChildren(QWidget):
        each.clearFocus()
    return widget


def spot(widget: QWidget, part: QWidget) -> QRect:
    """Where a part stands in a widget."""
    return QRect(part.mapTo(widget, QPoint()), part.size())


def focused() -> QWidget:
    """What the keyboard is on."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def picture(widget: QWidget) -> QImage:
    """What is painted."""
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)


def count(image: QImage, *colors: QColor) -> int:
    """How many pixels have one of these colours."""
    data = _numbers(image)
    return sum(data.count(color.rgb()) for color in colors)


def places(image: QImage, color: QColor) -> list[QPoint]:
    """Where a colour is, row by row."""
    wanted, width = color.rgb(), image.width()
    return [QPoint(at % width, at // width) for at, value in enumerate(_numbers(image)) if value == wanted]


def difference(one: QImage, other: QImage) -> int:
    """How many pixels differ; all of them, if the sizes do."""
    if one.size() != other.size():
        return max(one.width() * one.height(), other.width() * other.height())
    return sum(a != b for a, b in zip(_numbers(one), _numbers(other), strict=True))


def _numbers(image: QImage) -> list[int]:
    pixels: list[int] = memoryview(image.convertToFormat(QImage.Format.Format_RGB32).constBits()).cast("I").tolist()
    return pixels


def spoken(thing: QObject) -> Spoken:
    """What a screen reader says of it."""
    heard = QAccessible.queryAccessibleInterface(thing)
    return Spoken(heard.role(), heard.text(QAccessible.Text.Name), heard.text(QAccessible.Text.Description))


def luminance(color: str) -> float:
    """How light a colour is, as WCAG 2.2 measures it."""
    channels = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class Paints(QObject):
    """Counts how often a widget or one of its parts is painted, from now on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        for each in (widget, *widget.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint
        return False


def settle(qtbot: QtBot, done: Callable[[], bool] = lambda: True) -> None:
    """Let what is waiting happen: layouts, paints, deletions."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    qtbot.waitUntil(done)
