"""What a real join link says: platform, number, passcode, what to look out for, and the way through the browser."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.meeting.links import (
    ZOOM_DOMAINS,
    Kind,
    Link,
    is_join_link,
    meeting_number,
    platform_of,
    read_link,
    web_client_url,
)
from companion.words import sentence
from tests.meeting.reading import KNOWN_HOSTS, labels, numbers, read

PASSCODE = "UnpYcXU3ZVRYbVJleEVWYzgyN0c5QT09"
GUIDE_LINK = f"https://us04web.zoom.us/j/106316789?pwd={PASSCODE}"


def test_the_guides_own_link_is_read() -> None:
    """G21, G31: the link in the guide's picture, with its ID and passcode."""
    assert read(GUIDE_LINK) == Link(GUIDE_LINK, "zoom", "us04web.zoom.us", Kind.MEETING, "106316789", PASSCODE)
    assert read(GUIDE_LINK).caution is None


@pytest.mark.parametrize(
    ("text", "platform", "number"),
    [
        ("https://zoom.us/j/83125550142", "zoom", "83125550142"),
        ("https://zoom.com/j/83125550142?pwd=a.1", "zoom", "83125550142"),
        ("https://east-brook.zoom.us/j/83125550142?pwd=a.1&from=addon", "zoom", "83125550142"),
        ("https://agency.zoomgov.com/j/1609918352", "zoom", "1609918352"),
        ("https://team.zoom.com.cn/j/83125550142", "zoom", "83125550142"),
        ("https://schule.zoom-x.de/j/83125550142", "zoom", "83125550142"),
        ("https://app.zoom.us/wc/83125550142/join?pwd=a", "zoom", "83125550142"),
        ("https://us05web.zoom.us/wc/join/83125550142", "zoom", "83125550142"),
        ("https://us02web.zoom.us/w/83125550142?tk=abc", "zoom", "83125550142"),
        ("https://zoom.us/my/amara.mentor", "zoom", ""),
        ("HTTPS://US04WEB.ZOOM.US/j/106316789/", "zoom", "106316789"),
        ("  https://zoom.us/j/83125550142?pwd=a#success \r\n", "zoom", "83125550142"),
        ("zoom.us/j/83125550142", "zoom", "83125550142"),
        ("https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d", "teams", ""),
        ("https://teams.microsoft.com/meet/21234567890123?p=AbCd", "teams", "21234567890123"),
        ("https://teams.live.com/meet/9391887961194?p=x", "teams", "9391887961194"),
        ("https://meet.google.com/abc-defg-hij", "meet", ""),
        ("meet.google.com/abc-defg-hij?authuser=0", "meet", ""),
    ],
)
def test_real_join_links_are_read(text: str, platform: str, number: str) -> None:
    """G13, G24: the forms that Zoom, Teams and Meet give out."""
    link = read(text)
    assert (link.platform, link.number) == (platform, number)
    assert is_join_link(text) and platform_of(text) == platform and meeting_number(text) == number
    assert link.url.startswith(f"https://{link.host}/") and "#" not in link.url


def test_the_platform_is_known_even_where_the_link_does_not_join() -> None:
    """G13: a dial-in list at Zoom is Zoom's, a look-alike is nobody's."""
    assert platform_of("https://zoom.us/u/abcdef") == "zoom"
    assert platform_of("https://teams.live.com/") == "teams"
    assert platform_of("http://zoom.us/j/83125550142") is None
    assert platform_of("https://us02web-zoom.us/j/83125550142") is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("https://zoom.us/my/amara", "personal"),
        ("https://us02web.zoom.us/w/83125550142", "webinar"),
        ("https://us02web.zoom.us/j/4946499430", "maybe_personal"),
        ("https://app.zoom.us/wc/4946499430/join", "maybe_personal"),
    ],
)
def test_personal_links_and_webinars_are_flagged(text: str, code: str) -> None:
    """G31: a personal link always, ten digits as a maybe, a webinar as something else."""
    caution = read(text).caution
    assert caution is not None and caution.code == f"meeting.link.{code}" and sentence(caution)


@pytest.mark.parametrize(
    "text",
    [
        "https://us02web.zoom.us/j/83125550142",
        "https://agency.zoomgov.com/j/1609918352",
        "https://teams.microsoft.com/meet/2123456789",
        "https://meet.google.com/abc-defg-hij",
    ],
)
def test_ordinary_links_are_not_flagged(text: str) -> None:
    """G31: ten digits prove nothing at Zoom for Government or at Teams."""
    assert read(text).caution is None


@pytest.mark.parametrize(
    ("text", "client"),
    [
        (GUIDE_LINK, f"https://app.zoom.us/wc/106316789/join?pwd={PASSCODE}"),
        (
            "https://east-brook.zoom.us/j/83125550142?pwd=a.1&from=addon",
            "https://app.zoom.us/wc/83125550142/join?pwd=a.1",
        ),
        ("https://zoom.com/j/83125550142", "https://app.zoom.us/wc/83125550142/join"),
        ("https://us05web.zoom.us/wc/join/83125550142?pwd=x", "https://app.zoom.us/wc/83125550142/join?pwd=x"),
        ("https://agency.zoomgov.com/j/1609918352?pwd=x", "https://agency.zoomgov.com/wc/join/1609918352?pwd=x"),
        ("https://schule.zoom-x.de/j/83125550142", "https://schule.zoom-x.de/wc/join/83125550142"),
        ("https://zoom.us/my/amara", None),
        ("https://zoom.us/w/83125550142?tk=x", None),
        ("https://meet.google.com/abc-defg-hij", None),
        ("https://teams.microsoft.com/meet/21234567890123?p=x", None),
    ],
)
def test_the_web_client_link_is_built(text: str, client: str | None) -> None:
    """G14: a meeting opens in the browser without an install, also from a vanity host or another of Zoom's clouds."""
    assert web_client_url(text) == client


@given(st.sampled_from(ZOOM_DOMAINS), st.lists(labels, max_size=2), numbers)
def test_every_host_under_zooms_domains_is_zooms(domain: str, before: list[str], number: str) -> None:
    """G24: any subdomain, however it is called."""
    link = read(f"https://{'.'.join([*before, domain])}/j/{number}")
    assert (link.platform, link.number) == ("zoom", number)


@given(st.sampled_from(KNOWN_HOSTS), st.text(alphabet=string.ascii_letters + string.digits + "/.-_~%", max_size=40))
def test_an_accepted_link_reads_the_same_again(host: str, path: str) -> None:
    """What we hand on is stable: reading it once more changes nothing."""
    link = read_link(f"https://{host}/{path}").link
    if link is not None:
        assert read(link.url) == link


@given(numbers, st.text(alphabet=string.ascii_letters + string.digits + "._-~*", min_size=1, max_size=40))
def test_the_web_client_keeps_id_and_passcode(number: str, passcode: str) -> None:
    """G14: the browser link joins the same meeting with the same passcode."""
    client = web_client_url(f"https://us02web.zoom.us/j/{number}?from=addon&pwd={passcode}")
    assert client is not None
    again = read(client)
    assert (again.host, again.number, again.passcode) == ("app.zoom.us", number, passcode)
