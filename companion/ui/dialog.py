"""Dialogs of one shape: a question as heading, a sentence, a body, buttons that say what happens. Esc closes."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeySequence, QPaintEvent, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from companion.ui.button import Button
from companion.ui.frame import Frame
from companion.ui.label import Label
from companion.ui.paint import begin
from companion.ui.scroll import ScrollArea
from companion.ui.theme import Theme


def ask_for_help(above: QWidget) -> None:
    """F1 in a window above the main one: Help now opens over it, and what was typed stays."""
    parent = above.parentWidget()
    frame = parent.window() if parent is not None else None
    if isinstance(frame, Frame):
        frame.help_wanted.emit(above)


class Dialog(QDialog):
    """A sheet above the window. Fill ``body``; add buttons from the safest to the one that does it."""

    def __init__(self, theme: Theme, heading: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setWindowTitle(heading)
        self.setModal(True)
        self._heading = Label(theme, heading, "medium")
        self._sentence = Label(theme, sentence, "body", "ink2")
        self.body, self._buttons = QVBoxLayout(), QHBoxLayout()
        self.body.setSpacing(8)
        self._content = QWidget()
        self._build()
        self._sentence.setVisible(bool(sentence))
        room = self.screen().availableSize().width() * 9 // 10
        self.setMinimumWidth(min(theme.px(360), room))
        self.resize(min(theme.px(520), room), 100)
        self._sized = False
        QShortcut(QKeySequence("F1"), self).activated.connect(lambda: ask_for_help(self))

    def ask(self) -> bool:
        """Show it and wait. True where the person went on; False where they closed it or went back."""
        parent = self.parentWidget()
        before = parent.window().focusWidget() if parent is not None else None
        accepted = self.exec() == QDialog.DialogCode.Accepted
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        return accepted

    def add_button(self, text: str, kind: str = "secondary", icon_name: str = "") -> Button:
        """Add a button at the right end and return it."""
        button = Button(self.theme, text, kind, icon_name)
        self._buttons.addWidget(button)
        if kind in ("primary", "danger-fill"):
            button.setDefault(True)
        return button

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the words need, as far as the screen goes."""
        if not self._sized:
            self._sized = True
            self.fit()
        super().showEvent(event)

    def fit(self) -> None:
        """As high as the words need now."""
        needed = self._content.heightForWidth(self.width() - 24) + self._buttons.sizeHint().height() + 8
        self.resize(self.width(), min(needed, self.screen().availableSize().height() * 9 // 10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons whose words do not fit beside each other stand one below the other."""
        super().resizeEvent(event)
        self._buttons.setDirection(QBoxLayout.Direction.LeftToRight)
        if self._buttons.minimumSize().width() > self.width():
            self._buttons.setDirection(QBoxLayout.Direction.TopToBottom)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        painter = begin(self)
        painter.fillRect(QRectF(self.rect()), self.theme.color("sheet"))
        painter.end()

    def _build(self) -> None:
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(20, 16, 20, 4)
        inside.setSpacing(8)
        inside.addWidget(self._heading)
        inside.addWidget(self._sentence)
        inside.addLayout(self.body)
        inside.addStretch(1)
        scroll = ScrollArea(self.theme, self._content)
        self._buttons.setContentsMargins(16, 8, 16, 12)
        self._buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll, 1)
        layout.addLayout(self._buttons)
