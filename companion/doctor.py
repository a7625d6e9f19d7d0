"""``companion doctor``: says what this computer has and lacks for the app, and how to mend it. Imports no Qt itself."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from companion.errors import Problem
from companion.words import say

_QT_SECONDS = 60


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
        lambda: [_qt("qt", "QtWidgets", "QtSvg", "QtNetwork"), _qt("multimedia", "QtMultimedia")],
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


def _qt(name: str, *modules: str) -> Part:
    """Try in a process of its own: a missing system library can end a process, and this one must not load Qt."""
    code = (
        "import PySide6; "
        + "; ".join(f"import PySide6.{module}" for module in modules)
        + "; print(PySide6.__version__)"
    )
    env = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    title = say(f"cli.doctor.{name}")
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
    if is_sound(file):
        return [*parts, Part(integrity, True, say("cli.doctor.integrity_fine"))]
    return [*parts, Part(integrity, False, say("cli.doctor.integrity_bad"), say("cli.doctor.integrity_remedy"))]


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
    if found.problems:
        place = policy_file.system_place()
        reason = policy_file.told(found.problems[0])
        return [
            Part(name, False, say("cli.doctor.policy_bad", reason=reason), say("cli.doctor.policy_remedy", path=place))
        ]
    if found.source == "managed":
        return [Part(name, True, say("cli.doctor.policy_managed", partner=found.policy.partner_name, path=found.path))]
    return [Part(name, True, say("cli.doctor.policy_none"))]
