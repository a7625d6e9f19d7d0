"""The look as values: colours, fonts, palette. Painters ask it; nothing else knows a colour."""

import sys
from functools import lru_cache

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from companion.ui.tokens import DARK, LIGHT, ROLES
from companion.ui.whole_rect import WholeRect

# The size system text has before anybody makes it larger; ours grows in step with theirs.
_USUAL_PX = 13 if sys.platform == "darwin" else 12

_PALETTE = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "sheet",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "ink2",
    QPalette.ColorRole.Button: "sheet",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.ToolTipBase: "sheet",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "petrol",
    QPalette.ColorRole.HighlightedText: "on-petrol",
    QPalette.ColorRole.Link: "petrol",
    QPalette.ColorRole.LinkVisited: "petrol",
    QPalette.ColorRole.Light: "sheet",
    QPalette.ColorRole.Midlight: "sunken",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "edge",
    QPalette.ColorRole.Shadow: "edge",
    QPalette.ColorRole.Accent: "petrol",
}

# Where the system asks for high contrast, its own palette speaks for our tokens.
_SYSTEM = {
    "canvas": QPalette.ColorRole.Window,
    "dusk-canvas": QPalette.ColorRole.Window,
    "sheet": QPalette.ColorRole.Base,
    "sunken": QPalette.ColorRole.Base,
    "petrol": QPalette.ColorRole.Highlight,
    "petrol-hover": QPalette.ColorRole.Highlight,
    "petrol-press": QPalette.ColorRole.Highlight,
    "on-petrol": QPalette.ColorRole.HighlightedText,
    "on-brick": QPalette.ColorRole.Base,
    "on-dusk": QPalette.ColorRole.Base,
}
_SYSTEM_SOFT = ("petrol-soft", "gold-soft", "good-soft", "brick-soft")


class Theme(QObject):
    """Colours and fonts of the moment.

    Attributes: ``dark``, ``private`` (the violet canvas of a private session), ``contrast`` (system colours, thicker
    borders). Signal: ``changed``, after any of them did.
    """

    changed = Signal()

    def __init__(self, app: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.dark = False
        self.private = False
        self.contrast = False
        self._app = app
        self._whole_rect = WholeRect()
        self._system_palette = QPalette()
        self._read_font()

    def apply(self, *, dark: bool, private: bool = False, contrast: bool = False) -> None:
        """Take the look on: sets the application's palette and font and tells every painter."""
        self.dark, self.private, self.contrast = dark, private, contrast
        self._read_font()
        if contrast:
            self._system_palette = system_palette(self._app)
        self._app.setPalette(self._system_palette if contrast else self._build_palette())
        self._app.setFont(self.font("body"))
        self.changed.emit()

    def color(self, token: str) -> QColor:
        """The colour of a token (see ``tokens``)."""
        if token == "canvas" and self.private:
            token = "dusk-canvas"
        if self.contrast:
            return self._system_color(token)
        return QColor((DARK if self.dark else LIGHT)[token])

    def font(self, role: str) -> QFont:
        """The font of a text role, in the system's family and following its size."""
        return QFont(_font(self._font.family(), self._scale, *ROLES[role]))

    def size_as_drawn(self, widget: QWidget) -> None:
        """Let a painted check box or radio button count as large as it is drawn."""
        widget.setStyle(self._whole_rect)

    def px(self, length: float) -> int:
        """A length that grows with the text."""
        return round(length * self._scale)

    @property
    def border(self) -> float:
        """Width of a control's border in px."""
        return 2.0 if self.contrast else 1.25

    def _read_font(self) -> None:
        self._font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        self._scale = max(1.0, QFontInfo(self._font).pixelSize() / _USUAL_PX)

    def _system_color(self, token: str) -> QColor:
        if token in _SYSTEM_SOFT:
            return self._system_palette.color(QPalette.ColorRole.Base)
        return self._system_palette.color(_SYSTEM.get(token, QPalette.ColorRole.Text))

    def _build_palette(self) -> QPalette:
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(role, self.color(token))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.color("ink2"))
        return palette


def system_palette(app: QApplication) -> QPalette:
    """The system's own colours of just now: ours are taken off for it."""
    app.setPalette(QPalette())
    return QPalette(app.palette())


@lru_cache(maxsize=64)
def _font(family: str, scale: float, px: int, weight: int, spacing: float) -> QFont:
    font = QFont(family)
    font.setPixelSize(round(px * scale))
    font.setWeight(QFont.Weight(weight))
    font.setFeature(QFont.Tag("tnum"), 1)  # tabular figures: numbers do not dance as they count
    if spacing:
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, spacing * scale)
    return font
