"""``policy example`` and ``policy check``: every finding at once, with line and key, whatever the file holds."""

import json
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import cli
from companion.guide.policy_finding import MOST_BYTES
from companion.guide.policy_schema import Key, Rows, schema
from companion.words import say, say_count
from tests.whole.commands import JUDGED, answer, misfits, refused, run

HEAD = 'schema = 1\n[partner]\nname = "Eastbrook College"\n'
MANY_SLIPS = (
    'schema = 1\n[partner]\nname = ""\n[coordinator]\nname = "Ben"\nphone = "soon"\n'
    '[rules]\nminimum_age = 16\nwebcams = "no"\nplatfroms = ["zoom"]\n[records]\nkeep_months = 24\n'
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Where a test puts its policy."""
    return tmp_path / "policy.toml"


def test_the_example_passes_its_own_check(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    code, out, err = run(capsys, "policy", "example")
    assert (code, err) == (0, "")
    file.write_text(out, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert misfits(judged, JUDGED) == []
    assert (code, judged["valid"], judged["errors"]) == (0, True, [])
    assert run(capsys, "policy", "check", str(file))[0] == 0


def test_the_example_is_complete_and_commented(capsys: pytest.CaptureFixture[str]) -> None:
    """Every key there is stands in it, one only offered; above each table or key a comment says what it does."""
    out = run(capsys, "policy", "example")[1]
    example = tomllib.loads(out.replace("\n# shared = ", "\nshared = "))
    assert tomllib.loads(out)["computer"] == {}
    for name, part in schema(None).items():
        if not isinstance(part, Key):
            table = part.table if isinstance(part, Rows) else part
            rows = example[name] if isinstance(part, Rows) else [example[name]]
            assert set().union(*rows) == set(table.keys), name
    assert example.keys() == schema(None).keys()
    assert re.search(r"^\[\w+\]", out, re.M) and all(
        "#" in block for block in out.split("\n\n") if re.match(r"\[\w+\]", block)
    )


def test_what_was_understood_comes_back_in_the_shape_of_the_file(
    capsys: pytest.CaptureFixture[str], file: Path
) -> None:
    """G06, G12: with dates as text, and null or "" for what the file leaves out."""
    file.write_text(HEAD, encoding="utf-8")
    _, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert list(judged["policy"]) == list(schema(None))
    assert judged["policy"]["partner"] == {"name": "Eastbrook College"}
    assert judged["policy"]["coordinator"] is None
    assert judged["policy"]["rules"]["minimum_age"] == 18


def test_a_policy_below_eighteen_is_refused_with_line_and_key(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """G05."""
    text = run(capsys, "policy", "example")[1].replace("minimum_age = 18", "minimum_age = 16")
    file.write_text(text, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    line = 1 + text[: text.index("minimum_age = 16")].count("\n")
    assert (code, judged["valid"], judged["policy"]) == (1, False, {})
    assert [(each["line"], each["key"]) for each in judged["errors"]] == [(line, "rules.minimum_age")]
    code, out, _ = run(capsys, "policy", "check", str(file))
    assert code == 1
    assert f":{line}:" in out


def test_all_findings_come_at_once_in_the_order_of_the_file(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """G05, G07: for machines and for people the same lines, keys and sentences."""
    file.write_text(MANY_SLIPS, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert misfits(judged, JUDGED) == []
    assert (code, judged["valid"], judged["policy"]) == (1, False, {})
    assert [(each["line"], each["key"]) for each in judged["errors"]] == [
        (3, "partner.name"),
        (6, "coordinator.phone"),
        (8, "rules.minimum_age"),
        (9, "rules.webcams"),
        (10, "rules.platfroms"),
        (12, "records.keep_months"),
    ]
    code, out, err = run(capsys, "policy", "check", str(file))
    told = [f"{file}:{each['line']}: {each['key']}: {each['message']}" for each in judged["errors"]]
    assert (code, err) == (1, "")
    assert out.splitlines() == [*told, say_count("policy.report.findings", 6)]


@pytest.mark.parametrize(
    ("content", "line", "code"),
    [
        (HEAD.encode() + b"#" * MOST_BYTES, 1, "too_big"),
        (bytes(range(256)) * 4, 2, "not_utf8"),
        (HEAD.encode("utf-16"), 1, "not_utf8"),
        (HEAD.encode() + b"# caf\xe9\n", 4, "not_utf8"),
        (HEAD.encode() + b"x = " + b"[" * 5000, 4, "too_deep"),
        (HEAD.encode() + b"x = " + b"9" * 5000, 4, "too_long"),
    ],
    ids=["too big", "binary", "UTF-16", "Latin-1", "brackets", "digits"],
)
def test_a_file_that_cannot_be_read_has_one_finding(
    capsys: pytest.CaptureFixture[str], file: Path, content: bytes, line: int, code: str
) -> None:
    file.write_bytes(content)
    exit_code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert (exit_code, judged["valid"], judged["policy"]) == (1, False, {})
    assert judged["errors"] == [{"line": line, "key": "", "message": say(f"policy.{code}", most=MOST_BYTES // 1024)}]


@pytest.mark.parametrize("slip", ["name = 'again'\n", "[partner]\n", "x = 1\nx = 2\n", "x = \n", "not toml\n"])
def test_what_toml_forbids_is_one_finding_at_its_line(
    capsys: pytest.CaptureFixture[str], file: Path, slip: str
) -> None:
    file.write_text(HEAD + slip, encoding="utf-8")
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert code == 1
    assert [(each["line"], each["key"]) for each in judged["errors"]] == [(3 + slip.count("\n"), "")]


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEAD.encode(),
        HEAD.replace("\n", "\r\n").encode(),
        HEAD.encode() + b"#" * (MOST_BYTES - len(HEAD)),
        HEAD.rstrip("\n").encode(),
    ],
    ids=["byte order mark", "line ends of Windows", "exactly 256 KiB", "no last line end"],
)
def test_what_editors_do_to_a_file_is_fine(capsys: pytest.CaptureFixture[str], file: Path, content: bytes) -> None:
    file.write_bytes(content)
    code, judged = answer(capsys, "policy", "check", str(file), "--json")
    assert (code, judged["valid"]) == (0, True)
    assert run(capsys, "policy", "check", str(file))[1].rstrip("\n") == say(
        "policy.report.fine", path=file, partner="Eastbrook College"
    )


def test_nothing_in_a_file_reaches_the_terminal_as_a_command(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    """Signs that move the cursor, colour or turn the line round are shown by name."""
    file.write_text(HEAD + '"k\\u001b[31m\\u202e" = 1\n[zoom]\nhost = "\\u001b]0;x\\u0007"\n', encoding="utf-8")
    code, out, _ = run(capsys, "policy", "check", str(file))
    assert code == 1
    assert all(line.isprintable() for line in out.splitlines()) and "\\u001b" in out


@pytest.mark.parametrize("more", [[], ["--json"]], ids=["for people", "JSON"])
@pytest.mark.parametrize("name", ["nowhere.toml", ".", "two\nlines.toml", "x" * 300, "~nobody/x", "a/b"])
def test_what_is_no_file_is_bad_input(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, more: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert name[:3] in refused(capsys, "policy", "check", name, *more)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes with a name need POSIX")
def test_a_pipe_is_not_waited_for(capsys: pytest.CaptureFixture[str], file: Path) -> None:
    os.mkfifo(file)
    assert refused(capsys, "policy", "check", str(file))


pieces = st.sampled_from(
    [HEAD, MANY_SLIPS, "[[contacts]]\n", "[rules]\n", 'x = "', "minimum_age = ", "16", "true", "\0"]
)


@given(st.lists(pieces | st.text(max_size=20), max_size=6).map("".join) | st.binary(max_size=200))
def test_any_content_gets_one_json_value(capsys: pytest.CaptureFixture[str], file: Path, content: str | bytes) -> None:
    """And an exit code that agrees with it."""
    file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    code = cli.main(["policy", "check", str(file), "--json"])
    out, err = capsys.readouterr()
    judged = json.loads(out)
    assert err == "" and misfits(judged, JUDGED) == []
    assert code == (0 if judged["valid"] else 1)
    assert bool(judged["errors"]) is not judged["valid"] is bool(judged["policy"])
