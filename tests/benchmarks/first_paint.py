"""First paint and memory of the app against a bare PySide6 window, in the same run.

    python tests/benchmarks/first_paint.py [-n 9] [--settled SECONDS]

Prints medians and ratios. CPU is user + system time of the process; wall is from its start to the first paint; memory
is the proportional set size (Linux). Each start has a fresh home, as a new person's would be, and then a used one.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

_PROBE = """
import os, sys, time
def report(label):
    with open("/proc/self/smaps_rollup") as rollup:
        pss = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    cpu = time.process_time()
    with open("/proc/self/stat") as stat:
        started = int(stat.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
    with open("/proc/uptime") as uptime:
        wall = float(uptime.read().split()[0]) - started
    print(label, cpu, wall, pss / 1024, flush=True)
"""

_BARE = (
    _PROBE
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
class Bare(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, done)
def done():
    report("paint")
    app.quit()
app = QApplication([])
window = Bare()
window.resize(1120, 680)
window.show()
app.exec()
os._exit(0)
"""
)

_OURS = (
    _PROBE
    + """
from companion.app import start
from companion.app.options import Options
from PySide6.QtCore import QTimer
settle = float(os.environ["SETTLE"])
def painted():
    report("paint")
    QTimer.singleShot(int(settle * 1000), settled)
def settled():
    if settle:
        report("settled")
    os._exit(0)
start.run(Options(), on_first_paint=painted)
"""
)


def _start(source: str, home: Path, settle: float) -> dict[str, tuple[float, float, float]]:
    env = {**os.environ, "HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "SETTLE": str(settle)}
    ran = subprocess.run(
        [sys.executable, "-c", source], env=env, capture_output=True, text=True, timeout=120, check=True
    )
    rows = [line.split() for line in ran.stdout.splitlines()]
    return {row[0]: (float(row[1]), float(row[2]), float(row[3])) for row in rows if len(row) == 4}


def _medians(runs: list[tuple[float, float, float]]) -> tuple[float, float, float]:
    cpu, wall, pss = (statistics.median(values) for values in zip(*runs, strict=True))
    return cpu, wall, pss


def _show(name: str, ours: tuple[float, float, float], bare: tuple[float, float, float]) -> None:
    print(
        f"{name:8} cpu {ours[0] * 1000:6.0f} ms ({ours[0] / bare[0]:.2f}x)   "
        f"wall {ours[1] * 1000:6.0f} ms ({ours[1] / bare[1]:.2f}x)   memory {ours[2]:5.1f} MB"
    )


def main() -> None:
    """Measure, alternating so that both meet the same machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=9)
    parser.add_argument("--settled", type=float, default=0.0, help="seconds after which memory is read again")
    asked = parser.parse_args()
    bare, ours, settled = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        _start(_OURS, home, 0)  # compiles bytecode, makes the store
        for _ in range(asked.n):
            bare.append(_start(_BARE, home, 0)["paint"])
            seen = _start(_OURS, home, asked.settled)
            ours.append(seen["paint"])
            settled += [seen["settled"]] if "settled" in seen else []
    _show("bare", _medians(bare), _medians(bare))
    _show("ours", _medians(ours), _medians(bare))
    if settled:
        _show("settled", _medians(settled), _medians(bare))


if __name__ == "__main__":
    main()
