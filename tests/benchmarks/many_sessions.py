"""What a start costs with thousands of past sessions kept, against one with none, in the same run.

    python tests/benchmarks/many_sessions.py [-n 9] [--sessions 5000] [--settled 3]

All homes belong to a mentor with the same next meeting; one also keeps the past: meetings, records with their checks,
ticks. Prints the medians of the CPU time (user + system) up to the first paint and up to a settled window, and the
ratios, which are to stay below 1.1. A second home without a past tells how much of a ratio is the machine's own noise.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from companion.app import migrations
from companion.checklist.state import Tick
from companion.checklist.ticks import Ticks
from companion.guide.items import Item, Phase, all_items
from companion.records.record import Check, Record
from companion.records.repository import Records
from companion.sessions.meeting import Meeting
from companion.sessions.pair import Pair, Role
from companion.sessions.profile import Profile, Step
from companion.sessions.repository import Sessions
from companion.store import Preferences, Store, open_store, store_file

_PEOPLE = 25
_DAYS = 300  # well within the months that records are kept, so that a start has nothing to delete
_HOUR = timedelta(hours=1)

_START = """
import os, sys, time
from pathlib import Path
from companion.app import start
from companion.app.options import Options
from PySide6.QtCore import QTimer
folder, settle = Path(sys.argv[1]), int(float(sys.argv[2]) * 1000)
def painted():
    print("paint", time.process_time(), flush=True)
    QTimer.singleShot(settle, settled)
def settled():
    print("settled", time.process_time(), flush=True)
    os._exit(0)
start.run(Options(data_dir=folder), on_first_paint=painted)
"""


def make_home(folder: Path, sessions: int) -> None:
    """A mentor who is set up, with a meeting in forty minutes and ``sessions`` past ones."""
    store = open_store(store_file(folder), migrations.ALL)
    with store.transaction():
        _set_up(store)
        now = datetime.now(UTC).replace(second=0, microsecond=0)
        _plan(store, "next", 0, now + timedelta(minutes=40))
        for number in range(sessions):
            ago = timedelta(days=2) + number * timedelta(days=_DAYS) / max(sessions, 1)
            _keep_past(store, number, (now - ago).replace(second=0, microsecond=0))
    store.close()


def _set_up(store: Store) -> None:
    profile = Profile(Preferences(store))
    profile.set_role(Role.MENTOR)
    profile.set_shared_computer(False)
    for step in ("role", "shared", "person", "coordinator", "agreements"):
        profile.mark(step, Step.ANSWERED)
    for person in range(_PEOPLE):
        Sessions(store).save_pair(Pair(f"pair-{person}", f"Person {person}"))


def _plan(store: Store, identity: str, person: int, starts: datetime) -> str:
    wall = starts.replace(tzinfo=None)
    Sessions(store).save(Meeting(identity, f"pair-{person}", "Mentoring", "", wall, zone="UTC"))
    return f"{identity}:{wall.isoformat(timespec='minutes')}"


def _keep_past(store: Store, number: int, starts: datetime) -> None:
    person, ticks = number % _PEOPLE, Ticks(store)
    session = _plan(store, f"past-{number}", person, starts)
    checks = []
    for item in _ticked():
        ticks.put(session, item.id, Tick(True, starts - _HOUR / 2))
        checks.append(Check(item.id, item.mentor, "person", starts - _HOUR / 2, "You, 13:50"))
    done = len(checks)
    record = Record(session, starts, 60, f"Person {person}", "zoom", done, done, checks=tuple(checks))
    Records(store).note(record)
    Records(store).note_joined(session, starts)


def _ticked() -> list[Item]:
    return [item for item in all_items() if item.phase not in (Phase.SETUP, Phase.SCHEDULE)]


def _start(folder: Path, settle: float) -> dict[str, float]:
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "HOME": str(folder)}
    command = [sys.executable, "-c", _START, str(folder), str(settle)]
    ran = subprocess.run(
        command, cwd=Path(__file__).parents[2], env=env, capture_output=True, text=True, timeout=120, check=True
    )
    return {name: float(cpu) for name, cpu in (line.split() for line in ran.stdout.splitlines())}


def _kept(file: Path) -> int:
    store = open_store(file, migrations.ALL)
    try:
        return Records(store).count()
    finally:
        store.close()


def _ratio(many: list[dict[str, float]], none: list[dict[str, float]], moment: str) -> float:
    """Of the two starts of each round, as the machine's own speed changes from one round to the next."""
    return statistics.median(one[moment] / other[moment] for one, other in zip(many, none, strict=True))


def _show(runs: dict[str, list[dict[str, float]]]) -> None:
    for moment in ("paint", "settled"):
        many, none = (statistics.median(run[moment] for run in runs[name]) * 1000 for name in ("many", "none"))
        ratio, noise = (_ratio(runs[name], runs["none"], moment) for name in ("many", "again"))
        print(f"{moment:8} cpu {many:6.0f} ms against {none:6.0f} ms ({ratio:.3f}x; none again {noise:.3f}x)")


def main() -> None:
    """Measure by turns so that all meet the same machine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", type=int, default=9)
    parser.add_argument("--sessions", type=int, default=5000)
    parser.add_argument("--settled", type=float, default=3.0, help="seconds after the first paint")
    asked = parser.parse_args()
    homes = {"none": 0, "many": asked.sessions, "again": 0}
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in homes}
    with tempfile.TemporaryDirectory() as place:
        for name, sessions in homes.items():
            make_home(Path(place) / name, sessions)
            _start(Path(place) / name, asked.settled)  # compiles bytecode
        for turn in range(asked.n):
            for name in sorted(homes, reverse=bool(turn % 2)):
                runs[name].append(_start(Path(place) / name, asked.settled))
        file = store_file(Path(place) / "many")
        print(f"{_kept(file)} past sessions in {file.stat().st_size / 1e6:.1f} MB against none, {asked.n} rounds")
    _show(runs)


if __name__ == "__main__":
    main()
