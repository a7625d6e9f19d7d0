"""The sound panel: level bars, the "say something" check, the test tone, listening back, and which devices."""

from collections import deque

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from companion.sound.audio import SoundDevice
from companion.sound.check import Mode, SoundCheck, SoundState
from companion.sound.hearing import Heard
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.paint import begin, box
from companion.ui.theme import Theme
from companion.words import say

_BARS = 24


class LevelBars(QWidget):
    """The last levels as bars, the newest at the right. A screen reader hears words instead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._levels: deque[float] = deque([0.0] * _BARS, maxlen=_BARS)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("sound.meter"))
        theme.changed.connect(self.update)

    def add(self, level: float) -> None:
        """A new level, 0 to 1."""
        self._levels.append(level)
        self.update()

    def clear(self) -> None:
        """Nobody listens."""
        if any(self._levels):
            self._levels.extend([0.0] * _BARS)
            self.update()

    def sizeHint(self) -> QSize:
        """A strip."""
        return QSize(200, 40)

    def minimumSizeHint(self) -> QSize:
        """A shorter strip."""
        return QSize(120, 40)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bars; where there is no sound, dots."""
        painter, step = begin(self), self.width() / _BARS
        for index, level in enumerate(self._levels):
            height = max(3.0, level * (self.height() - 4))
            color = self._theme.color("petrol" if level > 0.05 else "edge")
            place = QRectF(index * step + 1, (self.height() - height) / 2, max(2.0, step - 3), height)
            box(painter, place, 1.5, color)
        painter.end()


class SoundPanel(QWidget):
    """Shows a ``SoundCheck``.

    Signals: ``microphone_chosen``, ``speaker_chosen`` (a device's key), ``touched`` (somebody is about to choose a
    device: whoever only walks past needs no list of them).
    """

    touched = Signal()
    microphone_chosen = Signal(str)
    speaker_chosen = Signal(str)

    def __init__(self, theme: Theme, check: SoundCheck) -> None:
        super().__init__()
        self._theme, self._check = theme, check
        self._said = ""
        self._bars = LevelBars(theme)
        self._words = Label(theme, "", "small", "ink2")
        self._listen = Button(theme, say("sound.listen"), "secondary", "mic", small=True)
        self._play = Button(theme, say("sound.play"), "secondary", "speaker", small=True)
        self._record = Button(theme, say("sound.record"), "quiet", small=True)
        self._yes = Button(theme, say("sound.yes"), "primary", small=True)
        self._no = Button(theme, say("sound.no"), "secondary", small=True)
        for button in (self._yes, self._no):
            button.setAccessibleDescription(say("sound.asked"))
        self._microphones, self._speakers = (Choice([("", say("sound.usual"))]) for _ in range(2))
        self._lay_out()
        self._connect()
        self._on_changed(check.state)

    def set_devices(self, microphones: list[SoundDevice], speakers: list[SoundDevice], chosen: tuple[str, str]) -> None:
        """Offer these devices."""
        for choice, devices, key in zip(
            (self._microphones, self._speakers), (microphones, speakers), chosen, strict=True
        ):
            choice.clear()
            choice.addItem(say("sound.usual"), "")
            for device in devices:
                choice.addItem(device.name, device.key)
            choice.choose(key)

    def _lay_out(self) -> None:
        self.setFocusProxy(self._listen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        asked = QHBoxLayout()
        for button in (self._yes, self._no):
            asked.addWidget(button)
        asked.addStretch(1)
        column.addWidget(Label(self._theme, say("sound.title"), "section"))
        column.addWidget(self._bars)
        column.addWidget(self._words)
        column.addLayout(asked)
        for button in (self._listen, self._play, self._record):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(Field(self._theme, say("sound.microphone"), self._microphones))
        column.addWidget(Field(self._theme, say("sound.speaker"), self._speakers))
        column.addWidget(Label(self._theme, say("sound.promise"), "small", "ink2"))

    def _connect(self) -> None:
        for each in (self._listen, self._play, self._record, self._microphones, self._speakers):
            each.installEventFilter(self)
        self._check.changed.connect(self._on_changed)
        self._listen.clicked.connect(self._on_listen)
        self._play.clicked.connect(self._check.play_tone)
        self._record.clicked.connect(self._check.record)
        self._yes.clicked.connect(lambda: self._on_answer(True))
        self._no.clicked.connect(lambda: self._on_answer(False))
        self._microphones.activated.connect(lambda: self.microphone_chosen.emit(self._microphones.value))
        self._speakers.activated.connect(lambda: self.speaker_chosen.emit(self._speakers.value))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when somebody presses on a list of devices, with the mouse or with a key that is not on its way past."""
        pressed = event.type() == QEvent.Type.MouseButtonPress
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            pressed = event.key() not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Shift)
        if pressed:
            self.touched.emit()
        return super().eventFilter(watched, event)

    def _on_listen(self) -> None:
        if self._check.state.mode == Mode.LISTENING:
            self._check.stop()
        else:
            self._check.listen()

    def _on_answer(self, heard: bool) -> None:
        self._check.answer(heard)
        self._play.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_changed(self, state: SoundState) -> None:
        listening = state.mode in (Mode.LISTENING, Mode.RECORDING)
        if listening:
            self._bars.add(state.level)
        else:
            self._bars.clear()
        self._listen.setText(say("sound.stop" if state.mode == Mode.LISTENING else "sound.listen"))
        asking = state.mode == Mode.ASKING
        focus_yes = asking and not self._yes.isVisibleTo(self)
        self._yes.setVisible(asking)
        self._no.setVisible(asking)
        if focus_yes and self.isVisible():
            self._yes.setFocus(Qt.FocusReason.OtherFocusReason)
        text, warn = words_of(state)
        self._say(text, warn=warn)

    def _say(self, text: str, *, warn: bool) -> None:
        """Show the words; a screen reader hears them once."""
        if text != self._said:
            self._said = text
            self._words.setText(text)
            self._words.set_token("gold-text" if warn else "ink2")
            if self.isVisible():
                announce(self, text)


def words_of(state: SoundState) -> tuple[str, bool]:
    """The sentence for a state, and whether it asks for something."""
    if state.mic is not None:
        return say(f"sound.mic.{state.mic}"), True
    if state.speaker is not None:
        return say(f"sound.speaker_trouble.{state.speaker}"), True
    if state.heard_tone is not None:
        return say("sound.heard_tone" if state.heard_tone else "sound.help.no_tone"), not state.heard_tone
    if state.heard == Heard.SPEECH and state.mode in (Mode.IDLE, Mode.LISTENING):
        return say("sound.heard.speech"), False
    if state.mode == Mode.LISTENING and state.heard != Heard.LISTENING:
        return say(f"sound.heard.{state.heard}"), True
    return say(f"sound.mode.{state.mode}"), False
