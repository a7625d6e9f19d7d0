"""Windows: where programs keep data for all users, and whether only administrators can write a file there.

Windows tells owner and rights of a file as one line of text (SDDL); it is read here, so that the judging can be tested
anywhere. Ordinary users may add files to ProgramData and to new folders in it; that is harmless, as they would own
those. What they may not have is a way to change, delete, move or replace the file or a folder above it.
"""

import ctypes
import os
import re
import stat
import sys
from collections.abc import Callable
from functools import reduce
from operator import or_
from pathlib import Path

from companion.guide.policy_finding import MOST_BYTES
from companion.guide.policy_owner import NotManaged

TRUSTED_INSTALLER = "S-1-5-80-956008885-3418522649-1831038044-1853292631-2271478464"
ADMINISTRATORS = frozenset({"BA", "SY", "S-1-5-32-544", "S-1-5-18", TRUSTED_INSTALLER})

_PROGRAM_DATA = "{62AB5D82-FDC1-4DC3-A9DD-070D1D495D97}"
_DELETE, _DELETE_CHILD, _WRITE_DAC, _WRITE_OWNER = 0x10000, 0x40, 0x40000, 0x80000
_GENERIC_WRITE, _GENERIC_ALL = 0x40000000, 0x10000000
_REPLACES = _DELETE | _DELETE_CHILD | _WRITE_DAC | _WRITE_OWNER | _GENERIC_WRITE | _GENERIC_ALL
_WRITES = _REPLACES | 0x2 | 0x4 | 0x10 | 0x100  # data, more data, extended attributes, attributes
_RIGHTS = {
    "GA": 0x10000000, "GX": 0x20000000, "GW": 0x40000000, "GR": 0x80000000,
    "FA": 0x1F01FF, "FR": 0x120089, "FW": 0x120116, "FX": 0x1200A0,
    "SD": 0x10000, "RC": 0x20000, "WD": 0x40000, "WO": 0x80000,
    "CC": 0x1, "DC": 0x2, "LC": 0x4, "SW": 0x8, "RP": 0x10, "WP": 0x20, "DT": 0x40, "LO": 0x80, "CR": 0x100,
}  # fmt: skip
_OWNER = re.compile(r"O:(S-[0-9-]+|[A-Z]{2})")
_LIST = re.compile(r"D:([A-Z_]*)(.*)", re.DOTALL)
_DENIES = ("D", "OD", "XD")

Sddl = Callable[[Path], str | None]


def read_guarded(path: Path, sddl_of: Sddl | None = None, is_link: Callable[[Path], bool] | None = None) -> bytes:
    """The content of a managed file; raises NotManaged. The callables stand in for the system in tests."""
    sddl_of, is_link = sddl_of or _sddl, is_link or _is_link
    for place in (*reversed(path.parents), path):
        if is_link(place):
            raise NotManaged("closed", place)
        _judge(sddl_of(place), place, _WRITES if place == path else _REPLACES)
    if not stat.S_ISREG(path.stat().st_mode):
        raise NotManaged("not_file", path)
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _judge(sddl: str | None, path: Path, dangers: int) -> None:
    if sddl is None:
        raise NotManaged("closed", path)
    owner = _OWNER.search(sddl)
    if owner is None or owner[1] not in ADMINISTRATORS:
        raise NotManaged("owner", path)
    if others_may(sddl, dangers):
        raise NotManaged("writable", path)


def others_may(sddl: str, dangers: int) -> bool:
    """Whether the list lets anyone but administrators do one of ``dangers`` (access bits). No list lets everyone."""
    found = _LIST.search(sddl)
    if found is None or "NO_ACCESS_CONTROL" in found[1]:
        return True
    entries = re.findall(r"\(([^()]*)\)", found[2])
    if "".join(f"({entry})" for entry in entries) != found[2]:
        return True  # conditions, or something else we do not know
    return any(_entry_may(entry.split(";"), dangers) for entry in entries)


def _entry_may(entry: list[str], dangers: int) -> bool:
    if len(entry) < 6:
        return True  # not understood
    kind, flags, rights, sid = entry[0], entry[1], entry[2], entry[5]
    only_inherited = "IO" in re.findall("..", flags)
    harmless = kind in _DENIES or only_inherited or sid in ADMINISTRATORS
    return not harmless and bool(_mask(rights) & dangers)


def _mask(rights: str) -> int:
    """The access bits of ``FRFX`` or ``0x1200a9``; what is not understood counts as all."""
    try:
        if rights[:2].lower() == "0x":
            return int(rights, 16)
        return reduce(or_, (_RIGHTS[name] for name in re.findall("..?", rights)), 0)
    except (KeyError, ValueError):
        return _GENERIC_ALL


def _is_link(path: Path) -> bool:
    """Whether it is a symbolic link, a junction or another reparse point."""
    attributes: int = getattr(os.lstat(path), "st_file_attributes", 0)
    return bool(attributes & stat.FILE_ATTRIBUTE_REPARSE_POINT)


def program_data() -> Path | None:
    """The folder Windows itself names for data of all users; an environment variable could name another."""
    if sys.platform != "win32":
        return None
    import uuid

    folder = ctypes.c_wchar_p()
    wanted = (ctypes.c_char * 16).from_buffer_copy(uuid.UUID(_PROGRAM_DATA).bytes_le)
    failed = ctypes.windll.shell32.SHGetKnownFolderPath(ctypes.byref(wanted), 0, None, ctypes.byref(folder))
    found = None if failed or not folder.value else Path(folder.value)
    ctypes.windll.ole32.CoTaskMemFree(folder)
    return found


def _sddl(path: Path) -> str | None:
    """Owner and access list of ``path`` as text, or None where Windows does not tell."""
    if sys.platform != "win32":
        return None
    from ctypes import wintypes

    security, advapi, kernel = ctypes.c_void_p(), ctypes.windll.advapi32, ctypes.windll.kernel32
    parts = 1 | 4  # OWNER_SECURITY_INFORMATION | DACL_SECURITY_INFORMATION
    kernel.LocalFree.argtypes = [ctypes.c_void_p]
    name = wintypes.LPCWSTR(str(path))
    if advapi.GetNamedSecurityInfoW(name, 1, parts, None, None, None, None, ctypes.byref(security)):
        return None
    text = wintypes.LPWSTR()
    convert = advapi.ConvertSecurityDescriptorToStringSecurityDescriptorW
    made = convert(security, 1, parts, ctypes.byref(text), None)
    found = text.value if made else None
    kernel.LocalFree(ctypes.cast(text, ctypes.c_void_p))
    kernel.LocalFree(security)
    return found
