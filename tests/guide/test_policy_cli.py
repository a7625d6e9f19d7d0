"""`companion policy`, as functions: what it prints and with which exit code."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from companion.guide.policy_cli import check, example, report
from companion.guide.policy_file import PolicyUnreadable

TODAY = date(2026, 11, 24)
BAD = 'schema = 1\n[partner]\nname = "E"\n[rules]\nminimum_age = 16\nplatforms = ["teams"]\n'


def write(folder: Path, text: str) -> Path:
    path = folder / "policy.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_is_valid_on_every_day(tmp_path: Path) -> None:
    for today in (date(2024, 2, 29), TODAY, date(2031, 1, 1)):
        answer, exit_code = check(write(tmp_path, example(today)), today)
        assert (answer["valid"], answer["errors"], exit_code) == (True, [], 0)


def test_the_example_is_valid_today(tmp_path: Path) -> None:
    assert check(write(tmp_path, example()))[1] == 0


def test_g05_g24_findings_have_line_key_and_message(tmp_path: Path) -> None:
    """G05, G24: age 16 and "Teams only" are refused."""
    answer, exit_code = check(write(tmp_path, BAD), TODAY)
    assert exit_code == 1
    assert answer == {
        "valid": False,
        "errors": [
            {
                "line": 5,
                "key": "rules.minimum_age",
                "message": "The guide asks for mentees of 18 or over. Write a number from 18 to 99.",
            },
            {
                "line": 6,
                "key": "rules.platforms",
                "message": "Keep at least one of these: zoom, phone. The guide asks for them.",
            },
        ],
        "policy": {},
    }


def test_the_answer_is_json_with_dates_as_text(tmp_path: Path) -> None:
    answer, _exit_code = check(write(tmp_path, example(TODAY)), TODAY)
    again = json.loads(json.dumps(answer))
    assert again == answer
    assert list(again) == ["valid", "errors", "policy"]
    assert again["policy"]["consent"]["agreed_on"] == "2026-11-24"


def test_the_report_names_file_line_and_key(tmp_path: Path) -> None:
    path = write(tmp_path, BAD + "[zoom\n")
    assert report(path, TODAY)[0].startswith(f"{path}:7: We cannot read on from here.")
    path = write(tmp_path, BAD)
    words, exit_code = report(path, TODAY)
    first, second, summary = words.splitlines()
    assert first.startswith(f"{path}:5: rules.minimum_age: ") and second.startswith(f"{path}:6: rules.platforms: ")
    assert (summary, exit_code) == ("Two things to put right.", 1)


def test_the_report_of_a_good_file(tmp_path: Path) -> None:
    path = write(tmp_path, example(TODAY))
    assert report(path, TODAY) == (f"{path} is right. These are the rules of Eastbrook College.", 0)


@pytest.mark.parametrize("judge", [check, report])
def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, judge: object) -> None:
    assert callable(judge)
    with pytest.raises(PolicyUnreadable) as problem:
        judge(tmp_path / "go\nne.toml")
    assert len(str(problem.value).splitlines()) == 1


def test_a_consent_of_tomorrow_is_told_on_the_command_line_only(tmp_path: Path) -> None:
    """G06: the check knows the day; a start of the app with a wrong clock must not undo the rules."""
    text = example(date(2026, 11, 25))
    assert check(write(tmp_path, text), TODAY)[0]["errors"][0]["key"] == "consent.agreed_on"


def test_needs_no_qt() -> None:
    script = "import sys, companion.guide.policy_cli as cli; cli.example(); sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_a_start_without_a_policy_loads_no_check() -> None:
    script = (
        "import sys, pathlib, companion.guide.policy_file as file; file.find(None, None, pathlib.Path('/none/at/all'));"
        "sys.exit('companion.guide.policy_check' in sys.modules or 'ctypes' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
