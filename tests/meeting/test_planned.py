"""A planned meeting in words, and what is said of its link before anybody opens it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.meeting.links import is_join_link
from companion.meeting.planned import judge, line_of
from companion.sessions.current import Current
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import Pair
from companion.sessions.recurrence import next_occurrence
from companion.sessions.zones import zone_info
from companion.words import sentence
from tests.meeting.planning import AMARA, LINK, MEET, NOW, PERSONAL, TEAMS, meeting

LONDON = zone_info("Europe/London")


def current(kept: Meeting, pair: Pair = AMARA) -> Current:
    occurrence = next_occurrence(kept, (), datetime(2026, 1, 1, tzinfo=UTC))
    assert occurrence is not None
    return Current(pair, kept, occurrence)


def test_a_line_tells_who_when_how_and_how_often() -> None:
    """G35."""
    kept = meeting(repeat=Repeat.WEEKLY, count=6, join_url=LINK)
    line = line_of(current(kept), NOW, LONDON)
    assert (line.title, line.when) == ("Amara, on Zoom", "Tomorrow, 14:00 to 15:00, London")
    assert line.often == "Every week, six times"
    assert (line.key, line.join_url, line.platform) == (current(kept).key, LINK, "zoom")


def test_a_single_meeting_does_not_say_how_often() -> None:
    assert line_of(current(meeting(platform=Platform.PHONE)), NOW, LONDON)[3:] == ("phone", "", "")


def test_without_a_nickname_the_topic_names_it() -> None:
    line = line_of(current(meeting(), Pair("a", "")), NOW, LONDON)
    assert line.title == "Mentoring, on Zoom"


def test_who_is_elsewhere_reads_their_own_time_first() -> None:
    line = line_of(current(meeting()), NOW, zone_info("Africa/Lagos"))
    assert line.when == "Tomorrow, 15:00 to 16:00 your time (14:00 to 15:00 in London)"


@pytest.mark.parametrize(
    ("platform", "url", "kind", "code"),
    [
        ("phone", "", "info", "meeting.verdict.phone"),
        ("phone", LINK, "info", "meeting.verdict.phone"),
        ("zoom", "", "info", "meeting.verdict.none"),
        ("zoom", LINK, "good", "meeting.verdict.real"),
        ("teams", TEAMS, "good", "meeting.verdict.real"),
        ("meet", MEET, "good", "meeting.verdict.real"),
        ("zoom", PERSONAL, "warn", "meeting.link.personal"),
        ("zoom", "https://zoom.us/j/1063167890", "warn", "meeting.link.maybe_personal"),
        ("zoom", "https://zoom.us/w/83125550142", "warn", "meeting.link.webinar"),
        ("zoom", TEAMS, "warn", "meeting.verdict.other"),
        ("teams", LINK, "warn", "meeting.verdict.other"),
        ("zoom", "https://zoom.us.evil.example/j/83125550142", "danger", "meeting.link.unknown"),
        ("zoom", "https://zoom.us/s/83125550142", "danger", "meeting.link.host_start"),
    ],
)
def test_each_link_is_called_what_it_is(platform: str, url: str, kind: str, code: str) -> None:
    """G24, G31."""
    verdict = judge(platform, url)
    assert (verdict.kind, verdict.message.code) == (kind, code)
    assert sentence(verdict.message)


def test_a_real_link_still_asks_whether_it_was_expected() -> None:
    """G31: a real Zoom link can be a stranger's."""
    words = sentence(judge("zoom", LINK).message)
    assert words == "This is a real Zoom link. Did it come from someone you expect?"
    assert "Teams" in sentence(judge("zoom", TEAMS).message) and "Zoom" in sentence(judge("zoom", TEAMS).message)


@given(
    url=st.text(max_size=40) | st.sampled_from([LINK, TEAMS, MEET]), platform=st.sampled_from(["zoom", "teams", "meet"])
)
def test_only_a_join_link_of_the_planned_service_is_ever_good(url: str, platform: str) -> None:
    """G24: whatever somebody pastes."""
    verdict = judge(platform, url)
    assert (verdict.kind == "good") <= is_join_link(url)
    assert (verdict.kind == "danger") == (bool(url) and not is_join_link(url))
