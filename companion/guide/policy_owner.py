"""Reads a policy from a place only an administrator can write: without that, anyone could plant a false coordinator.

On POSIX each folder from the root down is opened in turn, without following links, and what was opened is judged, so
that nothing can be swapped between the look and the reading. On Windows see policy_owner_windows.
"""

import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

from companion.guide.policy_finding import MOST_BYTES
from companion.words import Message

StatOf = Callable[[int], os.stat_result]
Allows = Callable[[int], bool]

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH
_FLAGS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0)


class NotManaged(Exception):
    """The file is there, but not safe to trust; ``message`` says why, in one sentence."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(name)
        self.message = Message(f"policy.not_managed.{name}", {"path": str(path)})


def read_managed(path: Path) -> bytes:
    """The content of a managed file, at most one byte more than a policy may have.

    Raises NotManaged, or FileNotFoundError where there is none.
    """
    if sys.platform == "win32":
        from companion.guide.policy_owner_windows import read_guarded

        return read_guarded(path)
    return read_guarded_posix(path)


def read_guarded_posix(path: Path, stat_of: StatOf = os.fstat, acl_allows: Allows | None = None) -> bytes:
    """read_managed for Linux and macOS. ``stat_of`` and ``acl_allows`` stand in for the system in tests."""
    acl_allows = acl_allows or _acl_allows
    at, opened = Path("/"), os.open("/", os.O_RDONLY | _FLAGS)
    try:
        _judge(stat_of(opened), at, acl_allows(opened))
        for part in path.parts[1:]:
            at /= part
            inner = _open_inside(opened, part, at)
            os.close(opened)
            opened = inner
            _judge(stat_of(opened), at, acl_allows(opened))
        if not stat.S_ISREG(stat_of(opened).st_mode):
            raise NotManaged("not_file", path)
        return _read(opened)
    finally:
        os.close(opened)


def _open_inside(folder: int, name: str, path: Path) -> int:
    try:
        return os.open(name, os.O_RDONLY | _FLAGS, dir_fd=folder)
    except FileNotFoundError:
        raise
    except OSError as cause:  # a link, or something this person may not even read
        raise NotManaged("closed", path) from cause


def _judge(found: os.stat_result, path: Path, acl_allows: bool) -> None:
    if found.st_uid != 0:
        raise NotManaged("owner", path)
    if found.st_mode & _OTHERS_WRITE or acl_allows:
        raise NotManaged("writable", path)


def _read(file: int) -> bytes:
    parts: list[bytes] = []
    wanted = MOST_BYTES + 1
    while wanted > 0 and (part := os.read(file, wanted)):
        parts.append(part)
        wanted -= len(part)
    return b"".join(parts)


def _acl_allows(file: int) -> bool:
    """Whether an access list lets others write. On Linux the group bits show it; macOS keeps lists of its own."""
    if sys.platform != "darwin":
        return False
    from companion.guide.policy_owner_mac import acl_lets_write

    return acl_lets_write(file)
