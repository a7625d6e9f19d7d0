"""Removes everything the app keeps, copies and moved-aside files too."""

from pathlib import Path
from typing import NamedTuple

from companion.store.connection import DAMAGED, FILE
from companion.store.copies import ASIDE, FOLDER
from companion.words import say

_OURS = (FILE, f"{FILE}-wal", f"{FILE}-shm", f"{FILE}-journal", FILE + DAMAGED, "running.lock")


class Erased(NamedTuple):
    """Paths that are gone, and those still there with the reason in words."""

    removed: tuple[str, ...]
    left: tuple[tuple[str, str], ...]


def erase(folder: Path) -> Erased:
    """Remove what is ours in the data folder, then the folder itself if nothing else lies in it."""
    removed: list[str] = []
    left: list[tuple[str, str]] = []
    for file in _files(folder):
        try:
            file.unlink()
            removed.append(str(file))
        except (FileNotFoundError, NotADirectoryError):
            continue
        except PermissionError:
            left.append((str(file), say("store.erase_open")))
        except OSError:
            left.append((str(file), say("store.erase_refused")))
    for place in (folder / FOLDER, folder / ASIDE, folder):
        if _remove_empty(place):
            removed.append(str(place))
    return Erased(tuple(removed), tuple(left))


def _files(folder: Path) -> list[Path]:
    inside = [file for name in (FOLDER, ASIDE) for file in sorted((folder / name).glob("*"))]
    return [*inside, *(folder / name for name in _OURS)]


def _remove_empty(folder: Path) -> bool:
    try:
        folder.rmdir()
    except OSError:  # not there, or something of somebody else's lies in it
        return False
    return True
