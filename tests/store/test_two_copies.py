"""Two copies of the app at once on one store: nobody loses anything."""

from pathlib import Path

import pytest

from tests.store.making import OpenBest, OpenStore, answers, program

_OPEN = """
import sys
from pathlib import Path
from companion.store import StoreBusy, connection, open_best
from tests.store.making import STEPS, note, notes
if sys.argv[2] == "network":
    connection.is_network_folder, connection._WAIT_SECONDS = lambda _folder: True, 0.2
print("ready", flush=True)
sys.stdin.readline()
"""
_WRITER = (
    _OPEN
    + """
opened = open_best(Path(sys.argv[1]), STEPS)
name, store = sys.argv[3], opened.store
for number in range(int(sys.argv[4])):
    note(store, f"{name} {number}")
    with store.transaction() as execute:
        before = int(store.read("SELECT max(value) FROM preferences WHERE key = 'n'")[0][0] or 0)
        execute("INSERT OR REPLACE INTO preferences VALUES ('n', ?)", (str(before + 1).zfill(5),))
print(opened.problem)
"""
)
_OPENER = (
    _OPEN
    + """
opened = open_best(Path(sys.argv[1]), STEPS)
print(opened.problem.code if opened.problem else "fine", flush=True)
sys.stdin.readline()
"""
)


def kept_lines(start: OpenBest) -> list[str]:
    return [text for (text,) in start().store.read("SELECT text FROM notes ORDER BY rowid")]


def test_two_that_write_at_once_lose_nothing(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    """Nor does a change that reads first go by what the other has changed since."""
    keep().close()
    said = answers(*(program(_WRITER, folder, "local", name, 40) for name in ("a", "b")))
    assert [text.split("\n") for text in said] == [["ready", "None"]] * 2
    lines = kept_lines(start)
    assert sorted(lines) == sorted(f"{name} {number}" for name in ("a", "b") for number in range(40))
    for name in ("a", "b"):
        assert [line for line in lines if line.startswith(name)] == [f"{name} {number}" for number in range(40)]
    assert start().store.read("SELECT value FROM preferences WHERE key = 'n'") == [("00080",)]


def test_several_that_start_at_once_on_a_new_computer_share_one_store(start: OpenBest, folder: Path) -> None:
    running = [program(_WRITER, folder, "local", name, 5) for name in "abc"]
    assert [text.split("\n")[-1] for text in answers(*running)] == ["None"] * 3
    assert len(kept_lines(start)) == 15


@pytest.mark.usefixtures("network")
def test_on_a_network_home_the_second_is_told_and_the_first_goes_on(folder: Path) -> None:
    first, second = (program(_OPENER, folder, "network") for _ in range(2))
    assert first.stdin and first.stdout and second.stdin
    assert first.stdout.readline() == "ready\n"
    first.stdin.write("go\n")
    first.stdin.flush()
    assert first.stdout.readline() == "fine\n"
    second.stdin.write("go\n")
    assert answers(second) == ["ready\nstore.busy"]
    assert answers(first) == [""]
