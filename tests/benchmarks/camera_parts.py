"""The programs that ``camera.py`` measures: the page's pipeline, a bare preview. Prints what it found as JSON.

python camera_parts.py bare|ours|memory|cycles OPTIONS
"""

import json
import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import monotonic, process_time, thread_time
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtMultimedia import QCamera, QMediaCaptureSession, QMediaDevices, QVideoFrame, QVideoSink
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from companion.camera.device import CameraDevice
from companion.camera.finder import Finder, Image
from companion.camera.frames import reader_of
from companion.camera.live import Live
from companion.camera.looking import Seen, View, fitted
from companion.camera.page import CameraPage
from companion.camera.preview_view import Preview, as_qimage
from companion.camera.reporting import reports
from companion.camera.showing import Showing
from companion.ui.theme import Theme

_SIZE = (640, 360)
_SETTLE = 2.0  # seconds before measuring: OpenCV and the networks are loaded by then
_HIDDEN = 2.0


class Bare(QWidget):
    """The least that shows a camera: convert each frame, paint it."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(*_SIZE)
        self._image: QImage | None = None
        self._picture: Image | None = None
        self.looks = self.frames = self.pictures = 0
        self._session, self._sink = QMediaCaptureSession(), QVideoSink()
        self._camera = QCamera(QMediaDevices.defaultVideoInput())
        self._session.setCamera(self._camera)
        self._session.setVideoSink(self._sink)
        self._sink.videoFrameChanged.connect(self._on_frame)

    def open(self) -> None:
        self._camera.start()

    def close_camera(self) -> None:
        self._camera.stop()
        self._session.setCamera(None)  # type: ignore[arg-type]  # None is how a camera is taken out
        self._camera.deleteLater()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._image is not None:
            painter = QPainter(self)
            painter.drawImage(0, 0, self._image)
            painter.end()

    def _on_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid():  # so Qt says that it has stopped
            return
        self.frames += 1
        self._picture = fitted(reader_of(frame)(), View(*_SIZE, mirrored=False))
        self._image = as_qimage(self._picture)
        self.pictures += 1
        self.update()


class Ours(QWidget):
    """The parts of the page, wired as it wires them."""

    def __init__(self) -> None:
        super().__init__()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = Theme(app)
        theme.apply(dark=False)
        self.looks = self.frames = self.pictures = 0
        self._page, self._showing = CameraPage(theme), Showing()
        column = QVBoxLayout(self)
        column.addWidget(self._page)
        self.resize(1120, 680)
        preview = self._page.findChild(Preview)
        assert preview is not None
        self.preview = preview
        self.preview.setFixedSize(*_SIZE)
        self._device = CameraDevice(lambda: True, str)
        self._live = Live(_finder)
        self._device.framed.connect(self._on_frame)
        self._device.status_changed.connect(self._page.show_status)
        self._live.pictured.connect(self._on_picture)
        self._live.seen.connect(self._on_seen)
        self._live.failed.connect(_give_up)

    def open(self) -> None:
        self._live.looker.set_view(self.preview.view)
        self._live.looker.start()
        self._device.open()

    def close_camera(self) -> None:
        self._device.close()
        self._live.stop()

    def _on_frame(self, reader: Callable[[], Image]) -> None:
        self.frames += 1
        self._live.looker.give(reader)

    def _on_picture(self) -> None:
        picture = self._live.take_picture()
        if picture is not None:
            self.pictures += 1
            self._page.show_picture(picture)

    def _on_seen(self, seen: Seen) -> None:
        self.looks += 1
        self._page.show_seen(self._showing.see(seen, calibrated=False))
        for _report in reports(seen, "Built-in camera"):
            pass


def _finder() -> Finder:
    from companion.camera.opencv_finder import OpenCvFinder

    return OpenCvFinder()


def _give_up(failure: BaseException) -> None:
    print(repr(failure), file=sys.stderr)
    os._exit(1)


class Paints(QObject):
    """Counts how often pictures that came from now on are painted."""

    def __init__(self, owner: "Bare | Ours") -> None:
        target = owner.preview if isinstance(owner, Ours) else owner
        super().__init__(target)
        self.times = 0
        self._owner, self._before = owner, owner.pictures
        target.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() == QEvent.Type.Paint and self._owner.pictures > self._before
        return False


def _was_painted(paints: Paints) -> bool:
    return paints.times > 0


def _wait(seconds: float) -> None:
    loop = QEventLoop()  # quitting the app would close the window
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def _until(done: Callable[[], bool]) -> None:
    """In a loop of its own: without one Qt never deletes what is to be deleted later."""
    loop, poll = QEventLoop(), QTimer(interval=1)
    poll.timeout.connect(lambda: loop.quit() if done() else None)
    poll.start()
    loop.exec()


def _measure(widget: "Bare | Ours", seconds: float) -> dict[str, float]:
    widget.show()
    QApplication.processEvents()
    paints = Paints(widget)
    began = monotonic()
    widget.open()
    _until(partial(_was_painted, paints))
    first = monotonic() - began
    _wait(_SETTLE)
    cpu, gui, frames, looks = process_time(), thread_time(), paints.times, widget.looks
    began = monotonic()
    _wait(seconds)
    passed, shown = monotonic() - began, paints.times - frames
    found = {
        "cpu": (process_time() - cpu) / passed * 100,
        "gui_ms": (thread_time() - gui) / shown * 1000,
        "fps": shown / passed,
        "looks": (widget.looks - looks) / passed,
        "first_ms": first * 1000,
    }
    return {**found, **_hide(widget)}


def _hide(widget: "Bare | Ours") -> dict[str, float]:
    began = monotonic()
    widget.close_camera()
    closed = monotonic() - began
    widget.hide()
    cpu, looks, frames = process_time(), widget.looks, widget.frames
    _wait(_HIDDEN)
    return {
        "close_ms": closed * 1000,
        "hidden_looks": widget.looks - looks,
        "hidden_frames": widget.frames - frames,
        "hidden_cpu": (process_time() - cpu) / _HIDDEN * 100,
    }


def _kept() -> dict[str, float]:
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    memory = next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
    return {"mb": memory, **{name: len(list(Path(f"/proc/self/{place}").iterdir())) for name, place in _PLACES.items()}}


_PLACES = {"tasks": "task", "files": "fd"}


def _watch_memory(seconds: float) -> dict[str, float]:
    widget, found = Ours(), list[float]()
    widget.show()
    widget.open()
    for _ in range(20):
        _wait(seconds / 20)
        found.append(_kept()["mb"])
    widget.close_camera()
    return {"early_mb": found[4], "late_mb": found[-1], "most_mb": max(found[4:])}


def _cycle(cycles: int) -> dict[str, float]:
    widget = Ours()
    widget.show()
    before = dict[str, float]()
    for cycle in range(cycles + 10):
        if cycle == 10:
            before = _kept()
        paints = Paints(widget)
        widget.open()
        _until(partial(_was_painted, paints))
        widget.close_camera()
        paints.deleteLater()
        _wait(0.01)
    _wait(0.5)
    after = _kept()
    return {f"{name}_{when}": kept[name] for when, kept in (("before", before), ("after", after)) for name in after}


def main() -> None:
    """Run what is asked for."""
    _app = QApplication([])
    what, options = sys.argv[1], json.loads(sys.argv[2])
    runs: dict[str, Callable[[], Any]] = {
        "bare": lambda: _measure(Bare(), options["seconds"]),
        "ours": lambda: _measure(Ours(), options["seconds"]),
        "memory": lambda: _watch_memory(options["seconds"]),
        "cycles": lambda: _cycle(int(options["cycles"])),
    }
    print(json.dumps(runs[what]()), flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
