"""For whoever is in a hurry on the first day: the safe settings at once, and the questions another time."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.paint import GUTTER
from companion.ui.theme import Theme
from companion.words import say


class Hurry(QWidget):
    """Signals: ``copy_wanted``, ``rest_later`` (every question that is left is asked another time)."""

    copy_wanted = Signal()
    rest_later = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._copy = Button(theme, say("setup.hurry.copy"), "secondary", "copy")
        self._rest = Button(theme, say("setup.hurry.later"), "quiet")
        self._copy.clicked.connect(self.copy_wanted)
        self._rest.clicked.connect(self.rest_later)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._copy)
        buttons.addWidget(self._rest)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 12, 8)
        title = Label(theme, say("setup.hurry.title"), "section")
        title.setContentsMargins(GUTTER, 0, 0, 0)  # in line with the edge of the button, not with its focus ring
        column.addWidget(title)
        column.addLayout(buttons)

    def offer(self, *, copy: bool, rest: bool) -> None:
        """What makes sense now."""
        self._copy.setVisible(copy)
        self._rest.setVisible(rest)
        self.setVisible(copy or rest)

    def show_copied(self) -> None:
        """They are on the clipboard."""
        self._copy.show_done(say("setup.hurry.copied"))
        announce(self, say("setup.hurry.copied_all"))
