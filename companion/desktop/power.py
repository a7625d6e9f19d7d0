"""Judges whether this computer's battery lasts for the call (G08)."""

from typing import NamedTuple

from companion.desktop.finding import Finding, cannot_tell, good, not_right

SUBJECT = "power.enough"

CALL_DRAW = 2.0
"""A video call drains about twice as fast as the light use in which a system makes its estimate."""

FULL_MINUTES = 180.0
"""How long a full battery that says nothing about time is taken to last in light use: a tired laptop's three hours."""


class Power(NamedTuple):
    """What feeds the computer. ``percent`` is 0 to 100, ``minutes`` what the system expects; None: it does not say."""

    battery: bool | None = None
    plugged: bool | None = None
    percent: float | None = None
    minutes: float | None = None


def judge(power: Power, call_minutes: int) -> Finding:
    """Whether ``power`` lasts for a call of ``call_minutes``."""
    if power.battery is False:
        return good("desktop.power.no_battery")
    if power.plugged:
        return good("desktop.power.plugged")
    if power.battery is None or power.percent is None:
        return cannot_tell("desktop.power.unknown")
    percent = round(min(100.0, max(0.0, power.percent)))
    if _light_minutes(power.percent, power.minutes) >= call_minutes * CALL_DRAW:
        return good("desktop.power.enough", percent=percent)
    return not_right("desktop.power.low", percent=percent)


def _light_minutes(percent: float, minutes: float | None) -> float:
    return percent / 100 * FULL_MINUTES if minutes is None else minutes
