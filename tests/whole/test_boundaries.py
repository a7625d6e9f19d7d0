"""The walls between the rooms hold, in what the files say and in what they load."""

import json
import subprocess
import sys

import pytest

from tests.whole.sources import ROOT, Source, parse, sources
from tests.whole.walls import complaints, may_use_qt

QT_FREE = [source.module for source in sources("companion") if not may_use_qt(source)]


@pytest.mark.parametrize("source", sources("companion"), ids=lambda source: source.module)
def test_every_file_keeps_to_its_room(source: Source) -> None:
    assert complaints(source) == []


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("companion.checklist.plan", "from companion.guide.items import Item"),
        ("companion.checklist.page", "from companion.ui.label import Label\nfrom PySide6.QtWidgets import QWidget"),
        ("companion.checklist.join_dialog", "from PySide6 import QtWidgets"),
        ("companion.meeting.walkthrough", "from companion.desktop.clipboard import copy"),
        ("companion.meeting.form", "from . import page\nfrom companion.ui import theme"),
        ("companion.sessions.pair", "from companion.store import Store"),
        ("companion.store.preferences", "from companion.errors import Problem\nfrom .migrations import Migration"),
        ("companion.desktop.link", '"""The link, from Qt."""\nfrom PySide6.QtNetwork import QNetworkInformation'),
        ("companion.ui.window", "from companion.desktop.tasks import run\nfrom companion import words"),
        ("companion.app.start", "import companion.camera.page\nimport companion.store\nfrom PySide6 import QtCore"),
        ("companion.cli", "from companion.checklist.plan import plan\nfrom companion import __version__"),
        ("companion.records.export", "from datetime import date\nimport csv"),
    ],
)
def test_what_the_walls_allow(module: str, text: str) -> None:
    assert complaints(parse(module, text)) == []


@pytest.mark.parametrize(
    ("module", "text", "told"),
    [
        ("companion.checklist.plan", "from companion.camera.device import Device", "companion.camera.device.Device"),
        ("companion.checklist.plan", "from companion.ui import label", "companion.ui.label"),
        ("companion.checklist.page", "import companion.records.page", "companion.records.page"),
        ("companion.checklist.page", "from companion.app import start", "companion.app.start"),
        ("companion.checklist.page", "from companion import cli", "companion.cli"),
        ("companion.checklist.plan", "from ..meeting import form", "companion.meeting.form"),
        ("companion.checklist", "from .. import ui", "companion.ui"),
        ("companion.guide.items", "from companion.sessions.pair import Role", "companion.sessions.pair.Role"),
        ("companion.sessions.pair", "from companion.guide import items", "companion.guide.items"),
        ("companion.store.open", "from companion.desktop.paths import data", "companion.desktop.paths.data"),
        ("companion.desktop.paths", "from companion.store import Store", "companion.store.Store"),
        ("companion.ui.window", "from companion.store import Store", "companion.store.Store"),
        ("companion.words", "def say():\n    from companion.guide import items", "companion.guide.items"),
        ("companion.help.contacts", "import_module('companion.ui.label')", "companion.ui.label"),
    ],
)
def test_a_wall_that_is_crossed_is_named(module: str, text: str, told: str) -> None:
    is_package = module.count(".") == 1 and "from .." in text
    assert complaints(parse(module, text, is_package)) == [f"{module} may not import {told}"]


@pytest.mark.parametrize(
    ("module", "text"),
    [
        ("companion.checklist.plan", "from PySide6.QtCore import QObject"),
        ("companion.checklist.reviewer", "import PySide6.QtWidgets"),
        ("companion.cli", "def window():\n    import PySide6"),
        ("companion.desktop.paths", '"""Where things are kept."""\nfrom PySide6.QtCore import QStandardPaths'),
        ("companion.sessions.view", "from qasync import QEventLoop"),
        ("companion.words", "__import__('shiboken6')"),
    ],
)
def test_qt_where_it_may_not_be_is_named(module: str, text: str) -> None:
    assert complaints(parse(module, text)) == [f"{module} may not use Qt"]


def test_a_new_room_needs_its_place_in_the_walls() -> None:
    assert "no room is called attic" in complaints(parse("companion.attic.box", ""))[0]


def loaded_by(*modules: str) -> set[str]:
    """The packages a bare Python holds after importing ``modules``."""
    program = f"import sys, json, {', '.join(modules)}; print(json.dumps(sorted(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return {name.split(".")[0] for name in json.loads(answer.stdout)}


def test_no_qt_is_loaded_by_what_is_free_of_it() -> None:
    assert not {"PySide6", "shiboken6", "qasync"} & loaded_by(*QT_FREE)


def test_the_check_of_what_is_loaded_sees_qt() -> None:
    assert "PySide6" in loaded_by("companion.ui.theme")


def test_the_command_line_starts_light() -> None:
    assert not {"PySide6", "asyncio", "icalendar", "dateutil", "psutil"} & loaded_by("companion.cli")
