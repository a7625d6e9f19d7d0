"""Copies of the app beside each other: one in the test, others in processes of their own, and strangers at its door."""

import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from pytestqt.qtbot import QtBot

from companion.desktop.instance import Instance
from tests.desktop.programs import started

PAGES = ["today", "camera"]


class First:
    """The copy that runs, and the pages it was raised at."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.raised = folder, list[str]()
        self.instance = Instance(folder)
        self.instance.raised.connect(self.raised.append)


class Launch(NamedTuple):
    """A second start: whether it got the folder, whether the first one came, whether it has the folder afterwards."""

    claimed: bool
    came: bool
    owns: bool


SECOND = """
import json, os, sys
from pathlib import Path
from companion.desktop.instance import Instance

folder, page, patience, stranger = sys.argv[1:]
if stranger:
    os.getuid = lambda: os.geteuid() + 1
second = Instance(Path(folder), patience=float(patience))
claimed = second.claim()
print("started", flush=True)
came = not claimed and second.ask_running(page)
print(json.dumps([claimed, came, second.claim()]))
second.close()
"""


def launch(
    qtbot: QtBot,
    folder: Path,
    page: str = "",
    patience: float = 2.0,
    meanwhile: Callable[[], object] = lambda: None,
    stranger: str = "",
) -> Launch:
    """Start a second copy beside the first. ``meanwhile`` happens once it has found the folder taken."""
    with started("-c", SECOND, str(folder), page, str(patience), stranger) as second:
        assert second.stdout is not None and second.stdout.readline() == "started\n"
        meanwhile()
        qtbot.waitUntil(lambda: second.poll() is not None, timeout=30_000)
        return Launch(*json.loads(second.stdout.read()))


def sockets(home: Path) -> list[Path]:
    """Where somebody listens. Until it does, Qt gives a socket another name."""
    return list((home / "run").glob("onemm-companion-*"))


def say_to(address: Path, message: bytes) -> socket.socket:
    """Connect and speak as any program of this user can."""
    client = socket.socket(socket.AF_UNIX)
    client.settimeout(0)
    client.connect(str(address))
    client.sendall(message)
    return client


def answer(qtbot: QtBot, client: socket.socket) -> bytes:
    """What comes back before the other end hangs up."""
    heard: list[bytes] = []

    def is_over() -> bool:
        try:
            heard.append(client.recv(100))
        except BlockingIOError:
            return False
        except ConnectionError:
            heard.append(b"")
        return heard[-1] == b""

    qtbot.waitUntil(is_over)
    client.close()
    return b"".join(heard)
