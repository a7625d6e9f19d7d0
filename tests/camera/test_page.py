"""The camera page: what it says with a picture and without one, what it asks for, and how it fits."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from companion.camera.advice import Advice
from companion.camera.device_state import CameraName, Status
from companion.camera.judgement import State
from companion.camera.looking import Seen, View
from companion.camera.page import CameraPage
from companion.camera.preview_view import Preview
from companion.camera.showing import Showing
from companion.ui.field import Choice
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown
from tests.camera import seeing
from tests.ui.looking import picture

WITHOUT = [status for status in Status if status not in (Status.LIVE, Status.BY_RULE)]
WAYS_ON = {
    Status.BUSY: {"again", "voice"},
    Status.STALLED: {"again", "voice"},
    Status.NONE: {"again", "voice"},
    Status.REFUSED: {"again", "voice"},
    Status.IN_CALL: {"anyway"},
}
CAMERAS = [CameraName("a1", "Built-in camera"), CameraName("b2", "Desk camera")]


@pytest.fixture
def page(qtbot: QtBot) -> CameraPage:
    made = CameraPage(light())
    made.set_shape(narrow=False, compact=False)
    return shown(qtbot, made)


def part(page: CameraPage, kind: type[QWidget]) -> QWidget:
    found = page.findChild(kind)
    assert isinstance(found, QWidget)
    return found


def show(page: CameraPage, look: Seen) -> None:
    page.show_seen(Showing().see(look, calibrated=True))


def with_picture(page: CameraPage, look: Seen) -> CameraPage:
    page.show_status(Status.LIVE)
    show(page, look)
    return page


@pytest.mark.parametrize("status", WITHOUT)
def test_without_a_picture_it_says_why_and_shows_nothing_to_set(page: CameraPage, status: Status) -> None:
    """G08: and what helps."""
    with_picture(page, seeing.seen())
    page.show_status(status)
    assert page.heading == part(page, Preview).accessibleName() == say(f"camera.status.{status}")
    assert say(f"camera.status.{status}_line") in seen(page)
    named = buttons(page)
    assert {name for name in ("again", "anyway", "voice") if say(f"camera.{name}") in named} == WAYS_ON.get(
        status, set()
    )
    for name in ("level", "unmirror", "lines"):
        assert say(f"camera.{name}") not in named
    assert say("camera.light.title") not in seen(page)


def test_no_webcams_names_whose_rule_it_is(page: CameraPage) -> None:
    """G07."""
    page.show_status(Status.BY_RULE, "Eastbrook College")
    assert say("camera.status.by-rule_line", reason="Eastbrook College") in seen(page)
    assert not {say(f"camera.{name}") for name in ("again", "anyway", "voice", "level")} & set(buttons(page))
    for code in ("which", "promise", "room", "example.title"):
        assert say(f"camera.{code}") not in seen(page)


def test_one_thing_to_do_how_to_do_it_and_what_is_good_already(page: CameraPage) -> None:
    """G10."""
    with_picture(page, seeing.seen(Advice.RAISE_CAMERA, state=State.ADJUST))
    assert page.heading == say("camera.advice.raise-camera")
    assert say("framing.raise-camera") in seen(page)
    spoken = [each.accessibleName() for each in page.findChildren(QWidget)]
    assert f"{say('camera.aspect.eye_level')}. {say('camera.word.raise-camera')}" in spoken
    assert f"{say('camera.aspect.distance')}. {say('camera.word.good')}" in spoken
    assert say("camera.light.is_good") in seen(page)


def test_whoever_sees_nothing_hears_each_change_once(page: CameraPage, monkeypatch: pytest.MonkeyPatch) -> None:
    with_picture(page, seeing.seen())
    heard = listen(monkeypatch)
    for _ in range(5):
        show(page, seeing.seen(Advice.TOO_FAR, state=State.ADJUST))
    assert heard == [say("camera.advice.too-far")]
    assert part(page, Preview).accessibleName() == say("camera.preview_words", advice=say("camera.advice.too-far"))


def test_the_camera_that_went_leaves_no_picture_behind(page: CameraPage) -> None:
    page.show_status(Status.LIVE)
    empty = picture(part(page, Preview))
    page.show_picture(np.full((180, 320, 4), 200, np.uint8))
    assert picture(part(page, Preview)) != empty
    page.show_status(Status.OFF)
    page.show_picture(np.full((180, 320, 4), 200, np.uint8))  # one that was on its way
    assert picture(part(page, Preview)) == empty


def test_what_was_seen_on_the_way_out_is_not_said(page: CameraPage) -> None:
    page.show_status(Status.BUSY)
    show(page, seeing.seen(Advice.TOO_FAR))
    assert page.heading == say("camera.status.busy")


def test_as_the_other_person_sees_it_pictures_are_made_the_other_way_round(page: CameraPage, qtbot: QtBot) -> None:
    """G04."""
    with_picture(page, seeing.seen())
    views = list[View]()
    page.view_changed.connect(views.append)
    assert page.view.mirrored
    press(qtbot, page, say("camera.unmirror"))
    assert views and not views[-1].mirrored and not page.view.mirrored
    press(qtbot, page, say("camera.unmirror"))
    assert page.view.mirrored


def test_guide_lines_can_be_put_away(page: CameraPage, qtbot: QtBot) -> None:
    with_picture(page, seeing.seen())
    page.show_picture(np.full((180, 320, 4), 120, np.uint8))
    lined = picture(part(page, Preview))
    press(qtbot, page, say("camera.lines"))
    assert picture(part(page, Preview)) != lined


@pytest.mark.parametrize(
    ("name", "signal", "status"),
    [
        ("again", "again_wanted", Status.STALLED),
        ("voice", "voice_wanted", Status.NONE),
        ("anyway", "anyway_wanted", Status.IN_CALL),
        ("level", "level_wanted", Status.LIVE),
    ],
)
def test_what_is_pressed_is_asked_for(page: CameraPage, qtbot: QtBot, name: str, signal: str, status: Status) -> None:
    page.show_status(status)
    with qtbot.waitSignal(getattr(page, signal)):
        press(qtbot, page, say(f"camera.{name}"))


def test_cameras_are_offered_and_the_open_one_is_chosen(page: CameraPage, qtbot: QtBot) -> None:
    choice = next(each for each in page.findChildren(Choice) if each.accessibleName() == say("camera.which"))
    page.show_cameras([], "")
    assert not choice.isVisible()
    page.show_cameras(CAMERAS, "b2")
    assert choice.isVisible() and choice.currentText() == "Desk camera"
    with qtbot.waitSignal(page.camera_chosen) as chosen:
        choice.setFocus()
        qtbot.keyClick(choice, Qt.Key.Key_Up)
    assert chosen.args == ["a1"]
    page.show_cameras(CAMERAS[:1], "a1")
    assert choice.count() == 1


def test_coming_and_going_is_told(page: CameraPage, qtbot: QtBot) -> None:
    for act in (page.hide, page.show):
        with qtbot.waitSignal(page.moved):
            act()


def test_setting_the_eye_level_is_followed_in_words(page: CameraPage, monkeypatch: pytest.MonkeyPatch) -> None:
    page.show_status(Status.LIVE)
    heard = listen(monkeypatch)
    page.show_level(say("camera.level_now"), done=False)
    page.show_level(say("camera.level_set"), done=True)
    assert heard == [say("camera.level_now"), say("camera.level_set")]
    assert say("camera.level_set") in buttons(page)


@pytest.mark.parametrize(("width", "height"), [(1120, 680), (720, 680), (600, 380), (470, 320)])
def test_it_fits_every_window_and_scrolls_only_down(page: CameraPage, qtbot: QtBot, width: int, height: int) -> None:
    with_picture(page, seeing.seen(Advice.BURNT_OUT, state=State.ADJUST))
    page.show_cameras(CAMERAS, "a1")
    page.set_shape(narrow=width < 860, compact=height < 500)
    page.resize(width, height)
    QApplication.processEvents()
    page.grab()
    area = page.findChild(QScrollArea)
    assert area is not None
    content = area.widget()
    assert content is not None
    assert content.minimumSizeHint().width() <= area.viewport().width()
    wide = [
        each
        for each in content.findChildren(QWidget)
        if each.isVisible() and each.width() < each.minimumSizeHint().width()
    ]
    assert wide == []
    preview = part(page, Preview)
    qtbot.waitUntil(lambda: abs(preview.height() - preview.width() * 9 / 16) <= 1)


def test_everything_can_be_reached_with_the_keyboard(page: CameraPage, qtbot: QtBot) -> None:
    with_picture(page, seeing.seen())
    page.show_cameras(CAMERAS, "a1")
    wanted = {say(f"camera.{name}") for name in ("level", "unmirror", "lines", "which")}
    reached = set()
    for _ in range(8):
        focus = QApplication.focusWidget()
        if focus is not None:
            reached.add(focus.accessibleName() or getattr(focus, "text", str)())
        qtbot.keyClick(page if focus is None else focus, Qt.Key.Key_Tab)
    assert wanted <= reached


def test_it_promises_what_holds_and_reminds_of_the_room(page: CameraPage) -> None:
    """G04, G30: the person decides; nothing is guessed about rooms."""
    assert {say("camera.promise"), say("camera.room")} <= set(seen(page))
    assert "not a bedroom" in say("camera.room")
