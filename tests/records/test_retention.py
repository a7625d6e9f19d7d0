"""Records go on the day that was told, with everything that belongs to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.records import retention
from companion.records.repository import Records
from companion.records.schema import MIGRATION
from companion.store import open_store
from companion.store.copies import copies, forget_copies, take_copy
from tests.records.making import DAY, NOW, memory, moments, record

LONDON, AUCKLAND = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland")
zones = st.sampled_from([UTC, LONDON, AUCKLAND])
months = st.integers(1, 12)


def kept_of(days: dict[str, int]) -> Records:
    """Records of sessions so many days ago."""
    records = memory()
    for session, ago in days.items():
        records.note(record(session, NOW - ago * DAY))
    return records


@pytest.mark.parametrize(
    ("starts", "after", "day"),
    [
        (datetime(2026, 6, 30, 14, tzinfo=UTC), 12, date(2027, 6, 30)),
        (datetime(2028, 2, 29, 14, tzinfo=UTC), 12, date(2029, 2, 28)),
        (datetime(2026, 8, 31, 14, tzinfo=UTC), 6, date(2027, 2, 28)),
        (datetime(2026, 11, 30, 14, tzinfo=UTC), 1, date(2026, 12, 30)),
        (datetime(2026, 12, 31, 14, tzinfo=UTC), 12, date(2027, 12, 31)),
    ],
)
def test_the_day_on_which_it_goes(starts: datetime, after: int, day: date) -> None:
    assert retention.goes_on(starts, after, LONDON) == day


def test_the_day_is_that_of_the_persons_own_calendar() -> None:
    late = datetime(2026, 6, 30, 23, 30, tzinfo=UTC)
    assert retention.goes_on(late, 1, UTC) == date(2026, 7, 30)
    assert retention.goes_on(late, 1, LONDON) == date(2026, 8, 1)


@given(moments, moments, months, zones)
@example(datetime(2025, 6, 30, 14, tzinfo=UTC), datetime(2026, 6, 30, 0, tzinfo=UTC), 12, UTC)
@example(datetime(2026, 8, 31, 14, tzinfo=UTC), datetime(2027, 2, 28, 9, tzinfo=UTC), 6, UTC)
@example(datetime(2026, 8, 29, 14, tzinfo=UTC), datetime(2027, 2, 28, 9, tzinfo=UTC), 6, UTC)
def test_what_is_deleted_is_what_people_were_told(starts: datetime, now: datetime, after: int, local: tzinfo) -> None:
    """From the first minute of that day on, and not a minute before."""
    told = retention.goes_on(starts, after, local)
    is_gone = starts < retention.oldest_kept(now, after, local)
    assert is_gone is (told <= now.astimezone(local).date())


@given(moments, months, zones)
def test_no_record_goes_much_before_its_months_are_over(starts: datetime, after: int, local: tzinfo) -> None:
    day, kept_until = starts.astimezone(local).date(), retention.goes_on(starts, after, local)
    assert timedelta(days=28 * after) <= kept_until - day <= timedelta(days=31 * after)


def test_what_is_too_old_goes_with_its_ticks_and_all_else_stays() -> None:
    records, forgotten = kept_of({"old": 500, "older": 600, "new": 300}), list[str]()
    assert retention.apply(records, NOW, 12, forgotten.append, lambda: None) == 2
    assert [each.session for each in records.all()] == ["new"]
    assert forgotten == ["older", "old"]
    assert retention.apply(records, NOW, 12, forgotten.append, lambda: None) == 0


def test_a_partner_may_ask_for_less() -> None:
    records = kept_of({"old": 100, "new": 50})
    assert retention.apply(records, NOW, 3, lambda _session: None, lambda: None) == 1


def test_while_nothing_is_too_old_no_copy_is_touched() -> None:
    """A copy is what people fall back on when a store is damaged."""
    touched: list[str] = []
    retention.apply(kept_of({"new": 300}), NOW, 12, touched.append, lambda: touched.append("copies"))
    assert touched == []


def test_an_app_killed_half_way_finds_its_work_again() -> None:
    """Whatever it was doing when it was killed, the next start does all of it."""
    records = kept_of({"old": 500})

    class Killed(BaseException):
        """Not an exception anybody handles."""

    def kill(_session: str) -> None:
        raise Killed

    with pytest.raises(Killed):
        retention.apply(records, NOW, 12, kill, lambda: None)
    done: list[str] = []
    assert retention.apply(records, NOW, 12, done.append, lambda: done.append("copies")) == 1
    assert done == ["copies", "old"]


def test_a_copy_that_will_not_go_does_not_keep_the_records() -> None:
    def refuse() -> None:
        raise PermissionError

    records, forgotten = kept_of({"old": 500}), list[str]()
    with pytest.raises(PermissionError):
        retention.apply(records, NOW, 12, forgotten.append, refuse)
    assert (records.count(), forgotten) == (0, ["old"])


@contextmanager
def on_disk(folder: Path) -> Iterator[Records]:
    """Records in a file, of which there is a copy too."""
    store = open_store(folder / "store.sqlite3", [MIGRATION])
    records = Records(store)
    records.note(record("old", NOW - 500 * DAY, nickname="Zanzibar"))
    records.note(record("new", NOW - 300 * DAY))
    take_copy(store._connection, store.path, 4)
    yield records
    store.close()


def test_nothing_of_it_is_left_on_the_disk_copies_included(tmp_path: Path) -> None:
    """Read as bytes, while the app is open."""

    def files() -> list[str]:
        every = (file for file in tmp_path.rglob("*") if file.is_file())
        return sorted(file.parent.name for file in every if b"Zanzibar" in file.read_bytes())

    with on_disk(tmp_path) as records:
        assert "copies" in files()
        retention.apply(records, NOW, 12, lambda _session: None, lambda: forget_copies(tmp_path))
        assert files() == []
        assert copies(tmp_path) == []
        assert [each.session for each in records.all()] == ["new"]
