"""What the project says of itself is so."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.whole.sources import ROOT

DOCUMENTS = ("README", "ARCHITECTURE", "CHANGELOG", "CONTRIBUTING", "SECURITY", "packaging/README")
SKIPPED = {".git", ".venv", "__pycache__", "build", "dist"}
# In halves, so that this file does not name what it looks for.
ADDRESSES = re.compile("|".join(["py" + r"pi\.org", "python" + r"hosted", "--find" + "-links", "--index" + "-url"]))


def tracked() -> list[Path]:
    """The files of the project: what git knows or would add; without git, what is not made by tools."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    if (ROOT / ".git").exists():
        names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
        return [ROOT / name for name in names if (ROOT / name).is_file()]
    files = (path for path in ROOT.rglob("*") if path.is_file())
    return [path for path in files if not any(_made(part) for part in path.relative_to(ROOT).parts)]


def _made(part: str) -> bool:
    return part in SKIPPED or part.endswith(("_cache", ".hypothesis"))


def text_of(path: Path) -> str:
    """The text of a file; empty for what is no text."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        return ""


def commands(document: str) -> list[str]:
    """The lines of a document's shell blocks."""
    blocks = re.findall(r"^```(?:sh|console|bash)?\n(.*?)^```", document, re.M | re.S)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_the_readme_asks_for_two_commands() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [line.split("#")[0].strip() for line in commands(readme)] == ["make run", "make test"]


def test_the_commands_of_the_readme_are_the_makefiles() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in ("run", "test"):
        assert re.search(rf"^{command}:\n\t.*dev\.py {command}", makefile, re.M)


def test_the_readme_says_whose_the_app_is_not() -> None:
    readme = " ".join((ROOT / "README.md").read_text("utf-8").split())
    assert "not published or endorsed by One Million Mentors" in readme


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_between_documents_lead_somewhere(name: str) -> None:
    document = ROOT / f"{name}.md"
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", document.read_text("utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_no_file_says_where_packages_are_kept() -> None:
    assert [path.name for path in tracked() if ADDRESSES.search(text_of(path))] == []


def test_the_search_for_addresses_finds_one() -> None:
    assert ADDRESSES.search("https://py" + "pi.org/simple")


def test_the_files_of_the_project_are_found() -> None:
    names = {str(path.relative_to(ROOT)) for path in tracked()}
    assert {"README.md", "dev.py", "companion/words.py", ".ci/run"} <= names
    assert not any("__pycache__" in name or name.startswith(".venv") for name in names)


def test_the_changelog_knows_this_version() -> None:
    version = re.search(r'__version__ = "(.+)"', (ROOT / "companion/__init__.py").read_text("utf-8"))
    assert version
    assert f"## {version[1]}" in (ROOT / "CHANGELOG.md").read_text("utf-8")
