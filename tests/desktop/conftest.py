"""Stand-ins for the computer. Qt is imported with the first that needs it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.desktop.devices import Devices
    from tests.desktop.network import Network


@pytest.fixture(autouse=True)
def collect_between_tests() -> Iterator[None]:
    """Python collects garbage in whichever thread is at work, and Qt's objects may end only in the window's."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def network(qapp: object, monkeypatch: pytest.MonkeyPatch) -> Network:
    """The connection that ``link_qt`` finds when it asks Qt."""
    from tests.desktop.network import Feature, Network, Reachability, Transport

    network = Network()
    standing_in = SimpleNamespace(
        Feature=Feature,
        Reachability=Reachability,
        TransportMedium=Transport,
        loadBackendByFeatures=network.loadBackendByFeatures,
        loadDefaultBackend=network.loadDefaultBackend,
        instance=network.instance,
    )
    monkeypatch.setattr("companion.desktop.link_qt.QNetworkInformation", standing_in)
    return network


@pytest.fixture
def devices(monkeypatch: pytest.MonkeyPatch) -> type[Devices]:
    """The cameras that ``camera_qt`` finds when it asks Qt."""
    from companion.desktop import camera_qt
    from tests.desktop.devices import Devices

    class Plugged(Devices):
        pass

    monkeypatch.setattr(camera_qt, "QMediaDevices", Plugged)
    return Plugged
