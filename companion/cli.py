"""The command line: the window's options, and the same subjects without a window. Imports no Qt and little else.

Exit codes: 0 fine, 1 a finding, 2 bad input (one line on standard error).
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from companion import __version__, words
from companion.errors import Problem
from companion.words import say

FINE, FINDING, BAD_INPUT = 0, 1, 2
PAGES = ("today", "camera", "data", "meeting", "records", "settings")
FORMATS = ("text", "markdown", "html", "json", "zoom-api")
AS_DATA = ("json", "zoom-api")

Asked = argparse.Namespace


class BadInput(Exception):
    """What was typed makes no sense; carries the one line to print."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line instead of a page of usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, formatter_class=partial(argparse.HelpFormatter, width=_width()), allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise BadInput(say("cli.bad_arguments", problem=message.rstrip(".")))


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and return the exit code."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # signs it cannot spell are no reason to stop
    try:
        code = _obey(arguments)
        if sys.stdout:
            sys.stdout.flush()  # what cannot be written is told now, not by Python as it ends
        return code
    except (BadInput, Problem) as bad:
        _tell(str(bad))
    except BrokenPipeError:  # the reader of a pipe went away: nothing to tell
        _hang_up()
        return FINE
    except OSError as refusal:
        _hang_up()
        _tell(say("cli.refused", reason=refusal.strerror or type(refusal).__name__))
    return BAD_INPUT


def _obey(arguments: Sequence[str] | None) -> int:
    try:
        asked = _parser().parse_args(arguments)
    except SystemExit:  # --help and --version have said what there is to say
        return FINE
    words.use_language(asked.lang)
    return int(asked.run(asked))


def _tell(text: str) -> None:
    """One line on standard error, whatever signs the text brings with it."""
    if sys.stderr:
        print(" ".join("".join(c if c.isprintable() else " " for c in text).split()), file=sys.stderr)


def _hang_up() -> None:
    """Standard output takes no more, so nothing is left in it for Python to try again as it ends."""
    with suppress(OSError, AttributeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> _Parser:
    parser = _Parser(prog="companion", description=say("cli.about"))
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
    _add_framing(commands)
    _add(commands, "doctor", _doctor, as_json=True)
    erase = _add(commands, "erase", _erase, as_json=True)
    erase.add_argument("--yes", action="store_true", help=say("cli.yes"))
    return parser


def _width() -> int:
    """How wide help may be. Argparse would load shutil to ask, which every start would pay for."""
    try:
        return int(os.environ.get("COLUMNS") or os.get_terminal_size().columns) - 2
    except (OSError, ValueError):
        return 78


def _add(
    commands: Any, name: str, run: Callable[[Asked], int], *, as_json: bool = False, help_code: str = ""
) -> _Parser:
    parser: _Parser = commands.add_parser(name, help=say(f"cli.command.{help_code or name}"))
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


def _add_framing(commands: Any) -> None:
    framing = _add(commands, "framing", _framing_check)
    actions = framing.add_subparsers(parser_class=_Parser, metavar="check", required=True)
    check = _add(actions, "check", _framing_check, as_json=True, help_code="framing")
    check.add_argument("images", type=Path, nargs="+", metavar="IMAGE", help=say("cli.image"))


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
    if asked.policy and found.problems:  # settings of other rules than those that were named would mislead
        raise BadInput(policy_file.told(found.problems[0]))
    text = settings_text(found.policy, asked.format)
    if asked.format in AS_DATA:
        _print(json.loads(text), True)
    else:
        print(text if _speaks_utf8() or asked.format != "html" else _as_entities(text), end="")
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


def _framing_check(asked: Asked) -> int:
    try:
        from companion.camera.framing_cli import framing
    except ImportError as missing:
        raise BadInput(say("framing.no_engine", name=missing.name)) from missing
    answer, code = framing(asked.images, as_json=asked.json)
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
    folder = paths.data_folder(asked.data_dir)
    if folder.exists() and not folder.is_dir():
        raise BadInput(say("cli.no_folder", path=folder))
    erased = erase(folder)
    if asked.json:
        _print({"removed": list(erased.removed), "left": [path for path, _ in erased.left]}, True)
    else:
        lines = [say("cli.erase_removed", path=path) for path in erased.removed]
        lines += [say("cli.erase_left", path=path, reason=reason) for path, reason in erased.left]
        print("\n".join(lines or [say("cli.erase_nothing")]))
    return FINDING if erased.left else FINE


def _print(value: Any, as_json: bool) -> None:
    print(json.dumps(value, ensure_ascii=not _speaks_utf8(), indent=2) if as_json else value)


def _speaks_utf8() -> bool:
    """JSON and HTML are read as UTF-8; where standard output speaks something else, they go out in ASCII."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    return encoding.lower().replace("_", "-") in {"utf-8", "utf8"}


def _as_entities(html: str) -> str:
    return html.encode("ascii", "xmlcharrefreplace").decode("ascii")
