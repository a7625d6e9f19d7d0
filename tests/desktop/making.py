"""What the tests of the computer share: folders laid out like a system's, what a finding says, tasks run by hand."""

from collections.abc import Callable, Coroutine, Generator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from companion.desktop.finding import Finding
from companion.words import sentence

T = TypeVar("T")


def lay(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write ``files`` (path -> content) below ``root``, which is returned."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def link(place: Path, target: str | Path) -> None:
    """A symbolic link, as /sys and /proc are full of."""
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target)


def said(finding: Finding) -> tuple[str, str]:
    """The state, and the words a person reads beside it."""
    return finding.state.value, sentence(finding.message)


class _Turn:
    def __await__(self) -> Generator[None, None, None]:
        yield


class ByHand:
    """Stands in for Tasks: what is started waits until the test says ``step`` or ``run``; timers never go off."""

    def __init__(self) -> None:
        self.waiting: list[tuple[object, Coroutine[Any, Any, object]]] = []
        self.timers: list[tuple[object, float, Callable[[], object]]] = []
        self.failures: list[BaseException] = []

    def start(self, owner: object, coroutine: Coroutine[Any, Any, object], name: str) -> None:
        self.waiting.append((owner, coroutine))

    def every(self, seconds: float, function: Callable[[], object], owner: object, name: str) -> None:
        self.timers.append((owner, seconds, function))

    async def in_thread(self, function: Callable[[], T]) -> T:
        """The thread is done at once, but its news comes with the next step."""
        found = function()
        await _Turn()
        return found

    def cancel(self, owner: object) -> None:
        for its_owner, coroutine in self.waiting:
            if its_owner is owner:
                coroutine.close()
        self.waiting = [each for each in self.waiting if each[0] is not owner]
        self.timers = [each for each in self.timers if each[0] is not owner]

    def step(self) -> None:
        """Each of those waiting goes on to its next pause."""
        for each in list(self.waiting):
            try:
                each[1].send(None)
            except StopIteration:
                self.waiting.remove(each)
            except Exception as failure:
                self.waiting.remove(each)
                self.failures.append(failure)

    def run(self) -> None:
        """Until nobody waits any more."""
        while self.waiting:
            self.step()
