"""Sound as numbers: every format a device may have, in any number of channels, there and back."""

import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from companion.sound.samples import KINDS, NOTHING_DB, Samples, interleaved, level_db, mono, resampled

ZERO = {"u8": b"\x80", "s16": bytes(2), "s32": bytes(4), "f32": bytes(4)}
FULL = {
    "u8": b"\xff",
    "s16": struct.pack("=h", 32767),
    "s32": struct.pack("=i", 2**31 - 1),
    "f32": struct.pack("=f", 1),
}
LEAST = {
    "u8": b"\0",
    "s16": struct.pack("=h", -32768),
    "s32": struct.pack("=i", -(2**31)),
    "f32": struct.pack("=f", -1),
}
STEP = {"u8": 2 / 128, "s16": 2 / 32768, "s32": 1e-6, "f32": 0}  # two of the smallest steps of a format
waves = hnp.arrays(np.float32, st.integers(0, 50), elements=st.floats(-1, 1, width=32))
channels = st.integers(1, 8)
kinds = st.sampled_from(KINDS)


def floats(*values: float) -> bytes:
    return struct.pack(f"={len(values)}f", *values)


def wave_of(*values: float) -> Samples:
    return np.array(values, np.float32)


def sine(rate: int, hz: float, seconds: float = 0.5) -> Samples:
    return np.sin(2 * np.pi * hz * np.arange(round(rate * seconds)) / rate).astype(np.float32)


class TestMono:
    @pytest.mark.parametrize("kind", KINDS)
    def test_knows_silence_and_the_loudest_of_every_format(self, kind: str) -> None:
        made = mono(ZERO[kind] + FULL[kind] + LEAST[kind], kind, 1)
        assert made.dtype == np.float32
        assert made == pytest.approx([0, 1, -1], abs=STEP[kind])

    def test_is_the_middle_of_the_channels_and_keeps_their_order_in_time(self) -> None:
        assert mono(floats(0.5, 0.1, -1, 0, 0.25, 0.75), "f32", 2) == pytest.approx([0.3, -0.5, 0.5])
        assert mono(floats(0.5, 0.1, -1, 0, 0.25, 0.75), "f32", 3) == pytest.approx([-0.4 / 3, 1 / 3])

    @given(kinds, channels, waves, st.binary(min_size=1, max_size=31))
    def test_drops_a_cut_last_frame(self, kind: str, count: int, wave: Samples, rest: bytes) -> None:
        whole = interleaved(wave, kind, count)
        cut = rest[: len(ZERO[kind]) * count - 1]
        assert np.array_equal(mono(whole + cut, kind, count), mono(whole, kind, count))

    @given(st.lists(st.floats(width=32), max_size=40), channels)
    def test_of_anything_is_a_number_from_minus_one_to_one(self, values: list[float], count: int) -> None:
        made = mono(floats(*values), "f32", count)
        assert made.size == len(values) // count
        assert np.all(np.abs(made) <= 1)

    @given(st.binary(max_size=200), kinds, channels)
    def test_takes_any_bytes(self, data: bytes, kind: str, count: int) -> None:
        assert np.all(np.abs(mono(data, kind, count)) <= 1)

    @pytest.mark.parametrize("broken", [np.nan, np.inf, -np.inf])
    def test_of_a_broken_channel_is_what_the_others_bring(self, broken: float) -> None:
        assert mono(floats(broken, 0.5, broken, -0.5), "f32", 2) == pytest.approx([0.25, -0.25])

    def test_of_numbers_beyond_full_is_full(self) -> None:
        assert mono(floats(3e38, 3e38, -7, -2), "f32", 2) == pytest.approx([1, -1])


class TestInterleaved:
    @given(waves, kinds, channels)
    def test_comes_back_as_it_went(self, wave: Samples, kind: str, count: int) -> None:
        there = interleaved(wave, kind, count)
        assert len(there) == wave.size * count * len(ZERO[kind])
        assert mono(there, kind, count) == pytest.approx(wave, abs=STEP[kind] + 1e-6)

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize(("loud", "played"), [(9, 1), (-9, -1), (np.inf, 0), (np.nan, 0)])
    def test_never_wraps_round(self, kind: str, loud: float, played: float) -> None:
        """A number too large for its bits would come out as the opposite: a bang."""
        assert mono(interleaved(wave_of(loud), kind, 1), kind, 1) == pytest.approx([played], abs=STEP[kind])

    @given(waves, channels)
    def test_is_the_same_on_each_channel(self, wave: Samples, count: int) -> None:
        values = np.frombuffer(interleaved(wave, "f32", count), np.float32).reshape(-1, count)
        assert all(np.array_equal(values[:, channel], wave) for channel in range(count))


rates = st.sampled_from([8_000, 16_000, 22_050, 44_100, 48_000, 96_000])


class TestResampled:
    @given(waves.filter(len), rates, rates)
    def test_lasts_as_long_and_goes_no_further(self, wave: Samples, rate: int, wanted: int) -> None:
        made = resampled(wave, rate, wanted)
        assert made.dtype == np.float32
        assert made.size / wanted == pytest.approx(wave.size / rate, abs=1 / wanted)
        assert wave.min() <= made.min() and made.max() <= wave.max()

    @pytest.mark.parametrize(
        ("rate", "wanted"), [(8_000, 48_000), (16_000, 44_100), (48_000, 16_000), (48_000, 96_000)]
    )
    def test_keeps_the_pitch(self, rate: int, wanted: int) -> None:
        made = resampled(sine(rate, 300), rate, wanted)
        strongest = np.fft.rfftfreq(made.size, 1 / wanted)[np.abs(np.fft.rfft(made)).argmax()]
        assert strongest == pytest.approx(300, abs=1)
        assert level_db(made) == pytest.approx(-3, abs=0.2)

    def test_of_nothing_is_nothing(self) -> None:
        assert resampled(np.zeros(0, np.float32), 8_000, 48_000).size == 0


class TestLevel:
    @pytest.mark.parametrize(
        ("wave", "level"),
        [
            (np.ones(9), 0),
            (np.array([1, -1]), 0),
            (sine(8_000, 100), -3.01),
            (np.full(9, 0.1), -20),
            (np.zeros(9), -120),
        ],
    )
    def test_is_in_decibels_of_full_scale(self, wave: Any, level: float) -> None:
        assert level_db(wave.astype(np.float32)) == pytest.approx(level, abs=0.01)

    @given(waves.filter(lambda wave: bool(np.any(np.abs(wave) > 0.01))))
    def test_falls_by_twenty_for_a_tenth(self, wave: Samples) -> None:
        assert level_db(wave) - level_db(wave / np.float32(10)) == pytest.approx(20, abs=0.01)

    @given(waves)
    def test_never_leaves_its_scale(self, wave: Samples) -> None:
        assert NOTHING_DB <= level_db(wave) <= 0

    def test_of_nothing_is_that_of_silence(self) -> None:
        assert level_db(np.zeros(0, np.float32)) == NOTHING_DB == level_db(wave_of(1e-30))
