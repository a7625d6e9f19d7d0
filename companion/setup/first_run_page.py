"""The first run: one question at a time, each can be left for later, and half-way is a place to go on from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.setup import steps
from companion.setup.rules_view import Rules, RulesPanel
from companion.setup.step_view import StepView
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.theme import Theme
from companion.words import say

_WIDEST = 760


class FirstRunPage(Page):
    """Walks through the steps that ``remaining`` names, asked again after each answer because answers change it.

    ``make`` builds a step's view; ``mark`` remembers that a step was answered (True) or left for later (False).
    Signals: ``finished``; ``private_wanted``, the person wants to keep nothing.
    """

    finished = Signal()
    private_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        remaining: Callable[[], tuple[str, ...]],
        make: Callable[[str], StepView],
        mark: Callable[[str, bool], None],
        rules: Rules | None,
        *,
        private: bool,
    ) -> None:
        super().__init__(theme, say("setup.question"))
        self._remaining, self._make, self._mark = remaining, make, mark
        self._step = ""
        self._view: StepView | None = None
        self._rules = RulesPanel(theme, rules) if rules else None
        self._holder = QVBoxLayout()
        self._later = Button(theme, say("setup.later"), "quiet")
        self._private = Button(theme, say("setup.private"), "quiet", "private")
        self._continue = Button(theme, say("setup.continue"), "primary")
        self._later.clicked.connect(lambda: self._leave(answered=False))
        self._private.clicked.connect(self.private_wanted)
        self._continue.clicked.connect(lambda: self._leave(answered=True))
        self._private.setVisible(not private)
        self._offers_private = not private
        self._lay_out()
        self._next()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._leave(answered=True)
        else:
            super().keyPressEvent(event)

    def on_shown(self) -> None:
        """Start with the first thing to answer."""
        if self._view is not None:
            self._view.focus_first()

    def _lay_out(self) -> None:
        column = QWidget()
        column.setMaximumWidth(self.theme.px(_WIDEST))
        inside = QVBoxLayout(column)
        inside.setContentsMargins(12, 8, 12, 0)
        inside.setSpacing(16)
        inside.addLayout(self._holder)
        if self._rules is not None:
            inside.addWidget(self._rules)
        inside.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(column, 1)
        self.body.addLayout(row)
        self.foot.addWidget(Label(self.theme, say("setup.promise"), "small", "ink2"), 1)
        for button in (self._private, self._later, self._continue):
            self.foot.addWidget(button)

    def _next(self) -> None:
        remaining = self._remaining()
        if not remaining:
            self.finished.emit()
            return
        self._step = remaining[0]
        if self._view is not None:
            self._holder.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._view = self._make(self._step)
        self._holder.addWidget(self._view)
        self.set_heading(self._view.title, self._view.line)
        self._show_for(self._step, last=len(remaining) == 1)

    def _show_for(self, step: str, *, last: bool) -> None:
        self._later.setVisible(step != steps.ROLE)
        self._private.setVisible(self._offers_private and step in (steps.ROLE, steps.SHARED))
        self._continue.setText(say("setup.finish" if last and step != steps.ROLE else "setup.continue"))
        if self._rules is not None:
            self._rules.setVisible(step == steps.ROLE)
        if self.isVisible() and self._view is not None:
            self._view.show()  # now, not in the next turn of the event loop: what is hidden takes no focus
            self._view.focus_first()

    def _leave(self, *, answered: bool) -> None:
        if self._view is None or (answered and not self._view.ready()):
            return
        if answered:
            self._view.keep()
        self._mark(self._step, answered)
        self._next()
