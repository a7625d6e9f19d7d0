"""What the app does while nobody does anything: wake-ups a second and bytes written, over a quiet stretch (Linux).

python tests/benchmarks/idle.py [--settle 15] [--seconds 30] [--data-dir DIR]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def _woken(pid: int) -> int:
    """Voluntary switches of all threads: each is one wait that ended."""
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                total += int(line.split()[1])
    return total


def _written(pid: int) -> int:
    lines = Path(f"/proc/{pid}/io").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("write_bytes"))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    """Start, let it settle, watch."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--settle", type=float, default=15)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--data-dir")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "companion", "--data-dir", asked.data_dir or folder]
        app = subprocess.Popen(command)
        try:
            time.sleep(asked.settle)
            woken, written, cpu = _woken(app.pid), _written(app.pid), _cpu(app.pid)
            time.sleep(asked.seconds)
            rate = (_woken(app.pid) - woken) / asked.seconds
            print(f"{rate:.2f} wake-ups a second, {_written(app.pid) - written} bytes written, "
                  f"{(_cpu(app.pid) - cpu) / asked.seconds:.2%} of a core")  # fmt: skip
        finally:
            app.terminate()
            app.wait(10)


if __name__ == "__main__":
    main()
