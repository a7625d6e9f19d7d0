"""What time alone changes: the countdown, the phase, and the reminder to lock the meeting."""

from datetime import timedelta
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from companion.app.house import House
from companion.checklist.countdown_view import Countdown
from companion.checklist.ways_dialog import LockDialog
from companion.guide.items import Phase
from companion.readings import Reading, State
from companion.sessions.meeting import Platform, Repeat
from companion.sessions.pair import Role
from companion.words import Message, say
from tests.app.acting import Dialogs, act_on_band, bands, minute, plan_form, press, reads, row, today, visible
from tests.app.conftest import Clock, Plan, Start

LOCK = say("today.lock.text")
LOCKED = "The meeting is locked"
ROOM = "I am in a study, not a bedroom"


def countdown(house: House) -> str:
    """The time in the corner, as it is read out."""
    (corner,) = visible(house.frame, Countdown)
    return corner.accessibleName()


class Tray:
    """Stands for the computer's notifications: ``works`` tells whether there are any."""

    def __init__(self, works: bool) -> None:
        self.works = works
        self.shown: list[tuple[str, str]] = []
        self.icons: list[Any] = []

    def __call__(self, _name: str, icon: Any, *_given: object) -> "Tray":
        self.icons.append(icon)
        return self

    def notify(self, title: str, text: str) -> bool:
        if self.works:
            self.shown.append((title, text))
        return self.works

    def close(self) -> None:
        """Nothing to take away."""


@pytest.fixture
def tray(monkeypatch: pytest.MonkeyPatch) -> Tray:
    made = Tray(works=True)
    monkeypatch.setattr("companion.desktop.notify.Notifier", made)
    return made


def nothing_comes(house: House, tray: Tray) -> bool:
    """Neither now nor within the hour."""
    minute(house)
    return bands(house) == [] and tray.shown == [] and not house.reminder.waits


@pytest.mark.parametrize(
    ("minutes", "phase"),
    [
        (3 * 24 * 60, Phase.SCHEDULE),
        (62, Phase.SCHEDULE),
        (59, Phase.BEFORE),
        (2, Phase.BEFORE),
        (-3, Phase.OPENING),
        (-20, Phase.DURING),
        (-62, Phase.AFTER),
        (-20 * 60, Phase.AFTER),
    ],
)
def test_it_opens_on_the_list_of_the_moment(start: Start, planned: Plan, minutes: int, phase: Phase) -> None:
    planned(minutes)
    assert today(start()).phase == phase


@pytest.mark.parametrize("page", ["data", "records", "settings"])
def test_near_the_meeting_it_opens_on_today_wherever_it_was_left(start: Start, planned: Plan, page: str) -> None:
    """Within the hour people come for one thing."""
    planned(40)
    house = start()
    house.show(page)
    assert start().window.shown == "today"
    assert start(page=page).window.shown == page


def test_the_countdown_goes_on_while_it_is_open(start: Start, planned: Plan, clock: Clock) -> None:
    planned(40)
    house = start()
    first = countdown(house)
    assert first.startswith(("39 minutes until you meet", "40 minutes until you meet"))
    clock.shift = timedelta(minutes=20)
    minute(house)
    assert countdown(house).startswith(("19 minutes until you meet", "20 minutes until you meet"))
    clock.shift = timedelta(minutes=45)
    minute(house)
    assert "since it started" in countdown(house)
    clock.shift = timedelta(minutes=110)
    minute(house)
    assert "It ended" in countdown(house)


def test_a_day_later_the_next_of_a_series_is_what_it_is_about(start: Start, planned: Plan, clock: Clock) -> None:
    planned(40, repeat=Repeat.WEEKLY)
    house = start()
    first = house.parts.current
    row(house, ROOM).click()
    assert row(house, ROOM).isChecked()
    clock.shift = timedelta(hours=30)
    minute(house)
    assert first is not None
    assert house.parts.current is not None
    assert house.parts.current.occurrence.original - first.occurrence.original == timedelta(days=7)
    assert not row(house, ROOM).isChecked()


def test_what_was_seen_is_believed_for_a_while_only(start: Start, planned: Plan, clock: Clock) -> None:
    """A tick of this computer runs out; a person's stays."""
    planned(40)
    house = start()
    house.tasks.close()  # the computer itself looks no more
    house.parts.board.post(Reading("camera.present", State.GOOD, Message("desktop.power.plugged"), clock()))
    row(house, ROOM).click()
    assert row(house, "My camera works, or I use my voice only").isChecked()
    clock.shift = timedelta(minutes=16)
    minute(house)
    assert not row(house, "My camera works, or I use my voice only").isChecked()
    assert row(house, ROOM).isChecked()


class TestLockReminder:
    """G22: a few minutes after the start, where to click today, and a tick."""

    def test_it_comes_beside_the_call_and_across_the_window(
        self, start: Start, planned: Plan, tray: Tray, qtbot: QtBot
    ) -> None:
        planned(-6)
        house = start()
        qtbot.waitUntil(lambda: bands(house) == [LOCK])
        assert tray.shown == [(say("today.lock.title"), LOCK)]
        (icon,) = tray.icons
        assert icon.pixmap(64, 64).toImage().pixelColor(17, 32).alpha() == 255
        today(house).choose_phase(Phase.DURING)
        assert not row(house, LOCKED).isChecked()
        act_on_band(house, say("today.lock.done"))
        assert row(house, LOCKED).isChecked()

    def test_without_notifications_the_window_says_it(
        self, start: Start, planned: Plan, tray: Tray, qtbot: QtBot
    ) -> None:
        tray.works = False
        planned(-6)
        house = start()
        qtbot.waitUntil(lambda: bands(house) == [LOCK])
        assert tray.shown == []

    def test_it_is_not_early_and_comes_once(
        self, start: Start, planned: Plan, tray: Tray, clock: Clock, qtbot: QtBot
    ) -> None:
        planned(0)
        house = start()
        minute(house)
        assert tray.shown == []
        clock.shift = timedelta(minutes=5)
        minute(house)
        qtbot.waitUntil(lambda: len(tray.shown) == 1)
        house.say_band("Something else.")
        minute(house)
        assert bands(house) == ["Something else."]

    @pytest.mark.parametrize("minutes", [-17, -70])
    def test_long_after_the_start_it_does_not_come(self, start: Start, planned: Plan, tray: Tray, minutes: int) -> None:
        planned(minutes)
        assert nothing_comes(start(), tray)

    def test_locked_already_it_does_not_come(self, start: Start, planned: Plan, tray: Tray, clock: Clock) -> None:
        planned(0)
        house = start()
        house.today.tick("lock")
        clock.shift = timedelta(minutes=6)
        assert nothing_comes(house, tray)

    @pytest.mark.parametrize("fields", [{"platform": Platform.PHONE, "join_url": ""}, {"role": Role.MENTEE}])
    def test_only_who_can_lock_is_reminded(
        self, start: Start, planned: Plan, tray: Tray, fields: dict[str, Any]
    ) -> None:
        planned(-6, **fields)
        assert nothing_comes(start(), tray)

    def test_a_meeting_moved_to_another_day_takes_its_reminder_along(
        self, start: Start, planned: Plan, tray: Tray, dialogs: Dialogs, clock: Clock
    ) -> None:
        planned(-2)
        house = start()
        current = house.parts.current
        assert current is not None
        assert house.reminder.waits
        house.show("meeting")
        tomorrow = current.meeting.starts + timedelta(days=1)
        dialogs.answer(say("meeting.form.change"), lambda form: plan_form(form, date=tomorrow))
        press(house.frame, say("meeting.page.change"))
        assert not house.reminder.waits

    def test_the_row_shows_where_to_click(self, start: Start, planned: Plan, dialogs: Dialogs, tray: Tray) -> None:
        planned(-20)
        house = start()
        seen: list[bool] = []

        def read(dialog: LockDialog) -> None:
            seen.append(reads(dialog, LOCK))
            press(dialog, say("today.lock.done"))

        dialogs.answer(say("today.lock.title"), read)
        press(house.frame, "Show me how")
        assert seen == [True]
        assert row(house, LOCKED).isChecked()
        assert [check.item for record in house.parts.records.all() for check in record.checks if check.item == "lock"]
