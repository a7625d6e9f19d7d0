"""Meetings as rows of the store."""

from dataclasses import replace

from hypothesis import given

from companion.sessions.meeting import Meeting
from companion.sessions.rows import meeting_of, row_of_meeting
from tests.meeting.planning import kept_meetings, meeting


@given(kept_meetings())
def test_a_meeting_comes_back_as_it_was(made: Meeting) -> None:
    assert meeting_of(row_of_meeting(made)) == made


def test_a_zone_this_computer_does_not_know_is_shown_as_londons() -> None:
    """Better an hour or two off, with the zone's name beside it, than an app that does not open."""
    strange = replace(meeting(), zone="Mars/Olympus_Mons")
    assert meeting_of(row_of_meeting(strange)) == replace(strange, zone="Europe/London")
