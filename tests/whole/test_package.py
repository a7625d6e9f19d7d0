"""The locks agree with what is declared, and the built package holds what the app needs."""

import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tests.whole.sources import ROOT

PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
RUNTIME = [Requirement(text) for text in PROJECT["project"]["dependencies"]]
DEV = [Requirement(text) for text in PROJECT["dependency-groups"]["dev"]]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def entries(lock: str) -> dict[str, str]:
    """The locked requirements of a file: name to its whole entry, hashes included."""
    text = re.sub(r"^ *#.*\n", "", (ROOT / lock).read_text("utf-8"), flags=re.M)
    found = re.findall(r"^([\w.-]+)==((?:.*\\\n)*.*)", text, re.M)
    return {canonicalize_name(name): entry for name, entry in found}


def version(lock: str, name: str) -> str:
    """The locked version of a package."""
    return entries(lock)[canonicalize_name(name)].split()[0]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_part_has_hashes(lock: str) -> None:
    assert entries(lock)
    assert [name for name, entry in entries(lock).items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("wanted", RUNTIME, ids=str)
def test_the_lock_holds_what_the_app_declares(wanted: Requirement) -> None:
    assert version("requirements.lock", wanted.name) in wanted.specifier


@pytest.mark.parametrize("wanted", [*RUNTIME, *DEV], ids=str)
def test_the_development_lock_holds_everything(wanted: Requirement) -> None:
    assert version("requirements-dev.lock", wanted.name) in wanted.specifier


def test_both_locks_name_the_same_versions() -> None:
    names = entries("requirements.lock")
    assert {name: version(LOCKS[0], name) for name in names} == {name: version(LOCKS[1], name) for name in names}


@pytest.mark.parametrize("name", ["PySide6-Essentials", "PySide6-Addons"])
def test_the_broken_pair_of_python_and_qt_cannot_be_installed(name: str) -> None:
    wanted = next(requirement for requirement in RUNTIME if requirement.name == name)
    assert "6.12.0" not in wanted.specifier
    assert "6.11.3" in wanted.specifier


@pytest.mark.parametrize(("python", "fits"), [("3.10", False), ("3.11", True), ("3.13.2", True), ("3.14", False)])
def test_the_pythons_it_is_for(python: str, fits: bool) -> None:
    assert (python in SpecifierSet(PROJECT["project"]["requires-python"])) is fits


def test_only_the_halves_of_qt_that_are_declared_are_installed() -> None:
    qt = {name for name in entries("requirements-dev.lock") if "pyside" in name}
    assert qt == {"pyside6-essentials", "pyside6-addons"}


def test_the_wheel_holds_the_app_and_its_resources_only(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    shipped = [path.relative_to(ROOT) for path in (ROOT / "resources").rglob("*") if path.is_file()]
    assert {f"companion/{path.as_posix()}" for path in shipped} <= names
    assert {name.split("/")[0].split("-")[0] for name in names} == {"companion", "onemm_companion"}


def test_the_wheel_names_its_command_and_licence(wheel: Path) -> None:
    archive = zipfile.ZipFile(wheel)
    files = {name.split("/", 1)[1]: name for name in archive.namelist() if ".dist-info/" in name}
    assert "companion = companion.cli:main" in archive.read(files["entry_points.txt"]).decode()
    assert "License-Expression: Apache-2.0" in archive.read(files["METADATA"]).decode()
    assert archive.read(files["licenses/LICENSE"]) == (ROOT / "LICENSE").read_bytes()
