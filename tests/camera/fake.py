"""A desk with cameras that are not there: the stand-in of ``fake_camera.c`` before a program that uses the camera."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from time import monotonic
from typing import Any, NamedTuple

import cv2
import numpy as np
import numpy.typing as npt

from tests.whole.sources import ROOT

HERE = Path(__file__).parent
WIDTH, HEIGHT = 1280, 720
LEFT, RIGHT = (200, 40, 40), (40, 40, 200)  # BGR: what the camera sees is blue on its left and red on its right
NINE, FOUR = "Camera 9 of the tests", "Camera 4 of the tests"
_LONG = 30.0
Event = dict[str, Any]


def why_not() -> str:
    """Why there can be no such camera here; empty where there can."""
    if sys.platform != "linux":
        return "the stand-in for a camera speaks Linux's V4L2"
    return "" if shutil.which("cc") else "no C compiler (cc) to build the stand-in for a camera with"


def build(folder: Path) -> Path:
    """The stand-in, compiled."""
    library = folder / "fake_camera.so"
    source = str(HERE / "fake_camera.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl", "-lpthread"], check=True)
    return library


def scene(turn: int = 0) -> npt.NDArray[np.uint8]:
    """What the camera sees: somebody in the middle, a blue edge on its left and a red one on its right."""
    picture = np.full((HEIGHT, WIDTH, 3), 150, np.uint8)
    picture[:, :100], picture[:, -100:] = LEFT, RIGHT
    person = cv2.imread(str(files("skimage") / "data" / "astronaut.png"))
    assert person is not None
    top = HEIGHT - 512
    picture[top:, 384:896] = person
    picture[20:60, 200 + 20 * turn : 240 + 20 * turn] = 255  # something moves
    return picture


def jpeg(picture: npt.NDArray[np.uint8]) -> bytes:
    """As a camera compresses it."""
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def yuyv(picture: npt.NDArray[np.uint8]) -> bytes:
    """As a camera sends it without compression."""
    return cv2.cvtColor(picture, cv2.COLOR_BGR2YUV_YUY2).tobytes()


class Happened(NamedTuple):
    """What was done to the device: "open", "start", "stop" or "close"."""

    what: str
    number: int
    at: float


class Desk:
    """Cameras that can be plugged in and pulled out; each is a number."""

    def __init__(self, library: Path, folder: Path) -> None:
        self._library, self._folder = library, folder
        self._nodes = folder / "dev"
        self._nodes.mkdir()
        self.raw = False
        self.set_state("works")
        self.set_frames([jpeg(scene(turn)) for turn in range(3)])

    def set_frames(self, frames: list[bytes]) -> None:
        """What the cameras will send to the next program, over and over."""
        paths = [self._folder / f"frame{index}" for index in range(len(frames))]
        for path, frame in zip(paths, frames, strict=True):
            path.write_bytes(frame)
        (self._folder / "frames").write_text("".join(f"{path}\n" for path in paths))

    def set_raw(self) -> None:
        """Pictures without compression from now on."""
        self.raw = True
        self.set_frames([yuyv(scene(turn)) for turn in range(3)])

    def set_state(self, word: str) -> None:
        """ "busy", "stall", "gone" or "works"."""
        fresh = self._folder / "state.new"
        fresh.write_text(word)
        fresh.replace(self._folder / "state")

    def plug(self, number: int) -> None:
        """A camera comes."""
        os.mkfifo(self._nodes / f"video{number}")

    def unplug(self, number: int) -> None:
        """A camera goes."""
        (self._nodes / f"video{number}").unlink()

    def happened(self) -> list[Happened]:
        """What was done to the cameras so far."""
        log = self._folder / "log"
        lines = [line.split() for line in log.read_text().splitlines()] if log.exists() else []
        return [Happened(what, int(number), float(at)) for what, number, at in lines]

    def held(self) -> list[int]:
        """The cameras a program holds at the moment."""
        opened = [each.number for each in self.happened() if each.what == "open"]
        for each in self.happened():
            if each.what == "close":
                opened.remove(each.number)
        return opened

    def streaming(self) -> list[int]:
        """The cameras whose light is on."""
        started: list[int] = []
        for each in self.happened():
            if each.what == "start":
                started.append(each.number)
            elif each.what in ("stop", "close") and each.number in started:
                started.remove(each.number)
        return started

    def environment(self) -> dict[str, str]:
        """For the program that is to see these cameras."""
        paths = {"DEV": "dev", "FRAMES": "frames", "STATE": "state", "LOG": "log"}
        found = {f"FAKE_CAMERA_{name}": str(self._folder / path) for name, path in paths.items()}
        raw = {"FAKE_CAMERA_RAW": "1"} if self.raw else {}
        return {**os.environ, **found, **raw, "LD_PRELOAD": str(self._library)}

    @contextmanager
    def user(self, program: str = "tests.camera.camera_user", **options: object) -> Iterator["User"]:
        """A program that uses the camera as our page does (``camera_user.py``), or with the whole app around it."""
        command = [sys.executable, "-m", program, json.dumps(options)]
        with subprocess.Popen(
            command,
            cwd=ROOT,
            env=self.environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                user = User(process)
                user.wait("ready")
                yield user
                user.leave()
            finally:
                process.kill()


class User:
    """The other side of ``camera_user.py``: gives orders, hears events."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process, self._events, self.heard = process, Queue[Event | None](), list[Event]()
        Thread(target=self._listen, daemon=True).start()

    @property
    def process(self) -> int:
        """Its number."""
        return self._process.pid

    def order(self, line: str) -> float:
        """Have it do something; when that was asked."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return monotonic()

    def wait(self, what: str, **wanted: object) -> Event:
        """The next such event that has not been waited past."""
        until = monotonic() + _LONG
        while (event := self._next(until)) is not None:
            self.heard.append(event)
            if event["what"] == what and wanted.items() <= event.items():
                return event
        self._process.kill()
        assert self._process.stderr is not None
        raise AssertionError(f"{what} {wanted} did not come; heard: {self.heard}; {self._process.stderr.read()}")

    def wait_status(self, *statuses: str) -> list[Event]:
        """One status after the other, and no other between them."""
        return [self._wait_next_status(status) for status in statuses]

    def open(self) -> None:
        """Open it, and see a picture."""
        self.order("open")
        self.wait_status("starting", "live")
        self.wait("picture")

    def look(self, after: float = 0.0) -> Event:
        """How things stand after a while."""
        self.order(f"look {after}")
        return self.wait("looked")

    def until(self, condition: Callable[[], bool]) -> None:
        """Let it go on until something holds."""
        until = monotonic() + _LONG
        while not condition():
            self.look(0.02)
            assert monotonic() < until

    def leave(self) -> None:
        """Close as a person does; what it said that nobody expected is a fault."""
        assert self._process.stdin is not None and self._process.stderr is not None
        self._process.stdin.close()
        while (event := self._next(monotonic() + _LONG)) is not None:
            self.heard.append(event)
        code = self._process.wait(_LONG)
        said = [line for line in self._process.stderr if not line.startswith(_KNOWN)]
        assert (code, said) == (0, [])
        assert [each for each in self.heard if each["what"] == "failed"] == []

    def _wait_next_status(self, status: str) -> Event:
        event = self.wait("status")
        assert event["now"] == status, (status, self.heard)
        return event

    def _next(self, until: float) -> Event | None:
        try:
            return self._events.get(timeout=max(0.0, until - monotonic()))
        except Empty:
            return None

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._events.put(json.loads(line))
        self._events.put(None)


_KNOWN = ("qt.multimedia", "PulseAudioService", "This plugin does not support propagateSizeHints")
