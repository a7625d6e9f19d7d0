"""How long records are kept, and deleting them for real when their time is up."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from companion.records.repository import Records


def oldest_kept(now: datetime, months: int) -> datetime:
    """The moment before which records go: ``months`` whole months before ``now`` (aware)."""
    month = now.month - 1 - months
    year, month = now.year + month // 12, month % 12 + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return now.astimezone(UTC).replace(year=year, month=month, day=min(now.day, last))


def goes_on(starts: datetime, months: int) -> date:
    """The day on which a record of ``starts`` is deleted."""
    day = starts.date()
    while oldest_kept(datetime(day.year, day.month, day.day, tzinfo=UTC), months) <= starts:
        day += timedelta(days=1)
    return day


def apply(records: Records, now: datetime, months: int, forget: Callable[[str], None], forget_copies: Callable[[], None]) -> int:
    """Delete what is too old, with its ticks (``forget``) and every copy of the store; returns how many went."""
    gone = records.started_before(oldest_kept(now, months))
    if gone:
        for session in gone:
            forget(session)
        records.delete(gone)
        forget_copies()
    return len(gone)
