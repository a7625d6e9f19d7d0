"""Icons: single-colour drawings, tinted from the theme so that they follow it live."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QColor, QPainter
from PySide6.QtSvg import QSvgRenderer

from companion import resources


def paint_icon(painter: QPainter, name: str, box: QRectF, color: QColor) -> None:
    """Draw the icon ``name`` (a file of resources/icons) into ``box``."""
    _renderer(name, color.name()).render(painter, box)


@lru_cache(maxsize=128)
def _renderer(name: str, color: str) -> QSvgRenderer:
    drawing = resources.path("icons", f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
