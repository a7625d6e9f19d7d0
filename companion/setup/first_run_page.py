"""The first run: one question at a time, each can be left for later, and half-way is a place to go on from."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout

from companion.setup import steps
from companion.setup.hurry_view import Hurry
from companion.setup.rules_view import Rules, RulesPanel
from companion.setup.step_view import StepView
from companion.ui.button import Button
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.paint import GUTTER
from companion.ui.theme import Theme
from companion.words import say

_WIDEST = 760


class FirstRunPage(Page):
    """Walks through the steps that ``remaining`` names, asked again after each answer because answers change it.

    ``make`` builds a step's view; ``mark`` remembers that a step was answered (True) or left for later (False). Going
    back and forth finds everything as it was left.
    Signals: ``finished``; ``private_wanted`` (role), the person wants to keep nothing and has chosen that role, if any;
    ``copy_wanted``, the safe settings now.
    """

    finished = Signal()
    private_wanted = Signal(str)
    copy_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        remaining: Callable[[], tuple[str, ...]],
        make: Callable[[str], StepView],
        mark: Callable[[str, bool], None],
        rules: Rules | None,
        *,
        private: bool,
        offers_copy: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(theme, say("setup.question"), widest=_WIDEST)
        self._remaining, self._make, self._mark = remaining, make, mark
        self._step = ""
        self._view: StepView | None = None
        self._behind: list[str] = []
        self._ahead: list[str] = []
        self._settled = 0  # steps left behind for good
        self._typed: dict[str, tuple[str, ...]] = {}
        self._rules = RulesPanel(theme, rules) if rules else None
        self._holder = QVBoxLayout()
        self.hurry = Hurry(theme)
        self.hurry.copy_wanted.connect(self.copy_wanted)
        self.hurry.rest_later.connect(self._leave_rest)
        self._promise = Label(theme, say("setup.promise"), "small", "ink2")
        self._back = Button(theme, say("setup.back"), "quiet")
        self._later = Button(theme, say("setup.later"), "quiet")
        self._private = Button(theme, say("setup.private"), "quiet", "private")
        self._private.setAccessibleDescription(say("setup.private_why"))
        self._private_why = Label(theme, say("setup.private_why"), "small", "ink2")
        self._private_why.setContentsMargins(GUTTER, 0, 0, 0)
        self._continue = Button(theme, say("setup.continue"), "primary")
        self._back.clicked.connect(self._on_back)
        self._later.clicked.connect(lambda: self._leave(answered=False))
        self._private.clicked.connect(self._on_private)
        self._continue.clicked.connect(lambda: self._leave(answered=True))
        self._offers_private, self._offers_copy = not private, offers_copy
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

    def on_shape_changed(self) -> None:
        """A narrow foot has room for buttons only."""
        self._promise.setVisible(not self.narrow)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(12, 8, 12, 0)
        column.setSpacing(16)
        column.addLayout(self._holder)
        column.addWidget(self._private_why)
        if self._rules is not None:
            column.addWidget(self._rules)
        self.body.addLayout(column)
        self.body.addWidget(self.hurry)
        self.body.addStretch(1)
        self.side.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        self.foot.addWidget(self._promise, 1)
        for button in (self._private, self._later, self._continue):
            self.foot.addWidget(button)

    def _next(self) -> None:
        remaining = self._remaining()
        if self._ahead:
            self._show(self._ahead.pop())
        elif remaining:
            self._show(remaining[0])
        else:
            self.finished.emit()

    def _show(self, step: str) -> None:
        if self._view is not None:
            self._holder.removeWidget(self._view)
            self._view.hide()
            self._view.deleteLater()
        self._step, self._view = step, self._make(step)
        if step in self._typed:
            self._view.take_up(self._typed[step])
        self._holder.addWidget(self._view)
        self.set_heading(self._view.title, self._words_below(self._view))
        self._offer_ways(step)
        if self.isVisible():
            self._view.show()  # now, not in the next turn of the event loop: what is hidden takes no focus
            self._view.focus_first()

    def _words_below(self, view: StepView) -> str:
        """How far it is, and the step's own line; at first the time, as the first answer decides how many follow."""
        if self._step == steps.ROLE:
            return say("setup.how_long", line=view.line)
        behind = len(self._behind) + self._settled
        ahead = {*self._remaining(), *self._ahead} - {self._step, *self._behind}
        return say("setup.step", n=behind + 1, total=behind + 1 + len(ahead), line=view.line)

    def _offer_ways(self, step: str) -> None:
        is_last = not set(self._remaining()) - {step}
        self._back.setVisible(bool(self._behind))
        for part in (self._private, self._private_why):
            part.setVisible(self._offers_private and step == steps.ROLE)
        self._continue.setText(say("setup.finish" if is_last else "setup.continue"))
        self.hurry.offer(copy=self._offers_copy(), rest=step not in (steps.ROLE, steps.SHARED))
        if self._rules is not None:
            self._rules.setVisible(step == steps.ROLE)

    def _leave(self, *, answered: bool) -> None:
        view, step = self._view, self._step
        if view is None or (answered and not view.ready()):
            return
        if step == steps.ROLE and self._typed.get(step, view.typed) != view.typed:
            self._ahead.clear()  # another role is asked other things
        self._typed[step] = view.typed
        if view.final:
            self._offers_private = False  # by then it is settled
            self._settled += 1
        else:
            self._behind.append(step)
        if answered:
            view.keep()
        self._mark(step, answered)
        self._next()

    def _leave_rest(self) -> None:
        for step in self._remaining():
            self._mark(step, False)
        self.finished.emit()

    def _on_back(self) -> None:
        if self._view is not None and self._behind:
            self._typed[self._step] = self._view.typed
            self._ahead.append(self._step)
            self._show(self._behind.pop())

    def _on_private(self) -> None:
        """What is chosen goes along: kept from here, it would be written before the session is private."""
        typed = self._view.typed if self._view is not None else ()
        self.private_wanted.emit(typed[0] if typed else "")
