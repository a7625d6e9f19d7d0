"""Where our data is kept, on each system."""

import os
from pathlib import Path

import platformdirs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from platformdirs.macos import MacOS
from platformdirs.unix import Unix
from platformdirs.windows import Windows

from companion.desktop.paths import NoHome, data_folder
from companion.words import say


@pytest.mark.parametrize(
    ("system", "place"),
    [
        (Unix, ".local/share/onemm-companion"),
        (MacOS, "Library/Application Support/onemm-companion"),
        (Windows, "AppData/Local/onemm-companion"),
    ],
)
def test_each_system_has_its_own_local_place(
    monkeypatch: pytest.MonkeyPatch, home: Path, system: type, place: str
) -> None:
    """Never the one that roams: records of calls are not to travel with a profile."""
    for variable in [name for name in os.environ if name.startswith("XDG_")]:
        monkeypatch.delenv(variable)
    monkeypatch.setattr(platformdirs, "PlatformDirs", system)
    windows = {"CSIDL_LOCAL_APPDATA": str(home / "AppData/Local"), "CSIDL_APPDATA": str(home / "AppData/Roaming")}
    monkeypatch.setattr("platformdirs.windows.get_win_folder", windows.get)
    assert data_folder() == home / place


def test_the_place_a_person_has_set_for_data_is_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert data_folder() == tmp_path / "onemm-companion"


def test_looking_makes_no_folder(home: Path, tmp_path: Path) -> None:
    before = sorted(home.rglob("*"))
    assert not data_folder().exists()
    assert not data_folder(tmp_path / "kept").exists()
    assert sorted(home.rglob("*")) == before


def test_a_folder_that_is_named_wins(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert data_folder(tmp_path / "kept") == tmp_path / "kept"
    assert data_folder(Path("kept")) == tmp_path / "kept"
    assert data_folder(Path("~/kept")) == home / "kept"


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])))
def test_the_folder_is_always_absolute(name: str) -> None:
    """So that a change of the working folder never splits what is kept in two."""
    try:
        assert data_folder(Path(name)).is_absolute()
    except NoHome:
        assert name.startswith("~")


@pytest.fixture
def homeless(monkeypatch: pytest.MonkeyPatch) -> None:
    """A user whom the system knows no home for, as some services are."""

    def nobody(uid: int) -> None:
        raise KeyError(uid)

    for variable in ("HOME", "USERPROFILE", "XDG_DATA_HOME"):
        monkeypatch.delenv(variable)
    monkeypatch.setattr(platformdirs, "PlatformDirs", Unix)
    monkeypatch.setattr("pwd.getpwuid", nobody)


@pytest.mark.usefixtures("homeless")
@pytest.mark.parametrize("override", [None, Path("~/kept"), Path("~nobody-we-know/kept")])
def test_without_a_home_a_sentence_says_what_to_do(override: Path | None) -> None:
    with pytest.raises(NoHome) as caught:
        data_folder(override)
    assert str(caught.value) == say("desktop.no_home")


@pytest.mark.usefixtures("homeless")
def test_a_folder_that_is_named_needs_no_home(tmp_path: Path) -> None:
    assert data_folder(tmp_path) == tmp_path
