"""A managed policy counts only where nobody but an administrator can change it: otherwise anyone could plant a false
coordinator (G12).
"""

import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.guide.policy_finding import MOST_BYTES
from companion.guide.policy_owner import NotManaged, read_guarded_posix, read_managed
from companion.guide.policy_owner_mac import acl_lets_write
from companion.guide.policy_owner_windows import TRUSTED_INSTALLER, others_may, program_data, read_guarded
from companion.words import sentence

posix = pytest.mark.skipif(sys.platform == "win32", reason="asks POSIX for owners")


def code(call: Callable[[], object]) -> str:
    """Why a file is not managed."""
    with pytest.raises(NotManaged) as reason:
        call()
    assert sentence(reason.value.message)
    return reason.value.message.code.removeprefix("policy.not_managed.")


class Owners:
    """Stands in for fstat: everything belongs to root and only root writes, but for what a test changes."""

    def __init__(self) -> None:
        self.changed: dict[int, tuple[int, int]] = {}

    def change(self, path: Path, owner: int = 0, bits: int = 0) -> None:
        self.changed[path.stat().st_ino] = (owner, bits)

    def __call__(self, file: int) -> os.stat_result:
        real = os.fstat(file)
        owner, bits = self.changed.get(real.st_ino, (0, 0))
        mode = stat.S_IFMT(real.st_mode) | 0o644 | bits
        return os.stat_result((mode, *real[1:4], owner, *real[5:10]))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A policy in a folder of its own."""
    folder = tmp_path.resolve() / "etc" / "onemm-companion"
    folder.mkdir(parents=True)
    (folder / "policy.toml").write_bytes(b"schema = 1\n")
    return folder / "policy.toml"


def no_list(_file: int) -> bool:
    return False


@posix
class TestPosix:
    """Linux and macOS."""

    def test_an_administrators_file_is_read(self, place: Path) -> None:
        assert read_guarded_posix(place, Owners(), no_list) == b"schema = 1\n"

    def test_no_more_is_read_than_is_judged(self, place: Path) -> None:
        place.write_bytes(b"#" * (2 * MOST_BYTES))
        assert len(read_guarded_posix(place, Owners(), no_list)) == MOST_BYTES + 1

    @pytest.mark.parametrize("above", range(4))
    def test_g12_another_owner_anywhere_above(self, place: Path, above: int) -> None:
        """G12: who owns a folder can replace what is in it."""
        owners = Owners()
        owners.change([place, *place.parents][above], owner=1000)
        assert code(lambda: read_guarded_posix(place, owners, no_list)) == "owner"

    @pytest.mark.parametrize("above", range(4))
    @pytest.mark.parametrize("bits", [0o020, 0o002, 0o1777])
    def test_g12_others_may_write_anywhere_above(self, place: Path, above: int, bits: int) -> None:
        """G12: not the group, not everybody, and a sticky folder is no excuse."""
        owners = Owners()
        owners.change([place, *place.parents][above], bits=bits)
        assert code(lambda: read_guarded_posix(place, owners, no_list)) == "writable"

    def test_the_root_itself_is_judged(self, place: Path) -> None:
        owners = Owners()
        owners.change(Path("/"), owner=1000)
        assert code(lambda: read_guarded_posix(place, owners, no_list)) == "owner"

    def test_an_access_list_that_lets_others_write(self, place: Path) -> None:
        wanted = place.parent.stat().st_ino
        assert (
            code(lambda: read_guarded_posix(place, Owners(), lambda file: os.fstat(file).st_ino == wanted))
            == "writable"
        )

    def test_links_are_not_followed(self, place: Path, tmp_path: Path) -> None:
        (tmp_path / "folder").symlink_to(place.parent)
        assert (
            code(lambda: read_guarded_posix(tmp_path.resolve() / "folder" / "policy.toml", Owners(), no_list))
            == "closed"
        )
        link = place.with_name("link.toml")
        link.symlink_to(place)
        assert code(lambda: read_guarded_posix(link, Owners(), no_list)) == "closed"

    def test_pipes_and_folders_are_no_policy(self, place: Path) -> None:
        os.mkfifo(place.with_name("pipe.toml"))
        assert code(lambda: read_guarded_posix(place.with_name("pipe.toml"), Owners(), no_list)) == "not_file"
        assert code(lambda: read_guarded_posix(place.parent, Owners(), no_list)) == "not_file"

    def test_a_file_in_the_way_of_a_folder(self, place: Path) -> None:
        assert code(lambda: read_guarded_posix(place / "policy.toml", Owners(), no_list)) == "closed"

    def test_a_missing_file_is_missing(self, place: Path) -> None:
        with pytest.raises(FileNotFoundError):
            read_guarded_posix(place.with_name("none.toml"), Owners(), no_list)

    def test_nothing_stays_open(self, place: Path) -> None:
        before = os.open("/", os.O_RDONLY)
        os.close(before)
        owners = Owners()
        owners.change(place, owner=1000)
        read_guarded_posix(place, Owners(), no_list)
        code(lambda: read_guarded_posix(place, owners, no_list))
        after = os.open("/", os.O_RDONLY)
        os.close(after)
        assert after == before

    def test_asks_the_system_itself_by_default(self, place: Path) -> None:
        assert code(lambda: read_managed(place)) in ("owner", "writable")

    def test_macos_lists_are_asked_only_there(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        assert read_guarded_posix(place, Owners()) == b"schema = 1\n"
        monkeypatch.setattr("companion.guide.policy_owner.sys", SimpleNamespace(platform="darwin"))
        monkeypatch.setattr("companion.guide.policy_owner_mac.acl_lets_write", lambda _file: True)
        assert code(lambda: read_guarded_posix(place, Owners())) == "writable"


class MacLibrary:
    """Stands in for the C library of macOS."""

    def __init__(self, text: str | None, failure: int = 0) -> None:
        self._text = None if text is None else ctypes.create_string_buffer(text.encode())
        self.freed: list[int | None] = []
        self.acl_get_fd_np = self._function(lambda *_a: self._get(failure))
        self.acl_to_text = self._function(lambda *_a: ctypes.addressof(self._text) if self._text else None)
        self.acl_free = self._function(lambda pointer: self.freed.append(pointer.value))

    def _get(self, failure: int) -> int | None:
        ctypes.set_errno(failure)
        return None if failure else 4711

    @staticmethod
    def _function(call: Callable[..., object]) -> Callable[..., object]:
        def function(*arguments: object) -> object:
            return call(*arguments)

        return function


class TestMac:
    """Access lists of macOS, which permission bits do not show."""

    EVERYONE = "group:ABCDEFAB-CDEF-ABCD-EFAB-CDEF0000000C:everyone:12"

    @pytest.mark.parametrize(
        ("entry", "writes"),
        [
            ("deny:delete", False),
            ("allow:read,execute,readattr", False),
            ("allow:read,write", True),
            ("allow,inherited:append", True),
            ("allow,file_inherit,directory_inherit:delete_child", True),
            ("allow:writesecurity", True),
            ("allow:chown", True),
        ],
    )
    def test_an_entry(self, entry: str, writes: bool) -> None:
        library = MacLibrary(f"!#acl 1\n{self.EVERYONE}:{entry}\n")
        assert acl_lets_write(3, library) is writes
        assert len(library.freed) == 2

    def test_no_list_is_fine_and_no_answer_is_not(self) -> None:
        assert acl_lets_write(3, MacLibrary("", errno.ENOENT)) is False
        assert acl_lets_write(3, MacLibrary("", errno.EIO)) is True
        assert acl_lets_write(3, MacLibrary(None)) is True


ROOT = "O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;;LC;;;AU)(A;OICIIO;SDGXGWGR;;;AU)(A;OICI;0x1200a9;;;BU)"
DATA = "O:SYG:SYD:PAI(A;OICI;FA;;;SY)(A;OICI;FA;;;BA)(A;OICIIO;GA;;;CO)(A;OICI;0x1200a9;;;BU)(A;CI;DCLCRPCR;;;BU)"
FILE = f"O:BAG:S-1-5-21-1-2-3-513D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)(A;ID;FA;;;{TRUSTED_INSTALLER})"


class TestWindows:
    """Owners and rights as Windows tells them."""

    def read(self, place: Path, **changed: str | None) -> bytes:
        told = {"file": FILE, "folder": DATA, "above": ROOT} | changed
        names = {place: "file", place.parent: "folder"}
        return read_guarded(place, lambda path: told[names.get(path, "above")], lambda _path: False)

    def test_a_file_of_an_administrator_in_folders_as_windows_makes_them(self, place: Path) -> None:
        assert self.read(place) == b"schema = 1\n"

    def test_no_more_is_read_than_is_judged(self, place: Path) -> None:
        place.write_bytes(b"#" * (2 * MOST_BYTES))
        assert len(self.read(place)) == MOST_BYTES + 1

    @pytest.mark.parametrize("where", ["file", "folder", "above"])
    @pytest.mark.parametrize(
        ("sddl", "why"),
        [
            ("O:S-1-5-21-1-2-3-1001G:BAD:(A;;FA;;;BA)", "owner"),
            ("O:BUG:BAD:(A;;FA;;;BA)", "owner"),
            ("D:(A;;FA;;;BA)", "owner"),
            ("", "owner"),
            (None, "closed"),
            ("O:BAG:BA", "writable"),
            ("O:BAG:BAD:NO_ACCESS_CONTROL", "writable"),
            ("O:BAG:BAD:PAI(A;;FA;;;WD)", "writable"),
            ("O:BAG:BAD:PAI(A;;FA;;;BA)(A;;GA;;;AU)", "writable"),
            ("O:BAG:BAD:PAI(A;;0x1301bf;;;BU)", "writable"),
            ("O:BAG:BAD:PAI(A;;WD;;;S-1-5-21-1-2-3-1001)", "writable"),
            ("O:BAG:BAD:PAI(A;;??;;;BU)", "writable"),
            ("O:BAG:BAD:PAI(A;;FA)", "writable"),
            ("O:BAG:BAD:PAI(A;;FA;;;BA)more", "writable"),
            ('O:BAG:BAD:PAI(XA;;FR;;;WD;(@User.x == "a"))(A;;FA;;;BU)', "writable"),
        ],
    )
    def test_g12_anything_else_is_not_managed(self, place: Path, where: str, sddl: str | None, why: str) -> None:
        """G12: a false coordinator could stand in a file users can change."""
        assert code(lambda: self.read(place, **{where: sddl})) == why

    def test_users_may_add_files_beside_it_but_not_write_it(self, place: Path) -> None:
        adds = "O:BAG:BAD:(A;;FA;;;BA)(A;;DCLC;;;BU)"
        assert self.read(place, folder=adds)
        assert code(lambda: self.read(place, file=adds)) == "writable"

    def test_links_and_folders_are_no_policy(self, place: Path) -> None:
        assert code(lambda: read_guarded(place, lambda _p: FILE, lambda path: path == place.parent)) == "closed"
        assert code(lambda: read_guarded(place.parent, lambda _p: FILE, lambda _p: False)) == "not_file"

    def test_denials_and_entries_only_for_what_is_inside_do_no_harm(self) -> None:
        assert not others_may("O:BAD:(D;;FA;;;WD)(A;OICIIO;FA;;;CO)(A;OI;FR;;;WD)", 0xFFFFFFF & ~0x1200A9)

    @given(st.sampled_from(["BU", "WD", "AU", "IU", "S-1-5-21-9-9-9-1000"]), st.integers(0, 0x1FFFFF))
    def test_a_right_in_figures_counts_as_what_it_is(self, sid: str, rights: int) -> None:
        assert others_may(f"O:BAD:(A;;0x{rights:x};;;{sid})", 0x10000) is bool(rights & 0x10000)

    @pytest.mark.skipif(sys.platform == "win32", reason="asks what other systems answer")
    def test_other_systems_have_no_program_data_and_tell_no_rights(self, place: Path) -> None:
        assert program_data() is None
        assert code(lambda: read_guarded(place)) == "closed"


@posix
def test_the_reader_fits_the_system(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companion.guide.policy_owner.sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr("companion.guide.policy_owner_windows.read_guarded", lambda _path: b"windows")
    assert read_managed(place) == b"windows"
