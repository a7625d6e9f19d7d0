"""The test tone: two soft notes, faded so that no loudspeaker clicks. Quiet on purpose: headphones may be on."""

import numpy as np

from companion.sound.samples import Samples

NOTES = (523.25, 659.26)
"""C5 and E5 in Hz (equal temperament, A4 = 440): a rising third, clearly no alarm."""

_NOTE_SECONDS, _FADE_SECONDS, _LOUDNESS = 0.45, 0.06, 0.25


def test_tone(rate: int) -> Samples:
    """The tone at ``rate`` samples a second, about one second long."""
    time = np.arange(round(rate * _NOTE_SECONDS)) / rate
    fade = np.minimum(1, np.minimum(time, time[::-1]) / _FADE_SECONDS)
    notes = [np.sin(2 * np.pi * pitch * time) * fade * _LOUDNESS for pitch in NOTES]
    return np.concatenate(notes).astype(np.float32)
