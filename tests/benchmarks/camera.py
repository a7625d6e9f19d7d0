"""What the live camera costs, against a bare preview of the same device in the same run (Linux, off screen).

    python tests/benchmarks/camera.py [--seconds 10] [--rounds 3] [--minutes 0] [--cycles 200]

The device is the tests' stand-in at 1280x720 and 30 frames a second, compressed (MJPEG) and not (YUYV), with somebody
in the picture and with nobody. "ours" is the page itself with its device and its looker with the real detector.
"bare" is a QCamera, a QVideoSink, the same conversion and a paint, and no detection. CPU is user + system time of the
whole process, so that a busy machine disturbs it little. With --minutes, memory is watched.
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.camera import fake

Found = dict[str, float]
_PARTS = Path(__file__).with_name("camera_parts.py")
_AIMS = {"MJPEG": 25.0, "YUYV": 18.0}
_LONGEST = 3600
_RATIO, _GUI_MS, _FIRST_MS = 2.5, 3.0, 1000.0


def _pictures(*, somebody: bool) -> Sequence[Any]:
    """A second of somebody who sways a little, or of the room alone."""
    pictures = []
    for turn in range(30):
        picture = fake.scene(turn % 20)
        if not somebody:
            picture[:, 384:896] = 150
        pictures.append(np.roll(picture, round(12 * np.sin(turn / 30 * 2 * np.pi)), axis=1))
    return pictures


def _run(desk: fake.Desk, what: str, **options: float) -> Found:
    command = [sys.executable, str(_PARTS), what, json.dumps(options)]
    ended = subprocess.run(
        command, env=desk.environment(), stdout=subprocess.PIPE, text=True, check=True, timeout=_LONGEST
    )
    found: Found = json.loads(ended.stdout.splitlines()[-1])
    return found


def _median(runs: Sequence[Found]) -> Found:
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def _desk(library: Path, folder: Path, kind: str, *, somebody: bool) -> fake.Desk:
    folder.mkdir()
    desk = fake.Desk(library, folder)
    desk.plug(9)
    desk.raw = kind == "YUYV"
    write = fake.yuyv if desk.raw else fake.jpeg
    desk.set_frames([write(picture) for picture in _pictures(somebody=somebody)])
    return desk


def _compare(desk: fake.Desk, kind: str, rounds: int, seconds: float, *, somebody: bool) -> None:
    """Alternating, so that both meet the same machine."""
    bare, ours = list[Found](), list[Found]()
    for _ in range(rounds):
        bare.append(_run(desk, "bare", seconds=seconds))
        ours.append(_run(desk, "ours", seconds=seconds))
    _show(kind, somebody, _median(bare), _median(ours), given_back=desk.held() == [])


def _show(kind: str, somebody: bool, bare: Found, ours: Found, *, given_back: bool) -> None:
    who = "somebody" if somebody else "nobody"
    for name, found in (("bare", bare), ("ours", ours)):
        print(
            f"{kind:5} {who:8} {name}  cpu {found['cpu']:5.1f} %  gui {found['gui_ms']:4.2f} ms a frame  "
            f"{found['fps']:4.1f} fps  {found['looks']:3.1f} looks/s  first picture {found['first_ms']:4.0f} ms"
        )
    print(f"        ours / bare {ours['cpu'] / bare['cpu']:.2f}x; hidden: {_hidden(ours)}")
    aims = {
        f"cpu <= {_AIMS[kind]:.0f} %": ours["cpu"] <= _AIMS[kind],
        f"gui <= {_GUI_MS:.0f} ms": ours["gui_ms"] <= _GUI_MS,
        f"first picture <= {_FIRST_MS:.0f} ms": ours["first_ms"] <= _FIRST_MS,
        f"<= {_RATIO}x bare": kind != "MJPEG" or ours["cpu"] / bare["cpu"] <= _RATIO,
        "hidden: 0 looks": ours["hidden_looks"] == 0,
        "the device given back": given_back,
    }
    print("        missed: " + (", ".join(aim for aim, met in aims.items() if not met) or "nothing"), flush=True)


def _hidden(found: Found) -> str:
    return (
        f"closed in {found['close_ms']:.1f} ms, then {found['hidden_looks']:.0f} looks, "
        f"{found['hidden_frames']:.0f} frames, cpu {found['hidden_cpu']:.2f} %"
    )


def _watch_memory(desk: fake.Desk, minutes: float) -> None:
    found = _run(desk, "memory", seconds=minutes * 60)
    early, late, most = found["early_mb"], found["late_mb"], found["most_mb"]
    print(f"memory over {minutes:g} minutes: {early:.1f} MB at a quarter, {late:.1f} at the end, {most:.1f} at most")


def _open_and_close(desk: fake.Desk, cycles: int) -> None:
    found = _run(desk, "cycles", cycles=cycles)
    kept = ", ".join(
        f"{name} {found[f'{name}_before']:.0f} -> {found[f'{name}_after']:.0f}" for name in ("tasks", "files")
    )
    memory = f"memory {found['mb_before']:.1f} -> {found['mb_after']:.1f} MB"
    print(f"{cycles} times open and close: {kept}, {memory}; given back: {desk.held() == []}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--minutes", type=float, default=0)
    parser.add_argument("--cycles", type=int, default=200)
    asked = parser.parse_args()
    if reason := fake.why_not():
        sys.exit(reason)
    with tempfile.TemporaryDirectory() as place:
        library = fake.build(Path(place))
        desks = {
            (kind, somebody): _desk(library, Path(place, f"{kind}{somebody}"), kind, somebody=somebody)
            for kind in _AIMS
            for somebody in (True, False)
        }
        for (kind, somebody), desk in desks.items():
            _compare(desk, kind, asked.rounds, asked.seconds, somebody=somebody)
        desk = desks["MJPEG", True]
        if asked.cycles:
            _open_and_close(desk, asked.cycles)
        if asked.minutes:
            _watch_memory(desk, asked.minutes)


if __name__ == "__main__":
    main()
