"""Traces each row of the guide to what serves it now, and to the tests that name it.

A row is served by lines of the checklist, safe settings, entries of Help now, and abilities of the app itself
(``serving.toml``). What is still missing stands in ``unserved.toml``, a list that may only shrink.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from companion import resources
from companion.guide.content import rows
from companion.guide.items import all_items
from companion.guide.requirements import Requirement, all_requirements, requirements_by_id
from companion.words import say, translate

_HELP_TABLES = ("line", "leave", "reading")
_TEST = re.compile(r"def (test\w*)")
_ID = re.compile(r"G(?<!\wG)\d\d(?!\w)")


class TraceRow(NamedTuple):
    """One row of the trace: ``served_by`` names what works now, ``missing`` says what does not, or is ""."""

    id: str
    strength: str
    hard: bool
    phases: tuple[str, ...]
    served_by: tuple[str, ...]
    tests: int
    missing: str


class Ability(NamedTuple):
    """Something the app itself does for rows of the guide; ``module`` is where it lives."""

    id: str
    requirements: tuple[str, ...]
    module: str
    what: str


class Gap(NamedTuple):
    """What a row still waits for; ``whole``: nothing that counts is there yet."""

    id: str
    missing: str
    whole: bool


def trace(root: Path | None = None) -> list[TraceRow]:
    """Every row of the guide. ``root`` is the project's folder, where ``tests`` lies if it is there."""
    claimed, waiting = claims(), {gap.id: gap for gap in gaps()}
    named = count_tests(root or resources.root().parent)
    return [_row(requirement, claimed, waiting.get(requirement.id), named) for requirement in all_requirements()]


def claims() -> dict[str, list[str]]:
    """What serves each row, by id: ``checklist:room``, ``settings:passcode``, ``help:childline``, ``app:policy``."""
    served: dict[str, list[str]] = {}
    for name, requirements in _servants():
        for requirement in requirements:
            served.setdefault(requirement, []).append(name)
    return served


def abilities() -> tuple[Ability, ...]:
    """What the app itself does. Raises ValueError for a mistake in the file."""
    return read_abilities(resources.toml("content", "serving.toml"))


def read_abilities(document: Mapping[str, Any]) -> tuple[Ability, ...]:
    """The abilities of a parsed file."""
    known, found = requirements_by_id(), []
    for row in rows("serving.toml", document, "ability"):
        found.append(Ability(row.id, row.some_of("requirements", known), row.text("module"), row.text("what")))
        row.finish()
    return tuple(found)


def gaps() -> tuple[Gap, ...]:
    """What is not served yet. Raises ValueError for a mistake in the file."""
    return read_gaps(resources.toml("content", "unserved.toml"))


def read_gaps(document: Mapping[str, Any]) -> tuple[Gap, ...]:
    """The gaps of a parsed file."""
    known, found = requirements_by_id(), []
    for row in rows("unserved.toml", document, "row"):
        if row.id not in known:
            raise row.refuse("no row of the guide has this id")
        found.append(Gap(row.id, translate(f"unserved.{row.id}", row.text("missing")), row.flag("whole", False)))
        row.finish()
    return tuple(found)


def count_tests(root: Path) -> Counter[str]:
    """How many test functions below ``root/tests``, if it is there, name each id in their name, docstring or body."""
    counts: Counter[str] = Counter()
    for path in sorted((root / "tests").rglob("test_*.py")):
        for ids in _ids_by_test(path.read_text(encoding="utf-8")):
            counts.update(ids)
    return counts


def as_json(trace_rows: Sequence[TraceRow]) -> list[dict[str, Any]]:
    """The rows as the command line prints them with ``--json``."""
    return [
        {
            "id": row.id,
            "strength": row.strength,
            "hard": row.hard,
            "phase": list(row.phases),
            "served_by": list(row.served_by),
            "tests": row.tests,
        }
        for row in trace_rows
    ]


def as_text(trace_rows: Sequence[TraceRow]) -> str:
    """The rows as a table for people, 100 characters wide."""
    head = tuple(say(f"guide.{name}") for name in ("row", "strength", "phase", "tests", "served_by"))
    lines = [say("guide.title"), "", *_columns(head)]
    for row in trace_rows:
        lines += _columns((row.id, _strength(row), ", ".join(row.phases), str(row.tests), _served(row)))
    served, waiting = sum(bool(row.served_by) for row in trace_rows), sum(bool(row.missing) for row in trace_rows)
    return "\n".join([*lines, "", say("guide.total", rows=len(trace_rows), served=served, waiting=waiting)])


def _row(requirement: Requirement, claimed: Mapping[str, list[str]], gap: Gap | None, named: Counter[str]) -> TraceRow:
    served = () if gap and gap.whole else tuple(claimed.get(requirement.id, ()))
    return TraceRow(
        requirement.id,
        requirement.strength,
        requirement.hard,
        requirement.phases,
        served,
        named[requirement.id],
        gap.missing if gap else "",
    )


def _servants() -> Iterator[tuple[str, Sequence[str]]]:
    for item in all_items():
        yield f"checklist:{item.id}", item.requirements
    for setting in resources.toml("content", "settings.toml")["setting"]:
        yield f"settings:{setting['id']}", setting["requirement"]
    document = resources.toml("content", "help.toml")
    for entry in (entry for table in _HELP_TABLES for entry in document[table]):
        yield f"help:{entry['id']}", entry.get("requirements", ())
    for ability in abilities():
        yield ability.id, ability.requirements


def _ids_by_test(text: str) -> Iterator[set[str]]:
    """The ids that each test function of a file names.

    A scan, not a parse: parsing every test takes longer than all else this command does. A test ends before the next
    line that starts no deeper than itself.
    """
    for start in _TEST.finditer(text):
        indent = text[text.rfind("\n", 0, start.start()) + 1 : start.start()].removesuffix("async ")
        if indent.strip(" "):  # inside a text or a comment
            continue
        end = re.compile(rf"\n {{0,{len(indent)}}}[A-Za-z_@]").search(text, start.end())
        body = text[start.end() : end.start() if end else len(text)]
        yield {*_ID.findall(body), *_ID.findall(start[1].upper().replace("_", " "))}


def _strength(row: TraceRow) -> str:
    return say(f"guide.strengths.{'hard' if row.hard else row.strength}")


def _served(row: TraceRow) -> str:
    missing = say("guide.not_yet", missing=row.missing) if row.missing else ""
    return ". ".join(part for part in (", ".join(row.served_by), missing) if part)


def _columns(cells: Sequence[str]) -> list[str]:
    """One row of the table; the last cell goes on below itself where it is long."""
    import textwrap

    start = "{:<5}{:<12}{:<26}{:>5}  ".format(*cells[:4])
    below = " " * len(start)
    return textwrap.wrap(cells[4], 100, initial_indent=start, subsequent_indent=below, break_on_hyphens=False)
