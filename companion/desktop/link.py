"""Judges how this computer is connected, for the question who pays (G09).

There is no good answer here: a phone's hotspot looks like any Wi-Fi, a phone on a USB cable like any cable, and systems
that cannot tell whether a link is metered say "no". So a link is either seen to cost, or a person is asked.
"""

from enum import StrEnum
from typing import NamedTuple

from companion.desktop.finding import Finding, cannot_tell, not_right

SUBJECT = "link.cost"


class Medium(StrEnum):
    """What carries the connection."""

    UNKNOWN = "unknown"
    CABLE = "cable"
    WIFI = "wifi"
    CELLULAR = "cellular"
    BLUETOOTH = "bluetooth"


class Link(NamedTuple):
    """The connection as the system tells it; None where it does not say."""

    online: bool | None = None
    medium: Medium = Medium.UNKNOWN
    metered: bool | None = None


def judge(link: Link, mobile: bool | None) -> Finding:
    """What ``link`` means for cost. ``mobile`` is what the person said: this is mobile data, it is not, or nothing.

    A "no" by hand does not silence what the system sees.
    """
    if link.online is False:
        return not_right("desktop.link.none")
    if mobile:
        return not_right("desktop.link.by_hand")
    if link.medium is Medium.CELLULAR:
        return not_right("desktop.link.cellular")
    if link.metered:
        return not_right("desktop.link.metered")
    return cannot_tell(f"desktop.link.{link.medium.value}")
