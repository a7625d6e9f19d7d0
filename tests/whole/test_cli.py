"""The command line as a whole: which words it takes, where options stand, exit codes, and that it never loads Qt."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from companion import __version__, cli
from companion.meeting import settings_cli
from tests.whole.commands import misfits, one_line, refused, run, stand_in, start
from tests.whole.sources import ROOT

COMMANDS = ("requirements", "settings", "policy", "framing", "doctor", "erase")
QUICK = (["requirements"], ["settings"], ["policy", "example"], ["erase", "--yes"])


NONSENSE = """
nonsense | requirement | policy | policy burn | policy check | --colour | --pol x | -1
--page attic | --page | --lang | --data-dir | --policy | --json | --yes | -- -x
requirements twice | requirements --format json | requirements --js | requirements --page today
settings --json | settings --format | settings --format JSON | doctor --yes | erase --yes=1 | erase -y | erase all
policy example --json | policy check a b | policy --json check a
"""
ODD = [[""], ["settings", "--format", ""], ["two\nlines"], ["--page", "two\nlines"], ["requirements", "a\r\nb"]]
ODD += [["\x1b[31m"], ["--page", "\x1b[31m"], ["--page", "\u202egnp"]]


@pytest.fixture(autouse=True)
def no_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is taken for an order to open the window ends at once, as something else than bad input."""
    stand_in(monkeypatch, lambda _options: 99)


@pytest.mark.parametrize("arguments", [*map(str.split, NONSENSE.strip().replace("\n", "|").split("|")), *ODD], ids=repr)
def test_what_makes_no_sense_is_said_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert refused(capsys, *arguments)


def test_the_line_names_what_was_wrong_and_what_would_be_right(capsys: pytest.CaptureFixture[str]) -> None:
    assert "yaml" in refused(capsys, "settings", "--format", "yaml")
    told = refused(capsys, "--page", "two\nlines")
    assert "two lines" in told and all(page in told for page in cli.PAGES)
    assert all(command in refused(capsys, "nonsense") for command in COMMANDS)


@pytest.mark.parametrize(
    "before",
    [[], *([command] for command in COMMANDS), ["policy", "example"], ["policy", "check"], ["framing", "check"]],
)
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], before: list[str]) -> None:
    """With each of its options in words; the help is fine, not a finding."""
    code, out, err = run(capsys, *before, "--help")
    assert (code, err) == (0, "")
    assert "--lang" in out and "--data-dir" in out
    undescribed = [line for line in out.splitlines() if line.startswith("  -") and len(line.split()) == 1]
    assert undescribed == []


@pytest.mark.parametrize("columns", ["60", "400", "1", "0", "-5", "wide", ""])
def test_help_is_as_wide_as_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    """And no odd width is a reason to stop."""
    monkeypatch.setenv("COLUMNS", columns)
    code, out, _ = run(capsys, "--help")
    assert code == 0
    if columns == "60":
        assert 50 < max(map(len, out.splitlines())) < 60


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "--help")
    assert [command for command in COMMANDS if f"\n    {command}" not in out] == []


def test_it_says_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version") == (0, f"companion {__version__}\n", "")


@pytest.mark.parametrize("command", QUICK, ids=" ".join)
def test_options_of_all_commands_stand_before_or_after(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, command: list[str]
) -> None:
    options = ["--lang", "cy", "--data-dir", str(tmp_path / "none")]
    plain = run(capsys, *command, "--data-dir", str(tmp_path / "none"))
    assert plain[0] == 0
    assert run(capsys, *options, *command) == plain
    assert run(capsys, command[0], *options, *command[1:]) == plain
    assert run(capsys, *command, *options) == plain


@pytest.mark.parametrize("at", [0, 1, 2], ids=["before", "between", "after"])
def test_the_folder_is_heeded_wherever_it_stands(capsys: pytest.CaptureFixture[str], tmp_path: Path, at: int) -> None:
    folder = tmp_path / "kept"
    folder.mkdir()
    command = ["erase", "--yes"]
    assert run(capsys, *command[:at], "--data-dir", str(folder), *command[at:])[0] == 0
    assert not folder.exists()


def test_what_stands_after_the_command_wins(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    there.mkdir()
    assert run(capsys, "--data-dir", str(there), "erase", "--yes", "--data-dir", str(here))[0] == 0
    assert there.exists() and not here.exists()


def test_formats_and_pages_are_those_there_are() -> None:
    """The command line names them itself, so that it starts without what they need."""
    assert cli.FORMATS == settings_cli.FORMATS
    pages = tomllib.loads((ROOT / "resources" / "words" / "frame.toml").read_text("utf-8"))["page"]
    assert (*pages, "settings") == cli.PAGES


@pytest.mark.parametrize(
    "arguments", [*QUICK, ["requirements", "--json"], ["policy", "check", "x"], ["--page", "attic"]]
)
def test_no_command_loads_qt(arguments: list[str]) -> None:
    code = (
        "import sys; from companion import cli; cli.main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stderr.splitlines()[-1] == "[]"


def test_without_a_screen_the_window_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a screen")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    ran = start()
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert one_line(ran.stderr.decode())


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ([{"a": "x", "b": [1]}], []),
        ([], []),
        ({}, ["answer is no list"]),
        ([{"a": "x"}], ["answer[0] wants a, b"]),
        ([{"a": "x", "b": [], "c": 1}], ["answer[0] wants a, b"]),
        ([{"a": None, "b": [True]}], ["answer[0].a is None", "answer[0].b[0] is True"]),
    ],
)
def test_the_check_of_shapes_sees_what_does_not_fit(value: object, told: list[str]) -> None:
    assert misfits(value, [{"a": str, "b": [int]}]) == told
