"""Tells whether somebody speaks: not merely that there is sound, because a fan or a hum proves little.

Speech comes in syllables: its level rises and falls two to eight times a second, by more than 10 dB, and most of its
power lies between 100 Hz and 4 kHz (Houtgast and Steeneken 1985, the modulation spectrum of speech). So a stretch
counts where it stands out from the quiet around it and is no steady tone; several such syllables within a few seconds
are speech-like. What is said is never looked at, and nothing is kept beyond the numbers of the last seconds.
"""

from collections import deque
from enum import StrEnum
from typing import NamedTuple

import numpy as np

from companion.sound.samples import Samples, level_db

BLOCK_SECONDS = 0.04
"""Length of a block: short enough to see syllables."""

FLOOR_DB = -50.0
"""Below this a microphone hears the room at best; ordinary speech at arm's length gives -40 to -20 dB."""

STANDS_OUT_DB = 9.0
"""A syllable rises this far above the quiet between words."""

SYLLABLES = 3
"""Rises that make speech of it: "one, two, three"."""

LASTING_BLOCKS = 2
"""Blocks a syllable lasts at the least: 80 ms, a short vowel."""

WINDOW_SECONDS = 4.0
"""How far back rises count, and the quiet is measured."""

MUTED_SECONDS = 1.5
"""Nothing but zeroes for so long: a live microphone always has some noise."""

STEADY_TONE = 0.6
"""Share of the power in one narrow band above which a block is a tone (a hum, a whistle, our own test tone)."""

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
        self._rate, self._size = rate, max(1, round(rate * BLOCK_SECONDS))
        self._rest: Samples = np.zeros(0, np.float32)
        length = round(WINDOW_SECONDS / BLOCK_SECONDS)
        self._levels: deque[float] = deque(maxlen=length)
        self._rises: deque[bool] = deque(maxlen=length)
        self._zero_blocks, self._loud_blocks, self._speech = 0, 0, False

    def hear(self, samples: Samples) -> Hearing:
        """Take more samples and say how loud it is now and what was heard."""
        self._rest = np.concatenate([self._rest, samples])
        while self._rest.size >= self._size:
            block, self._rest = self._rest[: self._size], self._rest[self._size :]
            self._take(block)
        return Hearing(meter_level(self._levels[-1] if self._levels else -120.0), self._heard())

    def _take(self, block: Samples) -> None:
        self._zero_blocks = 0 if np.any(block) else self._zero_blocks + 1
        level = level_db(block)
        self._levels.append(level)
        threshold = max(FLOOR_DB, self._quiet() + STANDS_OUT_DB)
        loud = level > threshold and self._is_voice_like(block)
        # It counts with its second block: a click of a key or a mouse is over before that. And it is down again only
        # once it is clearly lower, or one syllable would count twice.
        self._loud_blocks = self._loud_blocks + 1 if loud or (self._loud_blocks and level > threshold - 4) else 0
        self._rises.append(self._loud_blocks == LASTING_BLOCKS)
        self._speech = self._speech or sum(self._rises) >= SYLLABLES

    def _quiet(self) -> float:
        """The level of the quiet between words: what a tenth of the last seconds stays below."""
        return float(np.percentile(np.fromiter(self._levels, float), 10))

    def _is_voice_like(self, block: Samples) -> bool:
        power = np.square(np.abs(np.fft.rfft(block * np.hanning(block.size))))
        pitch = np.fft.rfftfreq(block.size, 1 / self._rate)
        total = float(power.sum())
        if total <= 0:
            return False
        in_band = float(power[(pitch >= 100) & (pitch <= 4000)].sum()) / total
        strongest = int(power.argmax())
        around = float(power[max(0, strongest - 1) : strongest + 2].sum()) / total
        return in_band > 0.5 and around < STEADY_TONE + 0.25 * (pitch[strongest] < 300)

    def _heard(self) -> Heard:
        if self._speech:
            return Heard.SPEECH
        if self._zero_blocks * BLOCK_SECONDS >= MUTED_SECONDS:
            return Heard.MUTED
        loud = sum(level > FLOOR_DB for level in self._levels)
        return Heard.NOISE if loud * BLOCK_SECONDS > WINDOW_SECONDS / 2 else Heard.LISTENING


def meter_level(decibels: float) -> float:
    """Where a meter stands, 0 to 1: -60 dB is nothing, -6 dB is full."""
    return min(1.0, max(0.0, (decibels - QUIETEST_DB) / (-6 - QUIETEST_DB)))
