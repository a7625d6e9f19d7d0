"""The safe settings as something to paste, send or feed to Zoom: text, Markdown, HTML, JSON and Zoom's own fields."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from itertools import groupby
from typing import Any

from companion.meeting.settings import ApiFields, ApiValue, Setting
from companion.words import say

Settings = Sequence[Setting]

_COLUMNS = ("name", "value", "where", "scope", "why")
_CONTRACT = ("id", "requirement", "scope", "name", "name_2020", "where", "value", "why")
_MARKED = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_[]<|#~&"} | {"\n": " ", "\r": " "})


def headline(setting: Setting) -> str:
    """What to set, in one line: ``Who can share? (was “Screen sharing”): Host Only``."""
    was = _was(setting)
    if was:
        return say("meeting.settings.row_was", name=setting.name, was=was, value=setting.value)
    return say("meeting.settings.row", name=setting.name, value=setting.value)


def row_text(setting: Setting) -> str:
    """One setting as plain text: what to set, where and when, and why."""
    return "\n".join((headline(setting), f"{setting.where} ({_scope(setting)})", setting.why))


def as_text(settings: Settings) -> str:
    """All settings as plain text that stays readable in an e-mail, whatever its font: a numbered list."""
    parts = [say("meeting.settings.title"), say("meeting.settings.intro")]
    numbers = {setting.id: number for number, setting in enumerate(settings, 1)}
    for origin, rows in groupby(settings, lambda setting: setting.origin):
        parts.append(say(f"meeting.settings.{origin}").upper())
        parts += [_numbered(numbers[setting.id], setting) for setting in rows]
    return "\n\n".join((*parts, _checked(settings))) + "\n"


def as_markdown(settings: Settings) -> str:
    """All settings as one Markdown table; signs that Markdown would read are escaped."""
    lines = [_columns(), ["---"] * len(_COLUMNS)]
    lines += [[cell.translate(_MARKED) for cell in _cells(setting)] for setting in settings]
    table = "\n".join("| " + " | ".join(line) + " |" for line in lines)
    return f"# {say('meeting.settings.title')}\n\n{table}\n\n{_checked(settings)}\n"


def as_html(settings: Settings) -> str:
    """All settings as a page with one plain table, for the clipboard's rich text and for a browser."""
    title = escape(say("meeting.settings.title"))
    head = "".join(f'<th scope="col" align="left">{escape(column)}</th>' for column in _columns())
    rows = "\n".join(_html_row(setting) for setting in settings)
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        f"<h2>{title}</h2>\n<p>{escape(say('meeting.settings.intro'))}</p>\n"
        f'<table border="1" cellpadding="6" cellspacing="0">\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n'
        f"</tbody>\n</table>\n<p>{escape(_checked(settings))}</p>\n</body>\n</html>\n"
    )


def as_json(settings: Settings) -> str:
    """All settings as a JSON list of objects: id, requirement, scope, name, name_2020, where, value and why."""
    rows = [{key: getattr(setting, key) for key in _CONTRACT} for setting in settings]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def as_zoom_api(settings: Settings) -> str:
    """Zoom's own fields: ``user_settings`` for PATCH /users/{id}/settings, ``meeting`` for PATCH /meetings/{id}.

    Zoom takes the group ``meeting_security`` only on its own, with ``?option=meeting_security``.
    """
    return json.dumps(zoom_fields(settings), indent=2) + "\n"


def zoom_fields(settings: Settings) -> dict[str, dict[str, Any]]:
    """The nested bodies of ``as_zoom_api``; settings without an API field are left out."""
    return {
        "user_settings": _nested(setting.user_api for setting in settings),
        "meeting": _nested(setting.meeting_api for setting in settings),
    }


EXPORTS: Mapping[str, Callable[[Settings], str]] = {
    "text": as_text,
    "markdown": as_markdown,
    "html": as_html,
    "json": as_json,
    "zoom-api": as_zoom_api,
}


def _numbered(number: int, setting: Setting) -> str:
    return f"{number}. " + row_text(setting).replace("\n", "\n   ")


def _cells(setting: Setting) -> list[str]:
    was = _was(setting)
    name = f"{setting.name} ({was})" if was else setting.name
    return [name, setting.value, setting.where, _scope(setting), setting.why]


def _html_row(setting: Setting) -> str:
    name, *others = (escape(cell) for cell in _cells(setting))
    return f'<tr><th scope="row" align="left">{name}</th>' + "".join(f"<td>{cell}</td>" for cell in others) + "</tr>"


def _columns() -> list[str]:
    return [say(f"meeting.settings.column.{column}") for column in _COLUMNS]


def _was(setting: Setting) -> str:
    return say("meeting.settings.was", name=setting.was) if setting.was else ""


def _scope(setting: Setting) -> str:
    return say(f"meeting.settings.{setting.scope}")


def _checked(settings: Settings) -> str:
    oldest = min(setting.checked for setting in settings)
    return say("meeting.settings.checked", date=f"{oldest.day}/{oldest.month}/{oldest.year}")


def _nested(groups: Iterable[ApiFields]) -> dict[str, Any]:
    body: dict[str, Any] = {}
    for path, value in (field for group in groups for field in group.items()):
        _put(body, path, value)
    return body


def _put(body: dict[str, Any], path: str, value: ApiValue) -> None:
    *groups, name = path.split(".")
    for group in groups:
        body = body.setdefault(group, {})
    body[name] = value
