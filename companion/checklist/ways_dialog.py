"""A kind dialog that offers ways on. Nothing of what is chosen here is written down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from companion.ui.button import Button
from companion.ui.dialog import Dialog
from companion.ui.theme import Theme
from companion.words import say


class WaysDialog(Dialog):
    """``topic`` is a table of words/today.toml with title, text and back; each way is (name, icon) with its own word.

    ``chosen`` holds the way taken, or "" when the person went back.
    """

    def __init__(self, theme: Theme, topic: str, ways: list[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(theme, say(f"today.{topic}.title"), say(f"today.{topic}.text"), parent)
        self.chosen = ""
        for name, icon_name in ways:
            button = Button(theme, say(f"today.{topic}.{name}"), "secondary", icon_name)
            button.clicked.connect(lambda _=False, name=name: self._on_chosen(name))
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        back = self.add_button(say(f"today.{topic}.back"), "quiet")
        back.clicked.connect(self.reject)

    def _on_chosen(self, name: str) -> None:
        self.chosen = name
        self.accept()


def comfort_ways(theme: Theme, parent: QWidget) -> WaysDialog:
    """After "I do not want to join": phone, another day, the coordinator (G01)."""
    ways = [("phone", "phone"), ("another_day", "calendar"), ("stop", "person")]
    return WaysDialog(theme, "comfort", ways, parent)


def bedroom_ways(theme: Theme, parent: QWidget) -> WaysDialog:
    """For a student in halls: voice only, another room, the coordinator (G30)."""
    ways = [("voice", "mic"), ("another_room", "open"), ("contact", "person")]
    return WaysDialog(theme, "bedroom", ways, parent)


class RaiseDialog(Dialog):
    """Anything to raise? Asked at the close (G26). Yes shows whom to talk to; the answer is never kept."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("today.raise.title"), say("today.raise.text"), parent)
        self.answered = False
        self.wants_help = False
        no = self.add_button(say("today.raise.no"))
        yes = self.add_button(say("today.raise.yes"), "primary")
        no.clicked.connect(lambda: self._on_answer(False))
        yes.clicked.connect(lambda: self._on_answer(True))

    def _on_answer(self, wants_help: bool) -> None:
        self.answered, self.wants_help = True, wants_help
        self.accept()


class LockDialog(Dialog):
    """Where to lock the meeting in Zoom today (G22); accepted when it is locked."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, say("today.lock.title"), say("today.lock.text"), parent)
        self.add_button(say("today.rules.close"), "quiet").clicked.connect(self.reject)
        self.add_button(say("today.lock.done"), "primary", "lock").clicked.connect(self.accept)


class WhyDialog(Dialog):
    """A heading, a sentence, a way back."""

    def __init__(self, theme: Theme, heading: str, sentence: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, heading, sentence, parent)
        self.add_button(say("today.rules.close"), "primary").clicked.connect(self.accept)
