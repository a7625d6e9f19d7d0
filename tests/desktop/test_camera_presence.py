"""Which cameras there are, from folders laid out like Linux's /sys, /proc and udev's notes."""

import os
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.desktop.camera_presence import Camera, judge, linux_cameras, tidy
from companion.readings import State
from companion.words import sentence
from tests.desktop.making import lay, link, said

V4L = "sys/class/video4linux"


def plug(root: Path, node: str, name: str = "HD Webcam", index: str = "0", usb: str = "1-1", udev: str = "") -> None:
    """A video node of a USB device; ``udev`` is what udev wrote down about it."""
    number = f"81:{node[5:]}"
    lay(root, {f"{V4L}/{node}/name": f"{name}\n", f"{V4L}/{node}/index": index, f"{V4L}/{node}/dev": number})
    (root / f"sys/devices/{usb}/1.0/power").mkdir(parents=True, exist_ok=True)
    link(root / V4L / node / "device", root / f"sys/devices/{usb}/1.0")
    if udev:
        lay(root, {f"run/udev/data/c{number}": f"E:ID_BUS=usb\n{udev}\n"})


def hold(root: Path, target: str, pid: int = 4711) -> None:
    """A process has ``target`` open."""
    folder = root / f"proc/{pid}/fd"
    link(folder / str(len(list(folder.glob("*")))), target)


@pytest.mark.parametrize(
    ("cameras", "expected"),
    [
        (None, ("cannot-tell", "We cannot see whether you have a camera")),
        ([], ("not-right", "No camera found. Plug one in, or talk without video.")),
        ([Camera("HD Webcam")], ("cannot-tell", "HD Webcam found")),
        ([Camera("A"), Camera("B"), Camera("C")], ("cannot-tell", "A found, also B, C")),
        ([Camera("A", in_use=True)], ("cannot-tell", "A found, but another program is using it")),
        ([Camera("A", in_use=True), Camera("B")], ("cannot-tell", "B found")),
    ],
)
def test_what_cameras_mean_for_a_call(cameras: Sequence[Camera] | None, expected: tuple[str, str]) -> None:
    """G08: the evidence names the camera; that it works only somebody can say who has seen a picture."""
    assert said(judge(cameras)) == expected


@given(st.lists(st.builds(Camera, st.text("abc", min_size=1), st.booleans()), max_size=5))
def test_every_free_camera_is_named(cameras: list[Camera]) -> None:
    finding = judge(cameras)
    free = [camera.name for camera in cameras if not camera.in_use]
    assert finding.state is not State.GOOD
    assert (finding.state is State.NOT_RIGHT) == (not cameras)
    assert all(name in sentence(finding.message) for name in free)


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("HD Webcam", "HD Webcam"),
        ("Integrated Camera: Integrated C", "Integrated Camera"),
        ("Cam: Cam", "Cam"),
        ("Cam : Cam", "Cam"),
        ("Studio: Front", "Studio: Front"),
        ("  two\n  lines\t", "two lines"),
        ("turned \u202ecam", "turned cam"),
        ("\x00\x07", ""),
        ("x" * 59 + " cut between words", "x" * 59),
    ],
)
def test_a_name_is_as_people_can_read_it(raw: str, name: str) -> None:
    assert tidy(raw) == name


@given(st.text(max_size=200) | st.text(" :ab", min_size=50, max_size=80))
def test_a_name_is_one_short_line(raw: str) -> None:
    name = tidy(raw)
    assert len(name) <= 60
    assert name == " ".join(name.split())
    assert name.isprintable()


def test_without_sys_nothing_is_known(tmp_path: Path) -> None:
    assert linux_cameras(tmp_path) is None


def test_a_computer_without_cameras_has_none(tmp_path: Path) -> None:
    (tmp_path / "sys/class").mkdir(parents=True)
    assert linux_cameras(tmp_path) == []


def test_further_nodes_of_a_camera_are_no_cameras(tmp_path: Path) -> None:
    """Without udev the first node of a device is taken for the camera."""
    plug(tmp_path, "video0")
    plug(tmp_path, "video1", index="1")
    assert linux_cameras(tmp_path) == [Camera("HD Webcam")]


@pytest.mark.parametrize(
    ("index", "udev", "counts"),
    [
        ("1", "E:ID_V4L_CAPABILITIES=:capture:", True),
        ("0", "E:ID_V4L_CAPABILITIES=:", False),
        ("0", "E:ID_V4L_CAPABILITIES=:video_output:", False),
        ("0", "E:ID_V4L_PRODUCT=:capture:", True),
        ("1", "E:ID_V4L_PRODUCT=:capture:", False),
        ("", "", True),
    ],
)
def test_udev_knows_which_nodes_give_pictures(tmp_path: Path, index: str, udev: str, counts: bool) -> None:
    plug(tmp_path, "video0", index=index, udev=udev)
    assert bool(linux_cameras(tmp_path)) is counts


def test_cameras_come_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for node in ("video10", "video2", "video0"):
        plug(tmp_path, node, name=node.upper(), usb=node)
    assert linux_cameras(tmp_path) == [Camera("VIDEO0"), Camera("VIDEO2"), Camera("VIDEO10")]


@pytest.mark.parametrize("name", ["", "\x1b\x07"])
def test_a_camera_without_a_name_is_called_by_its_node(tmp_path: Path, name: str) -> None:
    plug(tmp_path, "video3", name=name)
    assert linux_cameras(tmp_path) == [Camera("video3")]


def test_another_program_that_holds_a_camera_is_seen(tmp_path: Path) -> None:
    plug(tmp_path, "video0", name="Front")
    plug(tmp_path, "video2", name="Desk", usb="2-1")
    hold(tmp_path, "/dev/null")
    hold(tmp_path, "/dev/video2")
    assert linux_cameras(tmp_path) == [Camera("Front"), Camera("Desk", in_use=True)]


def test_what_this_app_holds_is_not_another_program(tmp_path: Path) -> None:
    plug(tmp_path, "video0")
    hold(tmp_path, "/dev/video0", pid=os.getpid())
    assert linux_cameras(tmp_path) == [Camera("HD Webcam")]


def test_processes_that_cannot_be_looked_into_are_passed_over(tmp_path: Path) -> None:
    plug(tmp_path, "video0")
    lay(tmp_path, {"proc/12/fd/0": "no link", "proc/13/comm": "ended meanwhile", "proc/meminfo": "no process"})
    hold(tmp_path, "/dev/video0", pid=99)
    assert linux_cameras(tmp_path) == [Camera("HD Webcam", in_use=True)]


@pytest.mark.parametrize("place", ["1-1/1.0", "1-1"])
def test_nobody_uses_a_camera_that_sleeps(tmp_path: Path, place: str) -> None:
    """It is the interface or the whole device that is switched off to save power."""
    plug(tmp_path, "video0")
    hold(tmp_path, "/dev/video0")
    lay(tmp_path, {f"sys/devices/{place}/power/runtime_status": "active\n"})
    assert linux_cameras(tmp_path) == [Camera("HD Webcam", in_use=True)]
    lay(tmp_path, {f"sys/devices/{place}/power/runtime_status": "suspended\n"})
    assert linux_cameras(tmp_path) == [Camera("HD Webcam")]
