"""The table people take out: it says what the records say, and runs nothing."""

import csv
import io
import string
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from companion import resources
from companion.records.export import as_csv
from companion.records.record import Check, Record
from tests.guide.wording import complaints
from tests.records.making import CAMERA, MINUTE, NOW, ROOM, record, some_records

LONDON = ZoneInfo("Europe/London")
HEAD = [
    "Date",
    "Time",
    "Minutes",
    "With",
    "On",
    "Checks done",
    "Checks in all",
    "Joined at",
    "Reason for joining anyway",
]
RUNS = tuple("=+-@\t\r\n＝＋－＠")


def table(records: list[Record]) -> list[list[str]]:
    """The rows a spreadsheet reads."""
    return list(csv.reader(io.StringIO(as_csv(records, UTC), newline="")))


def plain(cell: str) -> str:
    """A cell as it was before it was made harmless."""
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(RUNS) else cell


def said(check: Check) -> str:
    at = f"{check.at:%Y-%m-%d %H:%M}"
    return f"You, {at}" if check.by == "person" else f"This computer, {at}: {check.evidence}"


def test_one_line_a_session_and_one_column_a_check() -> None:
    """G04, G08, G30: dated, and by whom."""
    joined = record(joined=NOW - MINUTE, reason="We use the phone for sound")
    by_phone = record("later", NOW.replace(day=25), platform="phone", nickname="Joel", checks=(ROOM,))
    assert table([joined, by_phone]) == [
        [*HEAD, "My camera works", "I am in a study, not a bedroom"],
        [
            *("2026-11-24", "14:00", "60", "Amara", "Zoom", "2", "3", "2026-11-24 13:59", "We use the phone for sound"),
            *("This computer, 2026-11-24 13:51: Built-in camera, 1280 × 720", "You, 2026-11-24 13:50"),
        ],
        [
            *("2026-11-25", "14:00", "60", "Joel", "By phone", "2", "3", "", ""),
            *("", "You, 2026-11-24 13:50"),
        ],
    ]


def test_nothing_kept_is_a_table_with_its_headings() -> None:
    assert table([]) == [HEAD]


def test_times_are_on_the_clock_of_the_person() -> None:
    summer = record(starts=datetime(2026, 6, 30, 23, 30, tzinfo=UTC), checks=())
    assert as_csv([summer], LONDON).splitlines()[1].startswith("2026-07-01,00:30,")


@pytest.mark.parametrize("start", RUNS, ids=repr)
def test_nothing_in_a_cell_is_run_by_a_spreadsheet(start: str) -> None:
    evil = start + 'cmd|" /C calc"!A0'
    check = replace(CAMERA, title=evil, evidence=evil)
    rows = table([record(nickname=evil, joined=NOW, reason=evil, checks=(check,))])
    cells = [cell for row in rows for cell in row]
    assert not any(cell.startswith(RUNS) for cell in cells)
    assert cells.count(f"'{evil}") == 3


@given(some_records)
def test_every_word_comes_back_as_it_was_kept(kept: list[Record]) -> None:
    head, *rows = table(kept)
    columns = list(dict.fromkeys(check.item for each in kept for check in each.checks))
    assert len(head) == len(HEAD) + len(columns)
    assert all(len(row) == len(head) for row in rows)
    for each, row in zip(kept, rows, strict=True):
        cells = [plain(cell) for cell in row]
        assert not any(cell.startswith(RUNS) for cell in row)
        assert (cells[3], cells[8]) == (each.nickname, each.reason)
        assert cells[:3] == [f"{each.starts:%Y-%m-%d}", f"{each.starts:%H:%M}", str(each.minutes)]
        ticked = {check.item: said(check) for check in each.checks}
        assert cells[9:] == [ticked.get(item, "") for item in columns]


@given(some_records)
def test_it_holds_nothing_but_the_records(kept: list[Record]) -> None:
    """G01, G02, G26: what no record holds, no export can tell; a check that was not made is an empty cell."""
    known = {check.title for each in kept for check in each.checks}
    assert {plain(cell) for cell in table(kept)[0][len(HEAD) :]} <= known
    without = [replace(each, checks=()) for each in kept]
    assert table(without)[0] == HEAD
    assert [row[: len(HEAD)] for row in table(kept)[1:]] == table(without)[1:]


def test_a_file_of_it_opens_in_a_spreadsheet_with_its_accents(tmp_path: Path) -> None:
    file = tmp_path / "records.csv"
    file.write_text(as_csv([record(nickname="Zoë")], UTC), encoding="utf-8-sig", newline="")
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfDate,")
    assert content.count(b"\r\n") == content.count(b"\n") == 2
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert list(csv.reader(opened))[1][3] == "Zoë"


@pytest.mark.parametrize("area", ["records", "checklist"])
def test_the_words_are_plain(area: str) -> None:
    def texts(found: object) -> list[str]:
        return [text for each in found.values() for text in texts(each)] if isinstance(found, dict) else [str(found)]

    for text in texts(resources.toml("words", f"{area}.toml")):
        named = [name for _, name, _, _ in string.Formatter().parse(text) if name]
        filled = text.format_map(dict.fromkeys(named, "Name"))
        assert complaints(filled) in ([], [f"starts small: {filled}"])
