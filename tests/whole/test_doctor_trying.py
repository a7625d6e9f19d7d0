"""What ``companion doctor`` finds by really trying: the part that opens windows, and a store as a crash leaves it."""

import shutil
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from companion import doctor, words
from companion.guide import policy_file
from companion.store import Preferences, open_best
from companion.store.schema import MIGRATION
from companion.words import say


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """And no rules of a partner on this computer."""
    words.use_language(None)
    monkeypatch.setattr(policy_file, "system_place", lambda: tmp_path / "policy.toml")


def part(name: str, data_dir: Path) -> doctor.Part:
    (found,) = (each for each in doctor.examine(data_dir) if each.name == say(f"cli.doctor.{name}"))
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="only there windows are drawn by X11")
@pytest.mark.parametrize("wayland", ["", "wayland-0"])
def test_a_missing_library_of_the_part_that_opens_windows_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, wayland: str
) -> None:
    """No import asks for it, so without looking all would seem to be there. Wayland does without it."""
    made = tmp_path / "PySide6" / "Qt" / "plugins" / "platforms"
    made.mkdir(parents=True)
    for module in ("__init__", "QtWidgets", "QtSvg", "QtNetwork", "QtMultimedia"):
        (tmp_path / "PySide6" / f"{module}.py").write_text('__version__ = "6.0"\n')
    (made / "libqxcb.so").write_bytes(b"")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", wayland)
    found = part("qt", tmp_path)
    assert found.found is bool(wayland) and ("libqxcb.so" in found.detail) is not bool(wayland)
    assert part("multimedia", tmp_path).found


@pytest.mark.parametrize("state", ["log left", "log and its index left"])
def test_a_store_whose_log_was_left_gets_no_files_beside_it(
    tmp_path: Path, state: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after the computer lost its power: only the app itself tidies up."""
    monkeypatch.setattr(subprocess, "run", lambda *_given, **_more: subprocess.CompletedProcess([], 0, "6", ""))
    with closing(open_best(tmp_path / "open", [MIGRATION]).store) as store:
        Preferences(store).set("name", "Amara")
        left = tmp_path / "left"
        shutil.copytree(tmp_path / "open", left)
    index = next(left.glob("*-shm"))
    if state == "log left":
        index.unlink()
    assert next(left.glob("*-wal")).stat().st_size
    before = {path: path.read_bytes() for path in left.rglob("*") if path.is_file()}
    assert part("integrity", left).detail == say("cli.doctor.integrity_fine")
    assert {path: path.read_bytes() for path in left.rglob("*") if path.is_file()} == before
