"""The line above the list: how many checks, what the two marks mean, and undo."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.paint import begin, mark
from companion.ui.theme import Theme
from companion.words import say


class Legend(QWidget):
    """Words at the left, the key to the marks at the right, "Undo" between them while there is something to undo."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text = Label(theme, "", "small", "ink2")
        self.undo = Button(theme, say("today.undo"), "quiet", "undo", small=True)
        self.undo.hide()
        self._key = _Key(theme)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 0, 12, 0)
        layout.setSpacing(8)
        layout.addWidget(self._text, 1)
        layout.addWidget(self.undo)
        layout.addWidget(self._key)

    def show_key(self, shown: bool) -> None:
        """The key takes its whole width; in a very narrow window the marks must do without it."""
        self._key.setVisible(shown)

    def set_text(self, text: str) -> None:
        """Say how many checks there are."""
        self._text.setText(text)

    def set_undo(self, what: str) -> None:
        """Offer to take ``what`` back; "" offers nothing."""
        self.undo.setVisible(bool(what))
        self.undo.setAccessibleName(say("today.undo_named", what=what) if what else say("today.undo"))


class _Key(QWidget):
    """Viewfinder corners: this computer. Filled square: you."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries = (("by_computer", say("today.by_computer")), ("by_person", say("today.by_person")))
        self.setAccessibleName(". ".join(words for _, words in self._entries))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("small"))
        return QSize(sum(metrics.horizontalAdvance(words) + 40 for _, words in self._entries), self._theme.px(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, left, side = begin(self), 4.0, self._theme.px(18)
        metrics = QFontMetrics(self._theme.font("small"))
        painter.setFont(self._theme.font("small"))
        for state, words in self._entries:
            mark(painter, self._theme, QRectF(left, (self.height() - side) / 2, side, side), state)
            painter.setPen(self._theme.color("ink2"))
            width = metrics.horizontalAdvance(words) + 4
            area = QRectF(left + side + 6, 0, width, self.height())
            painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), words)
            left += side + width + 14
        painter.end()
