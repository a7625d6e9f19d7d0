"""What the app ships is found: in a source tree, and in a built package, wherever that is put."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from companion import resources
from tests.whole.sources import ROOT

SHIPPED = sorted(path.relative_to(ROOT / "resources") for path in (ROOT / "resources").rglob("*") if path.is_file())
TABLES = [path for path in SHIPPED if path.suffix == ".toml"]
ICONS = [path for path in SHIPPED if path.suffix == ".svg"]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it lies in an environment, beside somebody else's folder of the same name."""
    site = tmp_path_factory.mktemp("with space é")
    zipfile.ZipFile(wheel).extractall(site)
    (site / "resources" / "words").mkdir(parents=True)
    (site / "resources" / "words" / "frame.toml").write_text('help = "Not ours"\n', encoding="utf-8")
    return site


def python(site: Path, *arguments: str) -> str:
    """What a Python with this package first on its path prints, in a folder where nothing of ours is."""
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONIOENCODING": "utf-8"}
    away = site.parent
    ran = subprocess.run([sys.executable, *arguments], cwd=away, env=env, capture_output=True, timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout.decode("utf-8")


def test_a_source_tree_has_them_beside_the_package() -> None:
    assert resources.root() == ROOT / "resources"
    assert resources.path("icons", "copy.svg") == ROOT / "resources" / "icons" / "copy.svg"
    assert resources.path() == resources.root()


def test_an_installed_package_has_its_own_inside(installed: Path) -> None:
    """Each file the same as here, and a folder beside the package is never taken for ours."""
    program = "from companion import resources; print(resources.root())"
    root = Path(python(installed, "-c", program).strip())
    assert root == (installed / "companion" / "resources").resolve()
    assert [path for path in SHIPPED if (root / path).read_bytes() != resources.path(*path.parts).read_bytes()] == []


def test_an_installed_package_speaks(installed: Path) -> None:
    program = "from companion.words import say; print(say('frame.help'))"
    assert python(installed, "-c", program).strip() == "Help now"


@pytest.mark.parametrize(
    "arguments", [["settings", "--format", "json"], ["settings"], ["policy", "example"], ["--help"]], ids=" ".join
)
def test_an_installed_package_answers_as_the_source_tree_does(installed: Path, arguments: list[str]) -> None:
    command = ["-m", "companion", *arguments]
    assert python(installed, *command) == python(ROOT, *command) != ""


def test_an_installed_package_traces_what_it_serves(installed: Path) -> None:
    """The tests are not shipped, so none are counted; the rest is the same."""
    here, there = (json.loads(python(site, "-m", "companion", "requirements", "--json")) for site in (ROOT, installed))
    assert any(row["tests"] for row in here)
    assert there == [{**row, "tests": 0} for row in here]


@pytest.mark.parametrize("path", TABLES, ids=str)
def test_every_table_can_be_read(path: Path) -> None:
    """As UTF-8 without a byte order mark, with the line ends of every system but one."""
    raw = (ROOT / "resources" / path).read_bytes()
    assert resources.toml(*path.parts) == tomllib.loads(raw.decode("utf-8"))
    assert resources.toml(*path.parts)
    assert b"\r" not in raw and not raw.startswith(b"\xef\xbb\xbf")


def test_a_table_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A second look costs nothing and cannot see another text."""
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    file = tmp_path / "read-once.toml"
    file.write_text("cups = 1\n", encoding="utf-8")
    first = resources.toml("read-once.toml")
    file.write_text("cups = 2\n", encoding="utf-8")
    assert resources.toml("read-once.toml") is first
    assert first == {"cups": 1}


@pytest.mark.parametrize(("text", "failure"), [(None, FileNotFoundError), ("cups =", ValueError), ("\xff", ValueError)])
def test_a_table_that_is_not_right_is_no_table(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str | None, failure: type[Exception]
) -> None:
    """A missing or spoilt file is found at once, and a second look does not find an empty one."""
    monkeypatch.setattr(resources, "root", lambda: tmp_path)
    if text is not None:
        (tmp_path / "spoilt.toml").write_bytes(text.encode("latin-1"))
    for _ in range(2):
        with pytest.raises(failure):
            resources.toml("spoilt.toml")


@pytest.mark.parametrize("path", ICONS, ids=str)
def test_every_icon_is_a_drawing_without_more(path: Path) -> None:
    """One size, one colour to be tinted, nothing that loads or runs."""
    drawing: Any = ElementTree.fromstring((ROOT / "resources" / path).read_text("utf-8"))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("viewBox") == "0 0 24 24"
    kinds = {each.tag.rpartition("}")[2] for each in drawing.iter()}
    assert kinds <= {"svg", "g", "path", "circle", "rect", "line", "polyline", "polygon", "ellipse"}
    assert not [name for each in drawing.iter() for name in each.attrib if "href" in name or name.startswith("on")]
