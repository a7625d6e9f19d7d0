"""A stand-in for QNetworkInformation: a connection that changes when the test says so."""

from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

Feature = QNetworkInformation.Feature
Reachability = QNetworkInformation.Reachability
Transport = QNetworkInformation.TransportMedium


class Network(QObject):
    """Wi-Fi that reaches the internet, of a system that tells everything.

    ``backends`` are the parts of Qt that could be loaded: what each can tell.
    """

    reachabilityChanged = Signal(object)  # noqa: N815
    transportMediumChanged = Signal(object)  # noqa: N815
    isMeteredChanged = Signal(bool)  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.transport, self.reach, self.metered = Transport.WiFi, Reachability.Online, False
        self.features = Feature.TransportMedium | Feature.Reachability | Feature.Metered
        self.backends = [self.features]
        self.loaded: Feature | None = None

    def supports(self, feature: Feature) -> bool:
        return feature in self.features

    def transportMedium(self) -> Transport:  # noqa: N802
        return self.transport

    def reachability(self) -> Reachability:
        return self.reach

    def isMetered(self) -> bool:  # noqa: N802
        return self.metered

    def loadBackendByFeatures(self, wanted: Feature) -> bool:  # noqa: N802
        return self._load([told for told in self.backends if wanted in told])

    def loadDefaultBackend(self) -> bool:  # noqa: N802
        return self._load(self.backends)

    def instance(self) -> "Network | None":
        return None if self.loaded is None else self

    def tell(self, part: str) -> None:
        """One of the three signals, as Qt sends it."""
        told: dict[str, Any] = {
            "reachabilityChanged": self.reach,
            "transportMediumChanged": self.transport,
            "isMeteredChanged": self.metered,
        }
        getattr(self, part).emit(told[part])

    def _load(self, backends: list[Feature]) -> bool:
        self.loaded = backends[0] if backends else None
        return bool(backends)
