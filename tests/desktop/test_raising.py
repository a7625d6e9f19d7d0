"""What a second start may say to the first: a page and leave to take the focus, and nothing else counts."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companion.desktop.raising import LONGEST, Request, compose, parse

PAGES = ("today", "camera", "settings")
tokens = st.text("abcXYZ0189_.:/-", min_size=2, max_size=200)


@given(page=st.sampled_from(["", *PAGES]), token=st.just("") | tokens)
def test_what_is_asked_arrives(page: str, token: str) -> None:
    assert parse(compose(Request(page, token)), PAGES) == Request(page, token)


@given(page=st.text(max_size=40), token=st.text(max_size=300))
@example(page="today -", token="")
@example(page="today\nraise", token="a\nraise camera -")
@example(page="\u0664", token="\u00e9")
@example(page="p" * 300, token="")
def test_what_could_not_be_read_is_left_out_and_the_rest_still_arrives(page: str, token: str) -> None:
    message = compose(Request(page, token))
    assert len(message) <= LONGEST and message.count(b"\n") == 1 and message.endswith(b"\n")
    found = parse(message, [page])
    assert found is not None
    assert found.page in ("", page) and found.token in ("", token)


@given(message=st.binary(max_size=LONGEST + 10) | st.text(max_size=80).map(lambda text: f"raise {text}\n".encode()))
def test_whatever_is_sent_only_a_page_that_exists_is_ever_shown(message: bytes) -> None:
    found = parse(message, PAGES)
    assert found is None or (found.page in ("", *PAGES) and (found.token + "x").isascii())


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\n",
        b"raise",
        b"raise\n",
        b"raise today\n",
        b"raise today -",
        b"raise today - -\n",
        b"raise  today -\n",
        b"RAISE today -\n",
        b" raise today -\n",
        b"raise today -\r\n"[:-1],
        b"raise today " + b"a" * LONGEST + b"\n",
    ],
)
def test_what_is_no_request_is_none(message: bytes) -> None:
    assert parse(message, PAGES) is None


@pytest.mark.parametrize("token", [b"$(id)", b"a;b", b"\xc3\xa9", b"a\tb", b"a" * 201])
def test_a_token_no_desktop_gives_is_left_out(token: bytes) -> None:
    assert parse(b"raise today " + token + b"\n", PAGES) == Request("today", "")


def test_the_length_is_that_of_the_longest_there_can_be() -> None:
    longest = Request("p" * 20, "t" * 200)
    assert parse(compose(longest), [longest.page]) == longest
