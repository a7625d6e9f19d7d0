"""Ground rules, large enough to read out, editable, copied with one press (G03)."""

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from companion.ui.dialog import Dialog
from companion.ui.field import Field
from companion.ui.theme import Theme
from companion.words import say

_LONGEST = 4000


class RulesDialog(Dialog):
    """Shows ``rules``; ``keep`` takes the changed text, ``copy`` puts it on the clipboard; both tell if they could."""

    def __init__(
        self,
        theme: Theme,
        rules: str,
        keep: Callable[[str], bool],
        copy: Callable[[str], bool],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, say("today.rules.title"), say("today.rules.text"), parent)
        self._keep, self._copy = keep, copy
        self._text = QPlainTextEdit(rules)
        field = Field(theme, say("today.rules.title"), self._text)
        self._text.setFont(theme.font("medium"))
        self._text.setMinimumHeight(theme.px(240))
        self.body.addWidget(field)
        self._copy_button = self.add_button(say("today.rules.copy"), "quiet", "copy")
        self._copy_button.clicked.connect(self._on_copy)
        self.add_button(say("today.rules.save")).clicked.connect(self._on_save)
        self.add_button(say("today.rules.close"), "primary").clicked.connect(self.accept)
        self.resize(theme.px(620), theme.px(460))

    def _on_copy(self) -> None:
        if self._copy(self._text.toPlainText()):
            self._copy_button.show_done(say("today.rules.copied"))

    def _on_save(self) -> None:
        if self._keep(self._text.toPlainText()[:_LONGEST]):
            self.accept()
