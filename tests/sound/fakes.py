"""A microphone and a loudspeaker of the tests' own, the sound check between them, and its clock."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from companion.sound.audio import Trouble
from companion.sound.check import Mode, SoundCheck, SoundState
from companion.sound.hearing import Heard
from companion.sound.samples import Samples
from tests.sound.sounds import in_room, speech

BIT = 0.02
"""Seconds between two bits of sound that a microphone brings."""


class FakeMicrophone(QObject):
    """Brings what a test says. Its rate is known only once it is open, as with real ones."""

    heard = Signal(object)
    stopped = Signal(object)

    def __init__(self, rate: int = 16_000) -> None:
        super().__init__()
        self.rate, self._own_rate = 8, rate
        self.is_open, self.opened, self.now = False, 0, 100.0
        self.trouble: Trouble | None = None

    def start(self) -> None:
        if self.trouble is not None:
            self.stopped.emit(self.trouble)
            return
        self.is_open, self.rate = True, self._own_rate
        self.opened += 1

    def stop(self) -> None:
        self.is_open = False

    def bring(self, samples: Samples) -> None:
        """So much sound, bit by bit, while the clock goes on."""
        size = round(self._own_rate * BIT)
        for at in range(0, samples.size, size):
            self.now += BIT
            if not self.is_open:
                return
            self.heard.emit(samples[at : at + size])


class FakeSpeaker(QObject):
    """Remembers what it plays."""

    finished = Signal()
    failed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.plays = False
        self.played: list[tuple[Samples, int]] = []
        self.trouble: Trouble | None = None

    def play(self, samples: Samples, rate: int) -> None:
        if self.trouble is not None:
            self.failed.emit(self.trouble)
            return
        self.plays = True
        self.played.append((samples, rate))

    def stop(self) -> None:
        self.plays = False

    def finish(self) -> None:
        self.plays = False
        self.finished.emit()


class Desk:
    """A sound check between the two, and all that it told."""

    def __init__(self) -> None:
        self.microphone, self.speaker = FakeMicrophone(), FakeSpeaker()
        self.check = SoundCheck(self.microphone, self.speaker, lambda: self.microphone.now)
        self.told: list[tuple[float, SoundState]] = []
        self.works: list[float] = []
        self.answers: list[bool] = []
        self.check.changed.connect(lambda state: self.told.append((self.microphone.now, state)))
        self.check.microphone_works.connect(lambda: self.works.append(self.microphone.now))
        self.check.tone_answered.connect(self.answers.append)

    @property
    def mode(self) -> Mode:
        return self.check.state.mode

    def heard(self) -> Heard:
        return self.check.state.heard

    @property
    def devices(self) -> tuple[bool, bool]:
        """Whether the microphone is open and the loudspeaker plays."""
        return self.microphone.is_open, self.speaker.plays

    def say(self, seconds: float = 2.0) -> None:
        self.microphone.bring(in_room(speech(seconds=seconds)))

    def ask(self) -> None:
        """The tone, played to its end."""
        self.check.play_tone()
        self.speaker.finish()

    def record(self) -> None:
        """As much as fits."""
        self.check.record()
        self.say(6)

    def timers(self) -> list[QTimer]:
        """What the check waits for."""
        return [timer for timer in self.check.findChildren(QTimer) if timer.isActive()]

    def ways(self) -> dict[Mode, Callable[[], None]]:
        """How each mode is reached."""
        return {
            Mode.IDLE: lambda: None,
            Mode.LISTENING: self.check.listen,
            Mode.TONE: self.check.play_tone,
            Mode.ASKING: self.ask,
            Mode.RECORDING: self.check.record,
            Mode.PLAYING: self.record,
        }
