"""The meeting page: the safe settings as rows to copy, and the meetings that are planned."""

from dataclasses import dataclass, field

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel
from pytestqt.qtbot import QtBot

from companion.guide.policy import Policy
from companion.meeting.page import MeetingPage, Upcoming
from companion.meeting.settings import Setting, settings_for
from companion.meeting.settings_export import as_html, as_text, row_text
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown

GUIDE, VOICE_ONLY = settings_for(Policy()), settings_for(Policy(partner="Eastbrook College", webcams=False))
AMARA = Upcoming("m:1", "Tomorrow, 14:00 to 15:00, London", "Amara, on Zoom.", "This is a real Zoom link.", "calendar")
JOEL = Upcoming("m:2", "Friday 27 November, 9:00 to 10:00, London", "Joel, by phone.", "You need no link.", "phone")
COPY_ALL, COPIED = say("meeting.page.copy_all"), say("meeting.page.copied")


@dataclass
class Desk:
    """What the page shows, what was copied from it, and whether that works."""

    settings: tuple[Setting, ...] = GUIDE
    upcoming: list[Upcoming] = field(default_factory=list)
    copied: list[tuple[str, str]] = field(default_factory=list)
    works: bool = True

    def copy(self, text: str, html: str = "") -> bool:
        self.copied.append((text, html))
        return self.works

    def open(self, qtbot: QtBot) -> MeetingPage:
        page = MeetingPage(light(), lambda: self.settings, lambda: self.upcoming, self.copy, self.copy)
        page.set_shape(narrow=False, compact=False)
        return shown(qtbot, page)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def copier(page: MeetingPage, setting: Setting) -> QAbstractButton:
    """The button at the end of a setting's row."""
    return buttons(page)[say("meeting.page.copy_row", row=row_text(setting))]


def press_key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.mark.parametrize("settings", [GUIDE, VOICE_ONLY], ids=["guide", "voice only"])
def test_every_setting_stands_there_with_todays_name_and_the_guides(
    desk: Desk, qtbot: QtBot, settings: tuple[Setting, ...]
) -> None:
    """G17, G18, G19, G20, G21, G33, G36: Zoom's own words, where it is, and the name of 2020 where it helps."""
    desk.settings = settings
    text = seen(desk.open(qtbot))
    for setting in settings:
        row = text.index(setting.name)
        assert text[row + 1].startswith(setting.where)
        assert (say("meeting.settings.was", name=setting.was) in text[row + 1]) is bool(setting.was)
        assert text[row + 2] == setting.value


def test_the_guides_rows_come_first_and_are_counted(desk: Desk, qtbot: QtBot) -> None:
    page = desk.open(qtbot)
    text = seen(page)
    titles = [say("meeting.settings.guide"), "Waiting Room", say("meeting.settings.today")]
    assert [text.index(title) for title in titles] == sorted(text.index(title) for title in titles)
    assert page.heading == "12 safe settings, one press away"


def test_a_row_is_copied_with_its_button_and_that_is_heard(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """G17: to paste, say, into a message."""
    heard, page = listen(monkeypatch), desk.open(qtbot)
    button = copier(page, GUIDE[4])
    button.setFocus()
    before = button.grab().toImage()
    button.click()
    assert desk.copied == [(row_text(GUIDE[4]), "")]
    assert heard == [COPIED]
    assert button.grab().toImage() != before
    desk.works = False
    copier(page, GUIDE[5]).click()
    assert heard == [COPIED]


def test_arrows_go_from_row_to_row_and_ctrl_c_copies_the_row(desk: Desk, qtbot: QtBot) -> None:
    page = desk.open(qtbot)
    first, second, last = (copier(page, setting) for setting in (GUIDE[0], GUIDE[1], GUIDE[-1]))
    first.setFocus()
    for key, reached in ((Qt.Key.Key_Down, second), (Qt.Key.Key_Up, first), (Qt.Key.Key_Up, last)):
        press_key(qtbot, key)
        assert QApplication.focusWidget() is reached
    press_key(qtbot, Qt.Key.Key_Down)
    press_key(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert desk.copied == [(row_text(GUIDE[0]), "")]


def test_arrows_reach_the_row_of_every_setting(desk: Desk, qtbot: QtBot) -> None:
    page = desk.open(qtbot)
    copier(page, GUIDE[0]).setFocus()
    reached = []
    for _ in GUIDE:
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
        press_key(qtbot, Qt.Key.Key_Down)
    assert reached == [say("meeting.page.copy_row", row=row_text(setting)) for setting in GUIDE]


@pytest.mark.parametrize("way", ["button", "keys"])
def test_all_of_them_are_copied_as_text_and_as_a_table(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """G36: the whole table with one press."""
    heard, page = listen(monkeypatch), desk.open(qtbot)
    if way == "button":
        press(qtbot, page, COPY_ALL)
    else:
        copier(page, GUIDE[3]).setFocus()
        press_key(qtbot, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert desk.copied == [(as_text(GUIDE), as_html(GUIDE))]
    assert heard == [say("meeting.page.copied_all")]
    assert COPIED in seen(page)


def test_what_did_not_get_onto_the_clipboard_is_not_called_copied(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.works = False
    heard, page = listen(monkeypatch), desk.open(qtbot)
    press(qtbot, page, COPY_ALL)
    assert heard == [] and COPIED not in seen(page)


def test_rules_that_changed_meanwhile_are_shown_and_copied(desk: Desk, qtbot: QtBot) -> None:
    """G07."""
    page = desk.open(qtbot)
    desk.settings = VOICE_ONLY
    page.on_shown()
    qtbot.waitUntil(lambda: VOICE_ONLY[-1].name in seen(page))
    dropped = {setting.name for setting in GUIDE} - {setting.name for setting in VOICE_ONLY}
    assert dropped and not dropped & set(seen(page))
    press(qtbot, page, COPY_ALL)
    assert desk.copied == [(as_text(VOICE_ONLY), as_html(VOICE_ONLY))]


def test_with_nothing_planned_a_meeting_can_be_planned(desk: Desk, qtbot: QtBot) -> None:
    """G35."""
    page = desk.open(qtbot)
    assert say("meeting.page.none") in seen(page)
    with qtbot.waitSignal(page.plan_wanted):
        press(qtbot, page, say("meeting.page.plan"))
    with qtbot.waitSignal(page.walk_wanted):
        press(qtbot, page, say("meeting.page.walk"))


def test_each_planned_meeting_is_told_with_its_link_and_can_be_changed_or_called_off(desk: Desk, qtbot: QtBot) -> None:
    """G24, G31, G35."""
    desk.upcoming = [AMARA, JOEL]
    page = desk.open(qtbot)
    text = seen(page)
    assert say("meeting.page.none") not in text
    for meeting in (AMARA, JOEL):
        assert {meeting.when, f"{meeting.who} {meeting.link}"} <= set(text)
    for name, signal in (("change", page.edit_wanted), ("cancel", page.cancel_wanted)):
        label = say(f"meeting.page.{name}")
        found = [each for each in page.findChildren(QAbstractButton) if each.text() == label]
        assert [each.accessibleDescription() for each in found] == [AMARA.when, JOEL.when]
        with qtbot.waitSignal(signal) as asked:
            qtbot.mouseClick(found[1], Qt.MouseButton.LeftButton)
        assert asked.args == ["m:2"]


def test_a_meeting_that_was_called_off_is_gone_when_the_page_comes_back(desk: Desk, qtbot: QtBot) -> None:
    desk.upcoming = [AMARA]
    page = desk.open(qtbot)
    desk.upcoming = []
    page.on_shown()
    qtbot.waitUntil(lambda: say("meeting.page.none") in seen(page))
    assert AMARA.when not in seen(page)


def test_meetings_stand_beside_the_settings_or_above_them_where_it_is_narrow(desk: Desk, qtbot: QtBot) -> None:
    page = desk.open(qtbot)

    def corner(text: str) -> tuple[int, int]:
        label = next(each for each in page.findChildren(QLabel) if each.isVisible() and each.text() == text)
        at = label.mapTo(page, label.rect().topLeft())
        return at.x(), at.y()

    settings, meetings = say("meeting.settings.guide"), say("meeting.page.meetings")
    qtbot.waitUntil(lambda: corner(meetings)[0] > corner(settings)[0] + 100)
    assert corner(meetings)[1] == corner(settings)[1]
    page.set_shape(narrow=True, compact=False)
    qtbot.waitUntil(lambda: corner(meetings)[0] == corner(settings)[0])
    assert corner(settings)[1] > corner(meetings)[1]


def test_whoever_is_invited_sees_their_meetings_and_none_of_the_hosts_settings(qtbot: QtBot) -> None:
    """G31: a mentee looks at the link they were sent; the settings are the mentor's to make."""
    roles = [False]
    page = MeetingPage(light(), lambda: GUIDE, lambda: [AMARA], Desk().copy, Desk().copy, lambda: roles[0])
    shown(qtbot, page)
    assert {say("meeting.page.heading_guest"), AMARA.when} <= set(seen(page))
    assert GUIDE[0].name not in seen(page)
    assert COPY_ALL not in buttons(page) and say("meeting.page.add") in buttons(page)
    roles[0] = True
    page.refresh()
    qtbot.waitUntil(lambda: GUIDE[0].name in seen(page) and COPY_ALL in buttons(page))


def test_it_goes_to_the_setting_that_serves_a_row_of_the_guide(desk: Desk, qtbot: QtBot) -> None:
    """G19: nobody who was removed may come back: that very setting takes the focus."""
    page = desk.open(qtbot)
    page.show_settings_for(["G19"])
    asked = next(setting for setting in GUIDE if "G19" in setting.requirement)
    assert QApplication.focusWidget() is copier(page, asked)
