"""The Zoom app on this computer, from installs laid out as on Linux, macOS and Windows."""

import plistlib
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop import zoom_client
from companion.desktop.zoom_client import SUBJECT, Zoom, judge, linux_zoom, mac_zoom, windows_zoom
from companion.guide.items import all_items
from companion.readings import State
from tests.desktop.making import lay, said
from tests.desktop.registry import CURRENT_USER, LOCAL_MACHINE, VIEW_32, VIEW_64, Registry

FLATPAK = "var/lib/flatpak/app/us.zoom.Zoom/current/active/files"
OWN_FLATPAK = ".local/share/flatpak/app/us.zoom.Zoom/current/active/files"
PLIST = "Applications/zoom.us.app/Contents/Info.plist"
SNAP = "zoom-client/current/meta/snap.yaml"
LIST = "var/lib/dpkg/info/zoom.list"
STATUS = "var/lib/dpkg/status"


def dpkg(state: str = "install ok installed", version: str = "6.6.11.5112") -> str:
    others = "Package: {}\nStatus: install ok installed\nVersion: 1.2.3\n\n"
    ours = f"Package: zoom\nStatus: {state}\nPriority: optional\nVersion: {version}\nDescription: Zoom: calls\n\n\n"
    return others.format("libzoom") + ours + others.format("zoom-player")


def plist(**values: object) -> bytes:
    return plistlib.dumps({"CFBundleName": "zoom.us", **values})


INSTALLED = plist(CFBundleShortVersionString="6.6.11 (65512)", CFBundleVersion="6.6.11.65512")


@pytest.mark.parametrize(
    ("zoom", "words"),
    [
        (None, "Zoom is not installed. The browser works too."),
        (Zoom(), "Zoom is on this computer. Is it the newest?"),
        (Zoom("6.6.11.5112"), "Zoom 6.6 on this computer. Is it the newest?"),
    ],
)
def test_whether_it_is_the_newest_is_asked_and_never_known(zoom: Zoom | None, words: str) -> None:
    """G16."""
    assert said(judge(zoom)) == ("cannot-tell", words)


@given(st.none() | st.builds(Zoom, st.from_regex(r"(\d{1,5}(\.\d{1,8}){1,4})?", fullmatch=True)))
def test_no_version_ever_ticks(zoom: Zoom | None) -> None:
    """G16."""
    assert judge(zoom).state is State.CANNOT_TELL
    assert not any(item.reading_ticks for item in all_items() if item.subject == SUBJECT)


@pytest.mark.parametrize(
    ("files", "zoom"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({"opt/zoom/version.txt": "6.6.11.5112\n"}, Zoom("6.6.11.5112"), id="package"),
        pytest.param({LIST: "/opt/zoom\n", STATUS: dpkg()}, Zoom("6.6.11.5112"), id="Debian's list"),
        pytest.param({LIST: "", STATUS: dpkg("deinstall ok config-files")}, None, id="removed, settings left"),
        pytest.param({LIST: "", STATUS: dpkg().replace("Package: zoom\n", "Package: other\n")}, None, id="not listed"),
        pytest.param({STATUS: dpkg()}, None, id="no list of files"),
        pytest.param({LIST: ""}, None, id="no list of packages"),
        pytest.param({"opt/zoom/zoom": "program"}, Zoom(), id="does not say"),
        pytest.param({"opt/zoom/zoom": "program", "opt/zoom/version.txt": "soon"}, Zoom(), id="says nonsense"),
        pytest.param({f"{FLATPAK}/extra/zoom/version.txt": "6.5.1.100"}, Zoom("6.5.1.100"), id="flatpak"),
        pytest.param({f"{FLATPAK}/metadata": ""}, Zoom(), id="flatpak that does not say"),
        pytest.param({f"home/{OWN_FLATPAK}/extra/zoom/version.txt": "6.4.2"}, Zoom("6.4.2"), id="own flatpak"),
        pytest.param({f"snap/{SNAP}": "name: zoom-client\nversion: '6.3.1'\n"}, Zoom("6.3.1"), id="snap"),
        pytest.param({f"var/lib/snapd/snap/{SNAP}": "version: 6.3.1\n"}, Zoom("6.3.1"), id="snap of other systems"),
        pytest.param({f"snap/{SNAP}": "base-version: 6.3.1\n"}, None, id="a snap that does not say"),
        pytest.param(
            {"opt/zoom/version.txt": "6.6.1", LIST: "", STATUS: dpkg(version="6.5.9")}, Zoom("6.6.1"), id="surest first"
        ),
        pytest.param({"opt/zoom/version.txt": "6.6.1", f"snap/{SNAP}": "version: 5.0.1"}, Zoom("6.6.1"), id="two"),
    ],
)
def test_linux(tmp_path: Path, files: dict[str, str], zoom: Zoom | None) -> None:
    """G16."""
    lay(tmp_path, files)
    assert linux_zoom(tmp_path, tmp_path / "home") == zoom


@pytest.mark.parametrize(
    ("files", "zoom"),
    [
        pytest.param({}, None, id="nothing"),
        pytest.param({PLIST: INSTALLED}, Zoom("6.6.11"), id="for everybody"),
        pytest.param({f"home/{PLIST}": INSTALLED}, Zoom("6.6.11"), id="for this user"),
        pytest.param({PLIST: plist(), f"home/{PLIST}": INSTALLED}, Zoom("6.6.11"), id="the one that says"),
        pytest.param({PLIST: plist()}, Zoom(), id="does not say"),
        pytest.param({PLIST: plist(CFBundleShortVersionString=6)}, Zoom(), id="says a number"),
        pytest.param({PLIST: plistlib.dumps(["6.6.11"])}, Zoom(), id="no dictionary"),
        pytest.param({PLIST: b""}, Zoom(), id="empty"),
        pytest.param({PLIST: INSTALLED[:300]}, Zoom(), id="cut off"),
        pytest.param({PLIST.replace("Info.plist", "PkgInfo"): "APPL"}, Zoom(), id="without the list"),
    ],
)
def test_mac(tmp_path: Path, files: dict[str, str | bytes], zoom: Zoom | None) -> None:
    """G16."""
    lay(tmp_path, files)
    assert mac_zoom(tmp_path, tmp_path / "home") == zoom


BINARY = plistlib.dumps({"CFBundleShortVersionString": "6.6.11"}, fmt=plistlib.FMT_BINARY)


@given(st.sampled_from([INSTALLED, BINARY]), st.integers(0, 400), st.binary(max_size=8))
def test_a_damaged_list_is_no_trouble(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, place: int, damage: bytes
) -> None:
    root = lay(tmp_path_factory.mktemp("mac"), {PLIST: content[:place] + damage + content[place + len(damage) :]})
    assert isinstance(mac_zoom(root, root / "home"), Zoom)


@pytest.mark.parametrize(
    ("listed", "zoom"),
    [
        pytest.param([], None, id="nothing"),
        pytest.param([("Zoom", "5.17.11 (34827)")], Zoom("5.17.11"), id="of old"),
        pytest.param([("Zoom Workplace", "6.6.11")], Zoom("6.6.11"), id="of today"),
        pytest.param([("Zoom Workplace (64-bit)", "6.6.27061")], Zoom("6.6.27061"), id="for everybody"),
        pytest.param([("Zoom(32bit)", "5.17.31859")], Zoom("5.17.31859"), id="no space"),
        pytest.param([("Zoom", "")], Zoom(), id="does not say"),
        pytest.param([("", "1.2"), ("Zoom", ""), ("Zoom (64-bit)", "6.6.1")], Zoom("6.6.1"), id="the one that says"),
        pytest.param([("Zoom Outlook Plugin", "6.0.1"), ("Zoom Rooms", "6.1"), ("ZoomIt", "9.0")], None, id="others"),
    ],
)
def test_windows(tmp_path: Path, listed: list[tuple[str, str]], zoom: Zoom | None) -> None:
    """G16."""
    assert windows_zoom(lambda: listed, tmp_path) == zoom


def test_windows_knows_an_own_install_by_its_program(tmp_path: Path) -> None:
    lay(tmp_path, {"Zoom/bin/Zoom.exe": b"MZ"})
    assert windows_zoom(list, tmp_path) == Zoom()
    assert windows_zoom(lambda: [("Zoom Workplace", "6.6.11")], tmp_path) == Zoom("6.6.11")


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Callable[[str, Registry], None]:
    def move(system: str, registry: Registry) -> None:
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setitem(sys.modules, "winreg", registry)

    return move


@pytest.mark.parametrize("place", [(CURRENT_USER, 0), (LOCAL_MACHINE, VIEW_64), (LOCAL_MACHINE, VIEW_32)])
def test_windows_lists_programs_in_three_places(on: Callable[..., None], place: tuple[int, int]) -> None:
    """G16: programs may leave out name or version, and places may not be there at all."""
    zoom = {"DisplayName": "Zoom Workplace", "DisplayVersion": "6.6.11"}
    on("win32", Registry({place: [{}, {"DisplayName": "Editor"}, {"DisplayVersion": "1.0"}, zoom]}))
    assert zoom_client.look() == Zoom("6.6.11")


def test_windows_without_zoom(on: Callable[..., None]) -> None:
    on("win32", Registry({}))
    assert zoom_client.look() is None


@pytest.mark.parametrize(
    ("system", "file"),
    [
        ("linux", f"{OWN_FLATPAK}/extra/zoom/version.txt"),
        ("darwin", PLIST),
        ("win32", "AppData/Roaming/Zoom/bin/Zoom.exe"),
    ],
)
def test_each_system_is_looked_at_in_its_own_way(on: Callable[..., None], home: Path, system: str, file: str) -> None:
    """G16: an install of one's own, below one's home."""
    on(system, Registry({}))
    lay(home, {file: INSTALLED})
    assert zoom_client.look() is not None
