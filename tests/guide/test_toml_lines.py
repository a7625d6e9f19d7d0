"""The lines of keys: they agree with the real reader on what there is, and with the writer on where it stands."""

import json
import time
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from companion.guide.toml_lines import DEEPEST, KeyPath, Unfit, locate

KEYS = st.one_of(
    st.text("abcXYZ019_-", min_size=1, max_size=5),
    st.text("a.b #=[]\"'é\\\t", max_size=4),
)
PLAIN = st.sampled_from(["1", "0x1f", "true", "1e3", "inf", "2026-09-01", "2026-09-01 10:00:00Z"])
TEXTS = st.text("ab \"'\\#=[]{},\n", max_size=8)


class Writer:
    """Writes a TOML document and notes where it put each key."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw, self.text, self.at = draw, "", {}  # type: ignore[var-annotated]

    @property
    def line(self) -> int:
        return self.text.count("\n") + 1

    def note(self, path: KeyPath) -> None:
        self.at[path] = self.line

    def gap(self) -> None:
        self.text += self.draw(st.sampled_from(["", "", "\n", "# [no.table]\n", "  \t\n", "# x = 1\n\n"]))

    def key(self, name: str) -> str:
        bare = name and all(c.isascii() and (c.isalnum() or c in "_-") for c in name)
        forms = [json.dumps(name, ensure_ascii=self.draw(st.booleans()))]
        forms += [name] if bare else []
        forms += [f"'{name}'"] if "'" not in name else []
        return self.draw(st.sampled_from(forms)) + self.draw(st.sampled_from(["", " "]))

    def pair(self, table: KeyPath, name: str, depth: int) -> None:
        names = [name, *self.draw(st.lists(KEYS, max_size=2))] if depth else [name]
        for count in range(1, len(names)):
            self.note((*table, *names[:count]))
        self.note((*table, *names))
        self.text += ".".join(self.key(part) for part in names) + "= "
        self.value((*table, *names), depth - 1)

    def value(self, path: KeyPath, depth: int) -> None:
        kinds = ["plain", "string", "long", "literal"] + (["array", "inline"] if depth > 0 else [])
        getattr(self, "write_" + self.draw(st.sampled_from(kinds)))(path, depth)

    def write_plain(self, _path: KeyPath, _depth: int) -> None:
        self.text += self.draw(PLAIN)

    def write_string(self, _path: KeyPath, _depth: int) -> None:
        self.text += json.dumps(self.draw(TEXTS))

    def write_long(self, _path: KeyPath, _depth: int) -> None:
        inside = self.draw(TEXTS).replace("\\", "\\\\").replace('"', '\\"')
        self.text += '"""' + inside + self.draw(st.sampled_from(["", "x", 'x"', 'x""', "x\\\n  "])) + '"""'

    def write_literal(self, _path: KeyPath, _depth: int) -> None:
        self.text += "'''" + self.draw(TEXTS).replace("'", "") + self.draw(st.sampled_from(["", "x'", "x''"])) + "'''"

    def write_array(self, path: KeyPath, depth: int) -> None:
        self.text += "["
        for index in range(self.draw(st.integers(0, 3))):
            self.gap_in_array()
            self.note((*path, index))
            self.value((*path, index), depth - 1)
            self.gap_in_array()
            self.text += ","
        self.gap_in_array()
        self.text += "]"

    def gap_in_array(self) -> None:
        self.text += self.draw(st.sampled_from(["", " ", "\n", " # a, ]\n", "\n\n  "]))

    def write_inline(self, path: KeyPath, depth: int) -> None:
        self.text += "{"
        names = self.draw(st.lists(KEYS, max_size=2, unique=True))
        for index, name in enumerate(names):
            self.text += ", " if index else " "
            self.pair(path, name, depth - 1)
        self.text += "}"

    def pairs(self, table: KeyPath, taken: set[str]) -> None:
        for name in self.draw(st.lists(KEYS.filter(lambda key: key not in taken), max_size=3, unique=True)):
            self.gap()
            self.pair(table, name, depth=3)
            self.text += self.draw(st.sampled_from(["\n", " # = [\n", "\r\n"]))

    def document(self) -> None:
        names = self.draw(st.lists(KEYS, max_size=4, unique=True))
        self.pairs((), set(names))
        for name in names:
            rows = self.draw(st.integers(0, 3))
            for index in range(rows):
                self.header((name,), index)
            if not rows:
                self.header((name,), None)

    def header(self, path: tuple[str, ...], index: int | None) -> None:
        self.gap()
        inner = self.draw(KEYS)
        if index is None:
            self.note(path)
            self.text += f"[ {self.key(path[0])}]\n"
        else:
            self.at.setdefault(path, self.line)
            self.note((*path, index))
            self.text += f"[[{self.key(path[0])}]] # row\n"
        table: KeyPath = path if index is None else (*path, index)
        self.pairs(table, {inner})
        if self.draw(st.booleans()):
            self.gap()
            self.note((*table, inner))
            self.text += f"[{self.key(path[0])}.{self.key(inner)}]\n"
            self.pairs((*table, inner), set())


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[KeyPath, int]]:
    """A document and the line of each of its keys."""
    writer = Writer(draw)
    writer.document()
    return writer.text, writer.at


def paths(data: Any, path: KeyPath = ()) -> set[KeyPath]:
    """All paths of what the real reader read."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found = {path} if path else set()
    return found.union(*(paths(value, (*path, name)) for name, value in inner))


@settings(max_examples=150, deadline=None)
@given(documents())
def test_agrees_with_the_real_reader_and_the_writer(document: tuple[str, dict[KeyPath, int]]) -> None:
    text, written = document
    known = locate(text).known
    assert known == written
    assert set(known) == paths(tomllib.loads(text))


@settings(max_examples=150, deadline=None)
@given(st.text("ab=.[]{}\"'#\n\r\\, 1\0\ufeff", max_size=60))
def test_any_text_is_either_understood_or_left_to_the_reader(text: str) -> None:
    known = locate(text).known
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert set(known) == paths(data)


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("schema",), 1),
        (("rules",), 3),
        (("rules", "webcams"), 5),
        (("rules", "no such key"), 3),
        (("contacts", 0, "name"), 8),
        (("contacts", 1), 12),
        (("contacts", 1, "name"), 13),
        (("contacts", 1, "phone"), 12),
        (("contacts", 1, "deep", "er"), 15),
        (("nowhere",), 1),
    ],
)
def test_missing_keys_get_the_line_of_their_table(path: KeyPath, line: int) -> None:
    text = """schema = 1

[rules]
# a comment
webcams = true

[[contacts]]
name = \"\"\"
two
lines\"\"\"

[[ "contacts" ]]
name = 'b'

deep.er = { a = 1 }
"""
    assert locate(text).line(path) == line


def test_a_header_beats_a_table_only_named_on_the_way() -> None:
    assert locate("[a.b]\nc = 1\n\n[a]\nd = 1\n").line(("a",)) == 4


HOSTILE = {
    "brackets": "a=" + "[" * 100_000,
    "braces": "a=" + "{a=" * 40_000,
    "dots": "a." * 100_000,
    "dots in a header": "[" + "a." * 100_000 + "]",
    "digits": "a=" + "9" * 200_000,
    "hexadecimal digits": "a=0x" + "f" * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_shapes_no_policy_needs_are_refused_before_they_cost_anything(name: str) -> None:
    started = time.process_time()
    with pytest.raises(Unfit) as refused:
        locate("\n\n" + HOSTILE[name])
    assert refused.value.line == 3
    assert time.process_time() - started < 1


BULK = {
    "quotes": '"' * 250_000,
    "an open string": "a='''" + "'a" * 120_000,
    "backslashes": 'a="' + "\\" * 250_000,
    "headers": "[[a]]\n" * 40_000,
    "an array": "a=[" + "1," * 120_000 + "]",
    "keys": "".join(f"'k{number}'=1\n" for number in range(20_000)),
    "comments": "#" * 250_000,
    "bare brackets": "[" * 250_000,
}


@pytest.mark.parametrize("name", BULK)
def test_a_quarter_of_a_megabyte_of_anything_takes_linear_time(name: str) -> None:
    text = BULK[name]
    shorter = text[: len(text) // 8]
    took = {}
    for part in (shorter, text):
        started = time.process_time()
        locate(part)
        took[len(part)] = time.process_time() - started
    assert took[len(text)] < max(0.2, 40 * took[len(shorter)])  # eight times the text; quadratic would be 64 times


def test_deepest_is_still_deep_enough_for_tables_in_rows() -> None:
    assert len(("contacts", 0, "name")) <= DEEPEST
    assert locate("a = " + "[" * (DEEPEST - 1) + "]" * (DEEPEST - 1)).known
