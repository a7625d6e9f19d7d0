"""Judges which cameras there are, and finds them on Linux, without opening any device: no light goes on."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from companion.desktop.finding import Finding, cannot_tell, not_right

SUBJECT = "camera.present"

_LONGEST_NAME = 60


class Camera(NamedTuple):
    """One camera; ``in_use`` when another program is seen to hold it."""

    name: str
    in_use: bool = False


def judge(cameras: Sequence[Camera] | None) -> Finding:
    """What ``cameras`` mean for a call; None: this computer does not let us see them.

    That one is there says nothing of its picture: only who has seen it can tell that it works. One that another program
    holds may well be held by Zoom itself.
    """
    if cameras is None:
        return cannot_tell("desktop.camera.unknown")
    if not cameras:
        return not_right("desktop.camera.none")
    free = [camera.name for camera in cameras if not camera.in_use]
    if not free:
        return cannot_tell("desktop.camera.busy", name=cameras[0].name)
    if len(free) == 1:
        return cannot_tell("desktop.camera.found", name=free[0])
    return cannot_tell("desktop.camera.several", name=free[0], others=", ".join(free[1:]))


def tidy(name: str) -> str:
    """A device's name as people can read it: one line, not too long, not said twice ("Cam: Cam" is common)."""
    name = " ".join("".join(c if c.isprintable() else " " for c in name).split())
    first, colon, rest = name.partition(": ")
    # The kernel cuts names off, so the second saying is often only the beginning of the first.
    if colon and first.startswith(rest):
        name = first
    return name[:_LONGEST_NAME].rstrip()


def linux_cameras(root: Path = Path("/")) -> list[Camera] | None:
    """The cameras below ``root``'s /sys; None where there is no /sys to look at."""
    if not (root / "sys/class").is_dir():
        return None
    places = sorted((root / "sys/class/video4linux").glob("video*"), key=lambda place: (len(place.name), place.name))
    cameras = [place for place in places if _captures(place, root)]
    held = _held_nodes(root) if any(not _is_asleep(place) for place in cameras) else set()
    return [Camera(tidy(_read(place / "name")) or place.name, place.name in held) for place in cameras]


def _captures(place: Path, root: Path) -> bool:
    """Whether a node gives pictures: a camera has further nodes, and codecs are listed beside cameras.

    udev has written down what each node can do; without udev the first node of a device is taken for the camera.
    """
    told = _read(root / "run/udev/data" / f"c{_read(place / 'dev')}")
    for line in told.splitlines():
        if line.startswith("E:ID_V4L_CAPABILITIES="):
            return ":capture:" in line
    return _read(place / "index") in ("0", "")


def _is_asleep(place: Path) -> bool:
    """Whether the device is switched off to save power; then nobody is using it and nobody need be asked."""
    device = Path(os.path.realpath(place / "device"))
    return "suspended" in (_read(device / "power/runtime_status"), _read(device.parent / "power/runtime_status"))


def _held_nodes(root: Path) -> set[str]:
    """Names of the video nodes that programs of this user hold open, ours apart."""
    ours = str(os.getpid())
    processes = (entry.path for entry in _entries(root / "proc") if entry.name.isdigit() and entry.name != ours)
    return {target[5:] for process in processes for target in _open_files(process) if target.startswith("/dev/video")}


def _open_files(process: str) -> Iterable[str]:
    for entry in _entries(Path(process, "fd")):
        try:
            yield os.readlink(entry.path)  # noqa: PTH115  (thousands of them: a Path for each costs more than the rest)
        except OSError:  # closed meanwhile
            continue


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:  # another user's process, or one that has ended
        return []


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
