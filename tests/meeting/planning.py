"""What the tests of forms and plans share: people, a meeting, and how Hypothesis makes meetings that can be kept."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from companion.meeting.links import meeting_number
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import Pair
from companion.sessions.zones import COMMON_ZONES

NOW = datetime(2026, 11, 24, 13, 48, tzinfo=UTC)
AMARA, JOEL = Pair("a", "Amara"), Pair("j", "Joel")
ALL = tuple(Platform)
LINK = "https://us04web.zoom.us/j/83125550142?pwd=c2VjcmV0"
PERSONAL = "https://zoom.us/my/amara.mentor"
TEAMS = "https://teams.microsoft.com/meet/21234567890123?p=AbCd"
MEET = "https://meet.google.com/abc-defg-hij"
INVITATION = (
    f"Amara is inviting you to a scheduled Zoom meeting.\nJoin Zoom Meeting\n{LINK}\n\nMeeting ID: 831 2555 0142"
)
_LINKS = {Platform.ZOOM: ["", LINK, PERSONAL], Platform.TEAMS: ["", TEAMS], Platform.MEET: ["", MEET]}


def meeting(**values: Any) -> Meeting:
    """An hour with Amara on Zoom, tomorrow at two."""
    usual = {
        "id": "m",
        "pair_id": "a",
        "topic": "Mentoring",
        "description": "",
        "starts": datetime(2026, 11, 25, 14, 0),
    }
    return Meeting(**{**usual, **values})


@st.composite
def kept_meetings(draw: st.DrawFn) -> Meeting:
    """Any meeting as the form keeps it."""
    platform = draw(st.sampled_from(ALL))
    url = draw(st.sampled_from(_LINKS.get(platform, [""])))
    repeat = draw(st.sampled_from(Repeat))
    wall = draw(st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1))).replace(second=0, microsecond=0, fold=0)
    words = st.text(st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=20).map(str.strip)
    return meeting(
        pair_id=draw(st.sampled_from(["a", "j"])),
        topic=draw(words.filter(bool)),
        description=draw(words),
        starts=wall,
        zone=draw(st.sampled_from([*COMMON_ZONES, "Asia/Kathmandu"])),
        minutes=draw(st.integers(5, 480)),
        repeat=repeat,
        count=draw(st.none() | st.integers(1, 60)) if repeat != Repeat.NONE else None,
        platform=platform,
        join_url=url,
        meeting_number=meeting_number(url) if platform == Platform.ZOOM else "",
        passcode="" if platform == Platform.PHONE else draw(words),
        generated_id=platform != Platform.ZOOM or draw(st.booleans()),
    )
