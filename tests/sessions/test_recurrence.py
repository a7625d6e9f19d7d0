"""When the meetings of a series take place: the rule, and asking for a stretch of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Repeat
from companion.sessions.recurrence import (
    EARLIEST,
    next_occurrence,
    occurrence_at,
    occurrences_between,
    occurrences_from,
    parse_key,
    position_of,
    rrule_text,
    wall_time,
)
from tests.sessions.making import bounded, repeating, series, weekly

moments = st.datetimes(datetime(2000, 1, 1), datetime(2070, 1, 1)).map(lambda time: time.replace(tzinfo=UTC))


# The rule


@given(repeating)
@example(weekly(datetime(2024, 2, 29, 14), repeat=Repeat.MONTHLY))
@example(weekly(datetime(2026, 1, 31, 14), repeat=Repeat.MONTHLY))
@example(weekly(datetime(2026, 1, 29, 14), repeat=Repeat.MONTHLY, count=14))
def test_dateutil_reads_the_rule_as_we_do(meeting: Meeting) -> None:
    """G35, G34: an independent reader of RFC 5545 finds the same starts, so calendars will."""
    rule = rrulestr(rrule_text(meeting), dtstart=meeting.starts)
    expected = list(islice(rule, 31))
    many = min(meeting.count or 31, 31)
    assert [wall_time(meeting, position) for position in range(many)] == expected


def test_the_rule_in_words_of_rfc_5545() -> None:
    """G34."""
    meeting = weekly(datetime(2026, 1, 31, 14))
    assert rrule_text(replace(meeting, repeat=Repeat.NONE, count=5)) == ""
    assert rrule_text(meeting) == "FREQ=WEEKLY"
    assert rrule_text(replace(meeting, repeat=Repeat.FORTNIGHTLY, count=6)) == "FREQ=WEEKLY;INTERVAL=2;COUNT=6"
    monthly = replace(meeting, repeat=Repeat.MONTHLY, count=12)
    assert rrule_text(monthly) == "FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1;COUNT=12"
    assert rrule_text(replace(monthly, starts=datetime(2026, 1, 15, 14))) == "FREQ=MONTHLY;COUNT=12"


MONTH_ENDS = {
    31: [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31, 31, 29],
    30: [30, 28, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 29],
    29: [29, 28, 29, 29, 29, 29, 29, 29, 29, 29, 29, 29, 29, 29],
    28: [28] * 14,
}


@pytest.mark.parametrize(("day", "expected"), MONTH_ENDS.items(), ids=str)
def test_short_months_use_their_last_day(day: int, expected: list[int]) -> None:
    """G35: written out by hand for January 2027 to February 2028, a leap year."""
    meeting = weekly(datetime(2027, 1, day, 14), repeat=Repeat.MONTHLY, count=14)
    found = occurrences_between(meeting, [], EARLIEST, datetime(2030, 1, 1, tzinfo=UTC))
    assert [occurrence.original.day for occurrence in found] == expected
    months = [occurrence.original.month for occurrence in found]
    assert months == [*range(1, 13), 1, 2]


@given(series)
def test_a_series_moves_strictly_forward(meeting: Meeting) -> None:
    found = list(islice(occurrences_from(meeting, [], EARLIEST), 40))
    assert all(first.starts < second.starts for first, second in pairwise(found))
    assert len({occurrence.key for occurrence in found}) == len(found)


@given(series)
def test_every_planned_start_knows_its_position(meeting: Meeting) -> None:
    walls = bounded(meeting)
    assert [position_of(meeting, wall) for wall in walls] == list(range(len(walls)))
    assert all(position_of(meeting, wall + timedelta(minutes=1)) is None for wall in walls)
    assert position_of(meeting, walls[0] - timedelta(days=28)) is None


@given(repeating, st.integers(1, 20))
def test_a_counted_series_ends(meeting: Meeting, count: int) -> None:
    counted = replace(meeting, count=count)
    assert len(list(occurrences_from(counted, [], EARLIEST))) == count
    assert position_of(counted, wall_time(counted, count)) is None


def test_a_series_without_an_end_ends_before_dates_do() -> None:
    """Asking for all of it answers, whatever the moment."""
    meeting = weekly(datetime(2026, 1, 1, 14), repeat=Repeat.MONTHLY)
    endless = datetime.max.replace(tzinfo=UTC)
    assert len(occurrences_between(meeting, [], datetime.min.replace(tzinfo=UTC), endless)) == (2200 - 2026) * 12
    assert next_occurrence(meeting, [], endless) is None


# Asking


@given(series, moments, st.integers(0, 400))
def test_between_is_what_is_on_in_the_window(meeting: Meeting, after: datetime, days: int) -> None:
    """Seeking into a long series finds just what walking through it finds."""
    before = after + timedelta(days=days)
    walked = [occurrence for occurrence in occurrences_from(meeting, [], EARLIEST) if occurrence.starts < before]
    assert occurrences_between(meeting, [], after, before) == [o for o in walked if o.ends > after]


@given(series, moments)
def test_next_is_the_first_of_all_that_follow(meeting: Meeting, now: datetime) -> None:
    following = occurrences_between(meeting, [], now, now + timedelta(days=36600))
    assert next_occurrence(meeting, [], now) == (following[0] if following else None)


def test_an_old_series_costs_no_more_than_a_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """A weekly series begun in 1990 looks at a handful of positions, not at two thousand."""
    looked: list[int] = []

    def counting(meeting: Meeting, position: int) -> datetime:
        looked.append(position)
        return wall_time(meeting, position)

    monkeypatch.setattr("companion.sessions.recurrence.wall_time", counting)
    found = next_occurrence(weekly(datetime(1990, 1, 2, 14)), [], datetime(2026, 11, 24, 13, tzinfo=UTC))
    assert found and found.starts == datetime(2026, 11, 24, 14, tzinfo=UTC)
    assert len(looked) <= 3


@given(series, moments)
def test_keys_come_back_as_they_went(meeting: Meeting, now: datetime) -> None:
    occurrence = next_occurrence(meeting, [], now)
    assume(occurrence)
    assert occurrence
    assert parse_key(occurrence.key) == (meeting.id, occurrence.original)
    assert occurrence_at(meeting, [], occurrence.original) == occurrence


def test_a_key_is_readable_and_fixed() -> None:
    occurrence = next_occurrence(weekly(datetime(2026, 11, 24, 14)), [], EARLIEST)
    assert occurrence and occurrence.key == "m:2026-11-24T14:00"
