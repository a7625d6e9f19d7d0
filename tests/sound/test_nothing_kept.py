"""Nothing of the sound reaches the disk or the network: a sound check in a process of its own, watched."""

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODES = ["listening", "tone", "asking", "idle", "recording", "playing", "idle"]


def files(*folders: Path) -> set[tuple[Path, int]]:
    return {(file, file.stat().st_mtime_ns) for folder in folders for file in folder.rglob("*")}


def test_a_sound_check_writes_no_file_and_calls_nobody(home: Path, tmp_path: Path) -> None:
    here, temporary = tmp_path / "here", tmp_path / "temporary"
    here.mkdir()
    temporary.mkdir()
    places = {"PYTHONPATH": str(ROOT), **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(temporary))}
    before = files(home, tmp_path)
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.sound.whole_check"],
        check=False,
        cwd=here,
        env={**os.environ, **places},
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"modes": MODES, "touched": []}
    assert files(home, tmp_path) == before
