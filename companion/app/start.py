"""From the command line to a painted window. Only what the first paint needs is imported here; the rest follows it."""

import gc
import os
import sys

# Looking for cycles while modules load finds none and costs a tenth of the start; the Collector takes it over later.
gc.disable()

from collections.abc import Callable  # noqa: E402

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from companion.app.options import Options  # noqa: E402
from companion.app.shell import Shell  # noqa: E402


def run(options: Options, on_first_paint: Callable[[], None] | None = None) -> int:
    """Open the window and stay until it closes. Returns the exit code. Raises ``Problem`` where there is no home."""
    problem = _no_screen()
    if problem:
        print(problem, file=sys.stderr)
        return 2
    app = QApplication(["companion"])
    app.setApplicationName("onemm-companion")
    app.setApplicationDisplayName("1MM Companion")
    app.setDesktopFileName("onemm-companion")
    shell = Shell(app, options)
    if shell.raised_another:
        return 0
    shell.frame.first_painted.connect(lambda: QTimer.singleShot(0, lambda: _go_on(shell, on_first_paint)))
    if app.platformName() == "offscreen":  # what that one still holds for pasting at the end brings Qt down
        app.aboutToQuit.connect(lambda: app.clipboard().clear())
    shell.frame.show()
    return app.exec()


def _go_on(shell: Shell, on_first_paint: Callable[[], None] | None) -> None:
    if on_first_paint is not None:
        on_first_paint()
    from companion.app.house import House
    from companion.desktop.collecting import Collector

    Collector(shell.app)
    shell.app.setStyle("Fusion")
    shell.keep(House(shell))
    shell.listen()


def _no_screen() -> str:
    """One sentence where Qt would otherwise abort: on Linux without a display."""
    named = os.environ.get("QT_QPA_PLATFORM")
    display = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if sys.platform.startswith("linux") and not named and not display:
        from companion.words import say

        return say("frame.no_screen")
    return ""
