"""``requirements`` and ``settings``: what the guide asks, for people and for machines."""

import csv
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from companion import cli
from companion.words import say
from tests.whole.commands import REQUIREMENTS, SETTINGS, answer, misfits, refused, run

GAP = 29  # the guide's row that is not used
HARD = ["G01", "G05", "G06"]
TABLE = {"G17", "G18", "G19", "G20", "G21", "G33", "G36"}  # what the secure meeting settings serve
PHASES = {"setup", "schedule", "before", "opening", "during", "after", "always", "help"}
VOICE_ONLY = 'schema = 1\n[partner]\nname = "Eastbrook & <b>Sons</b>"\n[rules]\nwebcams = false\n'


class Cells(HTMLParser):
    """Reads the text of a table's rows, and every tag there is."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self._inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._inside = True

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.rows[-1][-1] += data


def test_requirements_give_every_row_in_the_shape_of_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    code, rows = answer(capsys, "requirements", "--json")
    assert code == 0
    assert misfits(rows, REQUIREMENTS) == []
    assert [row["id"] for row in rows] == [f"G{n:02}" for n in range(1, 38) if n != GAP]
    assert {row["strength"] for row in rows} == {"must", "ours", "should"}
    assert [row["id"] for row in rows if row["hard"]] == HARD
    assert all(row["phase"] and set(row["phase"]) <= PHASES for row in rows)
    assert all(re.fullmatch(r"(checklist|settings|help|app):\S+", name) for row in rows for name in row["served_by"])


def test_requirements_are_also_a_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    """The same rows, and how many of them are served."""
    code, out, _ = run(capsys, "requirements")
    _, rows = answer(capsys, "requirements", "--json")
    shown = re.findall(r"^(G\d\d)  ", out, re.M)
    assert (code, shown) == (0, [row["id"] for row in rows])
    assert f"{len(rows)} rows. {sum(bool(row['served_by']) for row in rows)} are served." in out


@pytest.fixture
def settings(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The settings as data."""
    code, rows = answer(capsys, "settings", "--format", "json")
    assert code == 0
    return list(rows)


def test_settings_as_data_have_the_shape_of_the_contract(settings: list[dict[str, Any]]) -> None:
    """G17, G18, G19, G20, G21, G33, G36."""
    assert misfits(settings, SETTINGS) == []
    assert {name for row in settings for name in row["requirement"]} >= TABLE
    assert {row["scope"] for row in settings} == {"account", "meeting"}
    assert len({row["id"] for row in settings}) == len(settings)


def test_every_format_names_every_setting(capsys: pytest.CaptureFixture[str], settings: list[dict[str, Any]]) -> None:
    """G17–G21, G33, G36: name, value, the way there and the reason, in each that people read."""
    page = Cells(run(capsys, "settings", "--format", "html")[1]).rows
    table = run(capsys, "settings", "--format", "markdown")[1].replace("\\", "")
    text = run(capsys, "settings")[1]
    assert text == run(capsys, "settings", "--format", "text")[1]
    for number, row in enumerate(settings, 1):
        wanted = [row[key] for key in ("name", "value", "where", "why")]
        assert page[number][0].startswith(row["name"]) and set(wanted[1:]) < set(page[number])
        assert all(cell in table and cell in text for cell in wanted)


def test_markdown_is_one_table(capsys: pytest.CaptureFixture[str], settings: list[dict[str, Any]]) -> None:
    lines = [line for line in run(capsys, "settings", "--format", "markdown")[1].splitlines() if line.startswith("|")]
    cells = list(csv.reader(lines, delimiter="|", escapechar="\\", quoting=csv.QUOTE_NONE))
    assert len(lines) == len(settings) + 2
    assert {len(row) for row in cells} == {7}


def test_zooms_own_fields_are_on_and_off_and_numbers(capsys: pytest.CaptureFixture[str]) -> None:
    """G17, G18, G20: what IT staff send to Zoom for everybody."""
    code, api = answer(capsys, "settings", "--format", "zoom-api")
    assert (code, list(api)) == (0, ["user_settings", "meeting"])
    assert api["user_settings"]["in_meeting"]["file_transfer"] is False
    assert api["meeting"]["settings"]["join_before_host"] is False
    assert api["meeting"]["settings"]["waiting_room"] is True


@pytest.mark.parametrize("where", [("--policy", "settings"), ("settings", "--policy")], ids=["before", "after"])
@pytest.mark.parametrize("name", cli.FORMATS)
def test_a_partners_rules_give_their_reason(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, where: tuple[str, str], name: str
) -> None:
    """G07: with the partner's name as text, never as markup."""
    file = tmp_path / "policy.toml"
    file.write_text(VOICE_ONLY, encoding="utf-8")
    arguments = [*where, str(file)] if where[1] == "--policy" else [where[0], str(file), where[1]]
    code, out, err = run(capsys, *arguments, "--format", name)
    assert (code, err) == (0, "")
    if name == "html":
        cells = [cell for row in Cells(out).rows for cell in row]
        assert any("Eastbrook & <b>Sons</b>" in cell for cell in cells) and "b" not in Cells(out).tags
    elif name != "zoom-api":
        assert "Eastbrook" in out
        assert out != run(capsys, "settings", "--format", name)[1]


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "policy.toml"),
        (b"schema = 1\n[partner]\nname = 'E'\n[rules]\nminimum_age = 16\n", "policy.toml, line 5: "),
        (b"not toml", "policy.toml, line 1: "),
        (b"\xff\xfe", "policy.toml, line 1: "),
    ],
    ids=["nowhere", "below eighteen", "no TOML", "no text"],
)
def test_settings_of_other_rules_than_those_named_are_not_printed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes | None, part: str
) -> None:
    """G05, G07: nobody is to take the guide's settings for the partner's."""
    file = tmp_path / "policy.toml"
    if content is not None:
        file.write_bytes(content)
    assert part in refused(capsys, "settings", "--policy", str(file))


def test_data_and_text_end_in_one_line_break(capsys: pytest.CaptureFixture[str]) -> None:
    outs = [run(capsys, "settings", "--format", name)[1] for name in cli.FORMATS]
    outs += [run(capsys, "requirements", *more)[1] for more in ([], ["--json"])]
    assert all(out.endswith("\n") and not out.endswith("\n\n") for out in outs)
    assert json.loads(outs[-1]) and say("guide.title") in outs[-2]
