"""What Qt tells of the connection, with a stand-in for the system behind it."""

import pytest
from pytestqt.qtbot import QtBot

from companion.desktop.link import Link, Medium
from companion.desktop.link_qt import LinkSource
from tests.desktop.network import Feature, Network, Reachability, Transport


@pytest.mark.parametrize(
    ("transport", "medium"),
    [
        (Transport.Ethernet, Medium.CABLE),
        (Transport.WiFi, Medium.WIFI),
        (Transport.Cellular, Medium.CELLULAR),
        (Transport.Bluetooth, Medium.BLUETOOTH),
        (Transport.Unknown, Medium.UNKNOWN),
    ],
)
def test_the_medium_is_what_qt_says(network: Network, transport: Transport, medium: Medium) -> None:
    """G09."""
    network.transport = transport
    assert LinkSource().look() == Link(True, medium, False)


@pytest.mark.parametrize(
    ("reachability", "online"),
    [
        (Reachability.Unknown, None),
        (Reachability.Disconnected, False),
        (Reachability.Local, True),
        (Reachability.Site, True),
        (Reachability.Online, True),
    ],
)
def test_only_a_plain_no_means_offline(network: Network, reachability: Reachability, online: bool | None) -> None:
    network.reach = reachability
    assert LinkSource().look().online is online


def test_what_the_system_cannot_tell_is_left_open(network: Network) -> None:
    """G09: on macOS "not metered" would be no more than a guess."""
    network.metered, network.features = True, Feature.Metered
    assert LinkSource().look() == Link(None, Medium.WIFI, True)
    network.features = Feature.Reachability
    assert LinkSource().look() == Link(True, Medium.WIFI, None)


def test_a_system_without_any_of_it_tells_nothing(network: Network) -> None:
    network.backends = []
    assert LinkSource().look() == Link()


def test_the_part_of_qt_that_knows_the_medium_and_the_cost_is_preferred(network: Network) -> None:
    network.backends = [Feature.Reachability, Feature.TransportMedium | Feature.Metered]
    LinkSource()
    assert network.loaded == Feature.TransportMedium | Feature.Metered


def test_one_that_knows_less_is_better_than_none(network: Network) -> None:
    network.backends = [Feature.Reachability]
    LinkSource()
    assert network.loaded == Feature.Reachability


@pytest.mark.parametrize("part", ["reachabilityChanged", "transportMediumChanged", "isMeteredChanged"])
def test_every_change_is_told(qtbot: QtBot, network: Network, part: str) -> None:
    source = LinkSource()
    with qtbot.waitSignal(source.changed, timeout=1000):
        network.tell(part)


def test_the_real_one_answers_whatever_it_knows(qtbot: QtBot) -> None:
    assert LinkSource().look().medium in Medium
