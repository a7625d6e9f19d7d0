"""What the tests of the store share: a store of two tables, ways to harm a file, and programs of their own."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.store import FILE, Migration, Opened, Store
from companion.store.schema import MIGRATION

ROOT = Path(__file__).parents[2]
PEOPLE = Migration(2, "CREATE TABLE people (name TEXT PRIMARY KEY); CREATE TABLE pets (owner REFERENCES people(name))")
NOTES = Migration(3, "CREATE TABLE notes (text TEXT)")
STEPS = (MIGRATION, PEOPLE, NOTES)
DAY = 86400

posix = pytest.mark.skipif(os.name == "nt", reason="file modes, limits and paths are POSIX's")

OpenStore = Callable[..., Store]
OpenBest = Callable[..., Opened]


def note(store: Store, *texts: str) -> None:
    """Keep lines in the table ``notes``."""
    for text in texts:
        store.write("INSERT INTO notes VALUES (?)", (text,))


def notes(store: Store) -> list[str]:
    """Those lines, oldest first."""
    return [text for (text,) in store.read("SELECT text FROM notes ORDER BY rowid")]


def files(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder`` with what is in it."""
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): file.read_bytes() for file in found}


def harm_page(folder: Path, table: str, store: Store) -> None:
    """Overwrite the page on which ``table`` begins; ``store`` is closed first."""
    ((page,),) = store.read("SELECT rootpage FROM sqlite_schema WHERE name = ?", (table,))
    ((size,),) = store.read("PRAGMA page_size")
    store.close()
    with (folder / FILE).open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\x5a" * size)


def program(source: str, *arguments: object) -> subprocess.Popen[str]:
    """Start Python with ``source``; it reads and writes lines."""
    command = [sys.executable, "-B", "-c", source, *map(str, arguments)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=subprocess.STDOUT, text=True)


def answers(*running: subprocess.Popen[str]) -> list[str]:
    """Let programs that wait for a line go on, all at once; what they said until they ended."""
    for each in running:
        assert each.stdin is not None
        each.stdin.write("go\n")
        each.stdin.flush()
    return [each.communicate(timeout=60)[0].strip() for each in running]
