"""Finds the policy that holds on this computer and reads it.

A managed file (put in the fixed system place by an administrator) beats ``--policy``, which beats one a person has
opened by hand. No environment variable is asked for the system place: those belong to the user.
"""

import os
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, NamedTuple

from companion.errors import Problem
from companion.guide.policy import Policy
from companion.guide.policy_finding import MOST_BYTES, Finding, Judged, shown
from companion.guide.policy_owner import NotManaged, read_managed
from companion.words import Message, say, sentence

Source = Literal["guide", "managed", "command-line", "by-hand"]
ReadManaged = Callable[[Path], bytes]
NAME = Path("onemm-companion", "policy.toml")


class PolicyUnreadable(Problem):
    """A policy file that cannot be opened, or is no plain file."""


@dataclass(frozen=True)
class Found:
    """The policy that holds, where it comes from (``path`` is None for the guide and for a stored text), and what to
    tell people: findings in the file in use, or why another was passed over.
    """

    policy: Policy
    source: Source
    path: Path | None
    problems: tuple[Finding, ...]


class Opened(NamedTuple):
    """A file opened by hand: its text and what was made of it."""

    text: str
    judged: Judged


class _Candidate(NamedTuple):
    source: Source
    path: Path | None
    judged: Judged | None
    problem: Message | None = None  # why it could not be read at all

    def findings(self) -> list[Finding]:
        file = str(self.path or "")
        found = [Finding(0, "", self.problem)] if self.problem else list(self.judged.findings if self.judged else ())
        return [finding._replace(file=file) for finding in found]


def system_place(platform: str = sys.platform, program_data: Callable[[], Path | None] | None = None) -> Path | None:
    """The one place where a managed policy may lie, or None where the system does not name it."""
    if platform == "win32":
        folder = (program_data or _program_data)()
        return folder / NAME if folder else None
    if platform == "darwin":
        return Path("/Library/Application Support") / NAME
    return Path("/etc/xdg") / NAME


def read_file(path: Path) -> bytes:
    """The content of a file a person named, at most one byte more than a policy may have. Raises PolicyUnreadable.

    A pipe or a device is refused before it is opened, as reading one may wait for ever or do something.
    """
    name = shown(str(path), 200)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise PolicyUnreadable("policy.not_plain_file", path=name)
        with open(path, "rb", opener=_open_without_waiting) as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise PolicyUnreadable("policy.no_file", path=name) from None
    except (OSError, ValueError) as cause:
        raise PolicyUnreadable("policy.closed_file", path=name) from cause


def open_by_hand(path: Path) -> Opened:
    """Read and judge a file a person chose. Where ``judged.valid``, keep ``text`` and give it to ``find`` from then on.

    Raises PolicyUnreadable.
    """
    raw = read_file(path)
    return Opened(raw.decode("utf-8-sig", "replace"), _judged(raw))


def find(
    command_line: Path | None,
    by_hand: str | None,
    system_path: Path | None = None,
    read: ReadManaged = read_managed,
) -> Found:
    """The policy that holds; a file that cannot be read at all is passed over, and the findings say so.

    ``by_hand`` is the text kept from a file opened earlier; ``system_path`` and ``read`` stand in for the system.
    """
    problems: list[Finding] = []
    shut = False
    for candidate in _candidates(command_line, by_hand, system_path or system_place(), read):
        problems += candidate.findings()
        if candidate.judged and candidate.judged.readable:
            problems += _passed_over(candidate.source, command_line)
            policy = replace(candidate.judged.policy, managed=candidate.source == "managed")
            return Found(_shut(policy) if shut else policy, candidate.source, candidate.path, tuple(problems))
        shut = shut or (candidate.source == "managed" and candidate.judged is not None)
    return Found(_shut(Policy()) if shut else Policy(), "guide", None, tuple(problems))


def _candidates(
    command_line: Path | None, by_hand: str | None, system: Path | None, read: ReadManaged
) -> Iterator[_Candidate]:
    """Those there are, the strongest first, each read only when it is asked for."""
    if system is not None and os.path.lexists(system):
        yield _managed(system, read)
    if command_line is not None:
        yield _named(command_line)
    if by_hand is not None:
        yield _Candidate("by-hand", None, _judged(by_hand.encode("utf-8", "replace")))


def _shut(policy: Policy) -> Policy:
    """An administrator's rules are here but cannot be read: they may say "no webcams", so cameras wait (G07)."""
    return replace(policy.without_webcams(), given=policy.given - {"webcams"}, unread=True)


def told(finding: Finding) -> str:
    """A finding as one sentence for the window, with its file and line where it has a line."""
    words = sentence(finding.message)
    if not finding.line:
        return words
    code = "policy.where.file" if finding.file else "policy.where.kept"
    return say(code, file=shown(finding.file, 200), line=finding.line, sentence=words)


def _managed(path: Path, read: ReadManaged) -> _Candidate:
    try:
        return _Candidate("managed", path, _judged(read(path)))
    except NotManaged as reason:
        return _Candidate("managed", path, None, reason.message)
    except OSError:
        return _Candidate("managed", path, None, Message("policy.closed_file", {"path": shown(str(path), 200)}))


def _named(path: Path) -> _Candidate:
    try:
        return _Candidate("command-line", path, _judged(read_file(path)))
    except PolicyUnreadable as problem:
        return _Candidate("command-line", path, None, problem.message)


def _passed_over(source: Source, command_line: Path | None) -> list[Finding]:
    if source != "managed" or command_line is None:
        return []
    return [Finding(0, "", Message("policy.managed_wins", {"path": shown(str(command_line), 200)}), str(command_line))]


def _judged(raw: bytes) -> Judged:
    from companion.guide.policy_check import check_bytes  # most starts have no policy and need none of it

    return check_bytes(raw)


def _open_without_waiting(name: str, flags: int) -> int:
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def _program_data() -> Path | None:
    from companion.guide.policy_owner_windows import program_data  # ctypes takes time, and only Windows needs it

    return program_data()
