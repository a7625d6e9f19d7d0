"""What happens when something fails that nobody foresaw: it is noted in memory and told once, and the app goes on.

Nothing is written to a file. The details a person may copy hold no paths, no texts and no names: the message of an
exception can quote what people typed, so it stays out; its kind, its place in the program and its number are enough.
A thread that fails has no business with windows: its failure is carried to the thread that made ``Failures``.
"""

import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType

from companion import __version__
from companion.words import Message

_KEPT = 20
_FRAMES = 15


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure: ``kind`` is the exception's class, ``where`` the calls that led there, the last one last."""

    kind: str
    where: tuple[str, ...]
    doing: str = ""

    @property
    def message(self) -> Message:
        """The sentence for the person."""
        return Message("desktop.failure")

    @property
    def details(self) -> str:
        """Text to copy and send: versions, system, kind and place; nothing personal."""
        calls = "\n".join(f"  {place}" for place in self.where)
        doing = f" ({self.doing})" if self.doing else ""
        return f"{_versions()}\n{self.kind}{doing}\n{calls}"


class Failures:
    """Catches what nobody else did. ``on_failure`` hears of each kind of failure once; ``log`` keeps the last few.

    ``on_interrupt`` is called when the person ends the app from a terminal. ``quiet`` keeps the details off standard
    error too, which many systems write to a file: for private sessions. A session may become private later on.
    """

    def __init__(
        self, on_failure: Callable[[Failure], None], on_interrupt: Callable[[], None], *, quiet: bool = False
    ) -> None:
        from companion.desktop.carrying import Carrier

        self.log: deque[Failure] = deque(maxlen=_KEPT)
        self.quiet = quiet
        self._on_failure, self._on_interrupt = on_failure, on_interrupt
        self._carrier = Carrier(self._on_caught)
        self._told: set[Failure] = set()
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook

    def install(self) -> None:
        """Catch from now on, in every thread."""
        self._before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = self._on_exception
        threading.excepthook = lambda caught: self._catch(caught.exc_value, "thread")
        sys.unraisablehook = lambda caught: self._catch(caught.exc_value, "ending")

    def remove(self) -> None:
        """Leave it to whoever did it before."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def catch(self, failure: BaseException, doing: str = "") -> None:
        """Note a failure and tell of it. ``doing`` is our own word for what was going on, never a person's."""
        caught = Failure(type(failure).__name__ + _number(failure), _places(failure.__traceback__), doing)
        self.log.append(caught)
        if not self.quiet and sys.stderr is not None:
            print(caught.details, file=sys.stderr)
        self._carrier.carry(caught)

    def _catch(self, failure: BaseException | None, doing: str = "") -> None:
        if failure is None or isinstance(failure, SystemExit):
            return
        if isinstance(failure, KeyboardInterrupt):
            self._on_interrupt()
            return
        self.catch(failure, doing)

    def _on_caught(self, caught: object) -> None:
        if caught in self._told or not isinstance(caught, Failure):
            return
        self._told.add(caught)
        try:
            self._on_failure(caught)
        except Exception:  # nobody is left to tell that telling failed
            self.log.append(Failure("failed to tell", ()))

    def _on_exception(self, _kind: type[BaseException], failure: BaseException, _trace: TracebackType | None) -> None:
        self._catch(failure)


def _number(failure: BaseException) -> str:
    """The number or name a system or database gives its errors: it says much and nothing personal."""
    number = getattr(failure, "sqlite_errorname", None) or getattr(failure, "errno", None)
    return f" {number}" if isinstance(number, str | int) else ""


def _places(trace: TracebackType | None) -> tuple[str, ...]:
    """Module, line and function of each call: no file names, which would show where somebody's home lies."""
    found: deque[str] = deque(maxlen=_FRAMES)
    while trace is not None:
        frame = trace.tb_frame
        found.append(f"{frame.f_globals.get('__name__', '?')}:{trace.tb_lineno} {frame.f_code.co_name}")
        trace = trace.tb_next
    return tuple(found)


def _versions() -> str:
    import platform

    qt = getattr(sys.modules.get("PySide6"), "__version__", "-")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    return f"1MM Companion {__version__}, Python {platform.python_version()}, Qt {qt}, {system}"
