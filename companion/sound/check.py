"""The sound check as it goes on: listening, the test tone and its question, recording and listening back."""

from collections.abc import Callable
from enum import StrEnum
from time import monotonic
from typing import NamedTuple, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from companion.sound.audio import Trouble
from companion.sound.hearing import Heard, Hearing, Listener
from companion.sound.recording import Recording
from companion.sound.samples import Samples
from companion.sound.tone import test_tone

TONE_RATE = 48_000
_METER_SECONDS = 0.1
"""A meter that moves ten times a second looks alive; more only costs power."""

_LONGEST_MS = 60_000
"""A microphone that somebody forgot is given back after a minute."""


class Mode(StrEnum):
    """What goes on."""

    IDLE = "idle"
    LISTENING = "listening"
    TONE = "tone"
    ASKING = "asking"
    RECORDING = "recording"
    PLAYING = "playing"


class SoundState(NamedTuple):
    """What to show. ``heard`` is what the microphone brought; ``mic`` and ``speaker`` the trouble they are in.

    ``heard_tone`` is what the person said of the test tone, until something else begins.
    """

    mode: Mode = Mode.IDLE
    level: float = 0.0
    heard: Heard = Heard.LISTENING
    mic: Trouble | None = None
    speaker: Trouble | None = None
    heard_tone: bool | None = None


class MicrophoneLike(Protocol):
    """What the check needs of a microphone."""

    rate: int
    heard: SignalInstance
    stopped: SignalInstance

    def start(self) -> None: ...
    def stop(self) -> None: ...


class SpeakerLike(Protocol):
    """What the check needs of a loudspeaker."""

    finished: SignalInstance
    failed: SignalInstance

    def play(self, samples: Samples, rate: int) -> None: ...
    def stop(self) -> None: ...


class SoundCheck(QObject):
    """Does one thing at a time; ``stop`` gives both devices back.

    Signals: ``changed`` (SoundState), ``microphone_works`` (speech was heard), ``tone_answered`` (whether the person
    heard the tone).
    """

    changed = Signal(object)
    microphone_works = Signal()
    tone_answered = Signal(bool)

    def __init__(
        self,
        microphone: MicrophoneLike,
        speaker: SpeakerLike,
        clock: Callable[[], float] = monotonic,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._microphone, self._speaker, self._clock = microphone, speaker, clock
        self._state = SoundState()
        self._listener: Listener | None = None
        self._recording: Recording | None = None
        self._told = 0.0
        self._limit = QTimer(self, singleShot=True, interval=_LONGEST_MS)
        self._limit.timeout.connect(self.stop)
        microphone.heard.connect(self._on_heard)
        microphone.stopped.connect(self._on_microphone_stopped)
        speaker.finished.connect(self._on_played)
        speaker.failed.connect(self._on_speaker_failed)

    @property
    def state(self) -> SoundState:
        """What holds now."""
        return self._state

    def listen(self) -> None:
        """Open the microphone and wait for somebody to say something."""
        self._begin(Mode.LISTENING)
        self._microphone.start()

    def record(self) -> None:
        """Record five seconds; they are played as soon as they are together, and forgotten after that."""
        self._begin(Mode.RECORDING)
        self._microphone.start()

    def play_tone(self) -> None:
        """Play the test tone, then ask whether it was heard."""
        self._begin(Mode.TONE)
        self._speaker.play(test_tone(TONE_RATE), TONE_RATE)

    def answer(self, heard: bool) -> None:
        """The person says whether they heard the tone."""
        if self._state.mode == Mode.ASKING:
            self._tell(self._state._replace(mode=Mode.IDLE, heard_tone=heard))
            self.tone_answered.emit(heard)

    def stop(self) -> None:
        """Give microphone and loudspeaker back and forget what was recorded."""
        self._quieten()
        self._tell(self._state._replace(mode=Mode.IDLE, level=0.0))

    def _begin(self, mode: Mode) -> None:
        self._quieten()
        self._limit.start()
        self._tell(SoundState(mode))

    def _quieten(self) -> None:
        self._limit.stop()
        self._microphone.stop()
        self._speaker.stop()
        self._listener = None
        if self._recording is not None:
            self._recording.forget()
            self._recording = None

    def _on_heard(self, samples: Samples) -> None:
        if self._state.mode not in (Mode.LISTENING, Mode.RECORDING):
            return
        if self._listener is None:
            self._listener = Listener(self._microphone.rate)
        self._show(self._listener.hear(samples))
        if self._state.mode == Mode.RECORDING:
            self._keep(samples)

    def _show(self, hearing: Hearing) -> None:
        is_news, now = hearing.heard != self._state.heard, self._clock()
        if is_news or now - self._told >= _METER_SECONDS:
            self._told = now
            self._state = self._state._replace(level=hearing.level, heard=hearing.heard)
            self.changed.emit(self._state)  # the same level again, too: or the meter stands still as it gets quiet
        if is_news and hearing.heard == Heard.SPEECH:
            self.microphone_works.emit()

    def _keep(self, samples: Samples) -> None:
        if self._recording is None:
            self._recording = Recording(self._microphone.rate)
        self._recording.add(samples)
        if self._recording.is_full:
            self._microphone.stop()
            self._tell(self._state._replace(mode=Mode.PLAYING, level=0.0))
            self._speaker.play(self._recording.samples, self._recording.rate)

    def _on_played(self) -> None:
        if self._state.mode == Mode.TONE:
            self._limit.stop()
            self._tell(self._state._replace(mode=Mode.ASKING))
        elif self._state.mode == Mode.PLAYING:
            self.stop()

    def _on_microphone_stopped(self, trouble: Trouble) -> None:
        if self._state.mode in (Mode.LISTENING, Mode.RECORDING):
            self._quieten()
            self._tell(SoundState(mic=trouble))

    def _on_speaker_failed(self, trouble: Trouble) -> None:
        if self._state.mode in (Mode.TONE, Mode.PLAYING):
            self._quieten()
            self._tell(self._state._replace(mode=Mode.IDLE, speaker=trouble))

    def _tell(self, state: SoundState) -> None:
        if state != self._state:
            self._state = state
            self.changed.emit(state)
