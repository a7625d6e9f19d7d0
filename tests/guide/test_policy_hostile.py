"""Content made to break or to weaken: one clear finding, quickly, and the guide's rules hold."""

import json
import time
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.guide.policy_check import check, check_bytes
from companion.guide.policy_finding import MOST_BYTES
from companion.guide.policy_schema import PHASES, Key, Rows, schema
from tests.guide.policies import (
    EXAMPLE,
    HEAD,
    TODAY,
    assert_every_finding_can_be_told,
    assert_no_weaker_than_the_guide,
    told,
)


class TestHostile:
    """Content made to break the reader: one clear finding, quickly."""

    CASES: ClassVar[dict[str, bytes]] = {
        "brackets": b"a=" + b"[" * 200_000,
        "braces": b"a=" + b"{a=" * 60_000,
        "bare brackets": b"[" * 200_000,
        "dots": b"a." * 100_000 + b"=1",
        "digits": HEAD.encode() + b"x=" + b"9" * 200_000,
        "long number": b"schema=" + b"1" * 60,
        "nul": HEAD.encode() + b"x=\0",
        "nuls": b"\0" * MOST_BYTES,
        "utf-16": EXAMPLE.encode("utf-16"),
        "latin-1": HEAD.encode() + "x = 'é'".encode("latin-1"),
        "cut": EXAMPLE.encode()[:-30],
        "lone carriage returns": HEAD.replace("\n", "\r").encode(),
        "not a date": HEAD.encode() + b"[consent]\nagreed_on = 2026-02-30\n",
        "surrogate": HEAD.encode() + b'x = "\\ud800"\n',
        "binary": bytes(range(256)) * 500,
        "key twice": HEAD.encode() + b"[partner]\n",
        "too big": b"#" * (MOST_BYTES + 1),
    }

    @pytest.mark.parametrize("name", CASES)
    def test_is_refused_with_a_sentence_and_a_line(self, name: str) -> None:
        started = time.process_time()
        judged = check_bytes(self.CASES[name], TODAY)
        assert time.process_time() - started < 2
        assert not judged.valid
        assert_every_finding_can_be_told(judged)
        assert_no_weaker_than_the_guide(judged.policy)

    @pytest.mark.parametrize(
        ("raw", "finding"),
        [
            (HEAD + "a = [1\n", (4, "", "syntax")),
            (HEAD + "name = 'again'\n", (4, "", "syntax")),
            (HEAD + "\n\nnot toml\n", (6, "", "syntax")),
            (HEAD + "x = " + "[" * 50, (4, "", "too_deep")),
            (HEAD + "x = " + "1" * 90, (4, "", "too_long")),
        ],
    )
    def test_the_line_is_told(self, raw: str, finding: tuple[int, str, str]) -> None:
        assert told(check(raw)) == [finding]

    def test_the_line_of_a_letter_that_is_not_utf8(self) -> None:
        assert told(check_bytes(HEAD.encode() + b"# caf\xe9\n")) == [(4, "", "not_utf8")]

    def test_size_is_counted_in_bytes_and_the_limit_is_allowed(self) -> None:
        full = HEAD + "#" * (MOST_BYTES - len(HEAD))
        assert check(full).valid
        assert told(check(full + "#")) == [(1, "", "too_big")]
        assert told(check(HEAD + "#" + "é" * (MOST_BYTES // 2))) == [(1, "", "too_big")]

    def test_a_file_full_of_slips_tells_them_all_in_good_time(self) -> None:
        text = HEAD + "".join(f"k{number} = 1\n" for number in range(20_000))
        started = time.process_time()
        judged = check(text)
        assert len(judged.findings) == 20_000
        assert time.process_time() - started < 3


def mutations() -> st.SearchStrategy[bytes]:
    """The example with pieces cut out, doubled, swapped or overwritten."""
    raw = EXAMPLE.encode()
    piece = st.one_of(
        st.binary(max_size=6),
        st.sampled_from(
            [
                b"[[",
                b"]]",
                b'"""',
                b"'",
                b"=",
                b"\n",
                b"\r",
                b"true",
                b"16",
                b"{",
                b".",
                b"\\u202e",
                b"1e9",
                b"-1",
                b"999",
            ]
        ),
    )
    edit = st.tuples(st.integers(0, len(raw)), st.integers(0, 30), piece)

    def apply(edits: list[tuple[int, int, bytes]]) -> bytes:
        out = raw
        for at, length, new in edits:
            out = out[:at] + new + out[at + length :]
        return out

    return st.lists(edit, min_size=1, max_size=4).map(apply)


def rough_values() -> st.SearchStrategy[Any]:
    """Values near what a policy takes, and some far from it."""
    hosts = ["eastbrook.zoom.us", "zoom.us", "a@zoom.us", "evil.example"]
    links = ["https://a.example/x", "http://a.example", "javascript:alert(1)", "file:///x", "https://u@a.example"]
    words = st.one_of(
        st.sampled_from([*hosts, *links, *PHASES, "999", "01632 960145", "a@b.uk", "id-1", ""]), st.text(max_size=5)
    )
    names = st.sampled_from(["zoom", "phone", "teams", "meet", "skype"])
    return st.one_of(words, st.booleans(), st.integers(-5, 40), st.dates(), st.lists(names, max_size=5))


def toml(value: Any) -> str:
    """A value as TOML."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(toml, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f") if isinstance(value, str) else str(value)


@st.composite
def rough_policies(draw: st.DrawFn) -> str:
    """A policy file with the right keys and values that are right now and then."""
    out = ["schema = 1"]
    for name, part in schema(TODAY).items():
        if isinstance(part, Key) or not draw(st.booleans()):
            continue
        table = part.table if isinstance(part, Rows) else part
        for _row in range(draw(st.integers(1, 3)) if isinstance(part, Rows) else 1):
            out.append(f"[[{name}]]" if isinstance(part, Rows) else f"[{name}]")
            keys = draw(st.lists(st.sampled_from(sorted(table.keys)), unique=True))
            out += [f"{key} = {toml(draw(rough_values()))}" for key in keys]
    return "\n".join(out)


@settings(max_examples=300, deadline=None)
@given(mutations())
def test_g05_g24_no_change_to_the_example_crashes_or_weakens(raw: bytes) -> None:
    """G05, G24: whatever is done to the file, the guide's rules hold."""
    judged = check_bytes(raw, TODAY)
    assert_every_finding_can_be_told(judged)
    assert_no_weaker_than_the_guide(judged.policy)
    assert json.dumps(judged.policy.as_data())


@settings(max_examples=300, deadline=None)
@given(rough_policies())
def test_g05_g13_g24_no_policy_is_weaker_than_the_guide(text: str) -> None:
    """G05, G13, G24: ages, platforms, months and links stay within what is allowed, valid or not."""
    judged = check(text, TODAY)
    assert judged.readable
    assert_every_finding_can_be_told(judged)
    assert_no_weaker_than_the_guide(judged.policy)
    assert judged.policy.unread is not judged.valid


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_get_an_answer(raw: bytes) -> None:
    judged = check_bytes(raw, TODAY)
    assert not judged.valid
    assert_every_finding_can_be_told(judged)
