"""Where the answer goes: closed pipes, full disks and terminals that know few signs are no reason for a traceback."""

import json
import os
import subprocess
import sys
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from tests.whole.commands import one_line, start

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX")
linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux")
SHORT = ["erase", "--yes", "--json"]
LONG = ["requirements", "--json"]
ANY = [SHORT, LONG, ["--help"], ["--version"], ["settings", "--format", "html"], ["policy", "example"]]
POOR = [
    {"PYTHONIOENCODING": "ascii"},
    {"PYTHONIOENCODING": "cp1252"},
    {"LC_ALL": "C", "LANG": "C"},
    {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]
poor = pytest.mark.parametrize("env", POOR, ids=lambda env: " ".join(map("=".join, env.items())))


@cache
def richly(*arguments: str) -> str:
    """The answer where every sign can be written."""
    return start(*arguments, env={"PYTHONIOENCODING": "utf-8"}).stdout.decode("utf-8")


@posix
@pytest.mark.parametrize("arguments", ANY, ids=" ".join)
def test_a_reader_that_goes_away_is_no_failure(arguments: list[str]) -> None:
    """As ``head`` does: nobody reads, nothing is said, and the exit code is fine."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        ran = start(*arguments, stdout=writing)
    finally:
        os.close(writing)
    assert (ran.returncode, ran.stderr) == (0, b"")


@linux
@pytest.mark.parametrize("arguments", [SHORT, LONG], ids=" ".join)
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    """Whether the answer fills what Python writes at once or not."""
    with Path("/dev/full").open("wb") as full:
        ran = start(*arguments, stdout=full.fileno())
    assert ran.returncode == 2
    assert one_line(ran.stderr.decode())


@posix
@pytest.mark.parametrize(("arguments", "code"), [(LONG, 0), (["nonsense"], 2)])
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_without_a_place_to_write_to_it_still_ends_well(arguments: list[str], code: int, closed: str) -> None:
    line = f'exec "$0" -m companion "$@" {closed}'
    ran = subprocess.run(["sh", "-c", line, sys.executable, *arguments], capture_output=True, timeout=60, check=False)
    assert ran.returncode == code
    assert b"Traceback" not in ran.stderr
    assert not (code and ran.stdout), "standard output is for answers"


@poor
@pytest.mark.parametrize("name", ["json", "zoom-api"])
def test_data_are_the_same_in_every_encoding(env: dict[str, str], name: str) -> None:
    """What is written can be read as UTF-8, whatever standard output is set to."""
    rich = richly("settings", "--format", name)
    ran = start("settings", "--format", name, env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8")) == json.loads(rich)


@poor
def test_the_page_is_the_same_in_every_encoding(env: dict[str, str]) -> None:
    """It says of itself that it is UTF-8, so it must be."""
    rich = richly("settings", "--format", "html")
    ran = start("settings", "--format", "html", env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert 'charset="utf-8"' in ran.stdout.decode("utf-8")
    assert unescape(ran.stdout.decode("utf-8")) == unescape(rich)
    assert "“" in rich


@poor
@pytest.mark.parametrize(
    "arguments",
    [["settings"], ["settings", "--format", "markdown"], LONG[:1], ["policy", "example"], ["--help"]],
    ids=" ".join,
)
def test_people_get_what_their_terminal_can_spell(env: dict[str, str], arguments: list[str]) -> None:
    """The other signs are named; no line is lost."""
    rich = richly(*arguments)
    ran = start(*arguments, env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.count(b"\n") == rich.count("\n")


@poor
def test_names_from_outside_survive_every_encoding(env: dict[str, str], tmp_path: Path) -> None:
    """As JSON exactly; on standard error as well as can be."""
    partner = "Zoë’s 學院 😀"
    file = tmp_path / "policy.toml"
    file.write_text(f'schema = 1\n[partner]\nname = "{partner}"\n', encoding="utf-8")
    ran = start("policy", "check", str(file), "--json", env=env)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout.decode("utf-8"))["policy"]["partner"]["name"] == partner
    assert start("policy", "check", str(file), env=env).returncode == 0
    lost = start("policy", "check", str(tmp_path / "é學😀.toml"), env=env)
    assert (lost.returncode, lost.stdout) == (2, b"")
    assert one_line(lost.stderr.decode("utf-8", "backslashreplace").replace("\\", "/"))


@linux
def test_a_folder_whose_name_is_no_text_can_be_told(tmp_path: Path) -> None:
    """Linux allows any bytes in a name."""
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    ran = start("erase", "--yes", "--json", "--data-dir", bytes(folder))
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)["removed"] == [str(folder)]
    folder.mkdir()
    ran = start("erase", "--yes", "--data-dir", bytes(folder))
    assert (ran.returncode, ran.stderr) == (0, b"")
