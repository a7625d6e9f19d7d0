"""The window itself: an empty sheet at first paint, then home of everything else.

It imports as little of Qt as it can: the ``Qt`` namespace alone costs 16 ms, as much as the rest of this window.
"""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from companion.ui.tokens import DARK, LIGHT

_SMALLEST = (560, 320)
_RAIL, _GAP = 204, 8


class Frame(QWidget):
    """Signals: ``first_painted`` (once), ``activated`` (came to the front), ``closing``, ``view_changed`` (it was
    minimised or restored), ``look_changed`` (the system's text size or theme), ``help_wanted`` (F1 in a window above
    this one, which is given along).
    """

    first_painted = Signal()
    activated = Signal()
    closing = Signal()
    view_changed = Signal()
    look_changed = Signal()
    help_wanted = Signal(object)

    def __init__(self, *, dark: bool, private: bool) -> None:
        super().__init__()
        colors = DARK if dark else LIGHT
        self._painted = False
        self._sheet = QWidget(self)
        _fill(self, colors["dusk-canvas" if private else "canvas"])
        _fill(self._sheet, colors["sheet"])
        self.setMinimumSize(*_SMALLEST)

    def set_content(self, content: QWidget) -> None:
        """Fill the window."""
        self._sheet.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(content)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Qt has filled canvas and sheet; only the moment counts here."""
        if not self._painted:
            self._painted = True
            self.first_painted.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The empty sheet keeps its place."""
        super().resizeEvent(event)
        self._sheet.setGeometry(self.rect().adjusted(_RAIL, _GAP, -_GAP, -_GAP))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say so first."""
        self.closing.emit()
        super().closeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Tell when the window comes to the front."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            self.activated.emit()
        if event.type() == QEvent.Type.WindowStateChange:
            self.view_changed.emit()
        if event.type() == QEvent.Type.ThemeChange:
            self.look_changed.emit()


def _fill(widget: QWidget, color: str) -> None:
    """Let Qt fill ``widget``: a painter of our own would load the ``Qt`` namespace."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QColor(color))
    widget.setPalette(palette)
    widget.setAutoFillBackground(True)
