"""Time zones: the usual ones, and the one place that loads them."""

from zoneinfo import ZoneInfo

from companion.errors import Problem

LONDON = "Europe/London"
"""The guide's own time zone (G35)."""

COMMON_ZONES = (
    LONDON,
    "Europe/Dublin",
    "Europe/Lisbon",
    "Europe/Paris",
    "Europe/Berlin",
    "Europe/Warsaw",
    "Europe/Athens",
    "Europe/Bucharest",
    "Europe/Istanbul",
    "Africa/Lagos",
    "Africa/Johannesburg",
    "Africa/Nairobi",
    "Asia/Dubai",
    "Asia/Karachi",
    "Asia/Kolkata",
    "Asia/Dhaka",
    "Asia/Shanghai",
    "Asia/Tokyo",
    "Australia/Sydney",
    "America/New_York",
    "America/Toronto",
    "America/Chicago",
    "America/Los_Angeles",
)
"""Offered first, roughly from west to east as seen from London; every IANA name is accepted."""


class ZoneUnknown(Problem):
    """A meeting's time zone is not known on this computer."""


def zone_info(name: str) -> ZoneInfo:
    """The rules of an IANA time zone. Raises ``ZoneUnknown``."""
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as cause:  # unknown name; not a name at all; a folder of zones
        raise ZoneUnknown("sessions.problem.zone_unknown", zone=city(name)) from cause


def is_zone(name: str) -> bool:
    """Whether ``name`` is an IANA time zone known on this computer."""
    try:
        zone_info(name)
    except ZoneUnknown:
        return False
    return True


def city(name: str) -> str:
    """The place a zone is named after: "New York" for "America/New_York"."""
    return name.rpartition("/")[2].replace("_", " ")
