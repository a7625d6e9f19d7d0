"""Five seconds of sound, kept in memory for one listening and then forgotten."""

import numpy as np

from companion.sound.samples import Samples

SECONDS = 5.0


class Recording:
    """Collects samples of ``rate`` a second until it is full. There is no way to write it anywhere."""

    def __init__(self, rate: int) -> None:
        self.rate = rate
        self._parts: list[Samples] = []
        self._left = round(rate * SECONDS)

    def add(self, samples: Samples) -> None:
        """Keep as much as still fits."""
        part = samples[: self._left]
        self._parts.append(part.copy())
        self._left -= part.size

    @property
    def is_full(self) -> bool:
        """Whether five seconds are together."""
        return self._left <= 0

    @property
    def samples(self) -> Samples:
        """What was recorded so far."""
        return np.concatenate(self._parts) if self._parts else np.zeros(0, np.float32)

    def forget(self) -> None:
        """Overwrite and drop it."""
        for part in self._parts:
            part.fill(0)
        self._parts.clear()
