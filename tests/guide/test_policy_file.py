"""Which policy holds: managed beats --policy beats one opened by hand, and what is passed over is told."""

import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from companion.guide.policy import Policy
from companion.guide.policy_file import NAME, PolicyUnreadable, find, open_by_hand, read_file, system_place, told
from companion.guide.policy_finding import MOST_BYTES, Finding
from companion.guide.policy_owner import NotManaged
from companion.words import Message, sentence

posix = pytest.mark.skipif(sys.platform == "win32", reason="files of other kinds need POSIX")


def policy(partner: str, more: str = "") -> str:
    """A small valid policy."""
    return f'schema = 1\n[partner]\nname = "{partner}"\n{more}'


def trusting(path: Path) -> bytes:
    """Reads a file as if an administrator owned it and all folders above."""
    return path.read_bytes()


def distrusting(path: Path) -> bytes:
    """Finds every file unsafe."""
    raise NotManaged("writable", path.parent)


def nowhere(tmp_path: Path) -> Path:
    return tmp_path / "none" / "policy.toml"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Writes a file and returns its path."""

    def make(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return make


Write = Callable[[str, str], Path]


class TestPrecedence:
    """G07: one policy holds at a time."""

    def test_without_any_the_guide_holds(self, tmp_path: Path) -> None:
        found = find(None, None, nowhere(tmp_path))
        assert (found.policy, found.source, found.path, found.problems) == (Policy(), "guide", None, ())

    def test_by_hand(self, tmp_path: Path) -> None:
        found = find(None, policy("Own"), nowhere(tmp_path))
        assert (found.policy.partner, found.source, found.path) == ("Own", "by-hand", None)
        assert not found.policy.managed

    def test_command_line_beats_by_hand(self, tmp_path: Path, write: Write) -> None:
        named = write("named.toml", policy("Named"))
        found = find(named, policy("Own"), nowhere(tmp_path))
        assert (found.policy.partner, found.source, found.path) == ("Named", "command-line", named)
        assert not found.policy.managed

    def test_managed_beats_both_is_locked_and_says_what_was_not_used(self, write: Write) -> None:
        system, named = write("system.toml", policy("Managed")), write("named.toml", policy("Named"))
        found = find(named, policy("Own"), system, trusting)
        assert (found.policy.partner, found.source, found.path) == ("Managed", "managed", system)
        assert found.policy.managed
        assert [told(problem) for problem in found.problems] == [
            f"The rules an administrator put on this computer come first. We did not use {named}."
        ]

    def test_managed_alone_has_nothing_to_tell(self, write: Write) -> None:
        assert find(None, policy("Own"), write("system.toml", policy("Managed")), trusting).problems == ()

    def test_the_others_are_not_even_read(self, tmp_path: Path, write: Write) -> None:
        found = find(nowhere(tmp_path), "not toml", write("system.toml", policy("Managed")), trusting)
        assert [problem.message.code for problem in found.problems] == ["policy.managed_wins"]


class TestPassedOver:
    """What is not used is told, in a sentence, and the next one holds."""

    def test_a_file_users_can_write_is_ignored(self, write: Write) -> None:
        system = write("system.toml", policy("Planted", "[rules]\nwebcams = false\n"))
        found = find(None, policy("Own"), system, distrusting)
        assert (found.policy.partner, found.policy.managed, found.policy.webcams) == ("Own", False, True)
        assert told(found.problems[0]).startswith("We did not use the rules on this computer: others than")

    @posix
    def test_a_real_file_in_a_temporary_folder_is_never_managed(self, write: Write) -> None:
        system = write("system.toml", policy("Planted"))
        found = find(None, None, system)
        assert found.source == "guide" and found.problems[0].message.code.startswith("policy.not_managed.")

    def test_a_missing_file_on_the_command_line(self, tmp_path: Path) -> None:
        found = find(tmp_path / "gone.toml", policy("Own"), nowhere(tmp_path))
        assert found.source == "by-hand"
        assert told(found.problems[0]) == f"There is no file at {tmp_path / 'gone.toml'}. Check the name and try again."

    def test_a_broken_file_on_the_command_line(self, tmp_path: Path, write: Write) -> None:
        named = write("named.toml", "schema = 1\n[partner\n")
        found = find(named, None, nowhere(tmp_path))
        assert (found.policy, found.source) == (Policy(), "guide")
        assert told(found.problems[0]).startswith(f"{named}, line 2: We cannot read on from here.")

    def test_another_version_by_hand(self, tmp_path: Path) -> None:
        found = find(None, "schema = 2\n", nowhere(tmp_path))
        assert (found.policy, found.source) == (Policy(), "guide")
        assert told(found.problems[0]).startswith("The policy file you opened, line 1: This app knows")

    def test_slips_are_told_and_the_rest_holds(self, tmp_path: Path, write: Write) -> None:
        named = write("named.toml", policy("Named", "[rules]\nwebcams = false\n[zoom]\nhost = 'evil.example'\n"))
        found = find(named, None, nowhere(tmp_path))
        assert found.source == "command-line" and not found.policy.webcams
        assert [(problem.file, problem.line, problem.key) for problem in found.problems] == [
            (str(named), 7, "zoom.host")
        ]

    def test_g07_managed_rules_that_cannot_be_read_keep_cameras_off(self, write: Write) -> None:
        """G07: they may say "no webcams", so cameras wait, whatever a file of the user's own says."""
        system = write("system.toml", "schema = 1\nwebcams = = false\n")
        for by_hand in (None, policy("Own", "[rules]\nwebcams = true\n")):
            found = find(None, by_hand, system, trusting)
            assert not found.policy.webcams and not found.policy.managed
            reason = found.policy.camera_reason()
            assert reason and sentence(reason).startswith("Off until the rules")
            assert found.problems[0].line == 2

    def test_a_file_that_goes_away_while_it_is_looked_at(self, write: Write) -> None:
        def gone(path: Path) -> bytes:
            raise FileNotFoundError(path)

        found = find(None, policy("Own"), write("system.toml", ""), gone)
        assert found.source == "by-hand" and found.problems[0].message.code == "policy.closed_file"

    def test_text_kept_with_broken_signs_is_only_text(self, tmp_path: Path) -> None:
        assert find(None, "schema = 1\n\ud800", nowhere(tmp_path)).source == "guide"


class TestReadFile:
    """Plain files only, and never more than a policy may have."""

    def test_reads_a_file_and_no_more_than_is_judged(self, write: Write) -> None:
        assert read_file(write("a.toml", "schema = 1\n")).startswith(b"schema")
        assert len(read_file(write("b.toml", "#" * (2 * MOST_BYTES)))) == MOST_BYTES + 1

    @pytest.mark.parametrize(
        ("name", "code"),
        [("gone.toml", "no_file"), ("", "not_plain_file"), ("a\0b", "closed_file"), ("x" * 5000, "closed_file")],
    )
    def test_what_is_no_file(self, tmp_path: Path, name: str, code: str) -> None:
        with pytest.raises(PolicyUnreadable) as problem:
            read_file(tmp_path / name)
        assert problem.value.message.code == f"policy.{code}"
        assert str(problem.value).isprintable()

    @posix
    def test_pipes_sockets_and_devices_do_not_hang(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with socket.socket(socket.AF_UNIX) as listener:
            here = Path.cwd()
            os.chdir(tmp_path)  # the name of a socket must be short
            try:
                listener.bind("socket")
            finally:
                os.chdir(here)
            for path in (tmp_path / "pipe", tmp_path / "socket", Path("/dev/zero"), Path("/dev/null")):
                assert find(path, None, nowhere(tmp_path)).problems[0].message.code == "policy.not_plain_file"

    @posix
    def test_a_link_a_person_names_is_followed_and_a_loop_is_told(self, tmp_path: Path, write: Write) -> None:
        (tmp_path / "link.toml").symlink_to(write("a.toml", policy("Named")))
        assert b"Named" in read_file(tmp_path / "link.toml")
        (tmp_path / "loop.toml").symlink_to(tmp_path / "loop.toml")
        with pytest.raises(PolicyUnreadable):
            read_file(tmp_path / "loop.toml")

    def test_a_closed_file(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        path = write("a.toml", policy("Named"))

        def closed(*_arguments: object) -> int:
            raise PermissionError(13, "no")

        monkeypatch.setattr(os, "open", closed)
        with pytest.raises(PolicyUnreadable) as problem:
            read_file(path)
        assert problem.value.message.code == "policy.closed_file"


class TestOpenByHand:
    """A file a person chose: judged at once, and its text can be kept."""

    def test_its_text_finds_the_same_policy_later(self, tmp_path: Path) -> None:
        path = tmp_path / "a.toml"
        path.write_bytes(b"\xef\xbb\xbf" + policy("Own", "[rules]\nminimum_age = 21\n").replace("\n", "\r\n").encode())
        opened = open_by_hand(path)
        path.unlink()
        assert opened.judged.valid
        assert find(None, opened.text, nowhere(tmp_path)).policy == opened.judged.policy

    def test_what_is_wrong_is_there_before_anything_is_kept(self, write: Write) -> None:
        opened = open_by_hand(write("a.toml", policy("Own", "[rules]\nminimum_age = 16\n")))
        assert not opened.judged.valid
        assert [(found.line, found.key) for found in opened.judged.findings] == [(5, "rules.minimum_age")]


class TestSystemPlace:
    """One fixed place for each system, which no environment variable can move."""

    def test_each_system_has_its_own(self) -> None:
        assert system_place("linux") == Path("/etc/xdg/onemm-companion/policy.toml")
        assert system_place("darwin") == Path("/Library/Application Support/onemm-companion/policy.toml")
        assert system_place("win32", lambda: Path("C:/ProgramData")) == Path("C:/ProgramData") / NAME

    def test_windows_without_an_answer_has_none(self) -> None:
        assert system_place("win32", lambda: None) is None

    @posix
    def test_the_users_environment_does_not_move_it(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        place = tmp_path / "onemm-companion"
        place.mkdir()
        (place / "policy.toml").write_text(policy("Planted"))
        for name in ("XDG_CONFIG_DIRS", "XDG_CONFIG_HOME", "ProgramData", "ALLUSERSPROFILE", "HOME"):
            monkeypatch.setenv(name, str(tmp_path))
        assert system_place("linux") == Path("/etc/xdg/onemm-companion/policy.toml")
        assert system_place("win32") is None  # only Windows itself can say, and this is no Windows


def test_a_finding_is_told_with_its_place() -> None:
    message = Message("policy.twice", {"value": "a"})
    assert told(Finding(3, "x", message, "p.toml")) == "p.toml, line 3: “a” is there twice. Give each one its own."
    assert told(Finding(3, "x", message)).startswith("The policy file you opened, line 3: ")
    assert told(Finding(0, "", message)) == "“a” is there twice. Give each one its own."
