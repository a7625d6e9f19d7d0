"""A band across the window: a private session, or something the person should know, with its way on."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from companion.ui.button import Button
from companion.ui.icons import paint_icon
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say

# kind: (ground, text, icon)
_KINDS = {
    "private": ("canvas", "dusk", "private"),
    "warn": ("gold-soft", "gold-text", "warn"),
    "info": ("petrol-soft", "ink", "info"),
    "good": ("good-soft", "good", "tick"),
    "danger": ("brick-soft", "brick", "stop"),
}

_BUTTON_AT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WIDE = 440  # from here on the words and the button stand beside each other


class Band(QWidget):
    """An icon, a strong word, a sentence, and one button.

    Signals: ``acted``, the button was pressed; ``closed``, it was read and may go (only where it is ``closable``).
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        theme: Theme,
        kind: str,
        title: str,
        text: str,
        action: str = "",
        parent: QWidget | None = None,
        *,
        closable: bool = False,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind = theme, kind
        token = _KINDS[kind][1]
        self._title = Label(theme, title, "strong", token, wrap=False)
        self._text = Label(theme, text, "body", "ink")
        self._button = Button(theme, action, "private" if kind == "private" else "secondary", small=kind != "private")
        self._button.clicked.connect(self.acted)
        # Stacked until it is known to be wide: beside each other the parts would not let the window narrow.
        self._row = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._row.setContentsMargins(theme.px(48), 6, 8, 6)
        self._row.setSpacing(12)
        self._row.addWidget(self._title)
        self._row.addWidget(self._text, 1)
        self._row.addWidget(self._button, 0, _BUTTON_AT)
        if closable:
            self._row.addWidget(self._make_close(), 0, _BUTTON_AT)
        # Only now that they have a parent: before, each would flash up as a window of its own.
        self._title.setVisible(bool(title))
        self._button.setVisible(bool(action))
        theme.changed.connect(self.update)

    def _make_close(self) -> Button:
        close = Button(self._theme, "", "quiet", "close", small=True)
        close.setAccessibleName(say("frame.close_band", text=self.text))
        close.clicked.connect(self.closed)
        return close

    def set_text(self, text: str, action: str | None = None) -> None:
        """Say something else."""
        self._text.setText(text)
        if action is not None:
            self._button.setText(action)
            self._button.setVisible(bool(action))

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text in a narrow window stands above the button."""
        super().resizeEvent(event)
        wide = self.width() >= self._theme.px(_WIDE)
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self._row.setSpacing(12 if wide else 4)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Ground and icon."""
        painter, (ground, token, icon) = begin(self), _KINDS[self._kind]
        if ground != "canvas":
            box(painter, QRectF(self.rect()), 12, self._theme.color(ground))
        side = self._theme.px(20)
        paint_icon(painter, icon, QRectF(16, (self.height() - side) / 2, side, side), self._theme.color(token))
        painter.end()
