"""Whatever is typed: an exit code of the contract, at most one line on standard error, no traceback, and no Qt."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.whole.commands import one_line
from tests.whole.sources import ROOT

_DRIVER = """
import contextlib, io, json, subprocess, sys, traceback, types
from companion import cli
window = types.ModuleType("companion.app.start")
window.run = lambda options: 0
sys.modules["companion.app.start"] = window
subprocess.run = lambda *_, **__: subprocess.CompletedProcess([], 0, "6.11.3", "")  # the doctor's look at Qt
told = []
for arguments in json.load(sys.stdin):
    out, err, code = io.StringIO(), io.StringIO(), None
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            code = cli.main(arguments)
        except BaseException:
            traceback.print_exc()
    told.append((code, out.getvalue(), err.getvalue()))
print(json.dumps([told, [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]]))
"""
_WORDS = [
    *("requirements", "settings", "policy", "example", "check", "framing", "doctor", "erase"),
    *("--json", "--yes", "--help", "--version", "--private", "--lang", "--data-dir", "--policy", "--page", "--format"),
    *("json", "zoom-api", "html", "cy", "today", "kept", "kept/deep", "file", "file/x", "nowhere", "rules.toml"),
    *("--", "-", "-h", "-x", "--lang=cy", "--data-dir=file", "--page=attic", "--format=", "~", "~nobody-at-all", ""),
    "x" * 300,
]
# No slash, so that nothing outside the test's own folder can be named; and no argument can hold a NUL.
_ODD = st.text(st.characters(exclude_characters="/\0", codec="utf-8"), max_size=12)
_COMMANDS = [
    [],
    *(line.split() for line in ("requirements", "settings", "policy check", "framing check", "doctor", "erase --yes")),
]
_OPTIONS = ["--lang", "--data-dir", "--policy", "--page", "--format"]
_PAIRS = st.tuples(st.sampled_from(_OPTIONS), st.sampled_from(_WORDS) | _ODD) | st.just(("--json",))
_NEARLY_RIGHT = st.tuples(st.sampled_from(_COMMANDS), st.lists(_PAIRS, max_size=2)).map(
    lambda parts: [*parts[0], *(word for pair in parts[1] for word in pair)]
)
_LISTS = st.lists(st.sampled_from(_WORDS) | _ODD, max_size=7) | _NEARLY_RIGHT


class Told(NamedTuple):
    """What one list of arguments led to."""

    code: int | None
    out: str
    err: str


def drive(lists: list[list[str]]) -> tuple[list[Told], list[str]]:
    """Obey each list in one bare process in a folder of its own; its answers, and what it loaded of Qt."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "file").touch()
        Path(folder, "rules.toml").write_text('schema = 1\n[partner]\nname = "E"\n', encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, "-c", _DRIVER],
            input=json.dumps(lists),
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=120,
            check=True,
        )
    told, qt = json.loads(ran.stdout)
    return [Told(*each) for each in told], qt


@settings(max_examples=12)
@given(st.lists(_LISTS, min_size=60, max_size=60))
def test_any_arguments_get_an_answer(lists: list[list[str]]) -> None:
    told, qt = drive(lists)
    assert qt == []
    for arguments, each in zip(lists, told, strict=True):
        assert "Traceback" not in each.err, (arguments, each.err)
        assert each.code in {0, 1, 2}, (arguments, each)
        if each.code == 2:
            assert each.out == "" and one_line(each.err), (arguments, each)
        else:
            assert each.err == "", (arguments, each)
        if each.code != 2 and "--json" in arguments and not {"--help", "-h", "--version"} & set(arguments):
            json.loads(each.out)


def test_the_driver_sees_a_traceback_and_qt() -> None:
    """And each kind of answer, so that the test above is not one of refusals only."""
    told, _ = drive([["doctor", "--json"], ["erase"], ["policy", "check", "rules.toml"], [], ["settings"]])
    assert [each.code for each in told] == [0, 2, 0, 0, 0]
    assert json.loads(told[0].out)["ok"] and told[4].out
