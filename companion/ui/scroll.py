"""A scroll area that looks like the sheet it lies on."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QStyle, QStyleOptionSlider, QWidget

from companion.ui.paint import begin, box
from companion.ui.theme import Theme

_WIDTH = 12


class _Bar(QScrollBar):
    """A slim bar: only its handle is drawn."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._theme = theme
        self.setFixedWidth(_WIDTH)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)

    def paintEvent(self, _event: QPaintEvent) -> None:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_ScrollBarSlider
        handle = QRectF(self.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, self))
        painter = begin(self)
        token = "ink2" if self.underMouse() or self.isSliderDown() else "edge"
        box(painter, handle.adjusted(3, 2, -3, -2), 3, self._theme.color(token))
        painter.end()


class ScrollArea(QScrollArea):
    """Scrolls ``content`` up and down; never sideways, because words wrap."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self.setVerticalScrollBar(_Bar(theme))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(content)
        self.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
