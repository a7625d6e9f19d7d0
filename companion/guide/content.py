"""Reads tables of shipped content strictly: what is unknown, missing or of the wrong kind is named with file and id."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any, TypeVar

ROLES = ("mentor", "mentee")

Value = TypeVar("Value", str, bool, int, list[Any])


class Row:
    """One table of a content file. Each value is asked for once; ``finish`` finds what nobody asked for."""

    def __init__(self, file: str, values: Mapping[str, Any]) -> None:
        self._file, self._values = file, values
        self._asked: set[str] = set()
        self.id = self.text("id")

    def refuse(self, problem: str) -> ValueError:
        """The failure to raise: which file, which row, what is wrong."""
        return ValueError(f"{self._file}, {self._values.get('id', 'a row without id')}: {problem}")

    def text(self, key: str, default: str | None = None) -> str:
        """A text; without a default it must stand there and hold something."""
        value = self._value(key, str, default)
        if default is None and not value.strip():
            raise self.refuse(f"{key} is empty")
        return value

    def flag(self, key: str, default: bool) -> bool:
        """True or false."""
        return self._value(key, bool, default)

    def number(self, key: str, default: int) -> int:
        """A whole number, zero or more."""
        value = self._value(key, int, default)
        if isinstance(value, bool) or value < 0:
            raise self.refuse(f"{key} must be a whole number, zero or more")
        return value

    def one_of(self, key: str, allowed: Collection[str], default: str | None = None) -> str:
        """One of the allowed words."""
        return self._allowed(key, self.text(key, default), allowed)

    def some_of(self, key: str, allowed: Collection[str], default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """At least one of the allowed words, none twice; the default may be empty."""
        return tuple(self._allowed(key, word, allowed) for word in self.words(key, default))

    def words(self, key: str, default: tuple[str, ...] | None = None) -> tuple[str, ...]:
        """A list of at least one word, none twice; the default may be empty."""
        if default is not None and key not in self._values:
            self._asked.add(key)
            return default
        found = self._value(key, list)
        if not found or len(set(map(repr, found))) < len(found) or not all(isinstance(word, str) for word in found):
            raise self.refuse(f"{key} must be a list of different words")
        return tuple(found)

    def finish(self) -> None:
        """Raise ValueError for keys that mean nothing."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            raise self.refuse(f"unknown key {', '.join(unknown)}")

    def _value(self, key: str, kind: type[Value], default: Value | None = None) -> Value:
        self._asked.add(key)
        value = self._values.get(key, default)
        if value is None:
            raise self.refuse(f"{key} is missing")
        if not isinstance(value, kind):
            raise self.refuse(f"{key} must be of the kind {kind.__name__}")
        return value

    def _allowed(self, key: str, word: str, allowed: Collection[str]) -> str:
        if word not in allowed:
            raise self.refuse(f"{key} cannot be {word!r}")
        return word


def rows(file: str, document: Mapping[str, Any], table: str) -> Iterator[Row]:
    """The rows of ``[[table]]``. Raises ValueError for another table in the file and for an id that comes twice."""
    if set(document) != {table}:
        raise ValueError(f"{file}: wants [[{table}]] and nothing else")
    seen: set[str] = set()
    for values in document[table]:
        row = Row(file, values)
        if row.id in seen:
            raise row.refuse("this id comes twice")
        seen.add(row.id)
        yield row
