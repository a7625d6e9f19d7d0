"""Every look-alike of a join link is refused with its reason, and no stranger is taken for a platform we know."""

import string
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.meeting.links import (
    LONGEST,
    ZOOM_DOMAINS,
    is_join_link,
    meeting_number,
    platform_of,
    read_link,
    web_client_url,
)
from companion.words import sentence
from tests.meeting.reading import KNOWN_HOSTS, labels, numbers, reason


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
