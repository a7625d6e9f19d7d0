"""What ``companion doctor`` finds, on computers that lack this or that."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from companion import doctor, words
from companion.guide import policy_file
from companion.guide.policy import Policy
from companion.guide.policy_file import Found
from companion.guide.policy_finding import Finding
from companion.store import Preferences, open_best, store_file
from companion.store.schema import MIGRATION
from companion.words import Message, say

NAMES = ("python", "qt", "multimedia", "faces", "words", "zones", "store", "integrity", "policy")
REAL_RUN = subprocess.run


@pytest.fixture(autouse=True)
def english() -> None:
    words.use_language(None)


@pytest.fixture(autouse=True)
def rules(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Where a managed policy would lie; there is none."""
    place = tmp_path / "system" / "policy.toml"
    monkeypatch.setattr(policy_file, "system_place", lambda: place)
    return place


def qt(monkeypatch: pytest.MonkeyPatch, *, code: int = 0, out: str = "6.11.3\n", err: str = "") -> None:
    """What Qt's modules do in a process of their own."""

    def run(*_arguments: object, check: bool, **_options: object) -> "subprocess.CompletedProcess[str]":
        ended = subprocess.CompletedProcess([], code, out, err)
        if check:
            ended.check_returncode()
        return ended

    monkeypatch.setattr(subprocess, "run", run)


@pytest.fixture(autouse=True)
def healthy(monkeypatch: pytest.MonkeyPatch) -> None:
    """Qt is whole unless a test says otherwise; trying it takes a second."""
    qt(monkeypatch)


def part(name: str, data_dir: Path) -> doctor.Part:
    (found,) = (each for each in doctor.examine(data_dir) if each.name == say(f"cli.doctor.{name}"))
    return found


def sick(found: doctor.Part, remedy: str, **params: Any) -> bool:
    """Whether it is missing, and mended by what the words say."""
    return (found.found, found.remedy) == (False, say(f"cli.doctor.{remedy}", **params))


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A data folder in which the app has kept something, and is open."""
    with closing(open_best(tmp_path / "kept", [MIGRATION]).store) as store:
        Preferences(store).set("name", "Amara")
        yield tmp_path / "kept"


def test_a_healthy_computer_has_every_part(tmp_path: Path) -> None:
    parts = doctor.examine(tmp_path)
    assert [each.name for each in parts] == [say(f"cli.doctor.{name}") for name in NAMES]
    assert [each for each in parts if not each.found or each.remedy or not each.detail] == []
    assert part("python", tmp_path).detail == ".".join(map(str, sys.version_info[:3]))
    assert part("qt", tmp_path).detail == "6.11.3"
    assert part("policy", tmp_path).detail == say("cli.doctor.policy_none")


def test_json_has_the_shape_of_the_contract(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """``ok`` only where nothing is missing; a part that is there has null for a remedy."""
    told = doctor.as_json(doctor.examine(tmp_path))
    assert told["ok"] is True
    qt(monkeypatch, code=1, err="no")
    told = json.loads(json.dumps(doctor.as_json(doctor.examine(tmp_path))))
    assert told["ok"] is False
    assert told.keys() == {"ok", "parts"}
    for each in told["parts"]:
        assert each.keys() == {"name", "found", "detail", "remedy"}
        assert isinstance(each["detail"], str)
        assert (each["remedy"] is None) is each["found"]


def test_people_read_a_line_for_each_part_with_its_remedy_below(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    parts = doctor.examine(tmp_path)
    lines = doctor.as_text(parts).splitlines()
    assert (len(lines), lines[-1]) == (len(parts) + 1, say("cli.doctor.fine"))
    (tmp_path / "file").write_text("no folder")
    lines = doctor.as_text(doctor.examine(tmp_path / "file")).splitlines()
    index = next(number for number, line in enumerate(lines) if line.startswith(say("cli.doctor.no")))
    assert str(tmp_path / "file") in lines[index]
    assert lines[index + 1].strip() == say("cli.doctor.store_remedy")
    assert lines[-1] == say("cli.doctor.not_fine")


@pytest.mark.parametrize(
    ("code", "err", "remedy", "names"),
    [
        (
            1,
            "Traceback\nImportError: libGL.so.1: cannot open shared object file: No such file or directory\n",
            "qt_libraries_missing",
            "libGL.so.1",
        ),
        (1, "ModuleNotFoundError: No module named 'PySide6'", "qt_missing", ""),
        (1, "ImportError: DLL load failed while importing QtWidgets", "qt_missing", ""),
        (1, "ImportError: /usr/lib/libQt6Gui.so.6: undefined symbol: _ZN5QFont", "qt_missing", ""),
        (-11, "", "qt_missing", ""),
    ],
)
def test_missing_parts_of_qt_are_named_or_installed_again(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int, err: str, remedy: str, names: str
) -> None:
    qt(monkeypatch, code=code, out="", err=err)
    for name in ("qt", "multimedia"):
        found = part(name, tmp_path)
        assert sick(found, remedy, **({"names": names} if names else {}))
        assert found.detail in err


@pytest.mark.parametrize("failure", [PermissionError(13, "no"), subprocess.TimeoutExpired("python", 60)])
def test_a_qt_that_cannot_be_tried_is_missing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, failure: Exception
) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise failure

    monkeypatch.setattr(subprocess, "run", fail)
    assert sick(part("qt", tmp_path), "qt_missing")


def test_the_two_halves_of_qt_are_told_apart(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A lean system may lack only what sound and camera need."""

    def without_sound(command: list[str], **_options: object) -> "subprocess.CompletedProcess[str]":
        lacks = "QtMultimedia" in command[-1]
        return subprocess.CompletedProcess([], int(lacks), "6.11.3", "ImportError: libpulse.so.0: cannot open")

    monkeypatch.setattr(subprocess, "run", without_sound)
    assert part("qt", tmp_path).found
    assert sick(part("multimedia", tmp_path), "qt_libraries_missing", names="libpulse.so.0")


def test_guide_content_that_cannot_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def spoilt() -> None:
        raise ValueError("items.toml: id: twice")

    monkeypatch.setattr("companion.guide.items.all_items", spoilt)
    found = part("words", tmp_path)
    assert sick(found, "words_remedy")
    assert found.detail == "items.toml: id: twice"


def test_a_computer_without_time_zones(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """G35: Windows has none of its own."""
    monkeypatch.setattr("companion.sessions.zones.is_zone", lambda _name: False)
    assert sick(part("zones", tmp_path), "zones_remedy")


def test_a_folder_that_is_not_there_yet_is_fine_and_stays_away(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "kept"
    assert part("store", folder).detail == say("cli.doctor.store_new", folder=folder)
    assert part("integrity", folder).detail == say("cli.doctor.integrity_none")
    assert not (tmp_path / "new").exists()


def test_a_file_where_the_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (tmp_path / "file", tmp_path / "file" / "kept"):
        found = part("store", folder)
        assert sick(found, "store_remedy")
        assert found.detail == say("cli.doctor.store_closed", folder=folder)


def test_a_disk_that_cannot_be_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(os, "access", lambda _path, mode: not mode & os.W_OK)
    assert sick(part("store", tmp_path / "kept"), "store_remedy")


def test_a_folder_inside_one_that_is_closed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Even whether it exists cannot be asked there."""
    inside, stat = tmp_path / "kept", Path.stat

    def ask(path: Path, *, follow_symlinks: bool = True) -> os.stat_result:
        if path == inside:
            raise PermissionError(13, "no")
        return stat(path, follow_symlinks=follow_symlinks)

    monkeypatch.setattr(Path, "stat", ask)
    monkeypatch.setattr(os, "access", lambda path, _mode: path != tmp_path)
    assert sick(part("store", inside), "store_remedy")


def test_a_user_without_a_home(monkeypatch: pytest.MonkeyPatch) -> None:
    found = part("store", Path("~nobody-we-know/kept"))
    assert sick(found, "store_remedy")
    assert found.detail == say("desktop.no_home")


def test_what_is_kept_is_in_order_even_while_the_app_is_open(kept: Path) -> None:
    assert part("store", kept).detail == say("cli.doctor.store_fine", folder=kept)
    assert part("integrity", kept) == (say("cli.doctor.integrity"), True, say("cli.doctor.integrity_fine"), None)


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    open_best(tmp_path, [MIGRATION]).store.close()
    with store_file(tmp_path).open("r+b") as file:
        file.write(b"no database at all")
    assert sick(part("integrity", tmp_path), "integrity_remedy")


def test_looking_leaves_what_is_kept_as_it_was(tmp_path: Path) -> None:
    open_best(tmp_path, [MIGRATION]).store.close()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in tmp_path.rglob("*") if path.is_file()}
    doctor.examine(tmp_path)
    assert before
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before


def test_rules_that_cannot_be_read_are_told_with_the_command_that_says_more(rules: Path, tmp_path: Path) -> None:
    rules.parent.mkdir()
    rules.write_text("webcams = perhaps")
    assert sick(part("policy", tmp_path), "policy_remedy", path=rules)


def test_rules_in_force_with_something_wrong_in_them_are_not_called_useless(
    monkeypatch: pytest.MonkeyPatch, rules: Path, tmp_path: Path
) -> None:
    """G07: the rest of the file holds, and whoever mends it must know that."""
    wrong = Finding(6, "rules.webcam", Message("policy.not_flag"), str(rules))
    found = Found(Policy(partner="Eastbrook College"), "managed", rules, (wrong,))
    monkeypatch.setattr(policy_file, "find", lambda _named, _by_hand: found)
    told = part("policy", tmp_path)
    assert sick(told, "policy_remedy", path=rules)
    in_force = say("cli.doctor.policy_managed", partner="Eastbrook College", path=rules)
    assert told.detail == f"{in_force}. {say('cli.doctor.policy_part', reason=policy_file.told(wrong))}"


def test_rules_in_force_are_named_with_their_file(monkeypatch: pytest.MonkeyPatch, rules: Path, tmp_path: Path) -> None:
    found = Found(Policy(partner="Eastbrook College"), "managed", rules, ())
    monkeypatch.setattr(policy_file, "find", lambda _named, _by_hand: found)
    told = part("policy", tmp_path)
    assert told.found
    assert told.detail == say("cli.doctor.policy_managed", partner="Eastbrook College", path=rules)


def test_the_first_thing_wrong_in_rules_is_the_detail(
    monkeypatch: pytest.MonkeyPatch, rules: Path, tmp_path: Path
) -> None:
    wrong = Finding(0, "", Message("policy.closed_file", {"path": str(rules)}), str(rules))
    monkeypatch.setattr(policy_file, "find", lambda _named, _by_hand: Found(Policy(), "guide", None, (wrong,)))
    assert str(wrong) in part("policy", tmp_path).detail


def test_the_real_parts_are_tried_in_a_process_of_their_own(tmp_path: Path) -> None:
    """The doctor itself loads no Qt: where Qt is broken it could not say so."""
    code = (
        "import sys; from pathlib import Path; from companion import doctor; "
        "print(doctor.as_text(doctor.examine(Path(sys.argv[1])))); assert 'PySide6' not in sys.modules"
    )
    ran = REAL_RUN([sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    found = {line.partition(": ")[0].split(maxsplit=1)[1]: line for line in ran.stdout.splitlines()[:-1]}
    for name in ("qt", "multimedia"):
        assert found[say(f"cli.doctor.{name}")].rpartition(": ")[2].startswith("6.")
