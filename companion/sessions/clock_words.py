"""A time of day as people type it."""

import re
from datetime import time

_TIME = re.compile(r"(\d{1,2})(?:\s*[:.h]\s*(\d{2}))?\s*([ap])?\.?m?\.?", re.IGNORECASE)
_RUN_TOGETHER = re.compile(r"(\d{1,2})(\d{2})")


def read_time(text: str) -> time | None:
    """The time that ``text`` means: "14:30", "14.30", "1430", "9", "9:05 am", "2.30pm"; None where it means none."""
    plain = text.strip()
    together = _RUN_TOGETHER.fullmatch(plain)
    found = together or _TIME.fullmatch(plain)
    if found is None:
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    half = "" if together else (found[3] or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
