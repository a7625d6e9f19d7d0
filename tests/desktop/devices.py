"""A stand-in for QMediaDevices: cameras that come and go when the test says so."""

from types import SimpleNamespace

from PySide6.QtCore import QObject, Signal


class Devices(QObject):
    """``names`` are plugged in."""

    videoInputsChanged = Signal()  # noqa: N815
    names: tuple[str, ...] = ()

    @classmethod
    def videoInputs(cls) -> list[SimpleNamespace]:  # noqa: N802
        return [SimpleNamespace(description=lambda name=name: name) for name in cls.names]
