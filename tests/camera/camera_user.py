"""Uses the camera as the page does, in a process of its own, and tells what happens: a JSON line for each event.

Started with the tests' stand-in for a camera before it (see ``fake.py``). It does what the lines on its input say:
"open", "close", "reopen", "choose NAME", "allow 0", "permission WORD" and "answer WORD" (for the system), "close-at
STATUS" (close in that very moment), "slip" (close while a frame is on its way), "cycle N" (open and close), "look S"
(tell the state of things after S seconds).
Options, as JSON: ``allowed``, ``permission`` (what the system says of cameras), ``retry`` (seconds).
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from types import SimpleNamespace
from typing import Any, NoReturn

from PySide6.QtCore import QCoreApplication, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoSink
from PySide6.QtWidgets import QApplication

from companion.camera import device as device_module
from companion.camera.device import CameraDevice
from companion.camera.device_state import Status
from companion.camera.face import Face
from companion.camera.finder import Image
from companion.camera.guides import guides
from companion.camera.live import Live
from companion.camera.looking import Seen
from companion.camera.preview_view import Preview
from companion.ui.theme import Theme

OPTIONS: dict[str, Any] = {"allowed": True, "permission": "Granted", "retry": 0.2, **json.loads(sys.argv[1])}


def tell(what: str, **more: object) -> None:
    """An event, and when it was."""
    print(json.dumps({"what": what, "at": monotonic(), **more}), flush=True)


class Nobody:
    """Finds no face and counts how often it was asked."""

    asked = 0

    def find(self, _image: Image, *, careful: bool = False) -> list[Face]:
        Nobody.asked += 1
        return []


class System:
    """Says what OPTIONS say about the use of cameras; asked for more, it waits for an "answer"."""

    def __init__(self) -> None:
        self.asked: list[Callable[[Any], object]] = []

    def checkPermission(self, _permission: object) -> Qt.PermissionStatus:  # noqa: N802
        return Qt.PermissionStatus[OPTIONS["permission"]]

    def requestPermission(self, permission: object, _context: object, functor: Callable[[Any], object]) -> None:  # noqa: N802
        self.asked.append(functor)
        tell("asked", times=len(self.asked))

    def answer(self, answer: str) -> None:
        """What the person says to all that was asked."""
        OPTIONS["permission"] = answer
        permission = SimpleNamespace(status=lambda: Qt.PermissionStatus[answer])
        asked, self.asked = self.asked, []
        for functor in asked:
            functor(permission)


class User:
    """The parts of the page, wired as the page wires them."""

    def __init__(self, app: QApplication) -> None:
        theme = Theme(app)
        theme.apply(dark=False)
        self.system, self.chosen, self.close_at = System(), "", ""
        self.frames, self.pictures, self.cycles = 0, 0, 0
        vars(device_module)["QCoreApplication"] = SimpleNamespace(instance=lambda: self.system)
        vars(device_module)["RETRY_AFTER"] = OPTIONS["retry"]
        self.preview = Preview(theme, guides())
        self.preview.resize(640, 360)
        self.preview.show()
        self.device = CameraDevice(lambda: OPTIONS["allowed"], lambda: self.chosen)
        self.live = Live(Nobody)
        self.live.looker.set_view(self.preview.view)
        self.device.status_changed.connect(self.on_status)
        self.device.cameras_changed.connect(lambda: tell("cameras", names=names(self.device)))
        self.device.framed.connect(self.on_frame)
        self.live.pictured.connect(self.on_picture)
        self.live.seen.connect(self.on_seen)
        self.live.failed.connect(lambda failure: tell("failed", why=repr(failure)))

    def on_status(self, status: Status) -> None:
        tell("status", now=status)
        if status == self.close_at:
            self.close()

    def on_frame(self, reader: Callable[[], Image]) -> None:
        self.frames += 1
        self.live.looker.give(reader)

    def on_picture(self) -> None:
        picture = self.live.take_picture()
        if picture is None:
            return
        self.pictures += 1
        self.preview.set_picture(picture)
        if self.pictures == 1:
            shape, edges = list(picture.shape), [picture[180, at, :3].tolist() for at in (20, -20)]
            tell("picture", shape=shape, left=edges[0], right=edges[1])
            self.go_round()

    def go_round(self) -> None:
        """Close and open again, as often as asked."""
        if self.cycles:
            self.cycles -= 1
            self.close()
            QTimer.singleShot(0, self.open if self.cycles else lambda: self.look(0))

    def on_seen(self, seen: Seen) -> None:
        tell("seen", state=seen.checked.judgement.state)

    def open(self) -> None:
        self.pictures = 0
        self.live.looker.start()
        self.device.open()

    def close(self) -> None:
        began = monotonic()
        self.device.close()
        tell("closed", began=began)
        self.live.stop()
        self.preview.clear("camera")

    def slip(self) -> None:
        """Close it just after a frame came and before anybody has seen it."""
        sink = self.device.findChild(QVideoSink)
        assert sink is not None
        sink.setVideoFrame(QVideoFrame(QImage(64, 48, QImage.Format.Format_RGB32)))
        self.close()

    def look(self, after: float) -> None:
        QTimer.singleShot(int(after * 1000), self._tell_all)

    def _tell_all(self) -> None:
        counted = {"frames": self.frames, "pictures": self.pictures, "looks": Nobody.asked}
        kept = {"threads": threading.active_count(), "tasks": count("task"), "files": count("fd")}
        tell("looked", status=self.device.status, **counted, **kept)

    def obey(self, line: str) -> None:
        order, _, what = line.partition(" ")
        match order:
            case "open" | "close":
                getattr(self, order)()
            case "reopen":
                self.device.reopen()
            case "choose":
                self.chosen = next((each.key for each in self.device.cameras() if each.name == what), what)
                tell("chosen", key=self.chosen)
            case "allow":
                OPTIONS["allowed"] = what == "1"
            case "permission":
                OPTIONS["permission"] = what
            case "answer":
                self.system.answer(what)
            case "close-at":
                self.close_at = what
            case "slip":
                self.slip()
            case "cycle":
                self.cycles = int(what)
                self.open()
            case "look":
                self.look(float(what))


def names(device: CameraDevice) -> list[str]:
    """The cameras there are."""
    return [each.name for each in device.cameras()]


def count(kind: str) -> int:
    """How many threads ("task") or descriptors ("fd") this process has."""
    return len(list(Path(f"/proc/self/{kind}").iterdir()))


def main() -> NoReturn:
    """Obey until the input ends."""
    app = QApplication([])
    user = User(app)
    tell("ready", cameras=names(user.device))
    orders = QSocketNotifier(0, QSocketNotifier.Type.Read)

    def on_orders() -> None:
        text = os.read(0, 4096).decode()
        for line in text.splitlines():
            user.obey(line)
        if not text:
            user.close()
            QCoreApplication.quit()

    orders.activated.connect(on_orders)
    sys.exit(app.exec())


if __name__ == "__main__":
    main()
