"""A meeting while it is written: where it starts, what a pasted link tells, and what is kept of it in the end."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.meeting.draft import clash_words, judged, link_in, new_meeting, next_full_hour, number_in, tidy
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.recurrence import instant
from companion.sessions.repository import Sessions
from companion.sessions.schema import MIGRATION
from companion.sessions.validation import check
from companion.sessions.zones import COMMON_ZONES
from companion.store import open_store
from companion.words import sentence
from tests.meeting.planning import ALL, AMARA, JOEL, LINK, MEET, NOW, TEAMS, kept_meetings, meeting

moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))


def test_an_empty_form_starts_at_the_next_full_hour_in_london() -> None:
    """G31, G35: 60 minutes, London, an ID made anew, on what the rules allow first."""
    made = new_meeting("a", NOW, ("zoom", "phone"))
    assert made == meeting(id=made.id, starts=datetime(2026, 11, 24, 14, 0))
    assert (made.zone, made.minutes, made.generated_id) == ("Europe/London", 60, True)
    summer = datetime(2026, 7, 1, 13, 48, tzinfo=UTC)
    assert new_meeting("a", summer, ("phone",)).starts == datetime(2026, 7, 1, 15, 0)
    assert new_meeting("a", summer, ("phone",)).platform == Platform.PHONE
    assert new_meeting("a", NOW, ALL).id != made.id


@given(now=moments, zone=st.sampled_from(COMMON_ZONES))
def test_the_next_full_hour_is_ahead_and_near_whatever_the_clocks_do(now: datetime, zone: str) -> None:
    hour = next_full_hour(now, zone)
    assert (hour.tzinfo, hour.minute, hour.second, hour.microsecond) == (None, 0, 0, 0)
    assert now < instant(hour, zone) <= now + timedelta(hours=2)


@given(
    before=st.lists(st.sampled_from(["Join", "here:", "https://evil.example", "831 2555"])),
    link=st.sampled_from([LINK, MEET]),
)
def test_the_first_join_link_among_other_words_is_found(before: list[str], link: str) -> None:
    assert link_in("\n".join([*before, link, TEAMS])) == link


@pytest.mark.parametrize("text", ["", "tomorrow at two", "https://evil.example/j/83125550142"])
def test_where_there_is_no_join_link_the_words_stay_to_be_judged(text: str) -> None:
    assert link_in(f" {text}\n") == text


@pytest.mark.parametrize(
    ("url", "number"),
    [
        (LINK, "831 2555 0142"),
        ("https://zoom.us/j/106316789", "106 316 789"),
        ("https://zoom.us/j/1063167890", "106 316 7890"),
        ("https://zoom.us/my/amara.mentor", ""),
        ("https://teams.microsoft.com/meet/212345678", ""),
        ("https://evil.example/j/83125550142", ""),
        ("", ""),
    ],
)
def test_a_number_is_written_as_zoom_writes_it(url: str, number: str) -> None:
    assert number_in(url) == number


@given(kept=kept_meetings())
def test_what_was_tidied_stays_as_it_is(kept: Meeting) -> None:
    assert tidy(kept) == kept


@given(
    kept=kept_meetings(), url=st.sampled_from([LINK, TEAMS, f" {MEET}#top ", "x"]), platform=st.sampled_from(Platform)
)
def test_nothing_is_kept_that_its_platform_lacks(kept: Meeting, url: str, platform: Platform) -> None:
    """G24, G31: no link or passcode by phone, no number and no personal ID where only Zoom has them."""
    typed = replace(kept, platform=platform, join_url=url, passcode=" p ", meeting_number=" 831 2555 0142 ")
    left = tidy(typed)
    assert tidy(left) == left
    assert left.join_url == ("" if platform == Platform.PHONE else url.strip().partition("#")[0])
    assert left.passcode == ("" if platform == Platform.PHONE else "p")
    assert left.meeting_number == ("831 2555 0142" if platform == Platform.ZOOM else "")
    assert left.generated_id or platform == Platform.ZOOM


def test_a_judgement_holds_every_problem_and_what_to_look_at() -> None:
    """G24, G31."""
    found = judged(meeting(topic="", join_url=TEAMS, generated_id=False), NOW, ALL)
    assert set(found.problems) == {"topic"}
    assert set(found.warnings) == {"generated_id", "join_url"}
    assert found.warnings["join_url"].code == "meeting.verdict.other"
    assert sentence(found.warnings["join_url"])


def test_a_link_is_never_a_problem_and_a_warning_at_once() -> None:
    found = judged(meeting(join_url="http://zoom.us/j/83125550142"), NOW, ALL)
    assert (set(found.problems), set(found.warnings)) == ({"join_url"}, set())


@given(kept=kept_meetings())
def test_a_real_link_and_no_link_are_nothing_to_warn_of(kept: Meeting) -> None:
    found = judged(replace(kept, join_url="" if "/my/" in kept.join_url else kept.join_url), NOW, ALL)
    assert found == check(kept, NOW, ALL)


@pytest.fixture
def sessions() -> Iterator[Sessions]:
    """Amara is met each Wednesday at two."""
    with closing(open_store(None, [MIGRATION])) as store:
        kept = Sessions(store)
        for pair in (AMARA, JOEL):
            kept.save_pair(pair)
        kept.save(meeting(repeat=Repeat.WEEKLY))
        yield kept


def test_a_meeting_at_the_same_time_is_named_with_both_times(sessions: Sessions) -> None:
    typed = meeting(id="n", pair_id="j", starts=datetime(2026, 12, 2, 14, 30))
    words = clash_words(sessions, JOEL, typed, NOW)
    assert "Joel" in words and "Amara" in words


@pytest.mark.parametrize(
    "typed",
    [
        meeting(id="n", starts=datetime(2026, 11, 25, 15, 0)),
        meeting(id="n", starts=datetime(2026, 11, 26, 14, 0), repeat=Repeat.WEEKLY),
        meeting(id="n", starts=datetime(2026, 11, 25, 14, 0), zone="Nowhere/Atlantis"),
        meeting(starts=datetime(2026, 11, 25, 14, 30), repeat=Repeat.WEEKLY, minutes=90),
    ],
    ids=["right after", "another day", "unknown zone", "itself"],
)
def test_a_meeting_does_not_clash_with_what_is_beside_it_or_with_itself(sessions: Sessions, typed: Meeting) -> None:
    assert clash_words(sessions, AMARA, typed, NOW) == ""


def test_a_series_clashes_with_a_later_time_of_another(sessions: Sessions) -> None:
    monthly = meeting(id="n", pair_id="j", starts=datetime(2026, 12, 1, 14, 0), repeat=Repeat.MONTHLY)
    assert "Amara" in clash_words(sessions, JOEL, monthly, NOW)  # 1 September 2027 is a Wednesday
    assert clash_words(sessions, JOEL, replace(monthly, repeat=Repeat.NONE), NOW) == ""
