"""Judges a policy file: every finding at once, with its line and key, and the policy made of all that is right.

What can be read applies even where something else is wrong, so that one slip of the pen does not undo a partner's
rules; where a slip may hide "no webcams", cameras stay off until it is put right.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from typing import Any

from companion.guide.contact import Contact, HelpLine
from companion.guide.policy import Consent, ExtraItem, Policy
from companion.guide.policy_finding import MOST_BYTES, Finding, Judged, shown
from companion.guide.policy_schema import VERSION, Key, Rows, Table, schema
from companion.guide.policy_values import Refused
from companion.guide.toml_lines import KeyPath, Lines, Unfit, locate
from companion.words import Message

_AT_LINE = re.compile(r" \(at line (\d+), column \d+\)$| \(at end of document\)$")
_FIELDS = {
    ("partner", "name"): "partner",
    ("rules", "webcams"): "webcams",
    ("rules", "platforms"): "platforms",
    ("rules", "minimum_age"): "minimum_age",
    ("rules", "recording"): "recording",
    ("computer", "shared"): "shared_computer",
    ("records", "keep_months"): "keep_months",
    ("zoom", "host"): "zoom_host",
}


def check(text: str, today: date | None = None) -> Judged:
    """Judge a policy file's text. See check_bytes."""
    return check_bytes(text.encode("utf-8", "replace"), today)


def check_bytes(raw: bytes, today: date | None = None) -> Judged:
    """Judge the content of a file.

    ``today`` refuses a consent of a later day; leave it out where the clock may be wrong.
    """
    if len(raw) > MOST_BYTES:
        return _unreadable(1, Message("policy.too_big", {"most": MOST_BYTES // 1024}))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as cause:
        return _unreadable(raw.count(b"\n", 0, cause.start) + 1, Message("policy.not_utf8"))
    try:
        lines = locate(text)  # before the real reader: it keeps from it what would make it slow
        data = tomllib.loads(text)
    except Unfit as cause:
        return _unreadable(cause.line, Message(f"policy.{cause.reason}"))
    except (ValueError, RecursionError) as cause:
        return _unreadable(*_syntax(text, cause))
    return _judged(data, lines, today)


def _unreadable(line: int, message: Message) -> Judged:
    return Judged(Policy(), (Finding(line, "", message),), readable=False)


def _syntax(text: str, cause: Exception) -> tuple[int, Message]:
    said = str(cause)
    where = _AT_LINE.search(said)
    last = text.rstrip().count("\n") + 1
    line = int(where[1]) if where and where[1] else last
    return line, Message("policy.syntax", {"detail": shown(_AT_LINE.sub("", said), 120)})


def _judged(data: Mapping[str, Any], lines: Lines, today: date | None) -> Judged:
    judge, known = _Judge(lines), schema(today)
    values = judge.document(data, known)
    version = data.get("schema")
    if type(version) is int and version != VERSION:  # another version may mean other things by the same keys
        return Judged(Policy(), tuple(f for f in judge.findings if f.key == "schema"), readable=False)
    findings = tuple(sorted(judge.findings, key=lambda finding: finding.line))
    doubt = any(f.key.partition(".")[0] not in known.keys() - {"rules"} for f in findings)
    return Judged(_policy(values, doubt, bool(findings)), findings, readable=True)


class _Judge:
    """Walks over the data beside the schema, keeps what is right, and notes what is not."""

    def __init__(self, lines: Lines) -> None:
        self.findings: list[Finding] = []
        self._lines = lines

    def document(self, data: Mapping[str, Any], known: Mapping[str, Key | Table | Rows]) -> dict[str, Any]:
        """The right values of the whole file, in its shape."""
        values = {name: self._part(data, (name,), part) for name, part in known.items()}
        self._unknown(data, known, ())
        return {name: value for name, value in values.items() if value is not None}

    def _part(self, data: Mapping[str, Any], path: tuple[str], part: Key | Table | Rows) -> Any:
        if isinstance(part, Key):
            return self._value(data, path, part)
        if isinstance(part, Rows):
            return self._rows(data.get(path[0], []), path, part)
        if path[0] in data or part.needed:
            return self._table(data.get(path[0], {}), path, part)
        return None

    def _rows(self, data: object, path: KeyPath, rows: Rows) -> list[dict[str, Any]]:
        if not isinstance(data, list):
            self._note(path, "not_rows", name=path[0])
            return []
        if len(data) > rows.most:
            self._note((*path, rows.most), "too_many", most=rows.most)
        names: set[str] = set()
        kept = []
        for index, row in enumerate(data[: rows.most]):
            values = self._table(row, (*path, index), rows.table)
            name = str(values.get(rows.unique, "")).casefold()
            if name and name in names:
                self._note((*path, index, rows.unique), "twice", value=shown(name))
            elif _makes_sense(values, rows.table):
                kept.append(values)
            names.add(name)
        return kept

    def _table(self, data: object, path: KeyPath, table: Table) -> dict[str, Any]:
        if not isinstance(data, dict):
            self._note(path, "not_table", name=path[0])
            return {}
        values = {name: self._value(data, (*path, name), key) for name, key in table.keys.items()}
        self._unknown(data, table.keys, path)
        tried = [name for name in table.one_of if values[name] or (values[name] is None and name in data)]
        if table.one_of and not tried:
            self._note((*path, table.one_of[0]), "one_needed", first=table.one_of[0], second=table.one_of[1])
        return {name: value for name, value in values.items() if value not in (None, "")}

    def _value(self, data: Mapping[str, Any], path: tuple[str | int, ...], key: Key) -> Any:
        name = str(path[-1])
        if name not in data:
            if key.needed:
                self._note(path, "missing", name=name)
            return None
        try:
            value = key.check(data[name])
        except Refused as refused:
            self._add(path, refused.message)
            return None
        if key.needed and value == "":
            self._note(path, "empty", name=name)
        return value

    def _unknown(self, data: Mapping[str, Any], known: Mapping[str, object], path: KeyPath) -> None:
        near = {_plain(name): name for name in known}
        for name in data:
            guess = near.get(_plain(name))
            if name in known:
                continue
            if guess:
                self._note((*path, name), "unknown_near", name=shown(name), guess=guess)
            else:
                self._note((*path, name), "unknown", name=shown(name), known=", ".join(known))

    def _note(self, path: KeyPath, code: str, /, **params: object) -> None:
        self._add(path, Message(f"policy.{code}", params))

    def _add(self, path: KeyPath, message: Message) -> None:
        self.findings.append(Finding(self._lines.line(path), dotted(path), message))


def _makes_sense(values: Mapping[str, Any], table: Table) -> bool:
    needed = all(values.get(name) for name, key in table.keys.items() if key.needed)
    return needed and any(values.get(name) for name in table.one_of)


def dotted(path: KeyPath) -> str:
    """A path as people write it, counting from 1 like the tables in the file: ``contacts[2].phone``."""
    parts = [f"[{part + 1}]" if isinstance(part, int) else f".{shown(part)}" for part in path]
    return "".join(parts).removeprefix(".")


def _plain(name: str) -> str:
    """A key without what people most often get wrong in it: capitals, hyphens, plurals."""
    return name[:40].casefold().replace("-", "").replace("_", "").replace(" ", "").rstrip("s")


def _policy(values: Mapping[str, Any], doubt: bool, unread: bool) -> Policy:
    """``doubt``: what could not be read may have been "no webcams"."""
    flat = {name: values[table][key] for (table, key), name in _FIELDS.items() if key in values.get(table, {})}
    parts = {
        "coordinator": _coordinator(values.get("coordinator", {})),
        "consent": _consent(values.get("consent", {})),
        "links": values.get("links", {}),
        "extra_items": tuple(ExtraItem(**item) for item in values.get("extra_items", ())),
        "contacts": tuple(HelpLine(**line) for line in values.get("contacts", ())),
    }
    given: dict[str, Any] = flat | {name: part for name, part in parts.items() if part}
    policy = Policy(**given, given=frozenset(given), unread=unread)
    return policy.without_webcams() if doubt and "webcams" not in given else policy


def _coordinator(values: Mapping[str, str]) -> Contact | None:
    """The contact, where there is a way to reach them."""
    contact = Contact(**values)
    return contact if contact.reachable else None


def _consent(values: Mapping[str, Any]) -> Consent | None:
    if not {"reference", "agreed_on", "held_by"} <= values.keys():
        return None
    return Consent(values["reference"], values["agreed_on"], values["held_by"], values.get("renew_after_months", 12))
