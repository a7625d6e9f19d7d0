"""The sound check as it goes on: one thing at a time, told once, and both devices given back whenever it ends."""

from itertools import pairwise

import numpy as np
import pytest

from companion.sound.audio import Trouble
from companion.sound.check import Mode, SoundState
from companion.sound.hearing import Heard
from companion.sound.recording import SECONDS
from companion.sound.tone import test_tone as make_tone
from tests.sound.fakes import Desk
from tests.sound.sounds import in_room, no_speech, speech, still

MODES = list(Mode)
DEVICES = {
    Mode.LISTENING: (True, False),
    Mode.RECORDING: (True, False),
    Mode.TONE: (False, True),
    Mode.PLAYING: (False, True),
}
BOTH_BACK = (False, False)


class TestListening:
    """G08: "my microphone works", seen by the computer."""

    def test_waits_for_somebody_to_speak_and_tells_it_once(self, desk: Desk) -> None:
        desk.check.listen()
        assert (desk.mode, desk.devices) == (Mode.LISTENING, (True, False))
        desk.microphone.bring(still(seconds=3))
        assert desk.works == [] and desk.heard() == Heard.LISTENING
        desk.say(10)
        assert len(desk.works) == 1 and desk.heard() == Heard.SPEECH
        assert desk.mode == Mode.LISTENING  # the meter goes on as long as the person likes

    def test_again_begins_anew(self, desk: Desk) -> None:
        for times in (1, 2):
            desk.check.listen()
            assert desk.heard() == Heard.LISTENING
            desk.say()
            assert len(desk.works) == times

    @pytest.mark.parametrize("sound", ["fan", "typing", "our tone"])
    def test_is_not_content_with_any_sound(self, desk: Desk, sound: str) -> None:
        desk.check.listen()
        desk.microphone.bring(no_speech(sound))
        assert desk.works == []

    def test_tells_what_the_microphone_brings_instead_of_speech(self, desk: Desk) -> None:
        desk.check.listen()
        desk.microphone.bring(np.zeros(32_000, np.float32))
        assert desk.heard() == Heard.MUTED
        desk.microphone.bring(no_speech("fan"))
        assert desk.heard() == Heard.NOISE

    def test_moves_the_meter_ten_times_a_second_and_tells_news_at_once(self, desk: Desk) -> None:
        desk.check.listen()
        desk.told.clear()
        desk.say(10)
        assert 80 <= len(desk.told) <= 107
        for (before, was), (after, state) in pairwise(desk.told):
            assert after - before >= 0.1 - 1e-6 or state.heard != was.heard
        at_once = next(when for when, state in desk.told if state.heard == Heard.SPEECH)
        assert desk.works == [at_once]

    def test_shows_how_loud_it_is(self, desk: Desk) -> None:
        desk.check.listen()
        desk.microphone.bring(still(db=-33))
        assert desk.check.state.level == pytest.approx(0.5, abs=0.05)

    def test_goes_on_moving_the_meter_when_nothing_is_left_to_hear(self, desk: Desk) -> None:
        """Or the last loud bars would stand there although the microphone was switched off."""
        desk.check.listen()
        desk.say()
        desk.told.clear()
        desk.microphone.bring(np.zeros(16_000, np.float32))
        assert len(desk.told) >= 9
        assert [state.level for _, state in desk.told[1:]] == [0.0] * (len(desk.told) - 1)


class TestTone:
    """G08: "speaker tone heard", said by the person."""

    @pytest.mark.parametrize("heard", [True, False])
    def test_is_played_then_asked_about_then_answered(self, desk: Desk, heard: bool) -> None:
        desk.check.play_tone()
        assert (desk.mode, desk.devices) == (Mode.TONE, (False, True))
        ((played, rate),) = desk.speaker.played
        assert np.array_equal(played, make_tone(rate))
        desk.speaker.finish()
        assert desk.mode == Mode.ASKING and desk.answers == []
        desk.check.answer(heard)
        assert (desk.mode, desk.answers, desk.check.state.heard_tone) == (Mode.IDLE, [heard], heard)

    @pytest.mark.parametrize("mode", [mode for mode in MODES if mode != Mode.ASKING])
    def test_is_answered_only_when_asked(self, desk: Desk, mode: Mode) -> None:
        desk.ways()[mode]()
        desk.check.answer(True)
        assert (desk.mode, desk.answers) == (mode, [])

    def test_that_ends_asks_for_as_long_as_the_person_thinks(self, desk: Desk) -> None:
        desk.ask()
        assert desk.timers() == []

    @pytest.mark.parametrize("mode", [mode for mode in MODES if mode != Mode.IDLE])
    def test_answer_is_forgotten_when_something_else_begins(self, desk: Desk, mode: Mode) -> None:
        desk.ask()
        desk.check.answer(True)
        desk.ways()[mode]()
        assert desk.check.state.heard_tone is None


class TestRecording:
    def test_is_played_to_the_person_and_forgotten(self, desk: Desk) -> None:
        said = in_room(speech(seconds=6))
        desk.check.record()
        assert (desk.mode, desk.devices) == (Mode.RECORDING, (True, False))
        desk.microphone.bring(said)
        assert (desk.mode, desk.devices) == (Mode.PLAYING, (False, True))
        ((played, rate),) = desk.speaker.played
        assert rate == desk.microphone.rate and np.array_equal(played, said[: round(SECONDS * rate)])
        desk.speaker.finish()
        assert (desk.mode, desk.devices) == (Mode.IDLE, BOTH_BACK)
        assert not np.any(played)

    def test_tells_of_speech_and_shows_the_meter_as_listening_does(self, desk: Desk) -> None:
        desk.record()
        assert len(desk.works) == 1
        assert max(state.level for _, state in desk.told) > 0.5

    def test_begins_with_the_sound_after_it_was_asked_for(self, desk: Desk) -> None:
        desk.check.record()
        desk.say(4)
        desk.check.record()
        desk.microphone.bring(still(seconds=5))
        assert np.array_equal(desk.speaker.played[0][0], still(seconds=5))

    def test_cannot_be_played_without_a_loudspeaker_and_is_forgotten_then_too(self, desk: Desk) -> None:
        desk.speaker.trouble = Trouble.NONE_FOUND
        desk.record()
        assert (desk.mode, desk.devices, desk.check.state.speaker) == (Mode.IDLE, BOTH_BACK, Trouble.NONE_FOUND)


class TestStop:
    @pytest.mark.parametrize("mode", MODES)
    def test_gives_both_devices_back_and_nothing_happens_after(self, desk: Desk, mode: Mode) -> None:
        desk.ways()[mode]()
        assert (desk.mode, desk.devices) == (mode, DEVICES.get(mode, BOTH_BACK))
        desk.check.stop()
        assert (desk.mode, desk.devices, desk.timers(), desk.check.state.level) == (Mode.IDLE, BOTH_BACK, [], 0)
        state, told, works = desk.check.state, len(desk.told), len(desk.works)
        for bit in np.split(speech(), 30):
            desk.microphone.heard.emit(bit)
        desk.microphone.stopped.emit(Trouble.REFUSED)  # the answer to a question of the system that stood open
        desk.speaker.finished.emit()
        desk.speaker.failed.emit(Trouble.IN_USE)
        desk.check.answer(True)
        assert (desk.check.state, len(desk.told), len(desk.works), desk.answers) == (state, told, works, [])
        assert desk.devices == BOTH_BACK

    def test_while_it_is_played_forgets_the_recording(self, desk: Desk) -> None:
        desk.record()
        played, _rate = desk.speaker.played[0]
        assert np.any(played)
        desk.check.stop()
        assert not np.any(played)

    def test_keeps_what_was_found(self, desk: Desk) -> None:
        desk.check.listen()
        desk.say()
        desk.check.stop()
        assert desk.heard() == Heard.SPEECH

    @pytest.mark.parametrize("mode", [mode for mode in MODES if mode not in (Mode.IDLE, Mode.ASKING)])
    def test_comes_by_itself_after_a_minute(self, desk: Desk, mode: Mode) -> None:
        """A microphone that somebody forgot."""
        desk.ways()[mode]()
        (limit,) = desk.timers()
        assert limit.isSingleShot() and limit.interval() == 60_000
        limit.timeout.emit()
        assert (desk.mode, desk.devices) == (Mode.IDLE, BOTH_BACK)


class TestOneThingAtATime:
    @pytest.mark.parametrize("after", [Mode.LISTENING, Mode.TONE, Mode.RECORDING])
    @pytest.mark.parametrize("before", MODES)
    def test_what_begins_ends_what_went_on(self, desk: Desk, before: Mode, after: Mode) -> None:
        desk.ways()[before]()
        desk.ways()[after]()
        assert (desk.mode, desk.devices, len(desk.timers())) == (after, DEVICES[after], 1)

    def test_a_check_that_is_heard_of_may_be_stopped_there_and_then(self, desk: Desk) -> None:
        desk.check.changed.connect(lambda state: desk.check.stop() if state.heard == Heard.SPEECH else None)
        desk.check.record()
        desk.say()
        assert (desk.mode, desk.devices) == (Mode.IDLE, BOTH_BACK)


class TestTrouble:
    @pytest.mark.parametrize("trouble", Trouble)
    @pytest.mark.parametrize("mode", [Mode.LISTENING, Mode.RECORDING])
    def test_with_the_microphone_is_told_and_over_when_asked_again(
        self, desk: Desk, mode: Mode, trouble: Trouble
    ) -> None:
        desk.microphone.trouble = trouble
        desk.ways()[mode]()
        assert (desk.check.state, desk.devices, desk.timers()) == (SoundState(mic=trouble), BOTH_BACK, [])
        desk.microphone.trouble = None
        desk.ways()[mode]()
        assert (desk.check.state, desk.devices) == (SoundState(mode), (True, False))

    @pytest.mark.parametrize("mode", [Mode.LISTENING, Mode.RECORDING])
    def test_in_the_middle_ends_it(self, desk: Desk, mode: Mode) -> None:
        desk.ways()[mode]()
        desk.microphone.bring(still())
        desk.microphone.stopped.emit(Trouble.IN_USE)
        assert (desk.check.state, desk.devices) == (SoundState(mic=Trouble.IN_USE), BOTH_BACK)

    @pytest.mark.parametrize("trouble", [Trouble.NONE_FOUND, Trouble.IN_USE])
    def test_with_the_loudspeaker_is_told_and_over_when_asked_again(self, desk: Desk, trouble: Trouble) -> None:
        desk.speaker.trouble = trouble
        desk.check.play_tone()
        assert (desk.check.state, desk.devices, desk.timers()) == (SoundState(speaker=trouble), BOTH_BACK, [])
        desk.speaker.trouble = None
        desk.check.play_tone()
        assert (desk.check.state, desk.devices) == (SoundState(Mode.TONE), (False, True))
