"""What ``companion framing check`` prints: the very same judgement as the live page's, on still pictures."""

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import numpy as np

from companion.camera.checking import Checked, check
from companion.camera.face import Landmarks
from companion.camera.finder import Image
from companion.camera.judgement import State
from companion.camera.opencv_finder import OpenCvFinder
from companion.errors import Problem
from companion.guide.policy_finding import shown
from companion.words import say, sentence

_MOST_BYTES = 500_000_000
_MOST_PIXELS = 200_000_000  # larger than any camera's; a small file can unfold into any size
_DIGITS = 4


class PictureUnreadable(Problem):
    """A file that cannot be opened, or is no picture."""


def framing(paths: Sequence[Path], *, as_json: bool) -> tuple[Any, int]:
    """The answer and the exit code: 0 all are good, 1 there is something to do.

    Raises PictureUnreadable for the first that is no picture.
    """
    os.environ.setdefault("OPENCV_IO_MAX_IMAGE_PIXELS", str(_MOST_PIXELS))  # it asks when it is loaded
    finder = OpenCvFinder()
    found = [(path, _checked(path, finder)) for path in paths]
    code = 0 if all(checked.judgement.state is State.GOOD for _, checked in found) else 1
    if as_json:
        return [as_data(str(path), checked) for path, checked in found], code
    return "\n".join(f"{shown(str(path), 200)}: {line}" for path, checked in found for line in as_lines(checked)), code


def as_data(name: str, checked: Checked) -> dict[str, Any]:
    """One picture's answer for ``--json``. Places and sizes are fractions of the frame."""
    face, measures, light = next(iter(checked.faces), None), checked.measures, checked.light
    return {
        "image": name,
        "faces": len(checked.faces),
        "state": str(checked.judgement.state),
        "advice": [{"id": str(each), "message": sentence(each.message)} for each in checked.judgement.advice],
        "measures": {
            "face_height": _rounded(measures and measures.face_height),
            "eye_line": _rounded(measures and measures.eye_line),
            "offset_x": _rounded(measures and measures.offset_x),
            "roll_deg": _rounded(measures and measures.roll_deg),
            "pitch_deg": _rounded(measures and measures.pitch_deg),
            "brightness": _rounded(light.brightness),
            "backlight": _rounded(light.backlight if light.face else None),
        },
        "face": {name: _rounded(value) for name, value in face.box._asdict().items()} if face else None,
        "landmarks": _points(face.landmarks) if face else None,
    }


def as_lines(checked: Checked) -> list[str]:
    """The same for people: what to do, the most helpful first, and what was measured."""
    judgement, measures = checked.judgement, checked.measures
    lines = [sentence(each.message) for each in judgement.advice] or [say("framing.good")]
    if judgement.busy:
        lines.append(say("framing.busy"))
    if measures:
        face, eyes = round(measures.face_height * 100), round(measures.eye_line * 100)
        lines.append(say("framing.measured", face=face, eyes=eyes))
    return lines


def read_picture(path: Path) -> Image:
    """A picture as people see it: upright, in eight bits, without transparency. Raises PictureUnreadable."""
    import cv2

    raw = np.frombuffer(_read(path), np.uint8)
    picture = None
    with suppress(cv2.error, MemoryError), _silence():
        picture = cv2.imdecode(raw, cv2.IMREAD_COLOR) if raw.size else None
    if picture is None:
        raise PictureUnreadable("framing.no_picture", path=shown(str(path), 200))
    return np.asarray(picture, np.uint8)


def _checked(path: Path, finder: OpenCvFinder) -> Checked:
    try:
        return check(read_picture(path), finder)
    except ModuleNotFoundError as missing:
        raise Problem("framing.no_engine", name=missing.name) from missing


def _read(path: Path) -> bytes:
    name = shown(str(path), 200)
    try:
        if not stat.S_ISREG(path.stat().st_mode):  # a pipe or a device may never end
            raise PictureUnreadable("framing.not_plain_file", path=name)
        if path.stat().st_size > _MOST_BYTES:
            raise PictureUnreadable("framing.no_picture", path=name)
        return path.read_bytes()
    except FileNotFoundError:
        raise PictureUnreadable("framing.no_file", path=name) from None
    except (OSError, ValueError) as cause:
        raise PictureUnreadable("framing.closed_file", path=name) from cause


@contextmanager
def _silence() -> Iterator[None]:
    """The libraries that unpack pictures write their complaints straight to standard error: they are not for people."""
    try:
        kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    except OSError:  # there is no standard error
        yield
        return
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _points(landmarks: Landmarks) -> dict[str, dict[str, float | None]]:
    return {name: {"x": _rounded(x), "y": _rounded(y)} for name, (x, y) in landmarks._asdict().items()}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(float(value), _DIGITS)
