"""The trace: every row of the guide leads to what serves it now, or to what is still missing."""

import ast
import importlib.util
import re
from collections import Counter
from pathlib import Path

import pytest

from companion.guide import trace
from companion.guide.requirements import all_requirements, requirements_by_id
from companion.guide.trace import TraceRow
from tests.guide.wording import complaints
from tests.whole.sources import ROOT

# What waited at the beginning. The list may only shrink: nothing is ever added here.
FIRST_UNSERVED = {"G04", "G08", "G09", "G10", "G21", "G24", "G31", "G34", "G37"}
FIRST_WHOLLY_UNSERVED = {"G10", "G37"}

TRACE = {row.id: row for row in trace.trace(ROOT)}
each_ability = pytest.mark.parametrize("ability", trace.abilities(), ids=lambda ability: ability.id)


def write_tests(folder: Path, text: str, name: str = "test_sample.py") -> Path:
    """A project whose tests are ``text``."""
    (folder / "tests" / "deep").mkdir(parents=True, exist_ok=True)
    (folder / "tests" / "deep" / name).write_text(text, encoding="utf-8")
    return folder


def parsed_count(text: str) -> Counter[str]:
    """The same count by Python's own parser: slower, and sure."""
    counts: Counter[str] = Counter()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test"):
            body = "\n".join(text.splitlines()[node.lineno : node.end_lineno])
            counts.update(set(re.findall(r"\bG\d\d\b", f"{node.name.upper().replace('_', ' ')}\n{body}")))
    return counts


class TestServed:
    """What works now."""

    def test_every_row_is_served_or_says_what_it_waits_for(self) -> None:
        assert list(TRACE) == [requirement.id for requirement in all_requirements()]
        assert [row.id for row in TRACE.values() if not row.served_by and not row.missing] == []

    def test_the_list_of_what_is_missing_only_shrinks(self) -> None:
        assert {gap.id for gap in trace.gaps()} <= FIRST_UNSERVED
        assert {gap.id for gap in trace.gaps() if gap.whole} <= FIRST_WHOLLY_UNSERVED

    @pytest.mark.parametrize("gap", trace.gaps(), ids=lambda gap: gap.id)
    def test_what_is_missing_is_said_plainly(self, gap: trace.Gap) -> None:
        assert complaints(gap.missing) == [] and gap.missing.endswith(".")
        assert TRACE[gap.id].missing == gap.missing
        assert bool(TRACE[gap.id].served_by) is not gap.whole

    def test_a_tick_by_hand_does_not_count_for_what_is_wholly_missing(self) -> None:
        """G10, G37: the checklist asks, but nothing of the app's own is there yet."""
        assert {"checklist:eye-level"} <= set(trace.claims()["G10"])
        assert all(TRACE[gap.id].served_by == () for gap in trace.gaps() if gap.whole)

    def test_every_kind_of_servant_is_traced(self) -> None:
        """G17, G30, G11, G23, G22: settings, lines of the checklist, Help now, and the app itself."""
        assert {"checklist:screen-sharing", "settings:screen_sharing"} <= set(TRACE["G17"].served_by)
        assert {"checklist:room", "app:bedroom-ways"} <= set(TRACE["G30"].served_by)
        assert {"help:childline", "help:samaritans", "app:help-now"} <= set(TRACE["G11"].served_by)
        assert {"help:zoom-post", "help:zoom-video", "app:help-now"} == set(TRACE["G23"].served_by)
        assert {"checklist:lock", "app:lock-reminder"} <= set(TRACE["G22"].served_by)

    def test_nothing_claims_a_row_the_guide_does_not_have(self) -> None:
        assert trace.claims().keys() <= requirements_by_id().keys()

    def test_nothing_is_named_twice(self) -> None:
        for row in TRACE.values():
            assert len(row.served_by) == len(set(row.served_by))
            assert all(re.fullmatch(r"(checklist|settings|help|app):[a-z0-9_-]+", name) for name in row.served_by)

    def test_what_serves_a_row_is_tested_by_name(self) -> None:
        """Evidence for partners: each row that is served has a test that names it."""
        assert [row.id for row in TRACE.values() if row.served_by and not row.tests] == []

    @each_ability
    def test_an_ability_is_still_there(self, ability: trace.Ability) -> None:
        assert ability.id.startswith("app:")
        assert complaints(ability.what) == []
        assert importlib.util.find_spec(ability.module) is not None


class TestCounting:
    """Which tests name a row."""

    def test_name_docstring_and_body_count_once_each_test(self, tmp_path: Path) -> None:
        root = write_tests(
            tmp_path,
            'def test_g06_holds():\n    """G06: and G07."""\n    assert "G06"\n\n'
            "class TestRoom:\n    async def test_it(self):\n        room = 1  # G30\n",
        )
        assert trace.count_tests(root) == {"G06": 1, "G07": 1, "G30": 1}

    def test_only_whole_ids_inside_tests_count(self, tmp_path: Path) -> None:
        root = write_tests(
            tmp_path,
            'IDS = ("G01", "G02")\n\ndef helper():\n    """G03"""\n\n'
            "def test_it():\n    assert 'G010 XG04 G1 g05'\n\ndef test_g100():\n    pass\n",
        )
        assert trace.count_tests(root) == {}

    @pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=lambda path: path.stem)
    def test_the_scan_counts_what_a_parse_counts(self, path: Path, tmp_path: Path) -> None:
        text = path.read_text(encoding="utf-8")
        assert trace.count_tests(write_tests(tmp_path, text)) == parsed_count(text)

    def test_only_files_of_tests_count(self, tmp_path: Path) -> None:
        write_tests(tmp_path, "def test_g01():\n    pass\n", "helpers.py")
        assert trace.count_tests(tmp_path) == {}

    def test_without_tests_there_is_nothing_to_count(self, tmp_path: Path) -> None:
        """An installed app ships none; what serves a row is traced all the same."""
        rows = trace.trace(tmp_path)
        assert {row.tests for row in rows} == {0}
        assert [row.served_by for row in rows] == [row.served_by for row in TRACE.values()]

    def test_the_project_counts_its_own(self) -> None:
        """G05: this very test is one of them."""
        assert TRACE["G05"].tests >= 2
        assert {row.id: row.tests for row in trace.trace()} == {row.id: row.tests for row in TRACE.values()}


SAMPLE = [
    TraceRow("G01", "must", True, ("setup", "before"), ("checklist:agreed", "app:renewal"), 3, ""),
    TraceRow("G09", "ours", False, ("during",), ("app:connection",) * 9, 1, "No meter yet."),
    TraceRow("G10", "should", False, ("before",), (), 0, "No preview yet."),
]


class TestPrinted:
    """For machines and for people."""

    def test_json_has_exactly_the_keys_that_were_agreed(self) -> None:
        assert trace.as_json(SAMPLE)[0] == {
            "id": "G01",
            "strength": "must",
            "hard": True,
            "phase": ["setup", "before"],
            "served_by": ["checklist:agreed", "app:renewal"],
            "tests": 3,
        }
        assert [row["served_by"] for row in trace.as_json(SAMPLE)][2] == []

    def test_the_table_says_the_same_to_people(self) -> None:
        lines = trace.as_text(SAMPLE).splitlines()
        assert lines[0] == "What the guide asks, and what serves it now"
        assert lines[2].split() == ["Row", "Strength", "When", "Tests", "Served", "by"]
        assert lines[3].split() == ["G01", "MUST,", "hard", "setup,", "before", "3", "checklist:agreed,", "app:renewal"]
        assert lines[-3].endswith("Not yet: No preview yet.")
        assert lines[-1] == "3 rows. 2 are served. 2 still wait for something."

    def test_long_cells_go_on_below_themselves(self) -> None:
        lines = trace.as_text(SAMPLE).splitlines()
        column = lines[2].index("Served by")
        assert all(len(line) <= 100 for line in lines)
        assert all(line[:column].strip() == "" or line.startswith("G") for line in lines[3:-2])
        assert len(lines) > 3 + len(SAMPLE) + 2

    def test_every_row_fits_the_table(self) -> None:
        lines = trace.as_text(list(TRACE.values())).splitlines()
        assert max(map(len, lines)) <= 100
        assert sum(bool(re.match(r"G\d\d  ", line)) for line in lines) == len(TRACE)


class TestTheFiles:
    """Mistakes in the two lists are told with file and id."""

    def test_a_gap_names_a_row_of_the_guide(self) -> None:
        with pytest.raises(ValueError, match=r"unserved.toml, G29: no row of the guide has this id"):
            trace.read_gaps({"row": [{"id": "G29", "missing": "All of it."}]})

    def test_an_unknown_key_is_refused(self) -> None:
        with pytest.raises(ValueError, match=r"unserved.toml, G10: unknown key until"):
            trace.read_gaps({"row": [{"id": "G10", "missing": "All of it.", "until": "May"}]})

    def test_an_ability_names_rows_and_a_module(self) -> None:
        good = {"id": "app:tea", "requirements": ["G03"], "module": "companion.tea", "what": "Makes tea"}
        assert trace.read_abilities({"ability": [good]})[0].requirements == ("G03",)
        with pytest.raises(ValueError, match=r"serving.toml, app:tea: requirements cannot be 'G99'"):
            trace.read_abilities({"ability": [{**good, "requirements": ["G99"]}]})
        with pytest.raises(ValueError, match=r"serving.toml, app:tea: unknown key price"):
            trace.read_abilities({"ability": [{**good, "price": "1"}]})
