"""Asks once more before everything goes."""

from PySide6.QtWidgets import QWidget

from companion.ui.dialog import Dialog
from companion.ui.theme import Theme
from companion.words import say


class EraseDialog(Dialog):
    """Accepted when the person really wants it; going back is the default."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("setup.settings.erase_title"), say("setup.settings.erase_text"), parent)
        erase = self.add_button(say("setup.settings.erase_do"), "danger", "erase")
        erase.clicked.connect(self.accept)
        back = self.add_button(say("setup.settings.erase_back"), "primary")
        back.clicked.connect(self.reject)
        back.setFocus()
