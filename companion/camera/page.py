"""The camera page: which camera there is and whether it is free, and how to sit. It opens no device."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from companion.readings import Board, Reading, State
from companion.ui.button import Button
from companion.ui.empty_seat import EmptySeat
from companion.ui.facts import Fact
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.theme import Theme
from companion.words import say, sentence

SUBJECT = "camera.present"
_ICONS = {State.GOOD: "camera", State.NOT_RIGHT: "camera-off", State.CANNOT_TELL: "lock", State.LOOKING: "camera"}
_TIPS = (("height", "camera"), ("distance", "person"), ("light", "light"), ("room", "today"))


class CameraPage(Page):
    """Shows the newest reading of the camera. ``off_by`` says why cameras stay off, "" where they may be on."""

    def __init__(
        self, theme: Theme, board: Board, look_again: Callable[[str], None], off_by: Callable[[], str]
    ) -> None:
        super().__init__(theme, say("camera.question"))
        self._board, self._off_by = board, off_by
        self._seat = EmptySeat(theme, "camera")
        self._again = Button(theme, say("camera.again"), "secondary", "undo")
        self._again.clicked.connect(lambda: look_again(SUBJECT))
        self._promise = Label(theme, say("camera.promise"), "small", "ink2")
        self._lay_out()
        self._forget = board.subscribe(self._on_reading)
        self.destroyed.connect(self._forget)
        self._show()

    def on_shown(self) -> None:
        """Rules may have changed meanwhile."""
        self._show()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 16, 0)
        row.addWidget(self._again)
        row.addWidget(self._promise, 1)
        seat = QHBoxLayout()
        seat.setContentsMargins(16, 4, 16, 0)
        seat.addWidget(self._seat)
        title = Label(self.theme, say("camera.tips.title"), "section")
        title.setContentsMargins(16, 12, 0, 0)
        self.body.addLayout(seat)
        self.body.addLayout(row)
        self.body.addWidget(title)
        for name, icon_name in _TIPS:
            self.body.addWidget(Fact(self.theme, icon_name, say(f"camera.tips.{name}"), say(f"camera.tips.{name}_why")))
        self.body.addStretch(1)

    def _show(self) -> None:
        off_by, reading = self._off_by(), self._board.latest(SUBJECT)
        self._again.setVisible(not off_by)
        if off_by:
            self._seat.set_icon("camera-off", say("camera.off.heading"))
            self.set_heading(say("camera.off.heading"), say("camera.off.line", reason=off_by))
            return
        words = sentence(reading.message) if reading else say("camera.looking")
        self._seat.set_icon(_ICONS[reading.state] if reading else "camera", words)
        self.set_heading(words)

    def _on_reading(self, reading: Reading) -> None:
        if reading.subject == SUBJECT:
            self._show()
