"""``doctor`` and ``erase``: what this computer has, what the app keeps on it, and how to be rid of that."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from companion.desktop import paths
from companion.guide import policy_file
from companion.store import FILE, Preferences, open_best
from companion.store.copies import ASIDE, FOLDER
from companion.store.schema import MIGRATION
from companion.words import say
from tests.whole.commands import DOCTOR, ERASED, answer, misfits, refused, run

Ran = subprocess.CompletedProcess[str]
not_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")


def keep(folder: Path) -> Path:
    """A store with something in it."""
    opened = open_best(folder, [MIGRATION])
    Preferences(opened.store).set("name", "Amara")
    opened.store.close()
    return folder / FILE


def part(told: dict[str, Any], name: str) -> dict[str, Any]:
    """One part of the doctor's answer, by the code of its name."""
    return next(each for each in told["parts"] if each["name"] == say(f"cli.doctor.{name}"))


def asked(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, Any]:
    """The doctor's answer, whose exit code and remedies agree with what was found."""
    code, told = answer(capsys, "doctor", "--json", "--data-dir", str(folder))
    assert misfits(told, DOCTOR) == []
    assert told["ok"] is all(each["found"] for each in told["parts"]) is (code == 0)
    assert all((each["remedy"] is None) is each["found"] for each in told["parts"])
    return dict(told)


@pytest.fixture
def qt(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], Ran]], None]:
    """Says what happens when the doctor tries Qt, so that tests need not load it twice each; at first all is well."""

    def happens(outcome: Callable[[], Ran]) -> None:
        monkeypatch.setattr(subprocess, "run", lambda *_arguments, **_options: outcome())

    happens(lambda: subprocess.CompletedProcess([], 0, "6.11.3\n", ""))
    return happens


def test_the_doctor_really_tries_qt(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    told = asked(capsys, tmp_path / "kept")
    assert part(told, "qt")["detail"] == part(told, "multimedia")["detail"] != ""


@pytest.mark.usefixtures("qt")
class TestDoctor:
    """One line a part, a remedy where something is missing."""

    def test_all_is_well_on_a_new_computer(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """And nothing is made by looking."""
        told = asked(capsys, tmp_path / "kept" / "deep")
        assert told["ok"]
        assert part(told, "store")["detail"] == say("cli.doctor.store_new", folder=tmp_path / "kept" / "deep")
        assert list(tmp_path.iterdir()) == []

    def test_people_get_the_same_in_lines(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        keep(tmp_path)
        code, out, err = run(capsys, "doctor", "--data-dir", str(tmp_path))
        lines = [f"{each['name']}: {each['detail']}" for each in asked(capsys, tmp_path)["parts"]]
        assert (code, err) == (0, "")
        assert [line.removeprefix(say("cli.doctor.yes")).strip() for line in out.splitlines()[:-1]] == lines
        assert out.splitlines()[-1] == say("cli.doctor.fine")

    @pytest.mark.parametrize(
        ("said", "remedy"),
        [
            ("ImportError: libGL.so.1: cannot open shared object file", "libGL.so.1"),
            ("ModuleNotFoundError: No module named 'PySide6'", ""),
            ("", ""),
        ],
    )
    def test_what_qt_misses_is_named(
        self,
        capsys: pytest.CaptureFixture[str],
        tmp_path: Path,
        qt: Callable[[Callable[[], Ran]], None],
        said: str,
        remedy: str,
    ) -> None:
        qt(lambda: subprocess.CompletedProcess([], 1, "", f"Traceback:\n{said}"))
        missing = part(asked(capsys, tmp_path), "qt")
        libraries = say("cli.doctor.qt_libraries_missing", names=remedy)
        assert not missing["found"] and missing["remedy"] == (libraries if remedy else say("cli.doctor.qt_missing"))
        code, out, _ = run(capsys, "doctor", "--data-dir", str(tmp_path))
        assert code == 1
        assert missing["remedy"] in out and say("cli.doctor.not_fine") in out

    def test_a_qt_that_hangs_is_not_waited_for(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, qt: Callable[[Callable[[], Ran]], None]
    ) -> None:
        def hangs() -> Ran:
            raise subprocess.TimeoutExpired("python", 60)

        qt(hangs)
        assert not part(asked(capsys, tmp_path), "qt")["found"]

    def test_a_sound_store_is_all_in_order(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        keep(tmp_path)
        told = asked(capsys, tmp_path)
        assert part(told, "store")["detail"] == say("cli.doctor.store_fine", folder=tmp_path)
        assert part(told, "integrity")["detail"] == say("cli.doctor.integrity_fine")

    def test_a_damaged_store_is_seen_and_left_alone(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        damaged = b"no database at all" * 200
        (tmp_path / FILE).write_bytes(damaged)
        told = asked(capsys, tmp_path)
        assert [each["name"] for each in told["parts"] if not each["found"]] == [say("cli.doctor.integrity")]
        assert (tmp_path / FILE).read_bytes() == damaged

    @pytest.mark.parametrize("place", ["file", "file/inside", "file/inside/deep"])
    def test_a_file_in_the_way_is_told(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, place: str) -> None:
        (tmp_path / "file").touch(0o700)
        assert not part(asked(capsys, tmp_path / place), "store")["found"]

    @not_root
    @pytest.mark.parametrize("mode", [0o500, 0o000])
    def test_a_closed_folder_is_told(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, mode: int) -> None:
        closed = tmp_path / "closed"
        closed.mkdir(mode)
        try:
            assert not part(asked(capsys, closed / "kept"), "store")["found"]
        finally:
            closed.chmod(0o700)

    def test_without_a_home_the_remedy_names_the_option(self, capsys: pytest.CaptureFixture[str]) -> None:
        missing = part(asked(capsys, Path("~nobody-at-all")), "store")
        assert not missing["found"] and "--data-dir" in missing["remedy"]

    def test_rules_that_cannot_be_used_are_told(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """G07: a file that anybody may change is no administrator's."""
        file = tmp_path / "policy.toml"
        file.write_text('schema = 1\n[partner]\nname = "Planted"\n', encoding="utf-8")
        file.chmod(0o666)
        monkeypatch.setattr(policy_file, "system_place", lambda: file)
        told = part(asked(capsys, tmp_path / "kept"), "policy")
        assert not told["found"] and str(file) in told["remedy"]


class TestErase:
    """Everything of ours goes, nothing of anybody else's."""

    @pytest.mark.parametrize("more", [[], ["--json"]])
    def test_it_asks_for_a_clear_yes(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, more: list[str]) -> None:
        kept = keep(tmp_path)
        assert "--yes" in refused(capsys, "erase", *more, "--data-dir", str(tmp_path))
        assert kept.exists()

    def test_all_of_ours_goes_and_the_folder_with_it(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        kept = keep(tmp_path)
        for name in (FOLDER, ASIDE):
            (tmp_path / name).mkdir(exist_ok=True)
            (tmp_path / name / "old.sqlite3").touch()
        code, told = answer(capsys, "erase", "--yes", "--json", "--data-dir", str(tmp_path))
        assert misfits(told, ERASED) == []
        assert (code, told["left"]) == (0, [])
        assert {str(kept), str(tmp_path / FOLDER / "old.sqlite3"), str(tmp_path)} <= set(told["removed"])
        assert not tmp_path.exists()

    def test_what_is_not_ours_stays(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        kept, theirs = keep(tmp_path), tmp_path / "thesis.odt"
        theirs.touch()
        code, out, _ = run(capsys, "erase", "--yes", "--data-dir", str(tmp_path))
        assert code == 0
        assert say("cli.erase_removed", path=kept) in out.splitlines()
        assert theirs.exists() and not kept.exists()

    @pytest.mark.usefixtures("home")
    def test_without_a_folder_it_is_the_persons_own(self, capsys: pytest.CaptureFixture[str]) -> None:
        kept = keep(paths.data_folder())
        assert str(kept) in answer(capsys, "erase", "--yes", "--json")[1]["removed"]
        assert not kept.exists()

    def test_nothing_to_erase_is_fine(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        arguments = ["--data-dir", str(tmp_path / "empty"), "erase", "--yes"]
        assert answer(capsys, *arguments, "--json") == (0, {"removed": [], "left": []})
        assert run(capsys, *arguments) == (0, say("cli.erase_nothing") + "\n", "")

    def test_what_cannot_go_is_named_and_is_a_finding(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        """A folder where a file of ours should be cannot be removed like one, by anybody."""
        stuck = tmp_path / f"{FILE}-wal"
        (stuck / "inside").mkdir(parents=True)
        arguments = ["erase", "--yes", "--data-dir", str(tmp_path)]
        assert answer(capsys, *arguments, "--json") == (1, {"removed": [], "left": [str(stuck)]})
        code, out, err = run(capsys, *arguments)
        assert (code, err) == (1, "")
        assert str(stuck) in out and say("cli.erase_nothing") not in out

    @not_root
    def test_a_read_only_folder_is_a_finding(self, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
        kept = keep(tmp_path)
        tmp_path.chmod(0o500)
        try:
            code, told = answer(capsys, "erase", "--yes", "--json", "--data-dir", str(tmp_path))
        finally:
            tmp_path.chmod(0o700)
        assert code == 1
        assert str(kept) in told["left"] and kept.exists()

    @pytest.mark.parametrize("place", ["file", "x" * 300, "~nobody-at-all"])
    def test_what_can_be_no_folder_is_bad_input(
        self, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
    ) -> None:
        (tmp_path / "file").touch()
        monkeypatch.chdir(tmp_path)
        assert refused(capsys, "erase", "--yes", "--json", "--data-dir", place)
        assert (tmp_path / "file").exists()
