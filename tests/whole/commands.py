"""The command line as tests use it: inside this process, as a process of its own, and the contract of its JSON."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any, cast

import pytest

from companion import cli
from companion.app.options import Options
from tests.whole.sources import ROOT

# DESIGN, "Command line": what each answer looks like. A list holds any number of its one kind.
REQUIREMENTS = [{"id": str, "strength": str, "hard": bool, "phase": [str], "served_by": [str], "tests": int}]
SETTINGS = [
    {
        "id": str,
        "requirement": [str],
        "scope": str,
        "name": str,
        "name_2020": str,
        "where": str,
        "value": str,
        "why": str,
    }
]
JUDGED = {"valid": bool, "errors": [{"line": int, "key": str, "message": str}], "policy": dict}
DOCTOR = {"ok": bool, "parts": [{"name": str, "found": bool, "detail": str, "remedy": str | None}]}
ERASED = {"removed": [str], "left": [str]}


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Exit code, standard output and standard error."""
    code = cli.main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    """Exit code and the one JSON value; nothing else was said."""
    code, out, err = run(capsys, *arguments)
    assert err == ""
    return code, json.loads(out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """The one line of bad input."""
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert one_line(err)
    return err


def one_line(err: str) -> bool:
    """One line that can be shown, and no traceback."""
    return err.endswith("\n") and len(err) > 1 and err[:-1].isprintable() and "Traceback" not in err


def start(
    *arguments: str | bytes, stdout: int = subprocess.PIPE, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, which writes as Python does unless it is told otherwise: in one go."""
    command = [sys.executable, "-m", "companion", *arguments]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "", **(env or {})}
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=whole, timeout=60, check=False)


def stand_in(monkeypatch: pytest.MonkeyPatch, start: Callable[[Options], int] | None) -> None:
    """Puts ``start`` in the place of what opens the window; None: the window's parts are not there."""
    module = ModuleType("companion.app.start")
    vars(module)["run"] = start
    monkeypatch.setattr("companion.app.start", module, raising=False)
    monkeypatch.setitem(sys.modules, "companion.app.start", module)
    if start is None:
        monkeypatch.delattr("companion.app.start")
        monkeypatch.setitem(sys.modules, "companion.app.start", cast(ModuleType, None))


def misfits(value: object, shape: Any, where: str = "answer") -> list[str]:
    """Where a value differs from the contract: keys missing or too many, and values of another kind."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{where} is no list"]
        return [told for n, each in enumerate(value) for told in misfits(each, shape[0], f"{where}[{n}]")]
    if isinstance(shape, Mapping):
        if not isinstance(value, dict) or list(value) != list(shape):
            return [f"{where} wants {', '.join(shape)}"]
        return [told for key, each in shape.items() for told in misfits(value[key], each, f"{where}.{key}")]
    fits = isinstance(value, shape) and (shape is not int or not isinstance(value, bool))
    return [] if fits else [f"{where} is {value!r}"]
