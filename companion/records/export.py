"""Records as CSV, for a spreadsheet."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, tzinfo

from companion.records.record import Record
from companion.words import say

# A cell that starts like this would be run as a formula by a spreadsheet (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_HEAD = ("date", "time", "minutes", "nickname", "platform", "done", "total", "joined", "reason", "check", "by", "at", "evidence")


def as_csv(records: Iterable[Record], local: tzinfo | None = None) -> str:
    """One row a check, with its session's columns before it; a session without checks has one row.

    Text for a file written as UTF-8 with a byte-order mark, which spreadsheets need to read accents.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([say(f"records.csv.{name}") for name in _HEAD])
    for record in records:
        session = _session(record, local)
        checks = [(check.title, say(f"records.by.{check.by}"), _time(check.at, local), check.evidence) for check in record.checks]
        for check in checks or [("", "", "", "")]:
            writer.writerow([_safe(cell) for cell in (*session, *check)])
    return text.getvalue()


def _session(record: Record, local: tzinfo | None) -> tuple[str, ...]:
    starts = record.starts.astimezone(local)
    return (
        f"{starts:%Y-%m-%d}",
        f"{starts:%H:%M}",
        str(record.minutes),
        record.nickname,
        record.platform,
        str(record.done),
        str(record.total),
        _time(record.joined, local) if record.joined else "",
        record.reason,
    )


def _time(moment: datetime, local: tzinfo | None) -> str:
    return f"{moment.astimezone(local):%Y-%m-%d %H:%M}"


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
