"""Five seconds of sound, kept in memory for one listening and then forgotten."""

import numpy as np

from companion.sound.samples import Samples

SECONDS = 5.0


class Recording:
    """Collects samples of ``rate`` a second until it is full. There is no way to write it anywhere."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._kept: Samples = np.zeros(round(rate * SECONDS), np.float32)
        self._size = 0

    def add(self, samples: Samples) -> None:
        """Keep as much as still fits."""
        part = samples[: self._kept.size - self._size]
        self._kept[self._size : self._size + part.size] = part
        self._size += part.size

    @property
    def is_full(self) -> bool:
        """Whether five seconds are together."""
        return self._size == self._kept.size

    @property
    def samples(self) -> Samples:
        """What was recorded so far. It is no copy: ``forget`` empties it too."""
        return self._kept[: self._size]

    def forget(self) -> None:
        """Overwrite it."""
        self._kept.fill(0)
        self._size = 0
