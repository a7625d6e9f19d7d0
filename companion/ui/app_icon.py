"""The app's mark as an icon: without one a tray shows no notification, and a window none in the task bar."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap

from companion.ui.paint import logo
from companion.ui.theme import Theme

_PX = 64


def app_icon(theme: Theme) -> QIcon:
    """The mark, in the colours of ``theme``."""
    pixmap = QPixmap(_PX, _PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    logo(painter, theme, QRectF(pixmap.rect()))
    painter.end()
    return QIcon(pixmap)
