"""Small answers under the preview: eye level, distance, middle, head; each a mark, a name and a word."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from companion.camera.showing import AspectText
from companion.ui.paint import begin, mark
from companion.ui.theme import Theme

_MARK = 22


class AspectView(QWidget):
    """One answer, read out as "Eye level. A little low"."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._text = theme, AspectText("", "", "looking")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_text(self, text: AspectText) -> None:
        """Say something else; nothing happens where it is the same."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(f"{text.name}. {text.word}")
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        """From the words."""
        name, word = (QFontMetrics(self._theme.font(role)) for role in ("small-strong", "small"))
        width = max(name.horizontalAdvance(self._text.name), word.horizontalAdvance(self._text.word))
        return QSize(self._theme.px(_MARK) + 12 + width, name.height() + word.height() + 4)

    def minimumSizeHint(self) -> QSize:
        """The same: its words are short."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Mark, name, word."""
        painter, theme, side = begin(self), self._theme, self._theme.px(_MARK)
        mark(painter, theme, QRectF(0, 2, side, side), self._text.mark)
        first = QFontMetrics(theme.font("small-strong")).height()
        left, width = side + 10, self.width() - side - 10
        painter.setFont(theme.font("small-strong"))
        painter.setPen(theme.color("ink"))
        painter.drawText(QRectF(left, 0, width, first), self._text.name)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("gold-text" if self._text.warn else "ink2"))
        painter.drawText(QRectF(left, first + 1, width, self.height() - first), self._text.word)
        painter.end()


class AspectsRow(QWidget):
    """All of them side by side, or two by two where there is little room."""

    def __init__(self, theme: Theme, names: tuple[str, ...]) -> None:
        super().__init__()
        self._views = {name: AspectView(theme) for name in names}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 4, 0, 4)
        self.set_narrow(False)

    def set_narrow(self, narrow: bool) -> None:
        """Two rows where there is little room."""
        columns = 2 if narrow else len(self._views)
        for index, view in enumerate(self._views.values()):
            self._grid.addWidget(view, index // columns, index % columns)

    def show_texts(self, texts: dict[str, AspectText]) -> None:
        """Show what holds now."""
        for name, text in texts.items():
            self._views[name].show_text(text)
