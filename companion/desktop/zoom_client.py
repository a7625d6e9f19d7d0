"""Finds the Zoom app on this computer and its version (G16) from what is installed; nothing is started or asked online.

Whether a version is the newest cannot be known here, so no finding is ever good: the person confirms it.
"""

import plistlib
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from companion.desktop.finding import Finding, cannot_tell

SUBJECT = "zoom.version"

_MOST = 1 << 16  # bytes read from a file that should hold a line or two
_VERSION = re.compile(r"\d{1,5}(?:\.\d{1,8}){1,4}")
_APP_NAME = re.compile(r"Zoom(?: Workplace)?(?: ?\([^)]*\))?")  # "Zoom Workplace (64-bit)", not "Zoom Outlook Plugin"
_FLATPAK = "app/us.zoom.Zoom/current/active/files"
_UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall"


class Zoom(NamedTuple):
    """The installed app; ``version`` is "" where it is there but does not say."""

    version: str = ""


def judge(zoom: Zoom | None) -> Finding:
    """What to ask the person. Only two numbers are shown: what follows them differs between kinds of install."""
    if zoom is None:
        return cannot_tell("desktop.zoom.none")
    if not zoom.version:
        return cannot_tell("desktop.zoom.no_version")
    short = ".".join(zoom.version.split(".")[:2])
    return cannot_tell("desktop.zoom.found", short=short, version=zoom.version)


def look() -> Zoom | None:
    """The Zoom app of this computer, or None. Reads a few files: call it beside the window."""
    if sys.platform == "win32":
        return windows_zoom(_uninstall_entries, Path.home() / "AppData/Roaming")
    if sys.platform == "darwin":
        return mac_zoom(Path("/"), Path.home())
    return linux_zoom(Path("/"), Path.home())


def linux_zoom(root: Path, home: Path) -> Zoom | None:
    """From the deb or rpm package, a flatpak, or a snap."""
    flatpaks = (root / "var/lib/flatpak" / _FLATPAK, home / ".local/share/flatpak" / _FLATPAK)
    versions = [root / "opt/zoom/version.txt"]
    versions += [flatpak / "extra/zoom/version.txt" for flatpak in flatpaks]
    found = [_version_in(path) for path in versions] + [_dpkg(root)]
    found += [_snap(root / place / "zoom-client/current/meta/snap.yaml") for place in ("snap", "var/lib/snapd/snap")]
    there = [root / "opt/zoom/zoom", *flatpaks]
    return _best(found, any(path.exists() for path in there))


def mac_zoom(root: Path, home: Path) -> Zoom | None:
    """From the app bundle, for everybody or for this user."""
    apps = [place / "Applications/zoom.us.app" for place in (root, home)]
    return _best([_plist_version(app / "Contents/Info.plist") for app in apps], any(app.is_dir() for app in apps))


def windows_zoom(entries: Callable[[], Iterable[tuple[str, str]]], roaming: Path) -> Zoom | None:
    """From the list of installed programs (name, version), or from where a user's own install puts the app."""
    listed = [version for name, version in entries() if _APP_NAME.fullmatch(name)]
    return _best([_version_of(version) for version in listed], bool(listed) or (roaming / "Zoom/bin/Zoom.exe").exists())


def _best(versions: Iterable[str], there: bool) -> Zoom | None:
    """The first that is told: sources are listed with the surest first."""
    version = next(filter(None, versions), "")
    return Zoom(version) if version or there else None


def _version_of(text: str) -> str:
    found = _VERSION.search(text)
    return found[0] if found else ""


def _version_in(path: Path) -> str:
    return _version_of(_text(path))


def _dpkg(root: Path) -> str:
    # The list of files tells cheaply whether the package is there; the status of all packages is several MB.
    if not (root / "var/lib/dpkg/info/zoom.list").exists():
        return ""
    try:
        status = (root / "var/lib/dpkg/status").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    block = re.search(r"^Package: zoom\n(?:.+\n)*", status, re.MULTILINE)
    lines = dict(line.split(": ", 1) for line in block[0].splitlines() if ": " in line) if block else {}
    return _version_of(lines.get("Version", "")) if lines.get("Status", "").endswith(" installed") else ""


def _snap(path: Path) -> str:
    line = re.search(r"^version:(.*)$", _text(path), re.MULTILINE)
    return _version_of(line[1]) if line else ""


def _plist_version(path: Path) -> str:
    try:
        with path.open("rb") as file:
            told = plistlib.load(file)
    except Exception:  # not there, or damaged: then the parsers behind it raise what they like
        return ""
    return _version_of(str(told.get("CFBundleShortVersionString", ""))) if isinstance(told, dict) else ""


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(_MOST).decode("utf-8", errors="replace")
    except OSError:
        return ""


def _uninstall_entries() -> Iterable[tuple[str, str]]:
    """Name and version of each program that Windows lists for this user and for everybody."""
    if sys.platform != "win32":
        return
    import winreg

    views = ((winreg.HKEY_CURRENT_USER, 0), (winreg.HKEY_LOCAL_MACHINE, winreg.KEY_WOW64_64KEY))
    for hive, view in (*views, (winreg.HKEY_LOCAL_MACHINE, winreg.KEY_WOW64_32KEY)):
        try:
            key = winreg.OpenKey(hive, _UNINSTALL, 0, winreg.KEY_READ | view)
        except OSError:
            continue
        with key:
            for index in range(winreg.QueryInfoKey(key)[0]):
                yield _uninstall_value(key, index, "DisplayName"), _uninstall_value(key, index, "DisplayVersion")


def _uninstall_value(key: object, index: int, name: str) -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(key, winreg.EnumKey(key, index)) as entry:
            return str(winreg.QueryValueEx(entry, name)[0])
    except OSError:  # programs may leave either out
        return ""
