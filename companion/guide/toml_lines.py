"""Says on which line of a TOML file each key stands, which the standard library's reader does not tell.

The scanner takes a superset of TOML 1.0: what it does not understand it leaves to the real reader, which refuses it
with a line of its own. It also refuses, before the real reader sees them, the shapes that make that reader slow or make
it recurse without end: very deep nesting, very long dotted keys, very long numbers. Time is linear in the length.
"""

import re
import tomllib
from bisect import bisect_left
from collections.abc import Mapping
from contextlib import suppress

KeyPath = tuple[str | int, ...]
"""Keys and, inside arrays, indices from 0: ``("contacts", 2, "phone")``."""

DEEPEST = 16
LONGEST_BARE = 64

_BLANK = re.compile(r"[ \t]*+")
_SPACE = re.compile(r"(?:[ \t\r\n]|#[^\n]*+)*+")
_NAME = re.compile(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*+"{3,5}'
    r"|'''(?:[^']|'(?!''))*+'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_+.:-]++(?: [0-9][0-9:.+Zz-]*+)?")


class Unfit(ValueError):
    """The text has a shape no policy needs; ``reason`` is ``too_deep`` or ``too_long``, ``line`` counts from 1."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(reason)
        self.reason, self.line = reason, line


class Lines:
    """Where each key of a document stands."""

    def __init__(self, known: Mapping[KeyPath, int]) -> None:
        self.known = known

    def line(self, path: KeyPath) -> int:
        """The line of the key, from 1; for a missing one that of the table it would stand in, or 1."""
        while path and path not in self.known:
            path = path[:-1]
        return self.known.get(path, 1)


def locate(text: str) -> Lines:
    """The lines of all keys of ``text``, as far as it can be understood. Raises Unfit."""
    scan = _Scan(text)
    with suppress(_NotToml):  # the real reader says what is wrong
        scan.document()
    return Lines({**scan.implied, **scan.written})


class _NotToml(Exception):
    """The scanner does not understand what follows."""


class _Scan:
    """Walks over the text once. ``written`` are keys and headers, ``implied`` tables only named on the way to them."""

    def __init__(self, text: str) -> None:
        self.written: dict[KeyPath, int] = {}
        self.implied: dict[KeyPath, int] = {}
        self._text, self._at = text, 0
        self._breaks = [match.start() for match in re.finditer("\n", text)]
        self._rows: dict[KeyPath, int] = {}  # how many elements each array of tables has so far

    def document(self) -> None:
        """Headers and key-value pairs to the end."""
        table: KeyPath = ()
        while self._skip(_SPACE) < len(self._text):
            if self._next("["):
                table = self._header()
            else:
                self._pair(table)

    def _header(self) -> KeyPath:
        line = self._line()
        row = self._take("[") and self._next("[") and self._take("[")
        path: KeyPath = ()
        names = self._names()
        for name in names[:-1]:
            path = self._last_row((*path, name))
            self.implied.setdefault(path, line)
        path = (*path, names[-1])
        path = self._new_row(path, line) if row else self._last_row(path)
        self._note(path, line)
        for _bracket in range(2 if row else 1):
            self._take("]")
        return path

    def _last_row(self, path: KeyPath) -> KeyPath:
        return (*path, self._rows[path] - 1) if path in self._rows else path

    def _new_row(self, path: KeyPath, line: int) -> KeyPath:
        self.written.setdefault(path, line)
        count = self._rows.get(path, 0)
        self._rows[path] = count + 1
        return (*path, count)

    def _pair(self, table: KeyPath) -> None:
        line, path = self._line(), table
        names = self._names()
        for name in names[:-1]:
            path = (*path, name)
            self.implied.setdefault(path, line)
        path = (*path, names[-1])
        self._note(path, line)
        self._take("=")
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip(_BLANK)
        if self._next("["):
            self._array(path)
        elif self._next("{"):
            self._inline(path)
        elif self._next('"') or self._next("'"):
            self._match(_STRING)
        else:
            self._bare()

    def _bare(self) -> None:
        line = self._line()
        if len(self._match(_BARE)) > LONGEST_BARE:
            raise Unfit("too_long", line)

    def _array(self, path: KeyPath) -> None:
        self._take("[")
        index = 0
        while self._skip(_SPACE) < len(self._text) and not self._next("]"):
            self._note((*path, index), self._line())
            self._value((*path, index))
            index += 1
            self._comma()
        self._take("]")

    def _inline(self, path: KeyPath) -> None:
        self._take("{")
        while self._skip(_SPACE) < len(self._text) and not self._next("}"):
            self._pair(path)
            self._comma()
        self._take("}")

    def _comma(self) -> None:
        self._skip(_SPACE)
        if self._next(","):
            self._at += 1

    def _names(self) -> list[str]:
        names = [self._name()]
        while self._next("."):
            self._at += 1
            names.append(self._name())
            if len(names) > DEEPEST:
                raise Unfit("too_deep", self._line())
        return names

    def _name(self) -> str:
        self._skip(_BLANK)
        raw = self._match(_NAME)
        self._skip(_BLANK)
        return raw if raw[0] not in "\"'" else _unquoted(raw)

    def _note(self, path: KeyPath, line: int) -> None:
        if len(path) > DEEPEST:
            raise Unfit("too_deep", line)
        self.written[path] = line

    def _line(self) -> int:
        return bisect_left(self._breaks, self._at) + 1

    def _next(self, character: str) -> bool:
        return self._text.startswith(character, self._at)

    def _take(self, character: str) -> bool:
        self._skip(_BLANK)
        if not self._next(character):
            raise _NotToml
        self._at += 1
        return True

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _match(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise _NotToml
        self._at = match.end()
        return match.group()


def _unquoted(raw: str) -> str:
    try:
        return str(tomllib.loads(f"key = {raw}")["key"])
    except tomllib.TOMLDecodeError as cause:
        raise _NotToml from cause
