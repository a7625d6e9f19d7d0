"""Everything wrong with a meeting, at once, by field."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.meeting import Change, Meeting, Platform, Repeat
from companion.sessions.validation import LONGEST, MOST_TIMES, SHORTEST, check
from companion.words import sentence

GOOD = Meeting("m", "p", "Mentoring", "", datetime(2026, 12, 1, 14, 0))
BEFORE = datetime(2026, 11, 24, 13, 48, tzinfo=UTC)


def test_a_meeting_with_the_guides_defaults_is_fine() -> None:
    """G35, G24: topic and time are enough; London, an hour, once, Zoom, a generated ID."""
    assert check(GOOD, BEFORE) == ({}, {})
    assert (GOOD.zone, GOOD.minutes, GOOD.repeat, GOOD.platform) == ("Europe/London", 60, Repeat.NONE, Platform.ZOOM)
    assert GOOD.generated_id


BAD_FIELDS: dict[str, tuple[dict[str, object], str]] = {
    "no topic": ({"topic": "  "}, "topic"),
    "a topic of two lines": ({"topic": "one\ntwo"}, "topic"),
    "a topic too long for Zoom": ({"topic": "x" * 201}, "topic"),
    "a description too long for Zoom": ({"description": "x" * 2001}, "description"),
    "a description that turns text": ({"description": "a\u202eb"}, "description"),
    "a year far off": ({"starts": datetime(2206, 12, 1)}, "starts"),
    "too short": ({"minutes": SHORTEST - 1}, "minutes"),
    "too long": ({"minutes": LONGEST + 1}, "minutes"),
    "no such zone": ({"zone": "Europe/Londn"}, "zone"),
    "no times at all": ({"repeat": Repeat.WEEKLY, "count": 0}, "count"),
    "too many times": ({"repeat": Repeat.MONTHLY, "count": MOST_TIMES + 1}, "count"),
    "not on the list of platforms": ({"platform": Platform.TEAMS}, "platform"),
    "letters in a meeting ID": ({"meeting_number": "831 2555 O142"}, "meeting_number"),
    "a meeting ID cut short": ({"meeting_number": "831 2555"}, "meeting_number"),
    "a passcode of two lines": ({"passcode": "a\nb"}, "passcode"),
}


@pytest.mark.parametrize(("fields", "field"), BAD_FIELDS.values(), ids=BAD_FIELDS.keys())
def test_each_fault_is_told_at_its_field(fields: dict[str, object], field: str) -> None:
    """G35."""
    problems = check(replace(GOOD, **fields), BEFORE).problems  # type: ignore[arg-type]
    assert list(problems) == [field]
    assert sentence(problems[field]).endswith(".")


def test_all_faults_are_told_at_once() -> None:
    """G35: one look is enough to put everything right."""
    bad = replace(
        GOOD,
        topic="",
        minutes=0,
        zone="x",
        repeat=Repeat.WEEKLY,
        count=99,
        platform=Platform.MEET,
        join_url="http://a.b",
    )
    assert set(check(bad, BEFORE).problems) == {"topic", "minutes", "zone", "count", "platform", "join_url"}


@given(st.integers(SHORTEST, LONGEST), st.none() | st.integers(1, MOST_TIMES), st.sampled_from(Repeat))
def test_every_length_and_count_in_range_is_fine(minutes: int, count: int | None, repeat: Repeat) -> None:
    """G35."""
    assert not check(replace(GOOD, minutes=minutes, count=count, repeat=repeat), BEFORE).problems


def test_a_count_left_over_from_a_series_does_not_matter_for_a_single_meeting() -> None:
    assert not check(replace(GOOD, count=999), BEFORE).problems


@pytest.mark.parametrize("platform", [Platform.TEAMS, Platform.MEET])
def test_other_platforms_need_a_policy(platform: Platform) -> None:
    """G24 beats G13: Zoom or the phone, unless the partner allows more."""
    meeting = replace(GOOD, platform=platform)
    assert "not allowed here" in sentence(check(meeting, BEFORE).problems["platform"])
    assert not check(meeting, BEFORE, platforms=("zoom", "phone", "teams", "meet")).problems


def test_a_policy_of_phone_only_refuses_zoom() -> None:
    """G24: a policy may tighten."""
    assert "platform" in check(GOOD, BEFORE, platforms=("phone",)).problems


@pytest.mark.parametrize(
    "url",
    ["https://us04web.zoom.us/j/83125550142?pwd=QmFz", "https://eastbrook.zoom.us:443/j/1", "https://bücher.example/x"],
)
def test_whole_https_links_are_taken(url: str) -> None:
    """G14: whether the host is a known one, the invitation checker says."""
    assert not check(replace(GOOD, join_url=url), BEFORE).problems


BAD_LINKS = [
    "http://zoom.us/j/1",
    "zoom.us/j/1",
    "zoommtg://zoom.us/join?confno=1",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "https://",
    "https:///j/1",
    "https://zoom.us@evil.example/j/1",
    "https://zoom.us/j/1 https://evil.example",
    "https://zoom.us/j/1\n",
    "https://zoom\u200b.us/j/1",
    "https://zoom.us:8443/j/1",
    "https://zoom.us:port/",
    "https://[::1/",
    "https://zoom.us/" + "x" * 2000,
]


@pytest.mark.parametrize("url", BAD_LINKS)
def test_only_whole_https_links_are_taken(url: str) -> None:
    """G14: nothing but a web address, and none that hides its host."""
    problems = check(replace(GOOD, join_url=url), BEFORE).problems
    assert list(problems) == ["join_url"]
    assert "https://" in sentence(problems["join_url"])


@given(st.text())
def test_no_text_upsets_the_link_check(text: str) -> None:
    check(replace(GOOD, join_url=text, meeting_number=text, topic=text, zone=text), BEFORE)


@pytest.mark.parametrize("number", ["831 2555 0142", "831-2555-0142", "494 649 9430", "123456789"])
def test_meeting_ids_as_zoom_writes_them(number: str) -> None:
    """G31: nine to eleven digits, spaced as in the invitation."""
    assert not check(replace(GOOD, meeting_number=number), BEFORE).problems


def test_a_phone_call_keeps_a_phone_number_instead() -> None:
    """G24."""
    call = replace(GOOD, platform=Platform.PHONE, meeting_number="+44 1632 960123")
    assert not check(call, BEFORE).problems


def test_a_start_in_the_past_is_pointed_out_not_refused() -> None:
    """G35: a meeting in the past has its sentence, and can be kept."""
    problems, warnings = check(replace(GOOD, starts=datetime(2026, 11, 24, 13, 0)), BEFORE)
    assert not problems
    assert "has passed" in sentence(warnings["starts"])


def test_a_series_that_has_begun_is_not_called_a_mistake() -> None:
    _, warnings = check(replace(GOOD, starts=datetime(2026, 11, 3, 14), repeat=Repeat.WEEKLY), BEFORE)
    assert "fine if you have met" in sentence(warnings["starts"])


def test_past_is_judged_in_the_meetings_own_zone() -> None:
    """G35: 14:00 in New York is still to come when London has passed it."""
    meeting = replace(GOOD, starts=datetime(2026, 11, 24, 14, 0), zone="America/New_York")
    assert not check(meeting, BEFORE + timedelta(hours=4)).warnings
    assert check(meeting, BEFORE + timedelta(hours=6)).warnings


def test_a_personal_meeting_id_is_warned_of() -> None:
    """G31."""
    warnings = check(replace(GOOD, generated_id=False), BEFORE).warnings
    assert "new ID" in sentence(warnings["generated_id"])
    assert not check(replace(GOOD, generated_id=False, platform=Platform.PHONE), BEFORE).warnings


@pytest.mark.parametrize("time", [datetime(2026, 1, 1, 9, 0, 30), datetime(2026, 1, 1, tzinfo=UTC)])
def test_a_time_that_could_not_name_an_occurrence_cannot_be_built(time: datetime) -> None:
    with pytest.raises(ValueError, match="wall-clock"):
        replace(GOOD, starts=time)
    with pytest.raises(ValueError, match="wall-clock"):
        Change("m", GOOD.starts, starts=time)
