"""Wall-clock time is kept, whatever the clocks do."""

from calendar import SUNDAY
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from hypothesis import assume, given
from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Repeat
from companion.sessions.recurrence import EARLIEST, instant, next_occurrence, occurrences_between, occurrences_from
from companion.sessions.zones import zone_info
from tests.sessions.making import HOUR, series, weekly


def last_sunday(year: int, month: int) -> date:
    """By hand: back from the 31st to a Sunday. For March and October, when London changes its clocks."""
    day = date(year, month, 31)
    while day.weekday() != SUNDAY:
        day -= timedelta(days=1)
    return day


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
