"""The data page: how this computer is connected, who pays, and what costs less."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from companion.readings import Board, Reading
from companion.ui.facts import Fact
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from companion.words import say, sentence

SUBJECT = "link.cost"
_TIPS = (("own", "camera-off"), ("voice", "mic"), ("phone", "phone"), ("wifi", "wifi"), ("pause", "stop"))


class DataPage(Page):
    """Signals: ``mobile_changed`` (the person says whether this is mobile data), ``pays_changed`` (unknown, yes or no).

    ``mobile`` and ``pays`` tell what was said before; ``pays`` gives (name, answer), or None where nobody is asked.
    """

    mobile_changed = Signal(bool)
    pays_changed = Signal(str)

    def __init__(
        self, theme: Theme, board: Board, mobile: Callable[[], bool], pays: Callable[[], tuple[str, str] | None]
    ) -> None:
        super().__init__(theme, say("data.question"))
        self._board, self._mobile, self._pays = board, mobile, pays
        self._switch: QCheckBox = Switch(theme, say("data.mobile"), say("data.mobile_why"))
        self._switch.clicked.connect(self.mobile_changed)
        self._choice = Choice([(answer, say(f"data.pays_{answer}")) for answer in ("unknown", "yes", "no")])
        self._choice.activated.connect(lambda: self.pays_changed.emit(self._choice.value))
        self._asked = Field(theme, "", self._choice, say("data.pays_why"))
        self._lay_out()
        self.destroyed.connect(board.subscribe(self._on_reading))
        self._show()

    def on_shown(self) -> None:
        """Read again what was said elsewhere."""
        self._show()

    def _lay_out(self) -> None:
        self.body.addWidget(_inset(self._switch))
        self.body.addWidget(_inset(self._asked))
        title = Label(self.theme, say("data.tips.title"), "section")
        title.setContentsMargins(16, 12, 16, 0)
        self.body.addWidget(title)
        for name, icon_name in _TIPS:
            self.body.addWidget(Fact(self.theme, icon_name, say(f"data.tips.{name}"), say(f"data.tips.{name}_why")))
        self.body.addStretch(1)

    def _show(self) -> None:
        reading, pays = self._board.latest(SUBJECT), self._pays()
        heading = sentence(reading.message) if reading else say("data.looking")
        self.set_heading(heading, say("data.whose"))
        self._switch.setChecked(self._mobile())
        self._asked.setVisible(pays is not None)
        if pays is not None:
            name, answer = pays
            self._asked.set_label(say("data.pays", name=name or say("data.them")))
            self._choice.choose(answer)

    def _on_reading(self, reading: Reading) -> None:
        if reading.subject == SUBJECT:
            self._show()


def _inset(widget: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(12, 12, 16, 0)
    row.addWidget(widget)
    return holder
