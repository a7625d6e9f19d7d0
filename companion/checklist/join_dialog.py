"""Says what is missing before the call, takes the person there, or lets them pass with a reason."""

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from companion.ui.button import Button
from companion.ui.dialog import Dialog
from companion.ui.field import Field
from companion.ui.label import Label
from companion.ui.theme import Theme
from companion.words import say, say_count

_LONGEST = 200
_SHOWN = 6  # more names than that are a wall, until they are asked for


class Missing(NamedTuple):
    """An open item: what to do, and whether the call may never start without it."""

    title: str
    hard: bool


class JoinDialog(Dialog):
    """``reason`` is "" unless the person joins anyway; ``take_me`` tells whether they want to go to the item."""

    def __init__(self, theme: Theme, missing: list[Missing], parent: QWidget | None = None) -> None:
        super().__init__(theme, say("today.missing.title"), say("today.missing.text"), parent)
        self.take_me = False
        self.reason = ""
        passable = not any(item.hard for item in missing)
        self._list(missing)
        if not passable:
            self.body.addWidget(Label(theme, say("today.missing.why_hard"), "small", "ink2"))
        self._reason = QLineEdit()
        self._reason.setMaxLength(_LONGEST)
        self._field = Field(theme, say("today.missing.reason"), self._reason, say("today.missing.reason_hint"))
        self.body.addWidget(self._field)
        self.add_button(say("today.missing.back"), "quiet").clicked.connect(self.reject)
        anyway = self.add_button(say("today.missing.anyway"))
        anyway.clicked.connect(self._on_anyway)
        take_me = self.add_button(say("today.missing.take_me"), "primary")
        take_me.clicked.connect(self._on_take_me)
        # Return does what the person is about: it never throws away a reason that was just written.
        self._reason.textChanged.connect(lambda text: (anyway if text.strip() else take_me).setDefault(True))
        self._field.setVisible(passable)
        anyway.setVisible(passable)

    def _list(self, missing: list[Missing]) -> None:
        """Name what is missing: the first few, the rest when asked for. All of it is said to a screen reader."""
        words = [say("today.missing.hard", what=item.title) if item.hard else item.title for item in missing]
        labels = [Label(self.theme, each, "strong") for each in words]
        for label in labels:
            self.body.addWidget(label)
        if len(labels) > _SHOWN + 1:
            self._fold(labels[_SHOWN:])
        self.setAccessibleDescription(". ".join(words))

    def _fold(self, labels: list[Label]) -> None:
        for label in labels:
            label.hide()
        more = Button(self.theme, say_count("today.missing.more", len(labels)), "quiet", small=True)
        more.clicked.connect(lambda: self._unfold(more, labels))
        self.body.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def _unfold(self, more: Button, folded: list[Label]) -> None:
        more.hide()
        for label in folded:
            label.show()
        self.fit()

    def _on_anyway(self) -> None:
        words = self._reason.text().strip()
        if not words:
            self._field.set_problem(say("today.missing.reason_needed"))
            self._reason.setFocus()
            return
        self.reason = words
        self.accept()

    def _on_take_me(self) -> None:
        self.take_me = True
        self.accept()
