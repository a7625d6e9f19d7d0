"""Whether a very short stretch of sound could be a voice: it sounds at a pitch, as a vowel does, and is no mere tone.

The numbers were found on 600 stretches of speech (people reading and saying numbers, a voice synthesiser) from -20 to
-46 dB, over still rooms and noisy ones, and on fans, hums, whistles, typing, doors and tones at 8, 16 and 48 kHz.
"""

import numpy as np
import numpy.typing as npt

from companion.sound.samples import Samples

VOICED = 0.65
"""How much alike a stretch is with itself one period later. Vowels reach 0.7 to 1, a click or a fan 0.5 by chance."""

PITCH = (75, 400)
"""The pitch of voices in Hz, from a deep man's to a child's."""

LOW_SHARE = 0.3
"""Share of the power below 1200 Hz, where each vowel has its first formant; a typed key has most of it above."""

BAND_SHARE = 0.5
"""Share of the power between 100 Hz and 4 kHz, where speech lies; a hum, a rumble and a slamming door lie below."""

TONE = 0.95
"""Share within 80 Hz of the strongest pitch above which it is a tone; the first harmonic of a voice stays below."""

WHISTLE = 0.6
"""The same for a strongest pitch above 800 Hz: people whistle there, with breath, while a voice has many harmonics."""

TWO_TONES = 0.9
"""Share of the two strongest pitches, when they are above 400 Hz: a signal or a bell, such as our own test tone."""

Spectrum = npt.NDArray[np.float64]


class VoiceEar:
    """Judges stretches of ``size`` samples, ``rate`` a second."""

    def __init__(self, rate: int, size: int) -> None:
        self._size, self._window = size, np.hanning(size)
        self._pitch = np.fft.rfftfreq(2 * size, 1 / rate)
        self._in_band = (self._pitch >= 100) & (self._pitch <= 4000)
        self._is_low = (self._pitch >= 70) & (self._pitch <= 1200)
        self._periods = slice(rate // PITCH[1], max(rate // PITCH[1] + 1, rate // PITCH[0]))
        alike = np.fft.irfft(np.square(np.abs(np.fft.rfft(self._window, 2 * size))))
        self._fades = alike[self._periods] / alike[0]

    def is_voice_like(self, block: Samples) -> bool:
        """Whether it sounds at the pitch of a voice and is no tone."""
        power: Spectrum = np.square(np.abs(np.fft.rfft(block * self._window, 2 * self._size)))
        total = float(power.sum())
        if total <= 0 or power[self._in_band].sum() < BAND_SHARE * total:
            return False
        if power[self._is_low].sum() < LOW_SHARE * total or self._is_tone(power / total):
            return False
        return self._likeness(power) > VOICED

    def _is_tone(self, shares: Spectrum) -> bool:
        first, strongest = self._near_strongest(shares)
        if float(shares[first].sum()) > (TONE if strongest < 800 else WHISTLE):
            return True
        second, _pitch = self._near_strongest(np.where(first, 0, shares))
        return strongest > 400 and float(shares[first | second].sum()) > TWO_TONES

    def _near_strongest(self, shares: Spectrum) -> tuple[npt.NDArray[np.bool_], float]:
        strongest = float(self._pitch[shares.argmax()])
        return np.abs(self._pitch - strongest) <= 80, strongest

    def _likeness(self, power: Spectrum) -> float:
        """With itself one period later, less what the window takes away (Boersma 1993)."""
        alike = np.fft.irfft(np.where(self._is_low, power, 0))
        return float((alike[self._periods] / self._fades).max() / alike[0])
