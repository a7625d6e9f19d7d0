"""Which room may import which, and where Qt may be: the table behind ``test_boundaries.py``."""

import ast
import re

from tests.whole.sources import Source, imports, uses_qt

PACKAGE = "companion"
EVERYBODY = {"app", "cli", "doctor", "__main__"}
LEAVES = {"", "words", "readings", "resources", "errors"}
FEATURES = {"checklist", "meeting", "records", "help", "camera", "sound", "data_usage", "setup"}
ALLOWED = {
    "store": LEAVES,
    "desktop": LEAVES,
    "guide": LEAVES | {"store"},
    "sessions": LEAVES | {"store"},
    "ui": LEAVES | {"desktop"},
}
ROOMS = EVERYBODY | LEAVES | FEATURES | set(ALLOWED)
FOR_FEATURES = LEAVES | {"guide", "sessions", "store", "desktop"}
# Where a subject speaks with the computer's camera and sound: these alone know QtMultimedia.
DEVICES = {
    f"{PACKAGE}.{name}" for name in ("camera.device", "camera.frames", "camera.live", "sound.audio", "sound.check")
}
PAGE_SIDE = re.compile(r"(page|walkthrough|form|\w+_(page|dialog|view|form))$")


def complaints(source: Source) -> list[str]:
    """What a file imports that it may not, a sentence each."""
    room = _room(source.module)
    if room not in ROOMS:
        return [f"{source.module}: no room is called {room}: give it a place in the walls first"]
    allowed = _allowed(room, _is_page_side(source))
    wrong = sorted({name for name in imports(source) if _is_ours(name) and _room(name) not in allowed})
    told = [f"{source.module} may not import {name}" for name in wrong]
    return told if may_use_qt(source) or not uses_qt(source) else [*told, f"{source.module} may not use Qt"]


def may_use_qt(source: Source) -> bool:
    """Pages, the frame, ``app`` and the devices may; ``desktop`` where the docstring of the file says so."""
    room = _room(source.module)
    if room == "desktop":
        return "Qt" in (ast.get_docstring(source.tree) or "")
    return room in {"app", "ui"} or source.module in DEVICES or _is_page_side(source)


def _allowed(room: str, page_side: bool) -> set[str]:
    if room in EVERYBODY:
        return ROOMS
    if room in FEATURES:
        return FOR_FEATURES | {room} | ({"ui"} if page_side else set())
    return ALLOWED.get(room, LEAVES) | {room}


def _is_page_side(source: Source) -> bool:
    """In a package of its own, a page's parts count as the page: any folder on the way may say so."""
    inside = source.module.split(".")[2:]
    return _room(source.module) in FEATURES and any(PAGE_SIDE.match(name) for name in inside)


def _is_ours(name: str) -> bool:
    return name == PACKAGE or name.startswith(f"{PACKAGE}.")


def _room(name: str) -> str:
    """The room of a dotted name; "" for the package itself and what it says of itself."""
    part = [*name.split("."), ""][1]
    return "" if part.startswith("__") and part not in EVERYBODY else part
