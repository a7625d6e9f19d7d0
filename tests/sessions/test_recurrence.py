"""When a meeting takes place: wall-clock time is kept, whatever the clocks do."""

from calendar import SUNDAY
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice, pairwise

import pytest
from dateutil.rrule import rrulestr
from hypothesis import assume, example, given
from hypothesis import strategies as st

from companion.sessions.meeting import Change, Meeting, Repeat
from companion.sessions.recurrence import (
    EARLIEST,
    instant,
    last_end,
    next_occurrence,
    occurrence_at,
    occurrences_between,
    occurrences_from,
    parse_key,
    position_of,
    rrule_text,
    wall_time,
)
from companion.sessions.zones import zone_info

HOUR = timedelta(hours=1)
series = st.from_type(Meeting)
repeating = series.filter(lambda meeting: meeting.repeat != Repeat.NONE)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2070, 1, 1)).map(lambda time: time.replace(tzinfo=UTC))


def weekly(starts: datetime, **fields: object) -> Meeting:
    """A weekly series in London without an end."""
    return replace(Meeting("m", "p", "Mentoring", "", starts, repeat=Repeat.WEEKLY), **fields)  # type: ignore[arg-type]


def bounded(meeting: Meeting) -> list[datetime]:
    """The first planned starts on the wall, at most 30."""
    many = min(30, meeting.count or 30) if meeting.repeat != Repeat.NONE else 1
    return [wall_time(meeting, position) for position in range(many)]


def last_sunday(year: int, month: int) -> date:
    """By hand: back from the 31st to a Sunday. For March and October, when London changes its clocks."""
    day = date(year, month, 31)
    while day.weekday() != SUNDAY:
        day -= timedelta(days=1)
    return day


# The clock change


@given(st.datetimes(datetime(2001, 1, 1), datetime(2035, 1, 1)), st.sampled_from([Repeat.WEEKLY, Repeat.FORTNIGHTLY]))
def test_london_time_is_kept_over_both_changes_for_years(start: datetime, repeat: Repeat) -> None:
    """G35: against a hand-made rule for summer time (01:00 UTC, last Sundays of March and October)."""
    assume(start.hour >= 3)
    meeting = weekly(start.replace(second=0, microsecond=0), repeat=repeat, count=60)
    found = occurrences_between(meeting, [], EARLIEST, datetime(2190, 1, 1, tzinfo=UTC))
    assert len(found) == 60
    for occurrence in found:
        wall = occurrence.original
        summer = last_sunday(wall.year, 3) <= wall.date() < last_sunday(wall.year, 10)
        assert (wall.hour, wall.minute) == (start.hour, start.minute)
        assert occurrence.starts == (wall - HOUR * summer).replace(tzinfo=UTC)


@given(series)
def test_wall_time_is_kept_in_every_zone(meeting: Meeting) -> None:
    """G35: what the wall shows is what was planned, unless the clocks leave that time out."""
    zone = zone_info(meeting.zone)
    for occurrence in islice(occurrences_from(meeting, [], EARLIEST), 30):
        shown = occurrence.starts.astimezone(zone)
        gap = shown.replace(tzinfo=None) - occurrence.original
        assert gap == timedelta() or (timedelta() < gap <= HOUR and shown.dst())
        assert occurrence.ends - occurrence.starts == timedelta(minutes=meeting.minutes)


def test_a_time_left_out_in_spring_moves_forward_by_the_gap() -> None:
    """G35: 01:30 on 29 March 2026 does not exist in London; 02:30 does."""
    meeting = weekly(datetime(2026, 3, 22, 1, 30))
    _, second, third = islice(occurrences_from(meeting, [], EARLIEST), 3)
    assert second.starts == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert second.starts.astimezone(zone_info("Europe/London")).hour == 2
    assert second.original == datetime(2026, 3, 29, 1, 30)
    assert third.starts == datetime(2026, 4, 5, 0, 30, tzinfo=UTC)


def test_of_a_time_that_comes_twice_the_first_is_meant() -> None:
    """G35: 01:30 on 25 October 2026 comes twice in London."""
    assert instant(datetime(2026, 10, 25, 1, 30), "Europe/London") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_an_hour_is_an_hour_long_across_the_change() -> None:
    """G35: a meeting on the night of the change lasts as long as planned."""
    occurrence = next_occurrence(weekly(datetime(2026, 10, 25, 0, 30), minutes=90), [], EARLIEST)
    assert occurrence and occurrence.ends == datetime(2026, 10, 25, 1, 0, tzinfo=UTC)


def test_a_day_left_out_altogether_moves_forward_too() -> None:
    """Samoa had no 30 December 2011."""
    meeting = weekly(datetime(2011, 12, 23, 14), zone="Pacific/Apia")
    starts = [occurrence.starts for occurrence in islice(occurrences_from(meeting, [], EARLIEST), 3)]
    assert starts[1].astimezone(zone_info("Pacific/Apia")).date() == date(2011, 12, 31)
    found = next_occurrence(meeting, [], starts[1] + timedelta(minutes=30))
    assert found and found.starts == starts[1]


def test_a_meeting_on_the_night_of_a_change_into_a_new_month_is_still_on() -> None:
    """Havana went from 31 March 2012 to 01:00 on 1 April: an hour later the wall shows two."""
    meeting = weekly(datetime(2012, 3, 31, 23, 30), zone="America/Havana", repeat=Repeat.MONTHLY)
    starts = datetime(2012, 4, 1, 4, 30, tzinfo=UTC)
    found = next_occurrence(meeting, [], starts + timedelta(minutes=59))
    assert found and found.starts == starts


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


# Changes

TUESDAYS = weekly(datetime(2026, 11, 3, 14), count=4)
END = datetime(2027, 1, 1, tzinfo=UTC)


def days(meeting: Meeting, changes: list[Change]) -> list[str]:
    """The starts in London as "10 14:00"."""
    london = zone_info("Europe/London")
    return [f"{o.starts.astimezone(london):%d %H:%M}" for o in occurrences_between(meeting, changes, EARLIEST, END)]


def test_one_time_can_be_called_off() -> None:
    """G35: the rest of the series stays; it does not grow longer."""
    called_off = Change("m", datetime(2026, 11, 10, 14), cancelled=True)
    assert days(TUESDAYS, [called_off]) == ["03 14:00", "17 14:00", "24 14:00"]


def test_one_time_can_be_moved_and_keeps_its_name() -> None:
    """G35: moved behind the next one, it comes in its new place under its old key."""
    moved = Change("m", datetime(2026, 11, 10, 14), starts=datetime(2026, 11, 18, 9), minutes=30)
    assert days(TUESDAYS, [moved]) == ["03 14:00", "17 14:00", "18 09:00", "24 14:00"]
    found = occurrence_at(TUESDAYS, [moved], datetime(2026, 11, 10, 14))
    assert found and found.key == "m:2026-11-10T14:00"
    assert found.ends - found.starts == timedelta(minutes=30)


def test_a_move_across_the_clock_change_is_meant_on_the_wall() -> None:
    meeting = weekly(datetime(2026, 10, 20, 14))
    moved = Change("m", datetime(2026, 10, 20, 14), starts=datetime(2026, 10, 26, 14))
    found = occurrence_at(meeting, [moved], datetime(2026, 10, 20, 14))
    assert found and found.starts == datetime(2026, 10, 26, 14, tzinfo=UTC)


def test_changes_of_other_meetings_and_lost_days_do_nothing() -> None:
    strange = [Change("other", TUESDAYS.starts, cancelled=True), Change("m", datetime(2026, 11, 4, 14), cancelled=True)]
    assert days(TUESDAYS, strange) == days(TUESDAYS, [])
    assert occurrence_at(TUESDAYS, strange, datetime(2026, 11, 4, 14)) is None


def test_a_cancelled_series_keeps_what_took_place() -> None:
    """G35: called off at noon on the 17th, the 3rd and the 10th still happened."""
    cancelled = replace(TUESDAYS, cancelled_at=datetime(2026, 11, 17, 12, tzinfo=UTC))
    assert days(cancelled, []) == ["03 14:00", "10 14:00"]
    assert occurrence_at(cancelled, [], datetime(2026, 11, 17, 14)) is None
    assert cancelled.cancelled and not TUESDAYS.cancelled


def test_what_was_to_start_when_it_was_called_off_does_not() -> None:
    at_the_start = replace(TUESDAYS, cancelled_at=datetime(2026, 11, 17, 14, tzinfo=UTC))
    assert days(at_the_start, []) == ["03 14:00", "10 14:00"]
    assert occurrence_at(at_the_start, [], datetime(2026, 11, 17, 14)) is None


@given(series, st.data())
def test_changed_series_stay_in_order_and_lose_only_what_was_called_off(meeting: Meeting, data: st.DataObject) -> None:
    walls = bounded(meeting)
    shifts = st.integers(-40_000, 40_000).map(lambda minutes: timedelta(minutes=minutes))
    picked = data.draw(st.lists(st.sampled_from(walls), unique=True, max_size=5))
    moves = [Change("m", wall, data.draw(st.booleans()), wall + data.draw(shifts)) for wall in picked]
    everything = list(islice(occurrences_from(meeting, moves, EARLIEST), 60))
    gone = {move.original for move in moves if move.cancelled}
    assert [o.starts for o in everything] == sorted(o.starts for o in everything)
    shown = {o.original for o in everything}
    assert gone.isdisjoint(shown)
    assert {wall for wall in walls if wall not in gone} <= shown


# The last end


@given(repeating, st.integers(1, 20))
def test_the_last_end_is_when_nothing_follows(meeting: Meeting, count: int) -> None:
    counted = replace(meeting, count=count)
    end = last_end(counted, [])
    assert end and next_occurrence(counted, [], end) is None
    before = next_occurrence(counted, [], end - timedelta(minutes=1))
    assert before and before.ends == end


def test_the_last_end_follows_moves_and_cancellations() -> None:
    assert last_end(weekly(datetime(2026, 11, 3, 14)), []) is None
    late = Change("m", datetime(2026, 11, 3, 14), starts=datetime(2026, 12, 20, 9))
    assert last_end(TUESDAYS, [late]) == datetime(2026, 12, 20, 10, tzinfo=UTC)
    called_off = datetime(2026, 11, 5, tzinfo=UTC)
    assert last_end(weekly(datetime(2026, 11, 3, 14), cancelled_at=called_off), []) == called_off
    every = [Change("m", wall_time(TUESDAYS, position), cancelled=True) for position in range(4)]
    assert last_end(TUESDAYS, every) == datetime(2026, 11, 24, 15, tzinfo=UTC)
