"""Copies: one is taken before the tables change, kept for 30 days, and offered when the store turns out damaged."""

import os
import sqlite3
import time
from contextlib import suppress
from pathlib import Path

FOLDER = "copies"
ASIDE = "moved-aside"
KEPT_DAYS = 30


def take_copy(connection: sqlite3.Connection, path: Path | None, version: int) -> Path | None:
    """Copy the store beside itself before its tables change; None in memory. Raises sqlite3.Error or OSError."""
    if path is None:
        return None
    folder = path.parent / FOLDER
    folder.mkdir(mode=0o700, exist_ok=True)
    copy = folder / f"version-{version}-{time.strftime('%Y-%m-%d-%H%M%S')}.sqlite3"
    os.close(os.open(copy, os.O_RDWR | os.O_CREAT, 0o600))
    target = sqlite3.connect(copy)
    try:
        connection.backup(target)
    finally:
        target.close()
    return copy


def copies(folder: Path) -> list[Path]:
    """The copies in the data folder, newest first."""
    found = (folder / FOLDER).glob("*.sqlite3")
    return sorted(found, key=lambda copy: (copy.stat().st_mtime, copy.name), reverse=True)


def drop_expired(folder: Path, now: float) -> None:
    """Remove copies and moved-aside files older than 30 days. ``now`` is in seconds since 1970."""
    for kept in (FOLDER, ASIDE):
        for file in (folder / kept).glob("*"):
            with suppress(OSError):  # one that cannot go today goes another day
                if now - file.stat().st_mtime > KEPT_DAYS * 86400:
                    file.unlink(missing_ok=True)


def forget_copies(folder: Path) -> None:
    """Remove every copy and moved-aside file: what is deleted must not live on in them."""
    for kept in (FOLDER, ASIDE):
        for file in (folder / kept).glob("*"):
            file.unlink(missing_ok=True)


def move_aside(path: Path) -> Path:
    """Move a damaged store and its side files out of the way; returns where the store went."""
    aside = path.parent / ASIDE
    aside.mkdir(mode=0o700, exist_ok=True)
    target = aside / f"{path.stem}-{time.strftime('%Y-%m-%d-%H%M%S')}-{os.getpid()}.sqlite3"
    for suffix in ("-wal", "-shm", "-journal"):
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.replace(target.with_name(target.name + suffix))
    path.replace(target)
    return target


def is_sound(path: Path) -> bool:
    """Whether the file is a whole store: SQLite's own check on a connection of its own, which never writes."""
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=3)
    except sqlite3.Error:
        return False
    try:
        return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
