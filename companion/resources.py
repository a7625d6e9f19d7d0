"""Finds the files the app ships: the one place that knows where they lie in each kind of install."""

from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """The folder of resources: inside an installed package, or beside it in a source tree."""
    inside = _PACKAGE / "resources"
    return inside if inside.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """The path of one shipped file, e.g. ``path("icons", "copy.svg")``."""
    return root().joinpath(*parts)


@cache
def toml(*parts: str) -> dict[str, Any]:
    """A shipped TOML file, read once. Callers must not change what they get."""
    import tomllib  # 3 ms that the first paint can do without

    return tomllib.loads(path(*parts).read_text(encoding="utf-8"))
