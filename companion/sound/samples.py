"""Sound as numbers: what a device delivers made into one channel from -1 to 1, and back into bytes."""

from typing import Any

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

_TYPES: dict[str, tuple[Any, float, float]] = {
    "u8": (np.uint8, 128.0, 128.0),
    "s16": (np.int16, 0.0, 32768.0),
    "s32": (np.int32, 0.0, 2147483648.0),
    "f32": (np.float32, 0.0, 1.0),
}
NOTHING_DB = -120.0
"""The level of no sound at all: a thirtieth of the smallest step of 16 bits."""

KINDS = tuple(_TYPES)
"""The sample formats known, by their usual short names."""


def mono(data: bytes, kind: str, channels: int) -> Samples:
    """``data`` of interleaved channels as one channel; a cut last frame is dropped."""
    dtype, middle, full = _TYPES[kind]
    size = np.dtype(dtype).itemsize * channels
    values = np.frombuffer(data[: len(data) // size * size], dtype).reshape(-1, channels)
    mixed: Samples = _clean((values.astype(np.float64) - middle) / full).mean(axis=1).astype(np.float32)
    return mixed


def interleaved(samples: Samples, kind: str, channels: int) -> bytes:
    """One channel as bytes for a device with ``channels``: the same on each."""
    dtype, middle, full = _TYPES[kind]
    values = _clean(samples.astype(np.float64)) * (full if kind == "f32" else full - 1) + middle
    if kind != "f32":
        values = np.rint(values)
    return np.repeat(values.astype(dtype)[:, None], channels, axis=1).tobytes()


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """``samples`` of ``rate`` a second as ``wanted`` a second, by straight lines: enough for listening back."""
    if rate == wanted or not samples.size:
        return samples
    count = max(1, round(samples.size * wanted / rate))
    places = np.linspace(0, samples.size - 1, count)
    return np.interp(places, np.arange(samples.size), samples).astype(np.float32)


def level_db(samples: Samples) -> float:
    """Root mean square in dB of full scale: 0 is the loudest square wave; -120 and less counts as nothing."""
    if not samples.size:
        return NOTHING_DB
    power = float(np.mean(np.square(samples.astype(np.float64))))
    return max(NOTHING_DB, 10 * float(np.log10(power))) if power > 0 else NOTHING_DB


def _clean(values: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """What is no number is silence, and nothing is louder than full. Before channels are mixed: one may be broken."""
    return np.clip(np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0), -1, 1)
