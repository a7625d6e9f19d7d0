"""Whether a camera may be used at all, and which: the partner's rules, the system's permission, the person's choice."""

from tests.camera.fake import FOUR, NINE, Desk


def test_a_policy_of_no_webcams_means_that_no_device_is_ever_opened(desk: Desk) -> None:
    """G07: not even to ask a camera for its name."""
    with desk.user(allowed=False) as user:
        assert user.heard[0]["cameras"] == []
        user.order("open")
        user.wait_status("by-rule")
        user.order("reopen")
        desk.plug(4)
        desk.unplug(9)
        user.order("close\nopen")
        user.wait_status("off", "by-rule")
        assert user.look(0.3)["status"] == "by-rule"
    assert desk.happened() == []


def test_a_rule_that_comes_takes_the_camera_away_and_one_that_goes_gives_it_back(desk: Desk) -> None:
    """G07."""
    with desk.user() as user:
        user.open()
        user.order("allow 0\nreopen")
        user.wait_status("by-rule")
        user.until(lambda: desk.held() == [])
        user.order("allow 1\nreopen")
        user.wait_status("starting", "live")


def test_the_chosen_camera_is_the_one_that_is_used(desk: Desk) -> None:
    desk.plug(4)
    with desk.user() as user:
        assert user.heard[0]["cameras"] == [FOUR, NINE]
        user.order(f"choose {NINE}")
        user.open()
        assert desk.streaming() == [9]
        user.order(f"choose {FOUR}\nreopen")
        user.wait_status("starting", "live")
        assert desk.streaming() == [4]


def test_a_choice_that_is_not_there_waits_and_another_camera_serves(desk: Desk) -> None:
    desk.plug(4)
    with desk.user() as user:
        user.order(f"choose {FOUR}")
        user.wait("chosen")
        desk.unplug(4)
        user.open()
        assert desk.streaming() == [9]
        desk.plug(4)
        user.wait_status("starting", "live")
        assert desk.streaming() == [4]


def test_a_second_camera_does_not_disturb_the_first(desk: Desk) -> None:
    with desk.user() as user:
        user.open()
        desk.plug(4)
        user.wait("cameras", names=[FOUR, NINE])
        desk.unplug(4)
        user.wait("cameras", names=[NINE])
        assert user.look()["status"] == "live"
    assert [each.what for each in desk.happened() if each.what in ("start", "stop")] == ["start", "stop"]


def test_permission_is_asked_for_once_and_a_yes_starts_the_camera(desk: Desk) -> None:
    with desk.user(permission="Undetermined") as user:
        user.order("open")
        user.wait_status("asking")
        user.order("close\nopen\nopen\nreopen")
        user.wait_status("off", "asking")
        assert desk.streaming() == []
        user.order("answer Granted")
        user.wait_status("starting", "live")
        assert desk.streaming() == [9]
    assert [each["times"] for each in user.heard if each["what"] == "asked"] == [1]


def test_a_no_is_said_and_a_later_yes_is_noticed(desk: Desk) -> None:
    with desk.user(permission="Undetermined") as user:
        user.order("open")
        user.wait_status("asking")
        user.order("answer Denied")
        user.wait_status("refused")
        assert user.look(0.5)["status"] == "refused"
        assert desk.streaming() == []
        user.order("permission Granted")
        user.wait_status("live")


def test_an_answer_that_comes_when_nobody_looks_any_more_starts_nothing(desk: Desk) -> None:
    for answer in ("Granted", "Denied"):
        with desk.user(permission="Undetermined") as user:
            user.order("open")
            user.wait_status("asking")
            user.order(f"close\nanswer {answer}")
            user.wait_status("off")
            assert user.look(0.1)["status"] == "off"
            assert desk.streaming() == []
