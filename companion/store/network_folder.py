"""Whether a folder lies on another computer, as a home folder at a college often does."""

import os
import sys
from pathlib import Path

_NETWORK_TYPES = frozenset(
    {
        "9p",
        "afs",
        "ceph",
        "cifs",
        "davfs",
        "fuse.davfs",
        "fuse.glusterfs",
        "fuse.sshfs",
        "gfs2",
        "glusterfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs3",
        "nfs4",
        "ocfs2",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
    }
)
_DRIVE_REMOTE = 4  # GetDriveTypeW, winbase.h


def is_network_folder(folder: Path) -> bool:
    """True where we know it does. Where we cannot tell we take it for a local disk: SQLite itself then refuses WAL."""
    if sys.platform == "win32":
        return _is_remote_drive(str(folder))
    if sys.platform == "darwin":
        return str(folder).startswith(("/Network/", "/Volumes/"))
    return _mount_type(os.path.realpath(folder), _mounts()) in _NETWORK_TYPES


def _mounts() -> str:
    try:
        return Path("/proc/self/mounts").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _mount_type(folder: str, mounts: str) -> str:
    """The file-system type of the longest mount point above ``folder`` (proc(5): device, mount point, type, …)."""
    best, found = -1, ""
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = fields[1].replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        inside = folder == point or folder.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= best:
            best, found = len(point), fields[2]
    return found


def _is_remote_drive(folder: str) -> bool:
    if folder.startswith("\\\\"):
        return True
    import ctypes

    drive = folder[:3] if folder[1:3] == ":\\" else None
    return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(drive) == _DRIVE_REMOTE  # type: ignore[attr-defined,unused-ignore]
