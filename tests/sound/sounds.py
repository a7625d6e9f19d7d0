"""Sounds made from numbers, because no recording may be shipped: a voice that says syllables, and what is none."""

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from companion.sound import tone
from companion.sound.samples import Samples, level_db

Wave = npt.NDArray[Any]
FORMANTS = ((700, 1200, 2500), (400, 2000, 2600), (500, 900, 2400), (300, 2300, 3000))
"""The first three of four vowels, in Hz: those of car, day, no and see."""


def at_level(wave: Wave | Samples, decibels: float) -> Samples:
    """The same, this loud."""
    return (wave * 10 ** ((decibels - level_db(wave.astype(np.float32))) / 20)).astype(np.float32)


def speech(
    rate: int = 16_000,
    seconds: float = 3.0,
    pitch: float = 120,
    per_second: float = 4,
    dip: float = 25,
    db: float = -25,
) -> Samples:
    """Vowels of a voice that falls a little in each; between them it gets quieter by ``dip`` dB but never still."""
    time = np.arange(round(rate * seconds)) / rate
    turn = time * per_second
    loudness = 10 ** (-dip / 20 * (1 + np.cos(2 * np.pi * turn)) / 2)
    phase = 2 * np.pi * np.cumsum(pitch * (1.05 - 0.1 * (turn % 1))) / rate
    highest = int(min(4000, 0.45 * rate) / (1.05 * pitch))
    vowels = np.array([[_resonance(pitch * n, formants) for n in range(1, highest + 1)] for formants in FORMANTS])
    spoken = turn.astype(int) % len(FORMANTS)
    wave = sum(vowels[spoken, n - 1] * np.sin(n * phase) for n in range(1, highest + 1))
    return at_level(wave * loudness, db)


def _resonance(frequency: float, formants: tuple[int, ...]) -> float:
    """How strong a vowel makes a harmonic: near its formants, the higher the weaker."""
    return sum(0.5**i / (1 + ((frequency - formant) / 90) ** 2) for i, formant in enumerate(formants)) + 0.003


def still(rate: int = 16_000, seconds: float = 1.0, db: float = -75, seed: int = 5) -> Samples:
    """What a microphone brings of a room where nobody speaks."""
    return at_level(np.random.default_rng(seed).standard_normal(round(rate * seconds)), db)


def in_room(sound: Samples, rate: int = 16_000, db: float = -75, lead: float = 0.5) -> Samples:
    """The sound after a moment of quiet, over the noise of the room."""
    whole = np.concatenate([np.zeros(round(rate * lead), np.float32), sound])
    return whole + still(rate, whole.size / rate, db)[: whole.size]


def _shaped(wave: Wave, rate: int, shape: Callable[[Wave], Wave]) -> Wave:
    pitches = np.fft.rfftfreq(wave.size, 1 / rate)
    return np.fft.irfft(np.fft.rfft(wave) * shape(pitches), wave.size)


def fan(rate: int, time: Wave) -> Wave:
    """Less the higher, and its blades are heard four times a second."""
    rush = _shaped(np.random.default_rng(1).standard_normal(time.size), rate, lambda hz: np.maximum(hz, 40) ** -0.5)
    return rush * 10 ** (1.5 / 20 * np.sin(2 * np.pi * 4 * time))


def hum(pitch: float) -> Callable[[int, Wave], Wave]:
    """Of the mains, with its overtones."""
    return lambda rate, time: np.sum([np.sin(2 * np.pi * pitch * n * time) / n for n in (1, 2, 3, 5)], axis=0)


def whistle(rate: int, time: Wave) -> Wave:
    """Somebody whistles a tune, two notes a second."""
    return np.sin(2 * np.pi * np.cumsum(1500 + 300 * np.sin(9 * time)) / rate) * (np.sin(4 * np.pi * time) > -0.3)


def our_tone(rate: int, time: Wave) -> Wave:
    """Our own test tone, again and again, out of another computer's loudspeaker."""
    once = np.concatenate([tone.test_tone(rate), np.zeros(round(rate * 0.4), np.float32)])
    return np.resize(once, time.size).astype(np.float64)


def typing(rate: int, time: Wave) -> Wave:
    """Keys, three to ten of them a second."""
    strokes = np.cumsum(np.random.default_rng(2).uniform(0.1, 0.35, 200))
    return _knocks(rate, time, strokes, 0.01, lambda hz: ((hz > 200) & (hz < 9000)).astype(float))


def door(rate: int, time: Wave) -> Wave:
    """A door slams, and three more, as in a draughty house."""
    return _knocks(rate, time, np.array([1, 2.3, 3.4, 4.9]), 0.12, lambda hz: 1 / np.maximum(hz, 80))


def _knocks(rate: int, time: Wave, at: Wave, fading: float, shape: Callable[[Wave], Wave]) -> Wave:
    since = time - np.concatenate([[-9], at])[np.searchsorted(at, time, "right")]
    return _shaped(np.random.default_rng(3).standard_normal(time.size) * np.exp(-since / fading), rate, shape)


def chord(rate: int, time: Wave) -> Wave:
    """A held chord of three notes that wavers."""
    notes: Wave = np.array([np.sin(2 * np.pi * f * n * time) / n for f in (220, 277.2, 329.6) for n in (1, 2, 3, 4)])
    together: Wave = notes.sum(axis=0)
    return together * (1 + 0.2 * np.sin(2 * np.pi * 5 * time))


NO_SPEECH: dict[str, Callable[[int, Wave], Wave]] = {
    "fan": fan,
    "hum 50": hum(50),
    "hum 100": hum(100),
    "whistle": whistle,
    "our tone": our_tone,
    "typing": typing,
    "door": door,
    "chord": chord,
}


def no_speech(name: str, rate: int = 16_000, seconds: float = 10.0, db: float = -25) -> Samples:
    """One of these, begun after a moment of quiet."""
    return at_level(NO_SPEECH[name](rate, np.arange(round(rate * seconds)) / rate), db)
