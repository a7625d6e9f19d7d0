"""Kills programs that tick, at random moments, and looks what is left: for a test and for benchmarks/kills.py."""

import random
import subprocess
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from companion.app import migrations
from companion.checklist.ticks import Ticks
from companion.records.repository import Records
from companion.store import Store, connection, open_best
from tests.store.making import program

SESSION = "m:2026-11-24T14:00"

_TICKER = f"""
import sys
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from companion.app import migrations
from companion.checklist.state import Tick
from companion.checklist.ticks import Ticks
from companion.records.record import Check, Record
from companion.records.repository import Records
from companion.store import connection, open_best
if sys.argv[2] == "network":
    connection.is_network_folder = lambda _folder: True
opened = open_best(Path(sys.argv[1]), migrations.ALL)
assert opened.store.kept, opened.problem
ticks, records, now = Ticks(opened.store), Records(opened.store), datetime.now(UTC)
for number in count(int(sys.argv[3])):
    ticks.put("{SESSION}", f"item-{{number}}", Tick(True, now))
    print(number, flush=True)  # only now: the store has said that it is kept
    done = number % 9
    checks = tuple(Check(f"item-{{each}}", "Line", "person", now, "You, 13:50") for each in range(done))
    records.note(Record("{SESSION}", now, 60, "Amara", "zoom", done, done, checks=checks))
"""


class Kill(NamedTuple):
    """One kill: how many ticks had been acknowledged in all by then, and what was wrong afterwards."""

    acknowledged: int
    wrong: list[str]


def kills(folder: Path, times: int, chance: random.Random, kind: str) -> list[Kill]:
    """Start a program that ticks, kill it, look what is left; the next one goes on with that.

    ``kind`` is "local" or "network", where the folder is to lie.
    """
    acknowledged, found = 0, list[Kill]()
    with mock.patch.object(connection, "is_network_folder", return_value=kind == "network"):
        for _ in range(times):
            acknowledged = _killed(folder, acknowledged, chance, kind)
            found.append(Kill(acknowledged, _what_is_wrong(folder, acknowledged)))
    return found


def _killed(folder: Path, acknowledged: int, chance: random.Random, kind: str) -> int:
    """How many ticks are acknowledged when the program is dead: one in five dies while it starts."""
    running = program(_TICKER, folder, kind, acknowledged)
    assert running.stdout is not None
    said = ""
    if chance.random() > 0.2:
        said = "".join(running.stdout.readline() for _ in range(chance.randint(1, 8)))
    with suppress(subprocess.TimeoutExpired):
        running.wait(chance.random() * (0.01 if said else 0.2))
    running.kill()
    said += running.stdout.read()  # not communicate(): it does not know what readline has read ahead
    running.communicate(timeout=30)
    for line in said.splitlines(keepends=True):
        if line != f"{acknowledged}\n":  # the last one may be half a line
            assert f"{acknowledged}\n".startswith(line), said
            break
        acknowledged += 1
    return acknowledged


def _what_is_wrong(folder: Path, acknowledged: int) -> list[str]:
    """As the next start of the app finds it."""
    opened = open_best(folder, migrations.ALL)
    with closing(opened.store) as store:
        lost = {f"item-{number}" for number in range(acknowledged)} - set(Ticks(store).all(SESSION))
        wrong = [f"lost: {item}" for item in sorted(lost)]
        if opened.problem is not None:
            wrong.append(f"told: {opened.problem.code}")
        return wrong + _half_records(store) + _damage(store)


def _half_records(store: Store) -> list[str]:
    """A record is one transaction of several statements: its count and its checks always agree."""
    return [f"half a record: {each}" for each in Records(store).all() if each.done != len(each.checks)]


def _damage(store: Store) -> list[str]:
    found = [text for (text,) in store.read("PRAGMA integrity_check")]
    return [] if found == ["ok"] else found
