"""How long records are kept, and deleting them for real when their time is up.

Whole days count, on the clock of the computer: a record goes on the day that people are told, whatever the hour.
"""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta, tzinfo

from companion.records.repository import Records


def goes_on(starts: datetime, months: int, local: tzinfo | None = None) -> date:
    """The day on which a record of ``starts`` (aware) is deleted: the same day, ``months`` months later."""
    return _shifted(starts.astimezone(local).date(), months)


def oldest_kept(now: datetime, months: int, local: tzinfo | None = None) -> datetime:
    """The moment before which records have gone by ``now`` (aware): the start of the first day that is still kept."""
    today = now.astimezone(local).date()
    day = _shifted(today, -months)
    while _shifted(day, months) <= today:  # several days at the end of a month may all go on the same short one
        day += timedelta(days=1)
    midnight = datetime.combine(day, time())
    return midnight.replace(tzinfo=local) if local else midnight.astimezone()


def apply(
    records: Records, now: datetime, months: int, forget: Callable[[str], None], forget_copies: Callable[[], None]
) -> int:
    """Delete what is too old, with its ticks (``forget``) and every copy of the store; returns how many went.

    Copies first: an app that is killed half-way then finds the records again, and does it all once more.
    """
    gone = records.started_before(oldest_kept(now, months))
    if not gone:
        return 0
    try:
        forget_copies()
    finally:  # a copy that will not go today must not keep the records; copies go by themselves after a month
        for session in gone:
            forget(session)
        records.delete(gone)
    return len(gone)


def _shifted(day: date, months: int) -> date:
    """The same day of another month; short months use their last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return date(year, month + 1, min(day.day, (first_of_next - timedelta(days=1)).day))
