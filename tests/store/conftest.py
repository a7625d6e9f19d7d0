"""A folder to keep things in, stores that are closed by themselves, and a person whom file modes bind."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from companion.store import FILE, Opened, Store, open_best, open_store
from tests.store.making import STEPS, OpenBest, OpenStore

_SOMEBODY = 65534


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where things are kept; it is not there yet."""
    return tmp_path / "a home" / ("kept #1 %41" if os.name == "nt" else "kept #1 %41?")


@pytest.fixture
def closed() -> Iterator[ExitStack]:
    """Closes what is entered here when the test is over."""
    with ExitStack() as stack:
        yield stack


@pytest.fixture
def keep(folder: Path, closed: ExitStack) -> OpenStore:
    """Open the store of ``folder``, as often as a test likes."""
    return lambda steps=STEPS: closed.enter_context(closing(open_store(folder / FILE, steps)))


@pytest.fixture
def memory(closed: ExitStack) -> Store:
    """A private store."""
    return closed.enter_context(closing(open_store(None, STEPS)))


@pytest.fixture
def start(folder: Path, closed: ExitStack) -> OpenBest:
    """Open it as the app does when it starts."""

    def open_as_the_app(place: Path | None = folder) -> Opened:
        opened = open_best(place, STEPS)
        closed.callback(opened.store.close)
        return opened

    return open_as_the_app


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder lies on another computer."""
    monkeypatch.setattr("companion.store.connection.is_network_folder", lambda _folder: True)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for another copy's lock."""
    monkeypatch.setattr("companion.store.connection._WAIT_SECONDS", 0.05)


@pytest.fixture
def bound(tmp_path: Path) -> Iterator[Path]:
    """A folder of somebody whom file modes bind: root, whom they do not, becomes that person meanwhile."""
    if os.name == "nt":
        pytest.skip("has no file modes")
    if os.geteuid() != 0:
        yield tmp_path
        return
    with tempfile.TemporaryDirectory() as place:
        os.chown(place, _SOMEBODY, -1)
        os.seteuid(_SOMEBODY)
        try:
            yield Path(place)
        finally:
            os.seteuid(0)
