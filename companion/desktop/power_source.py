"""Reads what feeds this computer: from /sys on Linux, elsewhere from psutil.

psutil takes a wireless mouse's battery for the computer's own on Linux and sees only the first of two, so there we read
for ourselves. Reading may take a moment (some firmware is slow to answer): call ``look`` beside the window.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from companion.desktop.power import Power

_SUPPLIES = Path("/sys/class/power_supply")

Supply = Mapping[str, str]
"""The attributes of one entry of /sys/class/power_supply, by file name."""


def look() -> Power:
    """What feeds this computer now."""
    return linux_power() if sys.platform == "linux" else _psutil_power()


def linux_power(folder: Path = _SUPPLIES) -> Power:
    """The same from a folder laid out as /sys/class/power_supply (units there: µWh and µW, or µAh and µA)."""
    try:
        supplies = [_attributes(place) for place in sorted(folder.iterdir())]
    except OSError:
        return Power()
    batteries = [each for each in supplies if _is_ours(each)]
    if not batteries:
        return Power(battery=False)
    return Power(True, _plugged(supplies, batteries), _percent(batteries), _minutes(batteries))


def _is_ours(supply: Supply) -> bool:
    return supply.get("type") == "Battery" and not _is_device(supply) and supply.get("present") != "0"


def _is_device(supply: Supply) -> bool:
    """Batteries and chargers of mice and pens say that their scope is the device."""
    return supply.get("scope") == "Device"


def _plugged(supplies: Iterable[Supply], batteries: Iterable[Supply]) -> bool | None:
    states = {battery.get("status", "Unknown") for battery in batteries}
    if "Discharging" in states and "Charging" not in states:
        return False  # whatever the socket says: a weak charger can lose against the computer
    sockets = (each for each in supplies if each.get("type") in ("Mains", "USB") and not _is_device(each))
    online = [each["online"] for each in sockets if "online" in each]
    if any(value != "0" for value in online):
        return True
    if states & {"Charging", "Full", "Not charging"}:
        return True
    return False if online else None


def _percent(batteries: Sequence[Supply]) -> float | None:
    part = _divided(batteries, ("energy_now", "energy_full"), ("charge_now", "charge_full"))
    if part is not None:
        return 100 * part
    told = [value for value in (_number(each, "capacity") for each in batteries) if value is not None]
    return sum(told) / len(told) if told else None


def _minutes(batteries: Sequence[Supply]) -> float | None:
    hours = _divided(batteries, ("energy_now", "power_now"), ("charge_now", "current_now"))
    return None if hours is None else 60 * hours


def _divided(batteries: Sequence[Supply], *pairs: tuple[str, str]) -> float | None:
    """The first of ``pairs`` that all batteries tell, divided: some tell energy and current, whose units do not fit."""
    for name, by in pairs:
        above, below = _sum(batteries, name), _sum(batteries, by)
        if above is not None and below:
            return above / below
    return None


def _sum(batteries: Sequence[Supply], name: str) -> float | None:
    """The sum over all batteries; None where one does not tell it."""
    told = [_number(each, name) for each in batteries]
    return None if None in told else sum(value for value in told if value is not None)


def _number(supply: Supply, name: str) -> float | None:
    try:
        return abs(float(supply[name]))  # some drivers give the current a sign
    except (KeyError, ValueError):
        return None


_NAMES = (
    *("type", "scope", "present", "status", "online", "capacity"),
    *("power_now", "energy_now", "energy_full", "current_now", "charge_now", "charge_full"),
)


def _attributes(place: Path) -> dict[str, str]:
    found = {}
    for name in _NAMES:
        try:
            found[name] = (place / name).read_text(encoding="ascii", errors="replace").strip()
        except OSError:  # most batteries have only some of them
            continue
    return found


def _psutil_power() -> Power:
    import psutil

    told = psutil.sensors_battery()
    if told is None:
        return Power(battery=False)
    minutes = told.secsleft / 60 if told.secsleft >= 0 else None  # below are "no limit" and "unknown"
    percent = told.percent if told.percent <= 100 else None  # Windows says 255 where it does not know
    return Power(True, told.power_plugged, percent, minutes)
