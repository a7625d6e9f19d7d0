"""What every page has: a question, the answer as its heading, a line below, a body that scrolls, a foot that stays."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.announce import announce
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme

MARGIN, MARGIN_NARROW = 32, 20
_BLEED = 16  # rows reach this far into the margin, so that their marks align with the heading


class Page(QWidget):
    """A sheet. Subclasses fill ``body`` and may fill ``side`` (right of the heading) and ``foot``.

    On a low window the head scrolls with the body (``set_shape``); the foot always stays. With ``widest`` (px at the
    usual text size) everything stands in a column in the middle that grows no wider.
    """

    def __init__(self, theme: Theme, question: str, widest: int = 0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self._widest = theme, theme.px(widest)
        self.narrow, self.compact = False, False
        self._question = Label(theme, question, "small", "ink2")
        self._heading = Label(theme, "", "heading")
        self._line = Label(theme, "", "body", "ink2")
        self._head, self.side = QWidget(), QVBoxLayout()
        self._head_row = QHBoxLayout(self._head)
        self._content, self.body, self.foot = QWidget(), QVBoxLayout(), QHBoxLayout()
        self._foot = _Foot(theme, self.foot)
        self._scroll = ScrollArea(theme, self._content)
        self._build()
        theme.changed.connect(self.update)

    def set_heading(self, heading: str, line: str = "") -> None:
        """Change the answer; a screen reader hears it once when it changes."""
        if heading != self._heading.text() and self._heading.text() and self.isVisible():
            announce(self, heading)
        self._heading.setText(heading)
        self._heading.setAccessibleName(heading)
        self._line.setText(line)
        self._line.setVisible(bool(line))

    @property
    def heading(self) -> str:
        """The answer the page gives now."""
        return self._heading.text()

    def focus_first(self) -> bool:
        """Put the keyboard where work begins: the first thing of the body that can be used, else of the head."""
        for part in (self._content, self._head):
            for each in part.findChildren(QWidget):
                if each.focusPolicy() & Qt.FocusPolicy.TabFocus and each.isVisibleTo(self) and each.isEnabled():
                    each.setFocus(Qt.FocusReason.OtherFocusReason)
                    return True
        return False

    def set_shape(self, *, narrow: bool, compact: bool) -> None:
        """Follow the window. Subclasses rearrange in ``on_shape_changed``."""
        self.narrow, self.compact = narrow, compact
        self._apply_shape()
        self.on_shape_changed()

    def _apply_shape(self) -> None:
        narrow, compact = self.narrow, self.compact
        self._heading.set_role("heading-narrow" if narrow else "heading")
        margin = MARGIN_NARROW if narrow else MARGIN
        top = 16
        if self._widest:
            margin, top = max(margin, (self.width() - self._widest) // 2), 16 if compact else 48
        self._head_row.setContentsMargins(margin, top, margin, 4)
        self.body.setContentsMargins(margin - _BLEED, 4, margin - _BLEED, 16)
        self.foot.setContentsMargins(margin, 8 if compact else 12, margin - 4, 8 if compact else 12)
        self._place_head(compact)
        self._foot.setVisible(self.foot.count() > 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A column in the middle moves with the width."""
        super().resizeEvent(event)
        if self._widest:
            self._apply_shape()

    def on_shape_changed(self) -> None:
        """Called after the shape changed; ``self.narrow`` and ``self.compact`` say how."""

    def on_shown(self) -> None:
        """Called each time the page comes into view."""

    def on_hidden(self) -> None:
        """Called each time it goes out of view."""

    def scroll_to(self, widget: QWidget) -> None:
        """Bring a widget into view."""
        self._scroll.ensureWidgetVisible(widget, 0, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The sheet with its round corners."""
        painter = begin(self)
        box(painter, QRectF(self.rect()), 16, self.theme.color("sheet"), self.theme.color("line"), 1)
        painter.end()

    def _build(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (self._question, self._heading, self._line):
            words.addWidget(label)
        words.addStretch(1)
        self._head_row.setSpacing(16)
        self._head_row.addLayout(words, 1)
        self._head_row.addLayout(self.side)
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self.body, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot)
        self.body.setSpacing(8)
        self._apply_shape()

    def _place_head(self, compact: bool) -> None:
        home = self._content.layout() if compact else self.layout()
        if self._head.parentWidget() is not (self._content if compact else self):
            focused: QWidget | None = self.window().focusWidget()
            home.insertWidget(0, self._head)  # type: ignore[union-attr]
            self._head.lower()  # the first child: a screen reader comes to it before the body
            if focused is not None and self._head.isAncestorOf(focused):
                focused.setFocus(Qt.FocusReason.OtherFocusReason)  # what moves loses it


class _Foot(QWidget):
    """The strip at the bottom that never scrolls away."""

    def __init__(self, theme: Theme, layout: QHBoxLayout) -> None:
        super().__init__()
        self._theme = theme
        layout.setSpacing(12)
        self.setLayout(layout)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = begin(self)
        area = QRectF(self.rect())
        painter.setClipRect(area)
        box(painter, area.adjusted(0, -20, 0, 0), 15, self._theme.color("sunken"))
        painter.fillRect(QRectF(0, 0, area.width(), 1), self._theme.color("line"))
        painter.end()
