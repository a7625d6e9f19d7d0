"""Tells assistive technology that a painted check box or radio button is as large as it is drawn.

Qt gives them the size of a plain label; a magnifier would then show the wrong place.
"""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

_WHOLE = (QStyle.SubElement.SE_CheckBoxClickRect, QStyle.SubElement.SE_RadioButtonClickRect)


class WholeRect(QProxyStyle):
    """The application's style, but for that one answer."""

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget) -> QRect:  # type: ignore[override]
        """The whole widget for the parts named above."""
        if element in _WHOLE:
            return widget.rect()
        return super().subElementRect(element, option, widget)
