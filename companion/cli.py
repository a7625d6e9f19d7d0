"""The command line: the window's options, and the same subjects without a window. Imports no Qt and little else.

Exit codes: 0 fine, 1 a finding, 2 bad input (one line on standard error).
"""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from companion import __version__, words
from companion.errors import Problem
from companion.words import say

FINE, FINDING, BAD_INPUT = 0, 1, 2
PAGES = ("today", "camera", "data", "meeting", "records", "settings")
FORMATS = ("text", "markdown", "html", "json", "zoom-api")

Asked = argparse.Namespace


class BadInput(Exception):
    """What was typed makes no sense; carries the one line to print."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise BadInput(say("cli.bad_arguments", problem=message.splitlines()[0].rstrip(".")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and return the exit code."""
    try:
        asked = _parser().parse_args(arguments)
        words.use_language(asked.lang)
        return int(asked.run(asked))
    except BadInput as bad:
        print(bad, file=sys.stderr)
        return BAD_INPUT
    except Problem as problem:
        print(str(problem).splitlines()[0], file=sys.stderr)
        return BAD_INPUT
    except BrokenPipeError:  # the reader of a pipe went away: nothing to tell
        sys.stderr.close()
        return FINE


def _parser() -> _Parser:
    parser = _Parser(prog="companion", description=say("cli.about"), allow_abbrev=False)
    parser.add_argument("--version", action="version", version=f"companion {__version__}", help=say("cli.version"))
    parser.add_argument("--private", action="store_true", help=say("cli.private"))
    parser.add_argument("--policy", type=Path, metavar="FILE", help=say("cli.policy"))
    parser.add_argument("--page", default="", help=say("cli.page", pages=", ".join(PAGES)))
    _add_common(parser, first=True)
    parser.set_defaults(run=_window)
    commands = parser.add_subparsers(parser_class=_Parser, metavar="COMMAND")
    _add(commands, "requirements", _requirements, as_json=True)
    settings = _add(commands, "settings", _settings)
    settings.add_argument("--format", choices=FORMATS, default=FORMATS[0], help=say("cli.format"))
    settings.add_argument("--policy", type=Path, metavar="FILE", default=argparse.SUPPRESS, help=say("cli.policy"))
    _add_policy(commands)
    _add(commands, "doctor", _doctor, as_json=True)
    erase = _add(commands, "erase", _erase, as_json=True)
    erase.add_argument("--yes", action="store_true", help=say("cli.yes"))
    return parser


def _add(commands: Any, name: str, run: Callable[[Asked], int], *, as_json: bool = False) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=say(f"cli.command.{name}"), allow_abbrev=False)
    parser.set_defaults(run=run)
    _add_common(parser, first=False)
    if as_json:
        parser.add_argument("--json", action="store_true", help=say("cli.json"))
    return parser


def _add_common(parser: _Parser, *, first: bool) -> None:
    """``--lang`` and ``--data-dir`` stand before or after the command; what stands after wins."""
    unset = None if first else argparse.SUPPRESS
    parser.add_argument("--lang", default=unset, help=say("cli.lang"))
    parser.add_argument("--data-dir", type=Path, metavar="DIR", default=unset, help=say("cli.data_dir"))


def _add_policy(commands: Any) -> None:
    policy = _add(commands, "policy", _policy_example)
    actions = policy.add_subparsers(parser_class=_Parser, metavar="example|check", required=True)
    _add(actions, "example", _policy_example)
    check = _add(actions, "check", _policy_check, as_json=True)
    check.add_argument("file", type=Path, metavar="FILE", help=say("cli.file"))


def _window(asked: Asked) -> int:
    if asked.page and asked.page not in PAGES:
        raise BadInput(say("cli.bad_page", page=asked.page, pages=", ".join(PAGES)))
    from companion.app.options import Options

    options = Options(asked.private, asked.policy, asked.data_dir, asked.page, asked.lang)
    try:
        from companion.app import start
    except ImportError as missing:
        raise BadInput(say("cli.no_window", reason=missing)) from missing
    return start.run(options)


def _requirements(asked: Asked) -> int:
    from companion.guide import trace

    rows = trace.trace()
    _print(trace.as_json(rows) if asked.json else trace.as_text(rows), asked.json)
    return FINE


def _settings(asked: Asked) -> int:
    from companion.guide import policy_file
    from companion.meeting.settings_cli import settings_text

    found = policy_file.find(asked.policy, None)
    print(settings_text(found.policy, asked.format), end="")
    return FINE


def _policy_example(_asked: Asked) -> int:
    from companion.guide import policy_cli

    print(policy_cli.example(), end="")
    return FINE


def _policy_check(asked: Asked) -> int:
    from companion.guide import policy_cli

    answer, code = policy_cli.check(asked.file) if asked.json else policy_cli.report(asked.file)
    _print(answer, asked.json)
    return code


def _doctor(asked: Asked) -> int:
    from companion import doctor

    parts = doctor.examine(asked.data_dir)
    _print(doctor.as_json(parts) if asked.json else doctor.as_text(parts), asked.json)
    return FINE if all(part.found for part in parts) else FINDING


def _erase(asked: Asked) -> int:
    from companion.desktop import paths
    from companion.store.erase import erase

    if not asked.yes:
        raise BadInput(say("cli.erase_unconfirmed"))
    erased = erase(paths.data_folder(asked.data_dir))
    left = [f"{path} ({reason})" for path, reason in erased.left]
    if asked.json:
        _print({"removed": list(erased.removed), "left": [path for path, _ in erased.left]}, True)
    else:
        print("\n".join([say("cli.erase_removed", path=path) for path in erased.removed] or [say("cli.erase_nothing")]))
        print(
            "\n".join(say("cli.erase_left", path=path, reason=reason) for path, reason in erased.left),
            end="\n" if left else "",
        )
    return FINDING if left else FINE


def _print(value: Any, as_json: bool) -> None:
    print(json.dumps(value, ensure_ascii=False, indent=2) if as_json else value)
