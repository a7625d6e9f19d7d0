#!/usr/bin/env python3
"""Sets the project up, then runs it: nothing but Python's standard library is needed.

    python3 dev.py run [what the app takes]
    python3 dev.py test [what pytest takes]
    python3 dev.py lint [--fix]

The first time, it makes an environment in .venv from requirements-dev.lock, every part checked against its hash, and
looks for the system libraries Qt needs. After that no network is needed. The syntax is kept old on purpose: an old
Python must get far enough to say that it is too old.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Which = Callable[[str], str | None]

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements-dev.lock"
ENVIRONMENT = ROOT / ".venv"
NEWEST_FIRST = ((3, 13), (3, 12), (3, 11))

# What the app loads that is linked to the system's own libraries: widgets, sound and camera, the X11 and Wayland doors.
QT_FILES = (
    "QtWidgets.abi3.so",
    "QtNetwork.abi3.so",
    "QtMultimedia.abi3.so",
    "Qt/plugins/platforms/libqxcb.so",
    "Qt/plugins/platforms/libqwayland.so",
    "Qt/plugins/multimedia/libffmpegmediaplugin.so",
)
# Debian names a library's package after the library; these are the exceptions.
DEBIAN_PACKAGES = {
    "libbrotlicommon.so.1": "libbrotli1",
    "libbrotlidec.so.1": "libbrotli1",
    "libgio-2.0.so.0": "libglib2.0-0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgobject-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
APT_GET = ("apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300")


class Stop(Exception):
    """Set-up cannot go on; the text is one sentence that says what to do."""


def main(words: Sequence[str]) -> int:
    """Do what the words of the command line ask and return the exit status."""
    try:
        return obey(words)
    except Stop as reason:
        print(f"dev.py: {reason}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def obey(words: Sequence[str]) -> int:
    """Run one command in the project's own environment, made first if need be."""
    if not words or words[0] not in COMMANDS:
        raise Stop("say what to do: run, test or lint.")
    other = better_python(sys.version_info[:2], shutil.which)
    if other:
        return subprocess.call([other, __file__, *words])
    return COMMANDS[words[0]](set_up(ENVIRONMENT), list(words[1:]))


def run(python: Path, words: Sequence[str]) -> int:
    """Open the app (or do what its command line is asked)."""
    if no_screen(sys.platform, os.environ, words):
        raise Stop("there is no screen to show the app on: run this on a desktop, or set QT_QPA_PLATFORM=offscreen.")
    return hand_over([str(python), "-m", "companion", *words])


def test(python: Path, words: Sequence[str]) -> int:
    """Run the tests: all of them side by side, or those that are named. They draw off screen by themselves."""
    os.chdir(ROOT)
    return hand_over([str(python), "-m", "pytest", *(words or ALL_TESTS)])


def lint(python: Path, words: Sequence[str]) -> int:
    """Check style, layout and types, all three even where the first finds something."""
    os.chdir(ROOT)
    ruff, fix = [str(python), "-m", "ruff"], "--fix" in words
    checks = (
        [*ruff, "check", *(["--fix"] if fix else [])],
        [*ruff, "format", *([] if fix else ["--check"])],
        [str(python), "-m", "mypy"],
    )
    return max([abs(subprocess.call(check)) for check in checks])


ALL_TESTS = ("--numprocesses=auto", "--dist=loadfile")  # as many at once as there are processors

COMMANDS: Mapping[str, Callable[[Path, Sequence[str]], int]] = {"run": run, "test": test, "lint": lint}


def hand_over(command: Sequence[str]) -> int:
    """Become ``command``, so that signals and the exit status are its own. Windows can only wait for it."""
    sys.stdout.flush()
    if os.name != "nt":
        os.execv(command[0], list(command))
    return subprocess.call(command)


def no_screen(platform: str, environ: Mapping[str, str], words: Sequence[str]) -> bool:
    """Whether a window is wanted where none can be: a word that is no option is a command, which needs no window."""
    wants_window = not words or words[0].startswith("-")
    display = any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return platform == "linux" and wants_window and not display


def better_python(version: tuple[int, ...], which: Which) -> str | None:
    """Another Python on this computer, where the one that runs this file will not do; None where it will."""
    if version in NEWEST_FIRST:
        return None
    for major, minor in NEWEST_FIRST:
        found = which(f"python{major}.{minor}")
        if found and works([found, "-c", "import venv"]):
            return found
    raise Stop(f"the app needs Python 3.11, 3.12 or 3.13, and this is {version[0]}.{version[1]}: install one of them.")


def works(command: Sequence[str]) -> bool:
    """Whether ``command`` ends well; what it says is dropped."""
    return subprocess.call(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0


# --- the environment


def set_up(environment: Path) -> Path:
    """Make the environment, or what has changed of it, and return its Python."""
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    version = "{}.{}".format(*sys.version_info)
    if not python.exists() or version_of(environment) != version:
        make_environment(environment)
    lock, project = LOCK.read_bytes(), (ROOT / "pyproject.toml").read_bytes()
    once(environment, "parts", key(lock, version), lambda: install_parts(python))
    once(environment, "project", key(project, str(ROOT)), lambda: install_project(python))
    once(environment, "libraries", key(lock, version), lambda: check_libraries(python))
    return python


def once(environment: Path, name: str, wanted: str, step: Callable[[], None]) -> None:
    """Do ``step`` unless the stamp ``name`` says that it was done for ``wanted``; stamp it when it is through."""
    stamp = environment / f"{name}.stamp"
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    step()
    stamp.write_text(wanted, encoding="ascii")


def key(content: bytes, *more: str) -> str:
    """A short name for exactly this content."""
    return hashlib.sha256(b"\0".join([content, *(part.encode() for part in more)])).hexdigest()


def version_of(environment: Path) -> str:
    """The Python version an environment was made for, like "3.11"; empty where it does not say."""
    notes = environment / "pyvenv.cfg"
    found = re.search(r"^version(?:_info)? *= *(\d+\.\d+)", notes.read_text("utf-8"), re.M) if notes.exists() else None
    return found.group(1) if found else ""


def make_environment(environment: Path) -> None:
    """A fresh environment; without its own pip where the system keeps pip's seed in a package of its own (Debian)."""
    seedless = find_spec("ensurepip") is None
    if seedless and find_spec("pip") is None:
        install_packages([f"python3.{sys.version_info[1]}-venv"], "Python's venv is missing here")
        seedless = False
    command = [sys.executable, "-m", "venv", "--clear", *(["--without-pip"] if seedless else []), str(environment)]
    tell(f"Making an environment in {environment.name}")
    if subprocess.call(command):
        raise Stop(f"the environment could not be made: see if there is room for it and if {ROOT} can be written to.")


def install_parts(python: Path) -> None:
    """Install everything the lock names, as it names it."""
    tell("Getting the parts, about 300 MB: once")
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "-r", str(LOCK)]
    if subprocess.call(pip(python, *locked), env=pip_environment(os.environ)):
        raise Stop("the parts could not be installed: check the network, then run the same command again.")


def install_project(python: Path) -> None:
    """Make the project itself importable, and its ``companion`` command, from where it lies."""
    local = ["--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)]
    if subprocess.call(pip(python, *local), env=pip_environment(os.environ)):
        raise Stop(f"the project could not be installed: remove {ENVIRONMENT}, then run the same command again.")


def pip(python: Path, *words: str) -> list[str]:
    """The command that installs into the environment: its own pip, or else this Python's, told where to go."""
    own = works([str(python), "-c", "import pip"])
    command = [str(python), "-m", "pip"] if own else [sys.executable, "-m", "pip", "--python", str(python)]
    quiet = [] if sys.stdout.isatty() else ["--quiet"]
    return [*command, "--no-input", "--disable-pip-version-check", "install", *quiet, *words]


def pip_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """A person's settings for pip, but for those that would send the parts elsewhere."""
    away = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PYTHONHOME")
    return {name: value for name, value in environ.items() if name not in away}


# --- the system's own libraries, on Linux


def check_libraries(python: Path) -> None:
    """Find what Qt misses by trying it; install it where that is allowed, name it where it is not."""
    if sys.platform == "linux":
        missing = missing_libraries(python)
        if missing:
            install_packages(packages(missing, shutil.which), "Qt needs libraries of the system")
            missing = missing_libraries(python)
        if missing:
            raise Stop(f"Qt still misses {', '.join(missing)}: ask your distribution which package holds them.")
    reason = trial(python)
    if reason:
        raise Stop(f"Qt cannot be loaded on this computer: {reason}")


def trial(python: Path) -> str:
    """Load the parts of Qt the app uses; what went wrong, or nothing."""
    loading = [str(python), "-c", "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtMultimedia"]
    answer = subprocess.run(loading, capture_output=True, text=True, check=False)
    said = answer.stderr.strip().splitlines() or [f"it ended with {answer.returncode}"]
    return said[-1] if answer.returncode else ""


def missing_libraries(python: Path) -> list[str]:
    """The names of the shared libraries Qt asks for and the system does not have."""
    where = "import importlib.util as u; print(u.find_spec('PySide6').submodule_search_locations[0])"
    folder = Path(subprocess.check_output([str(python), "-c", where], text=True).strip())
    files = [str(folder / name) for name in QT_FILES if (folder / name).exists()]
    answer = subprocess.run(["ldd", *files], capture_output=True, text=True, check=False)
    return parse_missing(answer.stdout)


def parse_missing(report: str) -> list[str]:
    """The libraries that ldd's report calls not found, each once."""
    return sorted(set(re.findall(r"^\s*(\S+) => not found", report, re.M)))


def packages(libraries: Sequence[str], which: Which) -> list[str]:
    """What to ask the system's installer for: packages on Debian; elsewhere the libraries themselves will do."""
    if which("apt-get"):
        return sorted({debian_package(library) for library in libraries})
    return [f"{library}()(64bit)" for library in libraries]


def debian_package(library: str) -> str:
    """``libGL.so.1`` is in libgl1, ``libxkbcommon-x11.so.0`` in libxkbcommon-x11-0."""
    name, _, number = library.partition(".so.")
    dash = "-" if name[-1:].isdigit() else ""
    return DEBIAN_PACKAGES.get(library, f"{name}{dash}{number}".lower().replace("_", "-"))


def install_packages(names: Sequence[str], reason: str) -> None:
    """Install system packages as an administrator with apt-get; anybody else is told the exact command."""
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        raise Stop(f"{reason}. Run this, then the same command again:\n\n  {install_command(names, shutil.which)}\n")
    tell(f"{reason}: installing {' '.join(names)}")
    quiet = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    subprocess.call([*APT_GET, "update"], env=quiet)
    install = [*APT_GET, "install", "-y", "--no-install-recommends", *names]
    if subprocess.call(install, env=quiet, stdout=subprocess.DEVNULL):
        raise Stop(f"{reason}, and apt-get could not install {' '.join(names)}: the lines above say why.")


def install_command(names: Sequence[str], which: Which) -> str:
    """What to type on this system to get ``names``."""
    installer = next((tool for tool in ("apt-get", "dnf", "zypper") if which(tool)), None)
    listed = " ".join(f"'{name}'" if "(" in name else name for name in names)
    return f"sudo {installer} install {listed}" if installer else f"(your system's installer) {listed}"


def tell(text: str) -> None:
    """Say what is going on, at once."""
    print(f"dev.py: {text} …", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
