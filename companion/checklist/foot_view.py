"""The foot of Today: what to do first, the way out, and Join, which is never dead."""

from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.theme import Theme
from companion.words import say


class JoinText(NamedTuple):
    """What the foot says: ``label`` over ``words`` (``short`` where there is little room), the button, its ``note``.

    ``blocked``: something is missing.
    """

    label: str
    words: str
    button: str
    note: str
    blocked: bool
    short: str = ""


class JoinButton(Button):
    """The way into the call. It stays enabled: blocked, it leads to what is missing."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, say("today.join.zoom"), "primary", "open")
        self._blocked = False
        self.setObjectName("join")

    @property
    def blocked(self) -> bool:
        """Whether something is missing."""
        return self._blocked

    def show_join(self, text: JoinText) -> None:
        """Show the state."""
        self._blocked = text.blocked
        self.setText(text.button)
        self.set_note(text.note)
        self.set_kind("blocked" if text.blocked else "primary", "lock" if text.blocked else "open")


class JoinFoot(QHBoxLayout):
    """Signals: ``join_wanted``, ``declined`` (the person does not want to join today)."""

    join_wanted = Signal()
    declined = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._text: JoinText | None = None
        self._narrow = False
        self._label = Label(theme, "", "small", "ink2")
        self._words = Label(theme, "", "strong")
        self.decline = Button(theme, say("today.join.decline"), "quiet")
        self.decline.clicked.connect(self.declined)
        self.join = JoinButton(theme)
        self.join.clicked.connect(self.join_wanted)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addWidget(self._label)
        column.addWidget(self._words)
        column.addStretch(1)
        self.addLayout(column, 1)
        self.addWidget(self.decline)
        self.addWidget(self.join)
        self.setSpacing(8)

    def show_text(self, text: JoinText, *, may_decline: bool) -> None:
        """Show the state."""
        self._text = text
        self._label.setText(text.label)
        self._show_words()
        self.join.show_join(text)
        self.decline.setVisible(may_decline)

    def set_shape(self, *, narrow: bool, compact: bool) -> None:
        """Narrow: fewer words. Compact: the buttons only, as each line is dear."""
        self._narrow = narrow
        self._label.setVisible(not compact)
        self._words.setVisible(not compact)
        self._show_words()

    def _show_words(self) -> None:
        if self._text is not None:
            self._words.setText(self._text.short if self._narrow and self._text.short else self._text.words)
