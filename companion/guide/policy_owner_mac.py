"""Reads macOS access lists, which its permission bits do not show."""

import ctypes
import errno
from typing import Any

_EXTENDED = 0x100  # ACL_TYPE_EXTENDED of <sys/acl.h>
_CHANGES = {"write", "append", "delete", "delete_child", "writeattr", "writeextattr", "writesecurity", "chown"}


def acl_lets_write(file: int, library: Any = None) -> bool:
    """Whether an entry of the open file's list lets anyone change it. What cannot be read counts as yes."""
    text = _acl_text(file, library or ctypes.CDLL(None, use_errno=True))
    return text is None or any(_entry_lets_write(line) for line in text.splitlines())


def _entry_lets_write(line: str) -> bool:
    """One line of acl_to_text: ``group:GUID:name:id:allow,inherited:read,write``."""
    *_who, kind, rights = ["", "", *line.split(":")]
    return kind.split(",", maxsplit=1)[0] == "allow" and bool(_CHANGES & set(rights.split(",")))


def _acl_text(file: int, library: Any) -> str | None:
    library.acl_get_fd_np.restype = ctypes.c_void_p
    library.acl_to_text.restype = ctypes.c_void_p
    entries = library.acl_get_fd_np(ctypes.c_int(file), ctypes.c_int(_EXTENDED))
    if not entries:
        return "" if ctypes.get_errno() == errno.ENOENT else None
    written = library.acl_to_text(ctypes.c_void_p(entries), None)
    try:
        return ctypes.string_at(written).decode("utf-8", "replace") if written else None
    finally:
        library.acl_free(ctypes.c_void_p(written))
        library.acl_free(ctypes.c_void_p(entries))
