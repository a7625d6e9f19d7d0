"""Speech is heard and tells that the microphone works; whatever else sounds in a room is not taken for it."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.sound.hearing import Heard, Hearing, Listener, meter_level
from companion.sound.samples import Samples
from tests.sound.sounds import NO_SPEECH, in_room, no_speech, speech, still

RATES = (8_000, 16_000, 22_050, 44_100, 48_000, 96_000)


def told(samples: Samples, rate: int = 16_000, listener: Listener | None = None) -> list[Heard]:
    """What a listener makes of it bit by bit, each change once."""
    listener, size = listener or Listener(rate), rate // 20
    every = [listener.hear(samples[at : at + size]).heard for at in range(0, samples.size, size)]
    return [every[0], *(after for before, after in pairwise(every) if after != before)]


def silence(seconds: float, rate: int = 16_000) -> Samples:
    return np.zeros(round(rate * seconds), np.float32)


class TestSpeech:
    """G08: a microphone works when somebody was heard."""

    @pytest.mark.parametrize("rate", RATES)
    @pytest.mark.parametrize(
        ("level", "room"), [(-12, -90), (-12, -40), (-25, -75), (-25, -45), (-40, -90), (-40, -58)]
    )
    def test_is_heard_within_two_seconds_loud_or_soft_in_still_rooms_and_noisy_ones(
        self, rate: int, level: float, room: float
    ) -> None:
        assert told(in_room(speech(rate, 2, db=level), rate, room), rate)[-1] == Heard.SPEECH

    @given(
        pitch=st.floats(100, 250),
        per_second=st.floats(3, 6),
        dip=st.floats(12, 40),
        level=st.floats(-42, -10),
        above_room=st.floats(18, 60),
    )
    def test_of_every_kind_is_heard(
        self, pitch: float, per_second: float, dip: float, level: float, above_room: float
    ) -> None:
        said = speech(8_000, 3, pitch, per_second, dip, level)
        assert told(in_room(said, 8_000, level - above_room), 8_000)[-1] == Heard.SPEECH

    def test_in_one_breath_is_heard_in_a_still_room_however_loud(self) -> None:
        """Between its syllables a loud voice stays far above the quiet: what counts is that it gets softer."""
        assert told(in_room(speech(dip=12, db=-12), db=-90))[-1] == Heard.SPEECH

    def test_that_has_begun_before_the_microphone_is_heard(self) -> None:
        assert told(speech())[-1] == Heard.SPEECH

    @pytest.mark.parametrize("constant", [0.02, -0.3])
    def test_is_heard_through_a_microphone_that_adds_a_constant(self, constant: float) -> None:
        assert told(in_room(speech(db=-35)) + np.float32(constant))[-1] == Heard.SPEECH

    @pytest.mark.parametrize("noise", ["fan", "hum 50", "hum 100"])
    def test_is_heard_over(self, noise: str) -> None:
        around = no_speech(noise, db=-40)
        assert told(around + np.pad(speech(db=-25), (16_000, around.size - 64_000)))[-1] == Heard.SPEECH

    def test_stays_heard(self) -> None:
        listener = Listener(16_000)
        assert told(speech(), listener=listener)[-1] == Heard.SPEECH
        assert told(np.concatenate([silence(5), no_speech("fan")]), listener=listener) == [Heard.SPEECH]

    def test_is_more_than_two_syllables(self) -> None:
        """A cough, a greeting from the next room."""
        assert Heard.SPEECH not in told(in_room(np.concatenate([speech(seconds=0.5), silence(4)])))

    def test_is_not_put_together_from_sounds_far_apart(self) -> None:
        cough = np.concatenate([speech(seconds=0.25), silence(1.9)])
        assert Heard.SPEECH not in told(in_room(np.tile(cough, 8)))


class TestNoSpeech:
    @pytest.mark.parametrize("db", [-12, -25, -40])
    @pytest.mark.parametrize("rate", [8_000, 16_000, 48_000])
    @pytest.mark.parametrize("name", NO_SPEECH)
    def test_is_not_heard(self, name: str, rate: int, db: float) -> None:
        assert Heard.SPEECH not in told(in_room(no_speech(name, rate, db=db), rate), rate)

    @pytest.mark.parametrize("db", [-100, -75, -55])
    def test_a_still_room_is_neither_noise_nor_muted(self, db: float) -> None:
        assert told(still(seconds=6, db=db)) == [Heard.LISTENING]

    @pytest.mark.parametrize("name", ["fan", "hum 50", "chord"])
    def test_what_goes_on_and_on_is_told_as_noise_and_forgotten_when_it_ends(self, name: str) -> None:
        heard = told(np.concatenate([no_speech(name), still(seconds=6)]))
        assert heard == [Heard.LISTENING, Heard.NOISE, Heard.LISTENING]

    def test_a_slam_is_not_told_as_noise(self) -> None:
        assert told(in_room(no_speech("door", seconds=2))) == [Heard.LISTENING]

    def test_a_room_that_is_just_about_loud_is_not_told_again_and_again(self) -> None:
        assert len(told(no_speech("fan", seconds=40, db=-50.05))) <= 2


class TestMuted:
    @pytest.mark.parametrize("rate", RATES)
    @pytest.mark.parametrize("constant", [0, 0.02])
    def test_is_told_within_two_seconds(self, rate: int, constant: float) -> None:
        assert told(silence(2, rate) + np.float32(constant), rate) == [Heard.LISTENING, Heard.MUTED]

    def test_is_not_told_of_a_device_that_begins_with_nothing(self) -> None:
        assert told(np.concatenate([silence(1), still(seconds=3)])) == [Heard.LISTENING]

    def test_is_over_with_the_first_sound(self) -> None:
        heard = told(np.concatenate([silence(2), in_room(speech())]))
        assert heard == [Heard.LISTENING, Heard.MUTED, Heard.LISTENING, Heard.SPEECH]


MIXED = np.concatenate(
    [silence(1.7), in_room(no_speech("typing", seconds=1)), speech(seconds=1.5), still(seconds=0.51)]
)


def hear_in(sizes: list[int]) -> Hearing:
    listener, at = Listener(16_000), 0
    while at < MIXED.size:
        for size in sizes:
            listener.hear(MIXED[at : at + size])
            at += size
    return listener.hear(MIXED[:0])


@given(st.lists(st.integers(1, 30_000), min_size=1, max_size=5).filter(lambda sizes: sum(sizes) >= 50))
@settings(max_examples=25)
def test_it_does_not_matter_in_which_bits_sound_comes(sizes: list[int]) -> None:
    assert hear_in(sizes) == hear_in([MIXED.size])


class TestMeter:
    @given(st.floats(-200, 20), st.floats(-200, 20))
    def test_rises_with_the_level_and_stays_on_its_scale(self, one: float, other: float) -> None:
        low, high = meter_level(min(one, other)), meter_level(max(one, other))
        assert 0 <= low <= high <= 1

    def test_is_empty_in_a_still_room_and_half_full_at_the_middle_of_its_scale(self) -> None:
        assert [meter_level(level) for level in (-60, -33, -6)] == [0, 0.5, 1]

    def test_shows_the_sound_of_the_moment(self) -> None:
        listener = Listener(16_000)
        assert listener.hear(silence(0)).level == 0
        assert listener.hear(still(db=-33)).level == pytest.approx(0.5, abs=0.03)
        assert listener.hear(silence(0.1)).level == 0
