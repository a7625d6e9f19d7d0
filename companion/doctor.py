"""``companion doctor``: says what this computer has and lacks for the app, and how to mend it. Imports no Qt itself."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from companion.errors import Problem
from companion.words import say

_QT_SECONDS = 60
_LOAD_WINDOW_PART = """
import ctypes, pathlib
part = pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / "libqxcb.so"
if part.exists():
    ctypes.CDLL(str(part))
"""


class Part(NamedTuple):
    """One thing the app needs: ``remedy`` says what to do where it was not found."""

    name: str
    found: bool
    detail: str
    remedy: str | None = None


def examine(data_dir: Path | None) -> list[Part]:
    """Look at everything, without changing anything on the disk."""
    looks: tuple[Callable[[], list[Part]], ...] = (
        _python,
        lambda: [_qt("qt", "QtWidgets", "QtSvg", "QtNetwork"), _qt("multimedia", "QtMultimedia"), _faces()],
        _words,
        _zones,
        lambda: _store(data_dir),
        _policy,
    )
    return [part for look in looks for part in look()]


def as_json(parts: list[Part]) -> dict[str, Any]:
    """``{"ok", "parts": [{"name", "found", "detail", "remedy"}]}``."""
    return {"ok": all(part.found for part in parts), "parts": [part._asdict() for part in parts]}


def as_text(parts: list[Part]) -> str:
    """One line a part, its remedy below."""
    lines: list[str] = []
    for part in parts:
        lines.append(f"{say('cli.doctor.yes' if part.found else 'cli.doctor.no'):8} {part.name}: {part.detail}")
        if part.remedy:
            lines.append(f"         {part.remedy}")
    lines.append(say("cli.doctor.fine" if all(part.found for part in parts) else "cli.doctor.not_fine"))
    return "\n".join(lines)


def _python() -> list[Part]:
    return [Part(say("cli.doctor.python"), True, ".".join(str(number) for number in sys.version_info[:3]))]


def _faces() -> Part:
    """What finds a face in a picture: OpenCV and both networks."""
    code = "from companion.camera.networks import Networks; Networks(); import cv2; print(cv2.__version__)"
    return _tried(say("cli.doctor.faces"), code)


def _qt(name: str, *modules: str) -> Part:
    imports = "; ".join(["import PySide6", *(f"import PySide6.{module}" for module in modules)])
    window_part = _LOAD_WINDOW_PART if "QtWidgets" in modules and _draws_by_x11() else ""
    return _tried(say(f"cli.doctor.{name}"), f"{imports}\n{window_part}\nprint(PySide6.__version__)")


def _tried(title: str, code: str) -> Part:
    """Try in a process of its own: a missing system library can end a process, and this one must not load Qt."""
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        ran = subprocess.run(
            [sys.executable, "-c", code], env=env, capture_output=True, text=True, timeout=_QT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as failure:
        return Part(title, False, type(failure).__name__, say("cli.doctor.qt_missing"))
    if ran.returncode == 0:
        return Part(title, True, ran.stdout.strip())
    reason = (ran.stderr.strip().splitlines() or [""])[-1]
    return Part(title, False, reason, _qt_remedy(reason))


def _draws_by_x11() -> bool:
    """There the part that opens windows needs libraries of its own, which no import asks for."""
    return sys.platform == "linux" and not os.environ.get("WAYLAND_DISPLAY")


def _qt_remedy(reason: str) -> str:
    library = next((word.rstrip(":") for word in reason.split() if word.startswith("lib") and ".so" in word), "")
    return say("cli.doctor.qt_libraries_missing", names=library) if library else say("cli.doctor.qt_missing")


def _words() -> list[Part]:
    from companion.guide.items import all_items
    from companion.guide.requirements import all_requirements

    name = say("cli.doctor.words")
    try:
        detail = say("cli.doctor.words_fine", items=len(all_items()), requirements=len(all_requirements()))
    except (OSError, ValueError) as failure:
        return [Part(name, False, str(failure), say("cli.doctor.words_remedy"))]
    return [Part(name, True, detail)]


def _zones() -> list[Part]:
    from companion.sessions.zones import LONDON, is_zone

    if is_zone(LONDON):
        return [Part(say("cli.doctor.zones"), True, say("cli.doctor.zones_fine"))]
    return [Part(say("cli.doctor.zones"), False, say("cli.doctor.zones_bad"), say("cli.doctor.zones_remedy"))]


def _store(data_dir: Path | None) -> list[Part]:
    from companion.desktop import paths
    from companion.store import store_file
    from companion.store.copies import is_sound

    name = say("cli.doctor.store")
    try:
        folder = paths.data_folder(data_dir)
    except Problem as problem:
        return [Part(name, False, str(problem), say("cli.doctor.store_remedy"))]
    if not _writable(folder):
        return [Part(name, False, say("cli.doctor.store_closed", folder=folder), say("cli.doctor.store_remedy"))]
    detail = "store_fine" if folder.is_dir() else "store_new"
    parts = [Part(name, True, say(f"cli.doctor.{detail}", folder=folder))]
    integrity, file = say("cli.doctor.integrity"), store_file(folder)
    if not file.exists():
        return [*parts, Part(integrity, True, say("cli.doctor.integrity_none"))]
    if _copy_is_sound(file) or is_sound(file):
        return [*parts, Part(integrity, True, say("cli.doctor.integrity_fine"))]
    return [*parts, Part(integrity, False, say("cli.doctor.integrity_bad"), say("cli.doctor.integrity_remedy"))]


def _copy_is_sound(file: Path) -> bool:
    """Look at a copy: to read a store whose log is not empty, SQLite writes a file beside it, also only to read.

    A copy taken while the app writes may be torn, so a bad one proves nothing.
    """
    from companion.store.copies import is_sound

    try:
        with tempfile.TemporaryDirectory() as folder:
            for each in (file, file.with_name(f"{file.name}-wal")):
                if each.exists():
                    shutil.copyfile(each, Path(folder) / each.name)
            return is_sound(Path(folder) / file.name)
    except OSError:
        return False


def _writable(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, is a folder that may be written."""
    nearest = next((place for place in (folder, *folder.parents) if _seen(place)), folder)
    return nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)


def _seen(place: Path) -> bool:
    try:
        return place.exists()
    except PermissionError:  # it lies in a folder that is closed to us
        return False


def _policy() -> list[Part]:
    from companion.guide import policy_file

    found, name = policy_file.find(None, None), say("cli.doctor.policy")
    is_used = found.source == "managed"
    detail = say("cli.doctor.policy_none")
    if is_used:
        detail = say("cli.doctor.policy_managed", partner=found.policy.partner_name, path=found.path)
    if not found.problems:
        return [Part(name, True, detail)]
    reason = policy_file.told(found.problems[0])
    wrong = say("cli.doctor.policy_part" if is_used else "cli.doctor.policy_bad", reason=reason)
    remedy = say("cli.doctor.policy_remedy", path=policy_file.system_place())
    return [Part(name, False, f"{detail}. {wrong}" if is_used else wrong, remedy)]
