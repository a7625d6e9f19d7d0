"""Erasing: all that is ours goes, copies too, and what is left is told with the reason."""

from pathlib import Path

import pytest

from companion.store import FILE, Migration
from companion.store.copies import ASIDE, FOLDER
from companion.store.erase import Erased, erase
from companion.words import say
from tests.store.making import STEPS, OpenBest, OpenStore, files, note, posix

SIDES = ("-wal", "-shm", "-journal", "-damaged")


def test_everything_goes_that_a_life_of_the_app_leaves(keep: OpenStore, start: OpenBest, folder: Path) -> None:
    """A copy before a change of tables, a damaged store, side files after a kill, the lock."""
    store = keep()
    note(store, "Zanzibar")
    store.close()
    keep((*STEPS, Migration(4, "CREATE TABLE more (a)"))).close()
    (folder / FILE).write_bytes(b"Zanzibar, damaged" * 500)
    start().store.close()
    for name in (*(FILE + side for side in SIDES), "running.lock"):
        (folder / name).write_bytes(b"Zanzibar")
    here = files(folder)
    assert {name.partition("/")[0] for name in here} >= {FOLDER, ASIDE, FILE}
    erased = erase(folder)
    assert erased.left == ()
    assert {str(folder / name) for name in here} <= set(erased.removed)
    assert not folder.exists()
    assert folder.parent.exists()


@posix
def test_an_open_store_goes_too_with_its_log(keep: OpenStore, folder: Path) -> None:
    note(keep(), "Zanzibar")
    assert set(files(folder)) == {FILE, f"{FILE}-wal", f"{FILE}-shm"}
    assert erase(folder).left == ()
    assert not folder.exists()


def test_what_is_not_ours_stays_and_so_does_the_folder(keep: OpenStore, folder: Path) -> None:
    keep().close()
    for name in ("letter.txt", f"{FILE}.mine", "own/letter.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("mine")
    before = set(files(folder))
    assert erase(folder) == Erased((str(folder / FILE),), ())
    assert set(files(folder)) == before - {FILE}


@pytest.mark.parametrize("place", [FILE, f"{FOLDER}/version-1.sqlite3", f"{ASIDE}/old.sqlite3", "running.lock"])
def test_what_will_not_go_is_told_and_all_else_goes(keep: OpenStore, folder: Path, place: str) -> None:
    """A folder with something in it is as hard to remove for root as for anybody."""
    keep().close()
    (folder / FILE).unlink()
    for name in (FILE, f"{FOLDER}/a.sqlite3", f"{ASIDE}/b.sqlite3-wal"):
        if name != place:
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(b"x")
    (folder / place / "mine").mkdir(parents=True)
    erased = erase(folder)
    assert [path for path, _ in erased.left] == [str(folder / place)]
    assert erased.left[0][1] in (say("store.erase_refused"), say("store.erase_open"))
    assert files(folder) == {}
    assert str(folder) not in erased.removed


def test_files_that_may_not_be_removed_are_told(bound: Path, start: OpenBest) -> None:
    folder = bound / "kept"
    start(folder).store.close()
    folder.chmod(0o500)
    try:
        erased = erase(folder)
    finally:
        folder.chmod(0o700)
    assert erased == Erased((), ((str(folder / FILE), say("store.erase_open")),))
    assert erase(folder).left == ()


@pytest.mark.parametrize("lies_there", ["nothing", "a file"])
def test_where_nothing_was_kept_there_is_nothing_to_tell(folder: Path, lies_there: str) -> None:
    folder.parent.mkdir()
    if lies_there == "a file":
        folder.write_text("mine")
    assert erase(folder) == Erased((), ())
    assert folder.exists() is (lies_there == "a file")
