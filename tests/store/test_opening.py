"""Opening whatever lies there: the person goes on, and is told in one sentence what is different."""

import os
import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from companion.store import FILE, Opened, Preferences, StoreBusy, StoreCorrupt, StoreTooNew
from companion.store.copies import copies, drop_expired, take_copy
from companion.words import Message
from tests.store.making import DAY, OpenBest, OpenStore, answers, files, harm_page, note, notes, posix, program

WRONG = {
    "garbage": b"no store at all " * 500,
    "text": b"Dear diary,",
    "header only": b"SQLite format 3\0" + b"\x10\x00\x01\x01\x00\x40\x20\x20" + b"\xff" * 8000,
    "cut short": b"",
}


def told(code: str, folder: Path) -> Message:
    return Message(code, {"folder": str(folder)})


def goes_on(opened: Opened) -> bool:
    """Whether the person can tick and see it."""
    note(opened.store, "new")
    Preferences(opened.store).set("a", 1)
    return "new" in notes(opened.store) and Preferences(opened.store).get("a") == 1


def test_a_first_start_and_the_next_say_nothing(start: OpenBest, folder: Path) -> None:
    first = start()
    assert (first.problem, first.offer, first.store.kept) == (None, None, True)
    assert goes_on(first)
    first.store.close()
    before = files(folder)
    assert set(before) == {FILE}
    second = start()
    assert (second.problem, notes(second.store)) == (None, ["new"])
    second.store.close()
    assert files(folder) == before


def test_a_private_session_is_in_memory(start: OpenBest, folder: Path) -> None:
    opened = start(None)
    assert (opened.problem, opened.store.kept, opened.store.path) == (None, False, None)
    assert goes_on(opened)
    assert not folder.exists()


@pytest.fixture(params=WRONG)
def wrong(request: pytest.FixtureRequest, keep: OpenStore, folder: Path) -> bytes:
    """A store that is none any more, with what was in it."""
    store = keep()
    note(store, *(f"{number} {'x' * 900}" for number in range(40)))
    store.close()
    whole = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(WRONG[request.param] or whole[: len(whole) // 3])
    return (folder / FILE).read_bytes()


def test_a_damaged_store_is_moved_aside_and_told_once(start: OpenBest, folder: Path, wrong: bytes) -> None:
    opened = start()
    assert (opened.problem, opened.offer, opened.store.kept) == (Message("store.corrupt"), None, True)
    assert list(files(folder / "moved-aside").values()) == [wrong]
    assert goes_on(opened)
    opened.store.close()
    assert start().problem is None


def test_the_newest_sound_copy_is_offered_with_its_date(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    store, now = keep(), time.time()
    taken: list[Path] = []
    for days, text in ((50, "oldest"), (40, "newest"), (39, "broken"), (38, "empty")):
        note(store, text)
        with closing(sqlite3.connect(folder / FILE)) as connection:
            taken.append(take_copy(connection, store.path, 3) or Path())
        os.utime(taken[-1], (now - days * DAY,) * 2)
    store.close()
    for path, content in ((folder / FILE, b"no store"), (taken[2], b"no copy"), (taken[3], b"")):
        moment = path.stat().st_mtime
        path.write_bytes(content)
        os.utime(path, (moment, moment))
    opened = start()
    date = time.strftime("%Y-%m-%d", time.localtime(now - 40 * DAY))
    assert opened.problem == Message("store.corrupt_offer", {"date": date})
    assert opened.offer == taken[1]
    drop_expired(folder, now)  # the app does, right after it has said so
    assert copies(folder) == [taken[1]]


def test_what_was_moved_aside_stays_a_month_however_old_it_is(start: OpenBest, folder: Path, wrong: bytes) -> None:
    """After a summer without a start."""
    os.utime(folder / FILE, (1e9, 1e9))
    start()
    drop_expired(folder, time.time() + 29 * DAY)
    assert list(files(folder / "moved-aside").values()) == [wrong]
    drop_expired(folder, time.time() + 31 * DAY)
    assert files(folder / "moved-aside") == {}


@pytest.mark.parametrize("table", ["people", "preferences"])
def test_damage_further_in_is_dealt_with_by_the_next_start(
    keep: OpenStore, start: OpenBest, folder: Path, table: str
) -> None:
    """What the first paint needs is looked at in each start, all else once a part of it could not be read."""
    harm_page(folder, table, keep())
    harmed, opened = files(folder)[FILE], start()
    if table == "people":
        assert opened.problem is None
        with pytest.raises(StoreCorrupt):
            opened.store.read("SELECT * FROM people")
        opened.store.close()
        opened = start()
    assert opened.problem == Message("store.corrupt")
    assert harmed in files(folder / "moved-aside").values()
    assert opened.store.read("SELECT * FROM people") == []
    opened.store.close()
    assert set(files(folder)) - {FILE} == {f"moved-aside/{name}" for name in files(folder / "moved-aside")}
    assert start().problem is None


def test_damage_that_is_no_more_costs_nothing(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    """A folder that could not be read for a while: all of the store is looked at, once."""
    note(keep(), "a")
    (folder / f"{FILE}-damaged").touch()
    opened = start()
    assert (opened.problem, notes(opened.store)) == (None, ["a"])
    assert not (folder / f"{FILE}-damaged").exists()


def test_one_of_a_newer_version_is_left_as_it_is(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    store = keep()
    note(store, "a")
    store.read("PRAGMA user_version = 4")
    store.close()
    before, opened = files(folder), start()
    assert (opened.problem, opened.store.kept) == (StoreTooNew().message, False)
    assert goes_on(opened)
    assert files(folder) == before


@pytest.mark.usefixtures("impatient")
def test_one_that_another_program_does_not_let_go_of(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    keep().close()
    with closing(sqlite3.connect(folder / FILE, isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        opened = start()
        assert (opened.problem, opened.store.kept) == (StoreBusy().message, False)
        assert goes_on(opened)
    assert start().problem is None


def _file_in_the_way(folder: Path) -> str:
    folder.write_text("mine")
    return "store.no_folder"


def _folder_in_the_way(folder: Path) -> str:
    (folder / FILE).mkdir(parents=True)
    (folder / FILE / "mine").write_text("mine")
    return "store.read_only"


def _link_in_a_circle(folder: Path) -> str:
    folder.mkdir()
    (folder / FILE).symlink_to(folder / FILE)
    return "store.read_only"


def _link_to_nowhere(folder: Path) -> str:
    folder.mkdir()
    (folder / FILE).symlink_to(folder / "nowhere" / "else")
    return "store.read_only"


@pytest.mark.parametrize("obstacle", [_file_in_the_way, _folder_in_the_way, _link_in_a_circle, _link_to_nowhere])
def test_something_of_somebody_else_in_the_way_is_left_alone(
    start: OpenBest, folder: Path, obstacle: Callable[[Path], str]
) -> None:
    folder.parent.mkdir()
    code = obstacle(folder)
    before, opened = files(folder.parent), start()
    assert (opened.problem, opened.store.kept) == (told(code, folder), False)
    assert goes_on(opened)
    assert files(folder.parent) == before


def copied(source: dict[str, bytes], place: Path, folder_mode: int, file_mode: int) -> None:
    place.mkdir()
    for name, content in source.items():
        (place / name).write_bytes(content)
        (place / name).chmod(file_mode)
    place.chmod(folder_mode)


@pytest.mark.parametrize(
    ("folder_mode", "file_mode", "was_killed", "read"),
    [
        (0o500, 0o600, False, True),
        (0o500, 0o400, False, True),
        (0o700, 0o400, False, True),
        (0o700, 0o400, True, True),
        (0o500, 0o400, True, True),
        (0o700, 0, False, False),
        (0, 0o600, True, False),
    ],
)
def test_where_nothing_can_be_saved_one_goes_on_with_what_can_be_read(
    bound: Path, start: OpenBest, folder_mode: int, file_mode: int, was_killed: bool, read: bool
) -> None:
    """Also with what a killed app left in its log."""
    made, place = start(bound / "made").store, bound / "kept"
    note(made, "a")
    at_the_kill = files(bound / "made")
    made.close()
    left = at_the_kill if was_killed else files(bound / "made")
    copied(left, place, folder_mode, file_mode)
    try:
        opened = start(place)
    finally:
        place.chmod(0o700)
    assert (opened.problem, opened.store.kept) == (told("store.read_only", place), False)
    assert notes(opened.store) == (["a"] if read else [])
    assert goes_on(opened)
    (place / FILE).chmod(0o600)
    assert (place / FILE).read_bytes() == left[FILE]


_ON_A_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from companion.store import open_best
from tests.store.making import STEPS, note, notes
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
opened = open_best(Path(sys.argv[1]), STEPS)
note(opened.store, "b")
print(opened.problem.code, opened.store.kept, notes(opened.store))
"""


@posix
@pytest.mark.parametrize("was_there", [False, True])
def test_on_a_full_disk_one_goes_on_with_what_is_there(keep: OpenStore, folder: Path, was_there: bool) -> None:
    if was_there:
        store = keep()
        note(store, "a")
        store.close()
    (said,) = answers(program(_ON_A_FULL_DISK, folder))
    assert said == f"store.read_only False {['a', 'b'] if was_there else ['b']}"
    assert notes(keep()) == (["a"] if was_there else [])


def test_where_the_log_cannot_be_read_all_but_the_newest_is_there(bound: Path, start: OpenBest) -> None:
    """Its shared memory is gone, and none can be made in a folder that is read-only."""
    made, place = bound / "made", bound / "kept"
    note(start(made).store, "a")
    start(made).store.purge()
    note(start(made).store, "b")
    copied({name: content for name, content in files(made).items() if "shm" not in name}, place, 0o500, 0o600)
    try:
        opened = start(place)
    finally:
        place.chmod(0o700)
    assert (opened.problem, notes(opened.store)) == (told("store.read_only", place), ["a"])


@pytest.mark.parametrize("mode", [0o500, 0])
def test_a_folder_that_may_not_be_made(bound: Path, start: OpenBest, mode: int) -> None:
    bound.chmod(mode)
    try:
        opened = start(bound / "kept")
    finally:
        bound.chmod(0o700)
    assert (opened.problem, goes_on(opened)) == (told("store.no_folder", bound / "kept"), True)
