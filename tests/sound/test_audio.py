"""The microphone and the loudspeaker themselves, on a sound card that stands in for a real one."""

import gc
from collections.abc import Iterator
from contextlib import ExitStack

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.sound import audio
from companion.sound.audio import Microphone, SoundDevice, Speaker, Trouble, microphones, speakers
from companion.sound.samples import Samples, interleaved, mono
from tests.sound.card import KINDS, Answer, Card, Device, State

WAVE = np.linspace(-0.9, 0.9, 480, dtype=np.float32)


ended = ExitStack()


@pytest.fixture
def card(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Card]:
    """Whatever was opened on it is given back before the real card shows again."""
    with ended:
        yield Card(monkeypatch)


class Ear:
    """A microphone and what it told."""

    def __init__(self, chosen: str = "") -> None:
        self.microphone = Microphone(lambda: chosen)
        self.heard: list[Samples] = []
        self.troubles: list[Trouble] = []
        self.microphone.heard.connect(self.heard.append)
        self.microphone.stopped.connect(self.troubles.append)
        self.start, self.stop = self.microphone.start, self.microphone.stop
        ended.callback(self.stop)


class Mouth:
    """A loudspeaker and what it told."""

    def __init__(self, chosen: str = "") -> None:
        self.speaker = Speaker(lambda: chosen)
        self.told: list[Trouble | None] = []
        self.speaker.finished.connect(lambda: self.told.append(None))
        self.speaker.failed.connect(self.told.append)
        ended.callback(self.speaker.stop)

    def play(self, rate: int = 48_000) -> None:
        self.speaker.play(WAVE, rate)


def key(name: str) -> str:
    return name.encode().hex()


def test_devices_have_a_name_to_choose_and_a_key_to_keep(card: Card) -> None:
    assert microphones() == [SoundDevice(key("Built-in"), "Built-in"), SoundDevice(key("Headset"), "Headset")]
    assert [device.name for device in speakers()] == ["Loudspeaker", "Earphones"]


@pytest.mark.parametrize(
    ("chosen", "opened"),
    [
        ("", ["Built-in", "Loudspeaker"]),
        ("Headset", ["Headset", "Loudspeaker"]),
        ("Earphones", ["Built-in", "Earphones"]),
        ("Unplugged since", ["Built-in", "Loudspeaker"]),
    ],
)
def test_the_chosen_device_is_opened_or_the_usual_one(card: Card, chosen: str, opened: list[str]) -> None:
    ear, mouth = Ear(key(chosen)), Mouth(key(chosen))
    ear.start()
    mouth.play()
    assert card.open() == opened


class TestMicrophone:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("channels", "rate"), [(1, 16_000), (2, 44_100), (4, 96_000)])
    def test_brings_what_is_said_in_every_format(self, card: Card, kind: str, channels: int, rate: int) -> None:
        card.inputs = [Device("Any", kind, channels, rate)]
        ear = Ear()
        ear.start()
        for part in (WAVE[:100], WAVE[100:]):
            card.streams[0].bring(interleaved(part, kind, channels))
        assert ear.microphone.rate == rate
        assert np.concatenate(ear.heard) == pytest.approx(WAVE, abs=0.02)

    def test_says_nothing_when_nothing_came(self, card: Card) -> None:
        ear = Ear()
        ear.start()
        card.streams[0].bring(b"")
        assert ear.heard == []

    def test_is_given_back_and_brings_no_more(self, card: Card) -> None:
        ear = Ear()
        ear.start()
        ear.stop()
        assert card.open() == []
        card.streams[0].bring(bytes(400))
        card.streams[0].turn(State.StoppedState)
        ear.stop()
        assert (ear.heard, ear.troubles) == ([], [])

    def test_opened_twice_is_open_once(self, card: Card) -> None:
        ear = Ear()
        ear.start()
        ear.start()
        assert card.open() == ["Built-in"]

    def test_that_is_missing_is_told(self, card: Card) -> None:
        card.inputs = []
        ear = Ear()
        ear.start()
        assert ear.troubles == [Trouble.NONE_FOUND]
        card.inputs = [Device("New")]
        ear.start()
        assert (card.open(), ear.troubles) == (["New"], [Trouble.NONE_FOUND])

    def test_that_another_program_has_is_told_and_opened_when_it_is_free(self, card: Card) -> None:
        card.busy = True
        ear = Ear()
        ear.start()
        assert (ear.troubles, card.open()) == ([Trouble.IN_USE], [])
        card.busy = False
        ear.start()
        assert (ear.troubles, card.open()) == ([Trouble.IN_USE], ["Built-in"])

    @pytest.mark.parametrize(("left", "trouble"), [(1, Trouble.IN_USE), (0, Trouble.NONE_FOUND)])
    def test_that_is_unplugged_is_told_once(self, card: Card, left: int, trouble: Trouble) -> None:
        ear = Ear()
        ear.start()
        card.inputs = card.inputs[:left]
        card.streams[0].turn(State.StoppedState)
        assert (ear.troubles, card.open()) == ([trouble], [])

    def test_that_falls_still_is_told_even_if_the_system_says_nothing(
        self, card: Card, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(audio, "STILL_MS", 1)
        ear = Ear()
        with qtbot.waitSignal(ear.microphone.stopped) as stopped:
            ear.start()
        assert (stopped.args, card.open()) == ([Trouble.IN_USE], [])


class TestPermission:
    def test_that_is_refused_is_told_and_the_device_stays_shut(self, card: Card) -> None:
        card.may_listen = Answer.Denied
        ear = Ear()
        ear.start()
        assert (ear.troubles, card.streams) == ([Trouble.REFUSED], [])
        card.may_listen = Answer.Granted
        ear.start()
        assert card.open() == ["Built-in"]

    @pytest.mark.parametrize("answer", [Answer.Granted, Answer.Denied, Answer.Undetermined])
    def test_is_asked_for_once_and_the_answer_is_kept_to(self, card: Card, answer: Answer) -> None:
        card.may_listen = Answer.Undetermined
        ear = Ear()
        ear.start()
        ear.start()
        assert len(card.asked) == 1 and card.streams == []
        card.answer(answer)
        granted = answer == Answer.Granted
        assert (card.open(), ear.troubles) == ((["Built-in"], []) if granted else ([], [Trouble.REFUSED]))
        assert card.asked == []

    @pytest.mark.parametrize("answer", [Answer.Granted, Answer.Denied])
    def test_that_comes_after_the_person_left_opens_nothing(self, card: Card, answer: Answer) -> None:
        card.may_listen = Answer.Undetermined
        ear = Ear()
        ear.start()
        ear.stop()
        card.answer(answer)
        assert (card.streams, ear.troubles) == ([], [])


class TestSpeaker:
    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("channels", "rate"), [(1, 48_000), (2, 44_100), (6, 96_000)])
    def test_plays_as_the_device_likes_it(self, card: Card, kind: str, channels: int, rate: int) -> None:
        card.outputs = [Device("Any", kind, channels, rate)]
        Mouth().play()
        (stream,) = card.streams
        played = mono(stream.played, kind, channels)
        assert played.size / rate == pytest.approx(0.01, abs=1e-4)
        assert played[[0, -1]] == pytest.approx([-0.9, 0.9], abs=0.02)

    def test_tells_when_it_has_finished_and_gives_the_device_back(self, card: Card) -> None:
        mouth = Mouth()
        mouth.play()
        assert mouth.told == []
        card.streams[0].turn(State.IdleState)
        assert (mouth.told, card.open()) == ([None], [])

    def test_that_is_stopped_is_silent_and_tells_nothing(self, card: Card) -> None:
        mouth = Mouth()
        mouth.play()
        mouth.speaker.stop()
        card.streams[0].turn(State.IdleState)
        assert mouth.told == []

    def test_plays_one_thing_at_a_time(self, card: Card) -> None:
        mouth = Mouth()
        mouth.play()
        mouth.play()
        assert card.open() == ["Loudspeaker"]
        card.streams[0].turn(State.IdleState)
        assert mouth.told == []

    def test_that_is_missing_or_busy_or_unplugged_is_told(self, card: Card) -> None:
        plugged, card.outputs = card.outputs, []
        mouth = Mouth()
        mouth.play()
        card.outputs, card.busy = plugged, True
        mouth.play()
        card.busy = False
        mouth.play()
        card.outputs = []
        card.streams[-1].turn(State.StoppedState)
        assert mouth.told == [Trouble.NONE_FOUND, Trouble.IN_USE, Trouble.NONE_FOUND]
        assert card.open() == []

    def test_that_never_comes_to_an_end_is_told(
        self, card: Card, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(audio, "STILL_MS", 1)
        mouth = Mouth()
        with qtbot.waitSignal(mouth.speaker.failed) as failed:
            mouth.play()
        assert (failed.args, card.open()) == ([Trouble.IN_USE], [])


def test_two_hundred_times_leave_nothing_behind(card: Card, qtbot: QtBot) -> None:
    ear, mouth = Ear(), Mouth()
    for _ in range(200):
        ear.start()
        mouth.play()
        ear.stop()
        mouth.speaker.stop()
    card.streams.clear()
    gc.collect()
    qtbot.waitUntil(lambda: len(ear.microphone.children()) == len(mouth.speaker.children()) == 1)  # a timer each
