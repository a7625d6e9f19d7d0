"""Setting the eye level: a person looks into the camera for a moment, and the camera is remembered with it. No Qt."""

from collections.abc import Callable, Mapping
from typing import Any

from companion.camera.calibration import Calibration, calibrate

_GETTING_READY, _ENOUGH = 8, 20  # looks: whoever has pressed the button looks up first
Ratio = float | None


class EyeLevels:
    """The eye levels people have set, by camera. ``kept`` gives what is kept of them, ``keep`` keeps them."""

    def __init__(self, kept: Callable[[], Any], keep: Callable[[dict[str, float]], object]) -> None:
        self._kept, self._keep = kept, keep
        self._looks: list[Ratio] | None = None

    def of(self, camera: str) -> Calibration | None:
        """What was set for this camera, if anything."""
        ratio = self._all().get(camera)
        return Calibration(ratio) if ratio is not None else None

    @property
    def is_setting(self) -> bool:
        """Whether one is being set."""
        return self._looks is not None

    def begin(self) -> None:
        """The person wants to set it: from now on looks count."""
        self._looks = []

    def cancel(self) -> None:
        """The camera was closed or changed meanwhile."""
        self._looks = None

    def see(self, camera: str, ratio: Ratio) -> bool | None:
        """One look more (``Measures.pitch_ratio``); None while it goes on, then whether it was set."""
        if self._looks is None:
            return None
        self._looks.append(ratio)
        if len(self._looks) < _ENOUGH:
            return None
        found, self._looks = calibrate(self._looks[_GETTING_READY:]), None
        if found is not None:
            self._keep({**self._all(), camera: found.r0})
        return found is not None

    def _all(self) -> dict[str, float]:
        """What is kept, but for what is damaged."""
        kept = self._kept()
        items = kept.items() if isinstance(kept, Mapping) else ()
        return {key: float(ratio) for key, ratio in items if isinstance(ratio, int | float) and 0 < ratio < 1}
