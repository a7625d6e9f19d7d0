"""What feeds this computer, from folders laid out like Linux's /sys/class/power_supply and from what psutil tells."""

import sys
from pathlib import Path
from types import SimpleNamespace

import psutil
import pytest

from companion.desktop import power_source
from companion.desktop.power import Power
from companion.desktop.power_source import linux_power
from tests.desktop.making import lay

Supply = dict[str, str]
BATTERY: Supply = {"type": "Battery", "status": "Discharging", "capacity": "50"}
ENERGY: Supply = {**BATTERY, "energy_now": "20000000", "energy_full": "40000000", "power_now": "10000000"}
CHARGE: Supply = {**BATTERY, "charge_now": "1000000", "charge_full": "4000000", "current_now": "-500000"}
MAINS: Supply = {"type": "Mains", "online": "1"}
SOCKET: Supply = {"type": "Mains", "online": "0"}
MOUSE: Supply = {"type": "Battery", "scope": "Device", "status": "Discharging", "capacity": "7"}
PEN_CHARGER: Supply = {"type": "Mains", "scope": "Device", "online": "1"}


def feed(folder: Path, *supplies: Supply) -> Power:
    """What is read where there are these ``supplies``."""
    for number, supply in enumerate(supplies):
        lay(folder / f"supply{number}", {name: f"{value}\n" for name, value in supply.items()})
    return linux_power(folder)


def without(supply: Supply, *names: str) -> Supply:
    return {name: value for name, value in supply.items() if name not in names}


def test_without_the_folder_nothing_is_known(tmp_path: Path) -> None:
    assert linux_power(tmp_path / "nowhere") == Power()


@pytest.mark.parametrize(
    "supplies",
    [(), (MAINS,), (MOUSE,), (MAINS, MOUSE, {**ENERGY, "present": "0"})],
    ids=["nothing", "socket only", "a mouse's battery", "an empty bay"],
)
def test_a_desktop_has_no_battery(tmp_path: Path, supplies: tuple[Supply, ...]) -> None:
    """G08."""
    assert feed(tmp_path, *supplies) == Power(battery=False)


def test_energy_gives_share_and_time(tmp_path: Path) -> None:
    assert feed(tmp_path, SOCKET, ENERGY, MOUSE) == Power(True, False, 50, 120)


def test_so_does_charge_whatever_the_sign_of_its_current(tmp_path: Path) -> None:
    assert feed(tmp_path, CHARGE) == Power(True, False, 25, 120)


def test_energy_is_never_divided_by_a_current(tmp_path: Path) -> None:
    """A battery that tells its energy, charge and current, but no power, would seem to last ten times as long."""
    assert feed(tmp_path / "all", {**without(ENERGY, "power_now"), **CHARGE}).minutes == 120
    assert feed(tmp_path / "few", {**without(ENERGY, "power_now"), "current_now": "500000"}).minutes is None


def test_energy_is_never_compared_with_a_charge(tmp_path: Path) -> None:
    assert feed(tmp_path / "few", {**without(ENERGY, "energy_full"), "charge_full": "4000000"}).percent == 50
    assert feed(tmp_path / "all", {**without(ENERGY, "energy_full"), **CHARGE, "capacity": "9"}).percent == 25


def test_two_batteries_count_as_one_large_one(tmp_path: Path) -> None:
    idle = {**ENERGY, "status": "Unknown", "energy_now": "40000000", "power_now": "0"}
    assert feed(tmp_path, ENERGY, idle) == Power(True, False, 75, 360)


def test_two_batteries_that_count_differently_give_their_mean_and_no_time(tmp_path: Path) -> None:
    assert feed(tmp_path, ENERGY, {**CHARGE, "capacity": "30"}) == Power(True, False, 40, None)


@pytest.mark.parametrize(
    ("battery", "percent", "minutes"),
    [
        pytest.param(BATTERY, 50, None, id="only the share"),
        pytest.param(without(BATTERY, "capacity"), None, None, id="nothing at all"),
        pytest.param({**BATTERY, "capacity": "full"}, None, None, id="no number"),
        pytest.param({**ENERGY, "power_now": "0"}, 50, None, id="no draw yet"),
        pytest.param(without(ENERGY, "power_now"), 50, None, id="no draw told"),
        pytest.param({**ENERGY, "energy_full": "0", "capacity": "44"}, 44, 120, id="a worn one"),
    ],
)
def test_what_a_battery_leaves_out_is_not_made_up(
    tmp_path: Path, battery: Supply, percent: float | None, minutes: float | None
) -> None:
    assert feed(tmp_path, battery) == Power(True, False, percent, minutes)


@pytest.mark.parametrize(
    ("plugged", "states", "others"),
    [
        pytest.param(True, ["Charging"], [], id="charging"),
        pytest.param(True, ["Full"], [SOCKET], id="full"),
        pytest.param(True, ["Not charging"], [], id="kept from charging to the brim"),
        pytest.param(True, ["Unknown"], [MAINS], id="socket"),
        pytest.param(True, ["Unknown"], [{"type": "USB", "online": "1"}], id="by USB"),
        pytest.param(True, ["Unknown"], [{"type": "USB", "online": "2"}, SOCKET], id="by USB of a newer kind"),
        pytest.param(True, ["Charging", "Discharging"], [], id="one fills while the other feeds"),
        pytest.param(False, ["Discharging"], [MAINS], id="a charger too weak"),
        pytest.param(False, ["Discharging", "Full"], [SOCKET], id="the second still full"),
        pytest.param(False, ["Unknown"], [SOCKET], id="nothing in the socket"),
        pytest.param(None, ["Unknown"], [], id="nobody says"),
        pytest.param(None, ["Unknown"], [{"type": "Mains"}], id="a socket that does not say"),
        pytest.param(None, ["Unknown"], [PEN_CHARGER], id="a pen's charger"),
    ],
)
def test_whether_it_is_plugged_in(
    tmp_path: Path, plugged: bool | None, states: list[str], others: list[Supply]
) -> None:
    """G08."""
    assert feed(tmp_path, *others, *({**BATTERY, "status": state} for state in states)).plugged is plugged


@pytest.mark.parametrize("system", ["win32", "darwin"])
@pytest.mark.parametrize(
    ("told", "power"),
    [
        pytest.param(None, Power(battery=False), id="no battery"),
        pytest.param((80, 7200, False), Power(True, False, 80, 120), id="on battery"),
        pytest.param((100, psutil.POWER_TIME_UNLIMITED, True), Power(True, True, 100), id="plugged in"),
        pytest.param((80, psutil.POWER_TIME_UNKNOWN, False), Power(True, False, 80), id="no time told"),
        pytest.param((80, 0, None), Power(True, None, 80, 0), id="no word about the socket"),
        pytest.param((255, psutil.POWER_TIME_UNKNOWN, False), Power(True, False), id="Windows says it does not know"),
    ],
)
def test_elsewhere_psutil_is_asked(
    monkeypatch: pytest.MonkeyPatch, system: str, told: tuple[float, int, bool | None] | None, power: Power
) -> None:
    """G08."""
    answer = told and SimpleNamespace(percent=told[0], secsleft=told[1], power_plugged=told[2])
    monkeypatch.setattr(sys, "platform", system)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: answer, raising=False)
    assert power_source.look() == power


def test_on_linux_psutil_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a mouse's battery for the computer's own."""
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(psutil, "sensors_battery", lambda: pytest.fail("asked"), raising=False)
    assert isinstance(power_source.look(), Power)
