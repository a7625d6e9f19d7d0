"""What a join link really is: real ones are read, every look-alike is refused with its reason."""

import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.meeting.links import (
    LONGEST,
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

PASSCODE = "UnpYcXU3ZVRYbVJleEVWYzgyN0c5QT09"
GUIDE_LINK = f"https://us04web.zoom.us/j/106316789?pwd={PASSCODE}"
TEAMS_HOSTS = ("teams.microsoft.com", "teams.live.com")
KNOWN_HOSTS = (*ZOOM_DOMAINS, *TEAMS_HOSTS, "meet.google.com")

labels = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True).filter(
    lambda text: not text.startswith("xn--")
)
numbers = st.from_regex(r"[0-9]{9,11}", fullmatch=True)


def read(text: str) -> Link:
    """The link in ``text``, which must be one."""
    result = read_link(text)
    assert result.link is not None, f"{text}: {result.reason}"
    return result.link


def reason(text: str) -> str:
    """The code of the reason why ``text`` is refused; it must have a sentence."""
    result = read_link(text)
    assert result.link is None and result.reason is not None, text
    assert sentence(result.reason)
    return result.reason.code.removeprefix("meeting.link.")


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


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n", "empty"),
        ("https://zoom.us/j/1" + "0" * LONGEST, "long"),
        ("http://zoom.us/j/83125550142", "not_https"),
        ("javascript:alert(1)", "not_https"),
        ("javascript://zoom.us/j/83125550142", "not_https"),
        ("zoommtg://zoom.us/join?confno=83125550142", "not_https"),
        ("file:///zoom.us/j/83125550142", "not_https"),
        ("data:text/html,https://zoom.us/j/83125550142", "not_https"),
        ("https://zoom.us@evil.example/j/83125550142", "sign_in"),
        ("https://me:secret@zoom.us/j/83125550142", "sign_in"),
        ("https://zoom.us:443/j/83125550142", "port"),
        ("zoom.us:8443/j/83125550142", "port"),
        ("https://zoom.us:@evil.example/j/83125550142", "sign_in"),
        ("https://192.168.0.1/j/83125550142", "numbers"),
        ("https://192.168.0.1:80/j/83125550142", "numbers"),
        ("https://2130706433/j/83125550142", "numbers"),
        ("https://0x7f.1/j/83125550142", "numbers"),
        ("https://[::1]/j/83125550142", "numbers"),
        ("https://zооm.us/j/83125550142", "hidden"),
        ("https://zoom\u200b.us/j/83125550142", "hidden"),
        ("https://zoom.us/j/\u202e83125550142", "hidden"),
        ("https://zoom。us/j/83125550142", "hidden"),
        ("https://zoom.us\uff0fj/83125550142", "hidden"),
        ("https://xn--zom-hpb.us/j/83125550142", "disguised"),
        ("https://xn--80ak6aa92e.zoom.us/j/83125550142", "disguised"),
        ("https://zoom.us\\@evil.example/j/83125550142", "broken"),
        ("https://zoom.us\\.evil.example/j/83125550142", "broken"),
        ("https://zoom.us /j/83125550142", "broken"),
        ("https://zo\tom.us/j/83125550142", "broken"),
        ("https://zoom.us/j/831\n25550142", "broken"),
        ("<https://zoom.us/j/83125550142>", "broken"),
        ("https://zoom.us./j/83125550142", "broken"),
        ("https://zoom%2eus/j/83125550142", "broken"),
        ("https:///zoom.us/j/83125550142", "broken"),
        ("https:zoom.us/j/83125550142", "broken"),
        ("https://.zoom.us/j/83125550142", "broken"),
        ("https://[zoom.us/j/83125550142", "broken"),
        ("https://notzoom.us/j/83125550142", "unknown"),
        ("https://us02web-zoom.us/j/83125550142", "unknown"),
        ("https://zoom.us.evil.com/j/83125550142", "unknown"),
        ("https://zoom.us.com/j/83125550142", "unknown"),
        ("https://zoomXus.com/j/83125550142", "unknown"),
        ("https://zoom-us.com/j/83125550142", "unknown"),
        ("https://zoomgov.com.evil.example/j/83125550142", "unknown"),
        ("https://evil.example/zoom.us/j/83125550142", "unknown"),
        ("https://evil.example?https://zoom.us/j/83125550142", "unknown"),
        ("https://evil.example#zoom.us/j/83125550142", "unknown"),
        ("https://x.teams.microsoft.com/meet/21234567890123", "unknown"),
        ("https://x.meet.google.com/abc-defg-hij", "unknown"),
        ("https://bit.ly/3zoom", "unknown"),
        ("https://zoom.us/s/83125550142", "host_start"),
        ("https://app.zoom.us/wc/83125550142/start", "host_start"),
        ("https://zoom.us/s/83125550142?zak=eyJ0eXAi", "host_token"),
        ("https://zoom.us/j/83125550142?pwd=a&zak=eyJ0eXAi", "host_token"),
        ("https://zoom.us/j/83125550142?pwd=a&amp;ZAK=eyJ0eXAi", "host_token"),
        ("https://zoom.us/j/83125550142?%7aak=eyJ0eXAi", "host_token"),
        ("https://zoom.us/u/abcdef", "not_join"),
        ("https://zoom.us/meeting/tZ0/ics?icsToken=x", "not_join"),
        ("https://zoom.us/meetings/83125550142/invitations?signature=x", "not_join"),
        ("https://zoom.us/launch/jc/83125550142", "not_join"),
        ("https://zoom.us/rec/share/abc", "not_join"),
        ("https://zoom.us//j/83125550142", "not_join"),
        ("https://zoom.us/%6a/83125550142", "not_join"),
        ("https://zoom.us/j/83125550142/more", "not_join"),
        ("https://zoom.us?x=/j/83125550142", "not_join"),
        ("https://zoom.us", "not_join"),
        ("https://zoom.us/my/", "not_join"),
        ("https://meet.google.com/", "not_join"),
        ("https://meet.google.com/linkredirect?dest=https://evil.example", "not_join"),
        ("https://teams.microsoft.com/dl/launcher/launcher.html?url=x", "not_join"),
        ("https://zoom.us/j/12345678", "wrong_id"),
        ("https://zoom.us/j/123456789012", "wrong_id"),
        ("https://zoom.us/j/831%202555%200142", "wrong_id"),
        ("https://zoom.us/w/abc", "wrong_id"),
    ],
)
def test_everything_else_is_refused_with_its_reason(text: str, code: str) -> None:
    """G21, G24, G31: look-alikes, tricks, host links and what does not join are each named for what they are."""
    assert reason(text) == code
    assert not is_join_link(text) and meeting_number(text) == "" and web_client_url(text) is None


def test_an_unknown_host_is_named() -> None:
    """People read whose address it really is."""
    refused = read_link("https://zoom.us.evil.com/j/83125550142").reason
    assert refused is not None
    assert sentence(refused).startswith("zoom.us.evil.com does not belong to Zoom")


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


@given(st.sampled_from(KNOWN_HOSTS), labels, st.sampled_from([".", "-", ""]), numbers)
def test_no_suffix_makes_a_stranger_look_like_zoom(host: str, after: str, glue: str, number: str) -> None:
    """zoom.us.evil, zoom.us-evil and zoom.usevil are strangers, unless the whole is a known host by itself."""
    name = f"{host}{glue}{after}"
    if not any(name == known or name.endswith(f".{known}") for known in ZOOM_DOMAINS):
        assert platform_of(f"https://{name}/j/{number}") is None


@given(st.sampled_from(KNOWN_HOSTS), labels, st.sampled_from(["-", ""]), numbers)
def test_no_prefix_makes_a_stranger_look_like_zoom(host: str, before: str, glue: str, number: str) -> None:
    """notzoom.us and us02web-zoom.us are strangers."""
    assert platform_of(f"https://{before}{glue}{host}/j/{number}") is None


@given(st.sampled_from(KNOWN_HOSTS), st.integers(0, 12), st.characters(exclude_characters=string.printable))
def test_no_hidden_or_foreign_letter_is_let_through(host: str, at: int, letter: str) -> None:
    """Zero-width signs, other alphabets and control signs are refused wherever in the host they stand."""
    assert platform_of(f"https://{host[:at]}{letter}{host[at:]}/j/83125550142") is None


@given(labels, st.sampled_from(KNOWN_HOSTS), st.sampled_from(["@", ":", ":x@", "%40", "\\", "%2f", "/", "?", "#", ";"]))
def test_no_stranger_hides_before_or_behind_a_known_host(stranger: str, host: str, glue: str) -> None:
    """Whatever stands between the two names, the stranger's page is never taken for the known one."""
    assert platform_of(f"https://{stranger}.example{glue}{host}/j/83125550142") is None
    behind = platform_of(f"https://{host}{glue}{stranger}.example/j/83125550142")
    assert behind is None or glue in "/?#"


@given(st.text(max_size=80) | st.text(alphabet="https:/zoom.us@\\?#[]%j0123456789-x\t\u200b", max_size=60))
def test_any_text_gets_an_answer(text: str) -> None:
    """Nothing crashes, and there is either a link to a known host or a reason in words."""
    link, refused = read_link(text)
    assert (link is None) != (refused is None)
    if link is not None:
        host = urlsplit(link.url).hostname or ""
        assert link.url.startswith("https://") and any(
            host == known or host.endswith(f".{known}") for known in KNOWN_HOSTS
        )
    if refused is not None:
        assert sentence(refused)


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
