"""A stand-in for Windows' registry: the lists of installed programs."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from types import ModuleType

CURRENT_USER, LOCAL_MACHINE = 1, 2
VIEW_64, VIEW_32 = 0x100, 0x200
UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"
Programs = Sequence[Mapping[str, str]]


class Registry(ModuleType):
    """``places``: what is listed for a user or for everybody, in a view of it; other places are not there."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = CURRENT_USER, LOCAL_MACHINE
    KEY_READ, KEY_WOW64_64KEY, KEY_WOW64_32KEY = 0x20019, VIEW_64, VIEW_32

    def __init__(self, places: Mapping[tuple[int, int], Programs]) -> None:
        super().__init__("winreg")
        self._places = places

    def OpenKey(self, key: "int | Key", name: str, reserved: int = 0, access: int = 0) -> "Key":  # noqa: N802
        """A hive gives its list, a list gives the program with that number."""
        if isinstance(key, Key):
            return Key(values=key.programs[int(name)])
        place = key, access & ~self.KEY_READ
        if name != UNINSTALL or place not in self._places:
            raise FileNotFoundError(name)
        return Key(self._places[place])

    def QueryInfoKey(self, key: "Key") -> tuple[int, int, int]:  # noqa: N802
        return len(key.programs), 0, 0

    def EnumKey(self, key: "Key", index: int) -> str:  # noqa: N802
        return str(index)

    def QueryValueEx(self, key: "Key", name: str) -> tuple[str, int]:  # noqa: N802
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], 1


class Key(AbstractContextManager["Key"]):
    """An open key: a list of programs, or the values of one."""

    def __init__(self, programs: Programs = (), values: Mapping[str, str] | None = None) -> None:
        self.programs, self.values = programs, values or {}

    def __exit__(self, *_failure: object) -> None:
        return None
