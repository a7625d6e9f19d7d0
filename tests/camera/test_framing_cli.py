"""``companion framing check``: the contract of its JSON, its exit codes, and pictures of every kind, odd ones too."""

import builtins
import json
import os
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from companion.camera.advice import Advice
from companion.camera.finder import Image
from companion.camera.framing_cli import read_picture
from companion.words import say, sentence
from tests.camera.generated import Scene, no_face
from tests.whole.commands import answer, misfits, one_line, refused, run, start

NUMBER = float | None
MEASURES = dict.fromkeys(
    ("face_height", "eye_line", "offset_x", "roll_deg", "pitch_deg", "brightness", "backlight"), NUMBER
)
FRAMING = [
    {
        "image": str,
        "faces": int,
        "state": str,
        "advice": [{"id": str, "message": str}],
        "measures": MEASURES,
        "face": dict | None,
        "landmarks": dict | None,
    }
]
LANDMARKS = ["left_eye", "right_eye", "nose", "mouth_left", "mouth_right"]
GOOD, FAR = Scene(size=0.3), Scene(size=0.15, eye=0.6)
Save = Callable[..., Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """Writes a picture; the name's ending says how it is packed."""

    def write(picture: Image, name: str = "picture.png") -> Path:
        path = tmp_path / name
        path.write_bytes(packed(picture, path.suffix))
        return path

    return write


def packed(picture: Any, ending: str = ".png") -> bytes:
    return cv2.imencode(ending, picture)[1].tobytes()


def check(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, Any]:
    code, told = answer(capsys, "framing", "check", *map(str, paths), "--json")
    assert misfits(told, FRAMING) == []
    return code, told


def test_a_good_picture_is_fine(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    path = save(GOOD.picture())
    code, (told,) = check(capsys, path)
    assert (code, told["image"], told["faces"], told["state"], told["advice"]) == (0, str(path), 1, "good", [])
    measures = told["measures"]
    assert measures["face_height"] == pytest.approx(0.3, rel=0.12)
    assert measures["eye_line"] == pytest.approx(0.39, abs=0.02)
    assert measures["offset_x"] == pytest.approx(0, abs=0.03)
    assert measures["roll_deg"] == pytest.approx(3.3, abs=3)
    assert 0.4 < measures["brightness"] < 0.9 and 0 < measures["backlight"] < 2
    assert list(told["face"]) == ["x", "y", "w", "h"] and list(told["landmarks"]) == LANDMARKS
    box, eyes = told["face"], [told["landmarks"][name] for name in LANDMARKS[:2]]
    assert all(box["x"] < eye["x"] < box["x"] + box["w"] for eye in eyes)
    assert [eye["x"] for eye in eyes] == pytest.approx(GOOD.eyes[:, 0] / GOOD.width, abs=0.01)
    assert [eye["y"] for eye in eyes] == pytest.approx(GOOD.eyes[:, 1] / GOOD.height, abs=0.01)


def test_there_is_one_answer_for_each_picture_in_its_place(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    paths = [save(FAR.picture(), "far.png"), save(GOOD.picture(), "good.png"), save(no_face("coffee"), "coffee.png")]
    code, told = check(capsys, *paths)
    assert code == 1
    assert [each["image"] for each in told] == [str(path) for path in paths]
    assert [each["state"] for each in told] == ["adjust", "good", "no-face"]
    advice = (Advice.TOO_FAR, Advice.LOWER_CAMERA)
    assert told[0]["advice"] == [{"id": str(each), "message": sentence(each.message)} for each in advice]


def test_without_a_face_there_is_nothing_to_measure_but_light(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    code, (told,) = check(capsys, save(no_face("coffee")))
    assert (code, told["faces"], told["face"], told["landmarks"]) == (1, 0, None, None)
    assert {name for name, value in told["measures"].items() if value is not None} == {"brightness"}
    assert [each["id"] for each in told["advice"]] == ["no-face"]


def test_two_people_are_several(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    both = Scene(size=0.3, x=0.7).picture(behind=Scene(size=0.32, x=0.28).picture())
    code, (told,) = check(capsys, save(both))
    assert (code, told["faces"], told["state"]) == (1, 2, "several")
    assert [each["id"] for each in told["advice"]] == ["several"]
    assert told["face"]["x"] < 0.5


def test_people_read_plain_words(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    good, far = save(GOOD.picture(), "good.png"), save(FAR.picture(), "far.png")
    code, out, err = run(capsys, "framing", "check", str(good))
    assert (code, err, out.splitlines()[0]) == (0, "", f"{good}: {say('framing.good')}")
    code, out, err = run(capsys, "framing", "check", str(good), str(far))
    told = [sentence(each.message) for each in (Advice.TOO_FAR, Advice.LOWER_CAMERA)]
    assert (code, err) == (1, "") and [f"{far}: {each}" for each in told] == out.splitlines()[2:4]
    assert out.splitlines()[1].startswith(f"{good}: ") and "30 %" in out.splitlines()[1]


def test_a_busy_room_is_hinted_at_and_still_good(capsys: pytest.CaptureFixture[str], save: Save) -> None:
    shelves = np.full((720, 1280, 3), 120, np.uint8)
    shelves[:, ::24] = shelves[:, 1::24] = shelves[:, 2::24] = shelves[:, 3::24] = shelves[:, 4::24] = 20
    shelves = np.asarray(cv2.resize(shelves[:, :640], (1280, 720)), np.uint8)
    code, out, _ = run(capsys, "framing", "check", str(save(GOOD.picture(behind=shelves))))
    assert (code, out.splitlines()[1].endswith(say("framing.busy"))) == (0, True)


PICTURE = GOOD.picture()
SAME = {
    "16 bits": (PICTURE.astype(np.uint16) * 257, ".png"),
    "16 bits, TIFF": (PICTURE.astype(np.uint16) * 257, ".tiff"),
    "see-through": (np.dstack([PICTURE, np.full(PICTURE.shape[:2], 255, np.uint8)]), ".png"),
    "grey": (cv2.cvtColor(PICTURE, cv2.COLOR_BGR2GRAY), ".png"),
    "grey JPEG": (cv2.cvtColor(PICTURE, cv2.COLOR_BGR2GRAY), ".jpg"),
    "JPEG": (PICTURE, ".jpg"),
    "WebP": (PICTURE, ".webp"),
    "BMP": (PICTURE, ".bmp"),
    "huge": (cv2.resize(PICTURE, (5120, 2880)), ".jpg"),
    "small": (cv2.resize(PICTURE, (320, 180), interpolation=cv2.INTER_AREA), ".png"),
}


@pytest.mark.parametrize("kind", SAME)
def test_every_kind_of_picture_is_judged_alike(capsys: pytest.CaptureFixture[str], tmp_path: Path, kind: str) -> None:
    picture, ending = SAME[kind]
    path = tmp_path / f"picture{ending}"
    path.write_bytes(packed(picture, ending))
    code, (told,) = check(capsys, path)
    assert (code, told["faces"], told["state"]) == (0, 1, "good")
    assert told["measures"]["eye_line"] == pytest.approx(0.39, abs=0.02)


def turned_by_note(jpeg: bytes, orientation: int) -> bytes:
    """The JPEG with a note that says how the camera was held (EXIF)."""
    tag = struct.pack("<HHIHH", 0x0112, 3, 1, orientation, 0)
    note = b"Exif\0\0" + b"II*\0" + struct.pack("<IH", 8, 1) + tag + struct.pack("<I", 0)
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(note) + 2) + note + jpeg[2:]


@pytest.mark.parametrize(("orientation", "turn"), [(6, cv2.ROTATE_90_COUNTERCLOCKWISE), (3, cv2.ROTATE_180)])
def test_a_phones_note_of_how_it_was_held_is_heeded(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, orientation: int, turn: int
) -> None:
    path = tmp_path / "phone.jpg"
    path.write_bytes(turned_by_note(packed(cv2.rotate(PICTURE, turn), ".jpg"), orientation))
    assert read_picture(path).shape == PICTURE.shape
    assert check(capsys, path)[1][0]["state"] == "good"


@pytest.mark.parametrize("name", ["Zoë ćwiczy 写真.png", "two words.png", "-dash.png", "{brace}.png", "a\u202eb.png"])
def test_any_name_will_do(capsys: pytest.CaptureFixture[str], save: Save, name: str) -> None:
    path = save(GOOD.picture(), name)
    assert check(capsys, path)[1][0]["image"] == str(path)
    code, out, _ = run(capsys, "framing", "check", str(path))
    assert code == 0 and all(line.isprintable() for line in out.splitlines())


@pytest.mark.skipif(sys.platform == "win32", reason="there, every name is text")
def test_a_name_that_is_no_text_will_do_too(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\xfe.png"
    Path(os.fsdecode(path)).write_bytes(packed(GOOD.picture()))
    ran = start("framing", "check", path, "--json")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert json.loads(ran.stdout)[0]["state"] == "good"


BROKEN = {
    "empty": b"",
    "words": b"no picture at all\n" * 40,
    "half a PNG": packed(PICTURE)[:60_000],
    "half a JPEG": packed(PICTURE, ".jpg")[:9_000],
    "half a TIFF": packed(PICTURE, ".tiff")[:90_000],
    "a page": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a head alone": packed(PICTURE)[:33],
    "a picture of no size": b"P6\n0 0\n255\n",
    "one that would fill the memory": b"P6\n60000 60000\n255\n" + bytes(1000),
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_picture_is_said_in_one_line(tmp_path: Path, kind: str) -> None:
    """In a process of its own: the libraries that unpack pictures have complaints of their own, which must not show."""
    good, bad = tmp_path / "good.png", tmp_path / "bad.png"
    good.write_bytes(packed(GOOD.picture()))
    bad.write_bytes(BROKEN[kind])
    ran = start("framing", "check", str(good), str(bad), "--json")
    assert (ran.returncode, ran.stdout) == (2, b"")
    assert one_line(ran.stderr.decode()) and ran.stderr.decode() == say("framing.no_picture", path=bad) + "\n"


def test_what_is_no_file_is_said_in_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path, save: Save) -> None:
    good, none = save(GOOD.picture()), tmp_path / "none.png"
    assert refused(capsys, "framing", "check", str(good), str(none)).strip() == say("framing.no_file", path=none)
    assert refused(capsys, "framing", "check", str(tmp_path)).strip() == say("framing.not_plain_file", path=tmp_path)
    assert "\n" not in refused(capsys, "framing", "check", "two\nlines")[:-1]
    assert refused(capsys, "framing", "check", "x" * 5000)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")  # would be waited for, for ever
        assert refused(capsys, "framing", "check", str(tmp_path / "pipe"))
    if Path("/dev/zero").exists():
        assert refused(capsys, "framing", "check", "/dev/zero")


@pytest.mark.parametrize("arguments", [[], ["check"], ["look", "x.png"], ["check", "--jsn", "x"], ["--json", "check"]])
def test_what_makes_no_sense_is_refused(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert refused(capsys, "framing", *arguments)


@pytest.mark.parametrize("missing", ["cv2", "numpy"])
def test_without_its_engine_it_says_what_is_missing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, save: Save, missing: str
) -> None:
    path, whole = save(GOOD.picture()), builtins.__import__

    def lacking(name: str, *rest: Any) -> Any:
        if name.split(".", maxsplit=1)[0] == missing:
            raise ModuleNotFoundError(f"No module named {missing!r}", name=missing)
        return whole(name, *rest)

    for name in [name for name in sys.modules if name.startswith("companion.camera")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", lacking)
    assert refused(capsys, "framing", "check", str(path)).strip() == say("framing.no_engine", name=missing)


def test_neither_the_command_nor_its_help_needs_a_window_or_the_engine() -> None:
    ran = start("framing", "check", "--help", env={"PYTHONPROFILEIMPORTTIME": "1"})
    assert ran.returncode == 0 and b"--json" in ran.stdout
    assert not any(name in ran.stderr for name in (b"numpy", b"cv2", b"PySide6"))


def test_the_words_follow_the_command_line(tmp_path: Path) -> None:
    """In a terminal that spells ASCII only."""
    path = tmp_path / "Zoë.png"
    path.write_bytes(packed(FAR.picture()))
    ran = start("framing", "check", str(path), "--json", env={"PYTHONIOENCODING": "ascii"})
    assert ran.returncode == 1 and json.loads(ran.stdout.decode("ascii"))[0]["image"] == str(path)
