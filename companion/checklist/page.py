"""Today: the checklist for the next meeting, phase by phase, and the way into the call."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from companion.checklist.checklist import Checklist
from companion.checklist.countdown_view import Countdown
from companion.checklist.foot_view import JoinFoot, JoinText
from companion.checklist.legend_view import Legend
from companion.checklist.row_view import row_action, row_text
from companion.guide.items import Phase
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.check_row import CheckRow
from companion.ui.page import Page
from companion.ui.phase_line import PhaseLine, PhaseStop
from companion.ui.theme import Theme
from companion.words import say, say_count

_KEY_FROM = 620  # px of the window
_LISTED = (Phase.OPENING, Phase.AFTER)


class Meeting(NamedTuple):
    """What Today says of the meeting: all words are ready to show. ``phase`` and ``fraction`` place you on the line.

    ``planned`` is False where there is none yet; then the list can still be looked at.
    """

    planned: bool
    line: str
    number: str
    unit: str
    until: str
    phase: Phase
    fraction: float
    join: JoinText
    may_decline: bool


class TodayPage(Page):
    """Signals: ``toggled`` (item), ``acted`` (item), ``join_wanted``, ``declined``, ``plan_wanted``.

    ``meeting`` is asked each time the page shows itself anew; ``try_to`` does what may fail, tells why it did, and says
    whether it worked.
    """

    toggled = Signal(str)
    acted = Signal(str)
    join_wanted = Signal()
    declined = Signal()
    plan_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        checklist: Checklist,
        meeting: Callable[[], Meeting],
        try_to: Callable[[Callable[[], object]], bool] = lambda act: act() is None,
    ) -> None:
        super().__init__(theme, say("today.question"))
        self._checklist, self._meeting, self._try_to = checklist, meeting, try_to
        self._rows: dict[str, CheckRow] = {}
        self._phases: list[Phase] = []
        self._countdown = Countdown(theme)
        self._phase_line = PhaseLine(theme)
        self._legend = Legend(theme)
        self._plan = Button(theme, say("today.empty.plan"), "primary", "calendar")
        self._list = QVBoxLayout()
        self._join_foot = JoinFoot(theme)
        # Several changes in one turn of the event loop (a batch of readings) repaint once.
        self._pending = QTimer(self, singleShot=True, interval=0)
        self._pending.timeout.connect(self.refresh)
        self._lay_out()
        self._connect()
        self.choose_phase(meeting().phase)

    def choose_phase(self, phase: Phase) -> None:
        """Show the list of a phase; one that holds nothing for this person shows the next that does."""
        self.refresh()
        if phase not in self._phases:
            later = list(Phase)[list(Phase).index(phase) :]
            phase = next((each for each in self._phases if each in later), self._phases[-1])
        self._phase_line.setCurrentIndex(self._phases.index(phase))
        self._show_rows()

    @property
    def phase(self) -> Phase:
        """The phase whose list is shown."""
        return self._phases[max(0, self._phase_line.currentIndex())]

    def refresh(self) -> None:
        """Show what holds now."""
        meeting = self._meeting()
        heading = self._checklist.readiness().heading if meeting.planned else say("today.empty.heading")
        self.set_heading(heading, meeting.line or say("today.empty.line"))
        self._countdown.show_time(meeting.number, meeting.unit, meeting.until)
        self._plan.setVisible(not meeting.planned)
        self._plan.setText(say("today.empty.plan" if self._checklist.context.role == "mentor" else "today.empty.add"))
        self._show_phases(meeting)
        self._show_rows()
        self._join_foot.show_text(meeting.join, may_decline=meeting.may_decline)
        undoable = self._checklist.undoable
        self._legend.set_undo(undoable.title if undoable else "")

    def go_to(self, item: str) -> None:
        """Show an item's phase and put the focus on it."""
        planned = self._checklist.find(item)
        if planned is not None:
            self.choose_phase(planned.item.phase)
            self._focus(item)

    def go_to_next_open(self) -> None:
        """Put the focus on the next open item: of this list first, then of what the call waits for."""
        order = list(self._rows)
        focused = next((item for item, row in self._rows.items() if row.check.hasFocus()), None)
        start = order.index(focused) + 1 if focused else 0
        for item in order[start:] + order[:start]:
            if not self._rows[item].check.row.done and self._rows[item].check.row.mark != "off":
                self._focus(item)
                return
        missing = self._checklist.readiness().missing
        if missing:
            self.go_to(missing[0].item.id)

    def focus_first(self) -> bool:
        """At the plan of a meeting while there is none, else at the next open item of this list."""
        if not self._plan.isHidden():
            self._plan.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._rows:
            self.go_to_next_open()
        else:
            return super().focus_first()
        return True

    def on_shape_changed(self) -> None:
        """The foot has fewer words where there is little room."""
        self._join_foot.set_shape(narrow=self.narrow, compact=self.compact)
        self._legend.show_key(self.window().width() >= self.theme.px(_KEY_FROM))

    def on_shown(self) -> None:
        """Time has passed since."""
        self.refresh()

    def _lay_out(self) -> None:
        self.side.addWidget(self._countdown)
        self.side.addWidget(self._plan)
        self.side.addStretch(1)
        line = QHBoxLayout()
        line.setContentsMargins(12, 0, 12, 0)
        line.addWidget(self._phase_line)
        self.body.addLayout(line)
        self.body.addWidget(self._legend)
        self._list.setSpacing(0)
        self.body.addLayout(self._list)
        self.body.addStretch(1)
        self.body.setSpacing(4)
        self.foot.addLayout(self._join_foot)

    def _connect(self) -> None:
        self.destroyed.connect(self._checklist.subscribe(self._pending.start))
        self._phase_line.currentChanged.connect(lambda _index: self._show_rows())
        self._legend.undo.clicked.connect(self._on_undo)
        self._join_foot.join_wanted.connect(self.join_wanted)
        self._join_foot.declined.connect(self.declined)
        self._plan.clicked.connect(self.plan_wanted)
        for keys, act in (
            ("Ctrl+Return", self.join_wanted.emit),
            ("Ctrl+Z", self._on_undo),
            ("N", self.go_to_next_open),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)  # wherever the focus is, while Today is shown

    def _show_phases(self, meeting: Meeting) -> None:
        self._phases = self._checklist.phases()
        self._phase_line.blockSignals(True)
        before = self._phases.index(Phase.BEFORE) if Phase.BEFORE in self._phases else -1
        self._phase_line.set_stops([self._stop(phase) for phase in self._phases], before)
        self._phase_line.blockSignals(False)
        is_there = meeting.planned and meeting.phase in self._phases
        self._phase_line.set_now(self._phases.index(meeting.phase) if is_there else -1, meeting.fraction)

    def _stop(self, phase: Phase) -> PhaseStop:
        done, total = self._checklist.counts(phase)
        code = (
            "of" if phase not in (*_LISTED, Phase.DURING) or done else "reminders" if phase == Phase.DURING else "todo"
        )
        progress = say(f"today.count.{code}", done=done, total=total)
        return PhaseStop(
            say(f"today.phase.{phase}"), say(f"today.short.{phase}"), progress, total > 0 and done == total
        )

    def _show_rows(self) -> None:
        rows = self._checklist.rows(self.phase)
        if [planned.item.id for planned, _ in rows] != list(self._rows):
            self._rebuild([planned.item.id for planned, _ in rows])
        for planned, state in rows:
            self._rows[planned.item.id].set_row(row_text(planned, state), row_action(planned, state))
            self._rows[planned.item.id].check.setToolTip(planned.item.why)
        self._legend.set_text(self._count_words())

    def _count_words(self) -> str:
        done, total = self._checklist.counts(self.phase)
        if total and done == total:
            return say("today.all_done", n=total)
        return say_count("today.checks" if self.phase == Phase.BEFORE else "today.checks_listed", total)

    def _rebuild(self, items: list[str]) -> None:
        for row in self._rows.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}
        for planned, state in self._checklist.rows(self.phase):
            row = CheckRow(self.theme, row_text(planned, state), row_action(planned, state))
            item = planned.item.id
            row.clicked.connect(partial(self.toggled.emit, item))
            row.acted.connect(partial(self.acted.emit, item))
            row.moved.connect(partial(self._on_moved, item))
            self._rows[item] = row
            self._list.addWidget(row)
            row.show()  # now: a row that is still hidden cannot take the focus
        self._set_tab_order(items)

    def _set_tab_order(self, items: list[str]) -> None:
        previous: QWidget = self._legend.undo
        for item in items:
            row = self._rows[item]
            QWidget.setTabOrder(previous, row.check)
            QWidget.setTabOrder(row.check, row.button)
            previous = row.button

    def _focus(self, item: str) -> None:
        row = self._rows.get(item)
        if row is not None:
            row.check.setFocus(Qt.FocusReason.TabFocusReason)
            self.scroll_to(row)

    def _on_moved(self, item: str, step: int) -> None:
        order = list(self._rows)
        self._focus(order[(order.index(item) + step) % len(order)])

    def _on_undo(self) -> None:
        undoable = self._checklist.undoable
        if undoable is not None and self._try_to(self._checklist.undo):
            announce(self, say("today.undone", what=undoable.title))
