"""Records as CSV, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, tzinfo

from companion.records.record import Check, Record
from companion.words import has, say

# A cell that starts like this would be run as a formula by a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_HEAD = ("date", "time", "minutes", "nickname", "platform", "done", "total", "joined", "reason")


def as_csv(records: Iterable[Record], local: tzinfo | None = None) -> str:
    """One row a session, then one column for each check anybody ticked: who ticked it, when, and what was seen.

    It holds what the records hold and nothing else. Times are on the clock of ``local`` (None: this computer's). Text
    for a file written as UTF-8 with a byte-order mark, which spreadsheets need to read accents.
    """
    kept = tuple(records)
    titles = {check.item: check.title for record in kept for check in record.checks}
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([_safe(cell) for cell in (*(say(f"records.csv.{name}") for name in _HEAD), *titles.values())])
    for record in kept:
        checks = {check.item: _check(check, local) for check in record.checks}
        cells = (*_session(record, local), *(checks.get(item, "") for item in titles))
        writer.writerow([_safe(cell) for cell in cells])
    return text.getvalue()


def _session(record: Record, local: tzinfo | None) -> tuple[str, ...]:
    starts, platform = record.starts.astimezone(local), f"records.platform.{record.platform}"
    return (
        f"{starts:%Y-%m-%d}",
        f"{starts:%H:%M}",
        str(record.minutes),
        record.nickname,
        say(platform) if has(platform) else record.platform,
        str(record.done),
        str(record.total),
        _time(record.joined, local) if record.joined else "",
        record.reason,
    )


def _check(check: Check, local: tzinfo | None) -> str:
    return say(f"records.cell.{check.by}", at=_time(check.at, local), evidence=check.evidence)


def _time(moment: datetime, local: tzinfo | None) -> str:
    return f"{moment.astimezone(local):%Y-%m-%d %H:%M}"


def _safe(cell: str) -> str:
    """A quote before what would be run; and before one of a person's own, so that it can be told from ours."""
    return f"'{cell}" if cell.lstrip("'").startswith(_FORMULA) else cell
