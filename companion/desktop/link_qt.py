"""Asks the system, through Qt, how this computer is connected. Import it after the first paint: it loads QtNetwork."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QNetworkInformation

from companion.desktop.link import Link, Medium

_Feature = QNetworkInformation.Feature
_Reachability = QNetworkInformation.Reachability
_Transport = QNetworkInformation.TransportMedium

_MEDIA = {
    _Transport.Ethernet: Medium.CABLE,
    _Transport.WiFi: Medium.WIFI,
    _Transport.Cellular: Medium.CELLULAR,
    _Transport.Bluetooth: Medium.BLUETOOTH,
}


class LinkSource(QObject):
    """The connection of the moment. Signal: ``changed``, after any part of it did. ``information`` is for tests."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None, information: QNetworkInformation | None = None) -> None:
        super().__init__(parent)
        self._information = information or _load()
        if self._information is not None:
            self._information.reachabilityChanged.connect(self.changed)
            self._information.transportMediumChanged.connect(self.changed)
            self._information.isMeteredChanged.connect(self.changed)

    def look(self) -> Link:
        """What the system says now; an empty Link where it has no way to tell."""
        seen = self._information
        if seen is None:
            return Link()
        return Link(
            online=_online(seen.reachability()) if seen.supports(_Feature.Reachability) else None,
            medium=_MEDIA.get(seen.transportMedium(), Medium.UNKNOWN),
            metered=seen.isMetered() if seen.supports(_Feature.Metered) else None,
        )


def _load() -> QNetworkInformation | None:
    # The default is the first that loads, and that may be one which knows no medium.
    if not QNetworkInformation.loadBackendByFeatures(_Feature.TransportMedium | _Feature.Metered):
        QNetworkInformation.loadDefaultBackend()
    return QNetworkInformation.instance()


def _online(reachability: QNetworkInformation.Reachability) -> bool | None:
    """Only a plain "disconnected" is believed: "local" networks often turn out to reach the internet after all."""
    if reachability == _Reachability.Unknown:
        return None
    return bool(reachability != _Reachability.Disconnected)
