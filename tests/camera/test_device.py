"""The one owner of the camera, on a device that is not there: seen through Qt's own camera, from open to given back."""

import pytest

from companion.camera.device_state import SILENT_AFTER
from tests.camera.fake import FOUR, LEFT, NINE, RIGHT, Desk, jpeg, scene

GIVEN_BACK = 0.3  # seconds, at most, from leaving the page to a device that is closed


def is_like(color: list[int], wanted: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 25 for one, other in zip(color, wanted, strict=True))


@pytest.mark.parametrize("raw", [False, True], ids=["MJPEG", "YUYV"])
def test_people_see_themselves_within_a_second_and_as_in_a_mirror(desk: Desk, raw: bool) -> None:
    """G10."""
    if raw:
        desk.set_raw()
    with desk.user() as user:
        asked = user.order("open")
        user.wait_status("starting", "live")
        picture = user.wait("picture")
        assert picture["at"] - asked < 1
        assert picture["shape"] == [360, 640, 4]
        assert is_like(picture["left"], RIGHT) and is_like(picture["right"], LEFT)
        assert user.wait("seen")["state"] == "no-face"


def test_nothing_is_opened_until_somebody_looks(desk: Desk) -> None:
    with desk.user() as user:
        user.look(0.2)
        assert [each for each in desk.happened() if each.what == "start"] == []


def test_given_back_at_once_and_no_frame_is_handed_on_afterwards(desk: Desk) -> None:
    with desk.user() as user:
        user.open()
        asked = user.order("close")
        user.wait_status("off")
        user.wait("closed")
        then, later = user.look(), user.look(0.3)
        assert desk.held() == []
        assert max(each.at for each in desk.happened()) - asked < GIVEN_BACK
        for counted in ("frames", "pictures", "looks"):
            assert then[counted] == later[counted]


def test_what_was_on_its_way_when_it_was_closed_is_told_to_nobody(desk: Desk) -> None:
    with desk.user() as user:
        for _ in range(5):
            user.open()
            user.order("close")
            user.wait_status("off")
            user.look(0.1)
    closed = False
    for event in user.heard:
        closed = event["what"] == "closed" or (closed and event["what"] != "status")
        assert not (closed and event["what"] in ("seen", "picture"))


def test_a_frame_that_came_in_the_moment_it_was_closed_is_dropped(desk: Desk) -> None:
    with desk.user() as user:
        user.open()
        before = user.look()["frames"]
        user.order("slip")
        user.wait_status("off")
        after = user.look(0.2)
        assert after["status"] == "off"
        assert after["frames"] - before <= 2  # those that came before it


@pytest.mark.parametrize("moment", ["starting", "live"])
def test_it_can_be_closed_in_the_very_moment_it_comes_up(desk: Desk, moment: str) -> None:
    """Qt reads the camera inside the call that brings the frame."""
    with desk.user() as user:
        user.order(f"close-at {moment}")
        user.order("open")
        user.wait("closed")
        user.until(lambda: desk.held() == [])
        assert user.look(0.2)["frames"] == 0
        user.order("close-at never")
        user.open()


def test_in_use_by_another_program_is_said_once_and_it_comes_when_that_is_done(desk: Desk) -> None:
    """G08."""
    desk.set_state("busy")
    with desk.user() as user:
        user.order("open")
        user.wait_status("starting", "busy")
        tries = len(desk.happened())
        user.until(lambda: len(desk.happened()) > tries + 6)
        assert user.look()["status"] == "busy"
        desk.set_state("works")
        user.wait_status("live")


def test_in_use_is_not_told_to_somebody_who_has_left(desk: Desk) -> None:
    desk.set_state("busy")
    with desk.user() as user:
        user.order("open\nclose")
        user.wait_status("starting", "off")
        assert user.look(0.4)["status"] == "off"
        user.until(lambda: desk.held() == [])


def test_who_comes_back_need_not_wait_for_the_next_try(desk: Desk) -> None:
    desk.set_state("busy")
    with desk.user(retry=60) as user:
        user.order("open")
        user.wait_status("starting", "busy")
        user.order("close")
        user.wait_status("off")
        desk.set_state("works")
        user.order("open")
        user.wait_status("starting", "live")


def test_asked_to_try_again_it_says_that_it_does(desk: Desk) -> None:
    desk.set_state("busy")
    with desk.user(retry=60) as user:
        user.order("open")
        user.wait_status("starting", "busy")
        user.order("reopen")
        user.wait_status("starting", "busy")
        desk.set_state("works")
        user.order("reopen")
        user.wait_status("starting", "live")


@pytest.mark.parametrize("how", ["stall", "gone"])
def test_a_camera_that_falls_silent_is_said_and_comes_back_by_itself(desk: Desk, how: str) -> None:
    """Qt tells nothing of either."""
    with desk.user() as user:
        user.open()
        live = user.look(SILENT_AFTER + 0.5 if how == "gone" else 0)["at"]
        desk.set_state(how)
        (stalled,) = user.wait_status("stalled")
        assert stalled["at"] - live >= SILENT_AFTER - 0.1
        desk.set_state("works")
        user.wait_status("live")


def test_pulled_out_and_plugged_in_again(desk: Desk) -> None:
    with desk.user() as user:
        user.open()
        desk.set_state("gone")
        desk.unplug(9)
        user.wait("cameras", names=[])
        user.wait_status("none")
        user.until(lambda: desk.held() == [])
        desk.set_state("works")
        desk.plug(9)
        user.wait("cameras", names=[NINE])
        user.wait_status("starting", "live")


def test_no_camera_is_said_and_the_first_that_comes_is_used(desk: Desk) -> None:
    """G08."""
    desk.unplug(9)
    with desk.user() as user:
        user.order("open")
        user.wait_status("none")
        desk.plug(4)
        user.wait_status("starting", "live")
        assert desk.streaming() == [4]


def test_what_comes_and_goes_while_nobody_looks_starts_nothing(desk: Desk) -> None:
    with desk.user() as user:
        user.open()
        user.order("close")
        user.wait_status("off")
        desk.plug(4)
        user.wait("cameras", names=[FOUR, NINE])
        assert user.look(0.1)["status"] == "off"
        assert desk.streaming() == []


def test_broken_frames_are_passed_over(desk: Desk) -> None:
    whole = jpeg(scene())
    desk.set_frames([b"", whole[:200], b"\xff" * 5000, whole])
    with desk.user() as user:
        user.open()
        assert user.wait("seen")["state"] == "no-face"
        before = user.look()
        after = user.look(0.4)
        assert 0 < after["pictures"] - before["pictures"] < after["frames"] - before["frames"]


def test_opening_and_closing_leaks_neither_threads_nor_descriptors(desk: Desk) -> None:
    with desk.user() as user:
        user.order("cycle 5")
        before = user.wait("looked")
        user.order("cycle 40")
        after = user.wait("looked")
        for counted in ("threads", "tasks", "files"):
            assert after[counted] <= before[counted], counted
        assert [each.what for each in desk.happened()].count("start") == 45
        user.until(lambda: desk.held() == [])
