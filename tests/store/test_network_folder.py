"""Whether a folder lies on another computer, on each platform."""

from pathlib import Path, PurePosixPath
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.store.network_folder import is_network_folder
from tests.store.making import posix

HERE = "companion.store.network_folder"
LOCAL = "/dev/sda1 / ext4 rw,relatime 0 0\n"


@pytest.fixture
def mounts(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Linux, whatever this is."""
    monkeypatch.setattr(f"{HERE}.sys", SimpleNamespace(platform="linux"))
    return monkeypatch


@posix
@pytest.mark.parametrize(
    ("lines", "folder", "remote"),
    [
        ("", "/home/ada", False),
        (LOCAL, "/home/ada", False),
        (LOCAL + "college:/home /home nfs4 rw 0 0\n", "/home/ada", True),
        (LOCAL + "//college/home /home cifs rw 0 0\n", "/home", True),
        (LOCAL + "college:/home /home nfs4 rw 0 0\n", "/homes/ada", False),
        (LOCAL + "auto.home /home autofs rw 0 0\ncollege:/ada /home/ada nfs rw 0 0\n", "/home/ada/kept", True),
        (LOCAL + "college:/home /home nfs rw 0 0\n/dev/sdb1 /home ext4 rw 0 0\n", "/home/ada", False),
        (LOCAL + r"college:/home /my\040home fuse.sshfs rw 0 0", "/my home/ada", True),
        (LOCAL + r"college:/home /a\134b nfs rw 0 0", r"/a\b/ada", True),
        (LOCAL + "a line that means\n\nnothing\n", "/home/ada", False),
        ("host /home 9p rw 0 0\n" + LOCAL, "/home/ada", True),
    ],
)
def test_on_linux_the_deepest_mount_says(mounts: pytest.MonkeyPatch, lines: str, folder: str, remote: bool) -> None:
    mounts.setattr(f"{HERE}._mounts", lambda: lines)
    assert is_network_folder(Path(folder)) is remote


names = st.lists(st.sampled_from("ab"), max_size=4).map(lambda parts: "/" + "/".join(parts))


@posix
@given(st.lists(st.tuples(names, st.booleans()), max_size=6, unique_by=lambda mount: mount[0]), names)
def test_of_mounts_in_any_order_the_deepest_counts(table: list[tuple[str, bool]], folder: str) -> None:
    above = [mount for mount in table if PurePosixPath(folder).is_relative_to(mount[0])]
    deepest = max(above, key=lambda mount: len(PurePosixPath(mount[0]).parts), default=("", False))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(f"{HERE}.sys", SimpleNamespace(platform="linux"))
        patch.setattr(f"{HERE}._mounts", lambda: "".join(f"d {at} {'nfs' if far else 'xfs'}\n" for at, far in table))
        assert is_network_folder(Path(folder)) is deepest[1]


@posix
def test_a_home_that_is_a_link_to_the_network(mounts: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    (tmp_path / "home").symlink_to(tmp_path / "far")
    mounts.setattr(f"{HERE}._mounts", lambda: f"{LOCAL}college:/ {tmp_path.resolve() / 'far'} nfs rw 0 0\n")
    assert is_network_folder(tmp_path / "home" / "kept")
    assert not is_network_folder(tmp_path / "elsewhere")


@pytest.mark.parametrize(
    ("folder", "remote"),
    [("/Users/ada", False), ("/Network/Servers/college/ada", True), ("/Volumes/ada", True), ("/Volumes2", False)],
)
def test_on_macos_the_place_says(monkeypatch: pytest.MonkeyPatch, folder: str, remote: bool) -> None:
    monkeypatch.setattr(f"{HERE}.sys", SimpleNamespace(platform="darwin"))
    assert is_network_folder(Path(folder)) is remote


@pytest.mark.parametrize(
    ("folder", "remote"),
    [
        ("C:\\Users\\ada", False),
        ("H:\\ada", True),
        ("\\\\college\\home\\ada", True),
        ("\\\\?\\UNC\\college\\ada", True),
        ("kept", False),
    ],
)
def test_on_windows_the_drive_says(monkeypatch: pytest.MonkeyPatch, folder: str, remote: bool) -> None:
    """GetDriveTypeW answers 4 for a drive on another computer, 3 for a local one."""
    monkeypatch.setattr(f"{HERE}.sys", SimpleNamespace(platform="win32"))
    kernel = SimpleNamespace(GetDriveTypeW=lambda drive: 4 if drive == "H:\\" else 3)
    monkeypatch.setattr("ctypes.windll", SimpleNamespace(kernel32=kernel), raising=False)
    assert is_network_folder(Path(folder)) is remote


@posix
def test_the_mounts_of_this_computer_can_be_read() -> None:
    """A pseudo file system is no network folder; nothing is said about the rest of this computer."""
    assert not is_network_folder(Path("/proc/self"))
