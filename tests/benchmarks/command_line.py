"""CPU time of each command against a bare Python that does nothing, in the same run.

    python tests/benchmarks/command_line.py [-n 15] [--most 8]

Prints medians and ratios of user + system time, children included; the aim is to stay under ``--most`` times bare. The
exit code is 1 where a command does not. ``doctor`` is left out: it loads Qt twice, in processes of its own.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
_COMMANDS = {
    "--version": (),
    "--help": (),
    "requirements --json": (),
    "requirements": (),
    "settings --format json": (),
    "settings --format html": (),
    "settings": (),
    "policy example": (),
    "policy check": ("policy.toml", "--json"),
    "erase --yes --json": ("--data-dir", "none"),
    "nonsense": (),
}


def _cpu(folder: Path, *arguments: str) -> float:
    """Seconds of CPU a Python takes for these arguments."""
    env = {**os.environ, "HOME": str(folder), "PYTHONPATH": str(_ROOT), "PYTHONPYCACHEPREFIX": str(folder / "bytecode")}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # people start from bytecode
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], cwd=folder, env=env, capture_output=True, timeout=60, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _measure(turns: int) -> tuple[list[float], dict[str, list[float]]]:
    """All in turn, so that each meets the same machine; the first turn compiles bytecode and does not count."""
    bare: list[float] = []
    ours: dict[str, list[float]] = {name: [] for name in _COMMANDS}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        example = [sys.executable, "-m", "companion", "policy", "example"]
        (folder / "policy.toml").write_bytes(subprocess.check_output(example, cwd=_ROOT))
        for _ in range(turns + 1):
            bare.append(_cpu(folder, "-c", "pass"))
            for command, more in _COMMANDS.items():
                ours[command].append(_cpu(folder, "-m", "companion", *command.split(), *more))
    return bare[1:], {command: times[1:] for command, times in ours.items()}


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-n", type=int, default=15)
    parser.add_argument("--most", type=float, default=8.0, help="times bare that a command may take")
    asked = parser.parse_args()
    bare, ours = _measure(asked.n)
    base = statistics.median(bare)
    print(f"{'bare python':24} {base * 1000:6.1f} ms")
    ratios = {command: statistics.median(times) / base for command, times in ours.items()}
    for command, ratio in ratios.items():
        print(f"{command:24} {ratio * base * 1000:6.1f} ms  {ratio:5.2f}x{'  too slow' if ratio > asked.most else ''}")
    return 1 if max(ratios.values()) > asked.most else 0


if __name__ == "__main__":
    sys.exit(main())
