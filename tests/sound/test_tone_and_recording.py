"""The test tone, which is soft to ears and loudspeakers, and the recording, which is for one listening."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sound import tone
from companion.sound.recording import SECONDS, Recording
from companion.sound.samples import level_db

RATES = (8_000, 16_000, 44_100, 48_000, 96_000)


@pytest.mark.parametrize("rate", RATES)
class TestTone:
    def test_does_not_click(self, rate: int) -> None:
        """It begins and ends in silence, and neither in it nor between its notes does it jump."""
        wave = np.concatenate([[0], tone.test_tone(rate), [0]])
        steepest = 0.25 * 2 * np.pi * max(tone.NOTES) / rate
        assert np.abs(np.diff(wave)).max() <= steepest * 1.01
        assert (
            level_db(wave[: rate // 500].astype(np.float32)) < -35 > level_db(wave[-rate // 500 :].astype(np.float32))
        )

    def test_is_quiet_but_heard(self, rate: int) -> None:
        """Headphones may be on: a quarter of what they can do at the most."""
        wave = tone.test_tone(rate)
        assert 0.2 < np.abs(wave).max() <= 0.25
        assert -20 < level_db(wave) < -14

    def test_is_two_different_notes_in_about_a_second(self, rate: int) -> None:
        wave = tone.test_tone(rate)
        assert 0.8 < wave.size / rate < 1.2
        heard = [np.fft.rfftfreq(half.size, 1 / rate)[np.abs(np.fft.rfft(half)).argmax()] for half in np.split(wave, 2)]
        assert heard == pytest.approx(tone.NOTES, rel=0.005)


class TestRecording:
    @given(st.lists(st.integers(0, 700), max_size=20))
    def test_is_the_first_five_seconds_in_whatever_bits_they_come(self, sizes: list[int]) -> None:
        recording, wave = Recording(300), np.linspace(-1, 1, sum(sizes), dtype=np.float32)
        for part in np.split(wave, np.cumsum(sizes)):
            recording.add(part)
        assert np.array_equal(recording.samples, wave[: round(SECONDS * 300)])
        assert recording.is_full == (sum(sizes) >= SECONDS * 300)

    def test_does_not_hang_on_what_the_device_reuses(self) -> None:
        recording, brought = Recording(8), np.ones(40, np.float32)
        recording.add(brought)
        brought.fill(0)
        assert np.all(recording.samples == 1)

    def test_that_is_forgotten_is_overwritten_wherever_it_was_handed(self) -> None:
        recording = Recording(8)
        recording.add(np.ones(40, np.float32))
        handed = recording.samples
        recording.forget()
        assert handed.size == 40 and not np.any(handed)
        assert recording.samples.size == 0 and not recording.is_full
