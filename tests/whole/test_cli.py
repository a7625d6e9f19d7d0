"""The command line as its contract has it: exact JSON shapes, exit codes, one line on standard error, no Qt."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from companion import cli, words
from companion.store import Preferences, open_best
from companion.store.schema import MIGRATION

GAP = 29  # the guide's row that is not used


@pytest.fixture(autouse=True)
def english() -> None:
    words.use_language(None)


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = cli.main(list(arguments))
    out, err = capsys.readouterr()
    return code, out, err


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, Any]:
    code, out, err = run(capsys, *arguments)
    assert err == ""
    return code, json.loads(out)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    code, out, err = run(capsys, *arguments)
    assert (code, out) == (2, "")
    assert len(err.splitlines()) == 1
    assert "Traceback" not in err
    return err


def test_requirements_give_every_row_in_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = answer(capsys, "requirements", "--json")
    assert code == 0
    assert [row["id"] for row in rows] == [f"G{n:02}" for n in range(1, 38) if n != GAP]
    for row in rows:
        assert row.keys() == {"id", "strength", "hard", "phase", "served_by", "tests"}
        assert row["strength"] in {"must", "ours", "should"}
        assert isinstance(row["hard"], bool)
        assert row["phase"]
        assert isinstance(row["tests"], int)


def test_requirements_are_also_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "requirements")
    assert code == 0
    assert "G37" in out


def test_settings_come_in_five_formats(capsys: pytest.CaptureFixture[str]) -> None:
    """G17–G21, G33, G36."""
    _, rows = answer(capsys, "settings", "--format", "json")
    served = {name for row in rows for name in row["requirement"]}
    assert {"G17", "G18", "G19", "G20", "G21", "G33", "G36"} <= served
    assert all(
        row.keys() == {"id", "requirement", "scope", "name", "name_2020", "where", "value", "why"} for row in rows
    )
    _, api = answer(capsys, "settings", "--format", "zoom-api")
    assert {"user_settings", "meeting"} <= api.keys()
    for name in ("text", "markdown", "html"):
        code, out, _ = run(capsys, "settings", "--format", name)
        assert code == 0
        assert "Waiting Room" in out


def test_an_unknown_format_is_refused_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert "yaml" in refused(capsys, "settings", "--format", "yaml")


def test_the_example_policy_passes_its_own_check(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, _ = run(capsys, "policy", "example")
    assert code == 0
    file = tmp_path / "policy.toml"
    file.write_text(out, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert (code, judged["valid"], judged["errors"]) == (0, True, [])
    assert judged["policy"]


def test_a_policy_below_eighteen_is_refused_with_line_and_key(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """G05."""
    _, out, _ = run(capsys, "policy", "example")
    text = out.replace("minimum_age = 18", "minimum_age = 16")
    file = tmp_path / "policy.toml"
    file.write_text(text, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    line = 1 + text[: text.index("minimum_age = 16")].count("\n")
    assert (code, judged["valid"], judged["policy"]) == (1, False, {})
    assert [(each["line"], each["key"]) for each in judged["errors"]] == [(line, "rules.minimum_age")]
    code, out, _ = run(capsys, "policy", "check", str(file))
    assert code == 1
    assert f":{line}:" in out


def test_a_policy_file_that_is_not_there_is_bad_input(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert "nowhere.toml" in refused(capsys, "policy", "check", str(tmp_path / "nowhere.toml"), "--json")


def test_the_doctor_finds_what_it_needs_and_says_how_to_mend_the_rest(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, told = answer(capsys, "doctor", "--json", "--data-dir", str(tmp_path / "kept"))
    assert told.keys() == {"ok", "parts"}
    assert all(part.keys() == {"name", "found", "detail", "remedy"} for part in told["parts"])
    assert told["ok"] == all(part["found"] for part in told["parts"])
    assert code == (0 if told["ok"] else 1)
    assert not (tmp_path / "kept").exists()


def test_the_doctor_sees_a_damaged_store(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "companion.sqlite3").write_bytes(b"no database at all" * 200)
    code, told = answer(capsys, "doctor", "--json", "--data-dir", str(tmp_path))
    assert code == 1
    damaged = [part for part in told["parts"] if not part["found"]]
    assert [part["remedy"] is not None for part in damaged] == [True]


def test_erasing_asks_for_a_clear_yes(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    opened = open_best(tmp_path, [MIGRATION])
    Preferences(opened.store).set("name", "Amara")
    opened.store.close()
    assert "--yes" in refused(capsys, "erase", "--json", "--data-dir", str(tmp_path))
    assert (tmp_path / "companion.sqlite3").exists()
    code, told = answer(capsys, "erase", "--yes", "--json", "--data-dir", str(tmp_path))
    assert code == 0
    assert str(tmp_path / "companion.sqlite3") in told["removed"]
    assert told["left"] == []
    assert not tmp_path.exists()


def test_erasing_nothing_is_fine(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, told = answer(capsys, "--data-dir", str(tmp_path / "empty"), "erase", "--yes", "--json")
    assert (code, told) == (0, {"removed": [], "left": []})


@pytest.mark.parametrize("arguments", [["nonsense"], ["policy"], ["policy", "burn"], ["--page", "attic"], ["--colour"]])
def test_what_makes_no_sense_is_said_in_one_line(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert refused(capsys, *arguments)


def test_options_of_all_commands_stand_before_or_after(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    for arguments in (["--lang", "cy", "requirements"], ["requirements", "--lang", "cy"]):
        assert run(capsys, *arguments)[0] == 0


@pytest.mark.parametrize("arguments", [["requirements", "--json"], ["settings"], ["policy", "example"], ["erase"]])
def test_no_command_loads_qt(arguments: list[str], home: Path) -> None:
    code = (
        "import sys; from companion import cli; cli.main(sys.argv[1:]); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))], file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, timeout=60, check=False
    )
    assert ran.stderr.splitlines()[-1] == "[]"


def test_a_reader_that_goes_away_is_no_failure(home: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys; from companion import cli; sys.exit(cli.main(['settings']))"],
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert ran.returncode == 0


def test_without_a_screen_the_window_says_so(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux can be without a screen")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    ran = subprocess.run([sys.executable, "-m", "companion"], capture_output=True, text=True, timeout=60, check=False)
    assert ran.returncode == 2
    assert len(ran.stderr.splitlines()) == 1
