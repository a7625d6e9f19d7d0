"""The whole app in a process of its own, before the tests' stand-in for a camera: a JSON line for each event.

It does what the lines on its input say: "show PAGE", "press CODE" (the button with those words), "minimise",
"restore", "choose NAME" (a camera), "look S" (tell the state of things after S seconds).
Options, as JSON: ``folder`` (where things are kept), ``policy`` (a rules file, or ""), ``page``.
"""

import json
import os
import sys
from pathlib import Path
from time import monotonic
from typing import Any, NoReturn

from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from companion.app.house import House
from companion.app.options import Options
from companion.app.shell import Shell
from companion.words import say

OPTIONS: dict[str, Any] = json.loads(sys.argv[1])
_WATCHED = ("camera", "distance", "eye-level", "microphone")


def tell(what: str, **more: object) -> None:
    """An event, and when it was."""
    print(json.dumps({"what": what, "at": monotonic(), **more}), flush=True)


class Person:
    """Somebody who uses the app and tells what they see."""

    def __init__(self, house: House) -> None:
        self._house, self._heading, self._pictured = house, "", False
        self._eyes = QTimer(house, interval=10)
        self._eyes.timeout.connect(self._look_up)
        self._eyes.start()

    def obey(self, line: str) -> None:
        order, _, what = line.partition(" ")
        match order:
            case "show":
                self._house.show(what)
            case "press":
                self._press(say(what))
            case "minimise":
                self._house.frame.showMinimized()
            case "restore":
                self._house.frame.showNormal()
            case "choose":
                self._choose(what)
            case "look":
                QTimer.singleShot(int(float(what) * 1000), self._tell_all)

    def _look_up(self) -> None:
        page = self._house.window.page(self._house.window.shown)
        heading = page.heading if page is not None else ""
        if heading != self._heading:
            self._heading = heading
            tell("heading", now=heading)
        pictured = self._has_picture()
        if pictured != self._pictured:
            self._pictured = pictured
            tell("picture" if pictured else "no picture")

    def _has_picture(self) -> bool:
        if "companion.camera.preview_view" not in sys.modules:
            return False
        from companion.camera.preview_view import Preview

        preview = self._house.frame.findChild(Preview)
        return preview is not None and preview._image is not None

    def _press(self, words: str) -> None:
        buttons = [each for each in self._house.frame.findChildren(QAbstractButton) if each.isVisible()]
        next(each for each in buttons if words in (each.text(), each.accessibleName())).click()

    def _choose(self, name: str) -> None:
        from companion.ui.field import Choice

        for choice in self._house.frame.findChildren(Choice):
            if choice.accessibleName() == say("camera.which"):
                choice.setCurrentIndex(choice.findText(name))
                choice.activated.emit(choice.currentIndex())

    def _tell_all(self) -> None:
        checklist, states = self._house.parts.checklist, {}
        for name in _WATCHED:
            planned = checklist.find(name)
            if planned is not None:
                states[name] = str(checklist.state(planned).mark)
        loaded = sorted(name for name in ("PySide6.QtMultimedia", "cv2") if name in sys.modules)
        failed = [failure.details for failure in self._house.failures.log]
        tell("looked", heading=self._heading, items=states, loaded=loaded, failed=failed)


def main() -> NoReturn:
    """Obey until the input ends."""
    app = QApplication([])
    policy = Path(OPTIONS["policy"]) if OPTIONS.get("policy") else None
    shell = Shell(app, Options(private=False, policy=policy, data_dir=Path(OPTIONS["folder"]), page="today"))
    shell.frame.show()
    house = House(shell)
    person = Person(house)
    tell("ready")
    orders = QSocketNotifier(0, QSocketNotifier.Type.Read)

    def on_orders() -> None:
        text = os.read(0, 4096).decode()
        for line in text.splitlines():
            person.obey(line)
        if not text:
            house.frame.close()
            house.shut_down()
            app.quit()

    orders.activated.connect(on_orders)
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
