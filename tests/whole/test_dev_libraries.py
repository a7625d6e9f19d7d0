"""``dev.py`` and the system libraries Qt needs: found by trying, named exactly, installed where that is allowed."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import dev

REPORT = """/env/PySide6/QtWidgets.abi3.so:
	linux-vdso.so.1 (0x00007ffd)
	libQt6Widgets.so.6 => /env/PySide6/Qt/lib/libQt6Widgets.so.6 (0x00007f1c)
	libEGL.so.1 => not found
	libGL.so.1 => not found
/env/PySide6/Qt/plugins/platforms/libqxcb.so:
	libxcb-cursor.so.0 => not found
	libGL.so.1 => not found
"""


def finds(*names: str) -> Callable[[str], str | None]:
    """A ``which`` for a computer that has just these commands."""
    return lambda name: f"/usr/bin/{name}" if name in names else None


def test_each_missing_library_is_named_once() -> None:
    assert dev.parse_missing(REPORT) == ["libEGL.so.1", "libGL.so.1", "libxcb-cursor.so.0"]
    assert dev.parse_missing("libc.so.6 => /lib/libc.so.6\n") == []


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libGL.so.1", "libgl1"),
        ("libEGL.so.1", "libegl1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgthread-2.0.so.0", "libglib2.0-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libpulse-mainloop-glib.so.0", "libpulse-mainloop-glib0"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libXrandr.so.2", "libxrandr2"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libwayland-egl.so.1", "libwayland-egl1"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_debian_packages_are_found_by_the_name_of_the_library(library: str, package: str) -> None:
    assert dev.debian_package(library) == package


def test_two_libraries_of_one_package_ask_for_it_once() -> None:
    assert dev.packages(["libglib-2.0.so.0", "libgthread-2.0.so.0"], finds("apt-get")) == ["libglib2.0-0"]


@pytest.mark.parametrize(
    ("tool", "command"),
    [
        ("apt-get", "sudo apt-get install libegl1 libgl1"),
        ("dnf", "sudo dnf install 'libEGL.so.1()(64bit)' 'libGL.so.1()(64bit)'"),
        ("zypper", "sudo zypper install 'libEGL.so.1()(64bit)' 'libGL.so.1()(64bit)'"),
        ("pacman", "(your system's installer) 'libEGL.so.1()(64bit)' 'libGL.so.1()(64bit)'"),
    ],
)
def test_the_command_to_type_is_exact(tool: str, command: str) -> None:
    which = finds(tool)
    assert dev.install_command(dev.packages(["libEGL.so.1", "libGL.so.1"], which), which) == command


class Computer:
    """A Linux that misses libraries until apt-get has run, if it may and if that helps."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, root: bool, cured: bool = True, apt: int = 0) -> None:
        self.calls: list[list[str]] = []
        self._cured, self._apt = cured, apt
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr(os, "geteuid", lambda: 0 if root else 1000, raising=False)
        monkeypatch.setattr(shutil, "which", finds("apt-get"))
        monkeypatch.setattr(subprocess, "call", self.call)
        monkeypatch.setattr(dev, "missing_libraries", lambda _: self.missing())
        monkeypatch.setattr(dev, "trial", lambda _: "")

    def call(self, command: list[str], **_: object) -> int:
        self.calls.append(command)
        return self._apt if "install" in command else 0

    def missing(self) -> list[str]:
        installed = any("install" in call for call in self.calls)
        return [] if installed and self._cured else ["libEGL.so.1", "libGL.so.1"]


def test_an_administrator_gets_them_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, root=True)
    dev.check_libraries(Path("python"))
    assert [call[-1] for call in computer.calls] == ["update", "libgl1"]


def test_anybody_else_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    computer = Computer(monkeypatch, root=False)
    with pytest.raises(dev.Stop, match="sudo apt-get install libegl1 libgl1\n"):
        dev.check_libraries(Path("python"))
    assert computer.calls == []


def test_an_installer_that_fails_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    Computer(monkeypatch, root=True, apt=100)
    with pytest.raises(dev.Stop, match="apt-get could not install libegl1 libgl1"):
        dev.check_libraries(Path("python"))


def test_libraries_that_stay_missing_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Computer(monkeypatch, root=True, cured=False)
    with pytest.raises(dev.Stop, match=r"still misses libEGL\.so\.1, libGL\.so\.1"):
        dev.check_libraries(Path("python"))


def test_qt_that_cannot_be_loaded_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    Computer(monkeypatch, root=True)
    monkeypatch.setattr(dev, "trial", lambda _: "ImportError: GLIBC_2.34 not found")
    with pytest.raises(dev.Stop, match=r"cannot be loaded on this computer: ImportError: GLIBC_2\.34 not found"):
        dev.check_libraries(Path("python"))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("exit 0", ""),
        ("echo a warning >&2", ""),
        ("echo first >&2; echo 'ImportError: why' >&2; exit 1", "ImportError: why"),
        ("exit 3", "it ended with 3"),
    ],
)
def test_the_last_line_of_a_failed_trial_is_the_reason(tmp_path: Path, script: str, reason: str) -> None:
    python = tmp_path / "python"
    python.write_text(f"#!/bin/sh\n{script}\n")
    python.chmod(0o700)
    assert dev.trial(python) == reason


@pytest.mark.skipif(sys.platform != "linux", reason="Qt carries all its libraries on other systems")
def test_nothing_is_missing_here_and_qt_starts() -> None:
    dev.check_libraries(Path(sys.executable))
