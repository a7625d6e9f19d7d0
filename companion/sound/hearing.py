"""Tells whether somebody speaks: not merely that there is sound, because a fan or a hum proves little.

Speech comes in syllables: its level rises and falls two to eight times a second (Houtgast and Steeneken 1985, the
modulation spectrum of speech), and in each there is a vowel. So a stretch counts where it stands out from the quiet
around it, sounds like a voice, and rose; several such syllables within a few seconds are speech-like. What is said is
never looked at, and nothing is kept beyond the numbers of the last seconds.
"""

from collections import deque
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from companion.sound.samples import NOTHING_DB, Samples, level_db
from companion.sound.voice import VoiceEar

BLOCK_SECONDS = 0.04
"""Length of a block: three periods of a deep voice."""

STEP_SECONDS = 0.02
"""From one block to the next: half a block, or the short dip between two syllables falls between them unseen."""

FLOOR_DB = -50.0
"""Below this a microphone hears the room at best; ordinary speech at arm's length gives -40 to -20 dB."""

STANDS_OUT_DB = 9.0
"""A syllable rises this far above the quiet between words."""

DIP_DB = 5.0
"""Between two syllables the level falls and rises by this at the least. It is measured from the last syllable and not
from the quiet: in one breath a loud voice never comes near that. Fans and chords waver by 3 dB."""

SYLLABLES = 3
"""Rises that make speech of it: "one, two, three"."""

LASTING_BLOCKS = 3
"""Voice-like blocks in a row in a syllable: 80 ms, a short vowel. A click of a key is in two of them."""

WINDOW_SECONDS = 4.0
"""How far back rises count, and the quiet is measured."""

MUTED_SECONDS = 1.5
"""Nothing at all for so long: a live microphone always has some noise."""

NOISE_SHARE, STILL_NOISE_SHARE = 0.5, 0.25
"""Share of the window above the floor that makes noise of it, and below which it is over: apart, or a room that is
just about that loud would be told every second."""

QUIETEST_DB = -60.0


class Heard(StrEnum):
    """What the microphone brought so far."""

    LISTENING = "listening"
    MUTED = "muted"
    NOISE = "noise"
    SPEECH = "speech"


class Hearing(NamedTuple):
    """``level`` from 0 to 1 for a meter, and what was heard."""

    level: float
    heard: Heard


class Listener:
    """Give it samples as they come; it answers what it makes of them. Once speech was heard it stays heard."""

    def __init__(self, rate: int) -> None:
        self._size, self._step = max(2, round(rate * BLOCK_SECONDS)), max(1, round(rate * STEP_SECONDS))
        self._ear = VoiceEar(rate, self._size)
        self._rest: Samples = np.zeros(0, np.float32)
        length = round(WINDOW_SECONDS / STEP_SECONDS)
        self._levels: deque[float] = deque(maxlen=length)
        self._rises: deque[bool] = deque(maxlen=length)
        self._in_syllable, self._turn = False, 0.0  # the last peak in a syllable, the lowest since outside
        self._voice_blocks, self._zero_blocks = 0, 0
        self._noise, self._speech = False, False

    def hear(self, samples: Samples) -> Hearing:
        """Take more samples and say how loud it is now and what was heard."""
        self._rest = np.concatenate([self._rest, samples])
        while self._rest.size >= self._size:
            block, self._rest = self._rest[: self._size], self._rest[self._step :]
            self._take(block - block.mean())  # many microphones add a constant, which is no sound
        return Hearing(meter_level(self._levels[-1] if self._levels else NOTHING_DB), self._heard())

    def _take(self, block: Samples) -> None:
        level = level_db(block)
        self._zero_blocks = self._zero_blocks + 1 if level <= NOTHING_DB else 0
        self._levels.append(level)
        self._rises.append(self._is_rise(level, block))
        self._speech = self._speech or sum(self._rises) >= SYLLABLES
        loud = sum(each > FLOOR_DB for each in self._levels) * STEP_SECONDS
        self._noise = loud > WINDOW_SECONDS * (STILL_NOISE_SHARE if self._noise else NOISE_SHARE)

    def _is_rise(self, level: float, block: Samples) -> bool:
        """Whether this very block makes another syllable of the last ones."""
        if self._in_syllable:
            peak = max(level, self._turn)
            self._in_syllable = level > peak - DIP_DB
            self._turn = peak if self._in_syllable else level
            return False
        self._turn = min(level, self._turn)
        threshold = max(FLOOR_DB, self._quiet() + STANDS_OUT_DB, self._turn + DIP_DB)
        lasts = level > self._levels[-2 if len(self._levels) > 1 else -1] - DIP_DB  # a knock dies away
        is_vowel = level > threshold and lasts and self._ear.is_voice_like(block)
        self._voice_blocks = self._voice_blocks + 1 if is_vowel else 0
        if self._voice_blocks < LASTING_BLOCKS:
            return False
        self._in_syllable, self._turn, self._voice_blocks = True, level, 0
        return True

    def _quiet(self) -> float:
        """The level of the quiet between words: what a tenth of the last seconds stays below."""
        return float(np.percentile(np.fromiter(self._levels, float), 10))

    def _heard(self) -> Heard:
        if self._speech:
            return Heard.SPEECH
        if self._zero_blocks * STEP_SECONDS >= MUTED_SECONDS:
            return Heard.MUTED
        return Heard.NOISE if self._noise else Heard.LISTENING


def meter_level(decibels: float) -> float:
    """Where a meter stands, 0 to 1: -60 dB is nothing, -6 dB is full."""
    return min(1.0, max(0.0, (decibels - QUIETEST_DB) / (-6 - QUIETEST_DB)))
