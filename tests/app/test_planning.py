"""Planning, changing and calling off meetings, through the form and the list as people see them."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtWidgets import QDialog

from companion.app.house import House
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.words import say
from tests.app.acting import Dialogs, act_on_band, bands, field, fill, heading, plan_form, press, reads
from tests.app.conftest import LINK, Plan, Settle, Start

NEW, CHANGE, WHICH = say("meeting.form.new"), say("meeting.form.change"), say("meeting.form.which_title")
EDIT, CALL_OFF, SURE = say("meeting.page.change"), say("meeting.page.cancel"), say("meeting.form.cancel_title")
ONE, ALL, BACK = say("meeting.form.which_one"), say("meeting.form.which_all"), say("meeting.form.back")
LONDON = ZoneInfo("Europe/London")
WEEK = timedelta(weeks=1)


def wall(**later: int) -> datetime:
    """So much later on London's clock, in whole minutes."""
    return (datetime.now(LONDON) + timedelta(**later)).replace(second=0, microsecond=0, tzinfo=None)


def times(house: House) -> list[datetime]:
    """When people meet, on London's clock."""
    coming = house.parts.sessions.upcoming(datetime.now(LONDON), 6)
    return [each.starts.astimezone(LONDON).replace(tzinfo=None) for each in coming]


def stored(house: House) -> Meeting:
    (meeting,) = house.parts.sessions.meetings()
    return meeting


def at_meetings(start: Start) -> House:
    """The app, at the list of meetings."""
    house = start()
    house.show("meeting")
    return house


class TestPlanning:
    def test_a_first_meeting_with_somebody_new(self, start: Start, settled: Settle, dialogs: Dialogs) -> None:
        """G35: the guide's own fields, from the empty Today."""
        settled()
        house = start()
        given = {"nickname": "Amara", "topic": "Our first hour", "date": wall(minutes=40), "join_url": LINK}
        dialogs.answer(NEW, lambda form: plan_form(form, **given, minutes=45, passcode="8 kettles"))
        press(house.frame, say("today.empty.plan"))
        meeting = stored(house)
        assert (meeting.topic, meeting.minutes, meeting.passcode) == ("Our first hour", 45, "8 kettles")
        assert (meeting.meeting_number, meeting.zone) == ("83125550142", "Europe/London")
        assert times(house) == [given["date"]]
        assert "left before you join" in heading(house)
        assert reads(house.frame, "Amara and you, on Zoom")
        house.show("meeting")
        assert reads(house.frame, "Amara, on Zoom")

    def test_what_is_off_is_said_beside_each_field_at_once(
        self, start: Start, settled: Settle, dialogs: Dialogs
    ) -> None:
        settled()
        house = start()

        def wrong(form: QDialog) -> None:
            plan_form(form, topic=" ", join_url="https://zoom.example.org/j/83125550142")
            assert reads(form, say("sessions.problem.nickname_missing"))
            assert reads(form, say("sessions.problem.topic_missing"))
            assert reads(form, say("meeting.link.unknown", host="zoom.example.org"))
            press(form, BACK)

        dialogs.answer(NEW, wrong)
        press(house.frame, say("today.empty.plan"))
        assert house.parts.sessions.meetings() == []
        assert house.parts.sessions.pairs() == []

    @pytest.mark.parametrize(
        ("often", "count", "steps"),
        [("weekly", 3, [0, 7, 14]), ("fortnightly", 2, [0, 14]), ("weekly", 0, [0, 7, 14, 21, 28, 35])],
    )
    def test_a_series(
        self, start: Start, planned: Plan, dialogs: Dialogs, often: str, count: int, steps: list[int]
    ) -> None:
        planned(-3 * 24 * 60)
        house = at_meetings(start)
        first, repeats = wall(days=1), say(f"meeting.form.repeat_{often}")

        def fill_in(form: QDialog) -> None:
            fill(form, say("meeting.form.repeat"), repeats)
            plan_form(form, date=first, count=count)

        dialogs.answer(NEW, fill_in)
        press(house.frame, say("meeting.page.plan"))
        assert times(house) == [first + timedelta(days=days) for days in steps]

    def test_a_personal_link_is_kept_but_never_silently(self, start: Start, settled: Settle, dialogs: Dialogs) -> None:
        """G31."""
        settled()
        house = start()
        given = {"nickname": "Amara", "date": wall(days=2), "join_url": "https://us04web.zoom.us/my/amara.mentor"}
        dialogs.answer(NEW, lambda form: plan_form(form, **given))
        press(house.frame, say("today.empty.plan"))
        house.show("meeting")
        assert reads(house.frame, say("meeting.link.personal"))

    def test_a_meeting_in_the_past_is_pointed_out_and_kept(
        self, start: Start, settled: Settle, dialogs: Dialogs
    ) -> None:
        settled()
        house = start()
        given = {"nickname": "Amara", "date": wall(hours=-3), "join_url": LINK}
        dialogs.answer(NEW, lambda form: plan_form(form, **given))
        press(house.frame, say("today.empty.plan"))
        assert bands(house) == [say("sessions.warning.past")]
        assert stored(house).starts == given["date"]

    def test_a_time_still_to_come_is_planned_without_a_word(
        self, start: Start, settled: Settle, dialogs: Dialogs
    ) -> None:
        settled()
        house = start()
        dialogs.answer(NEW, lambda form: plan_form(form, nickname="Amara", date=wall(days=1), join_url=LINK))
        press(house.frame, say("today.empty.plan"))
        assert bands(house) == []


class TestTwoAtOnce:
    def test_it_is_said_and_both_are_kept(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned(24 * 60)
        house = at_meetings(start)
        given = {"who": say("meeting.form.someone"), "nickname": "Ben", "date": wall(days=1, minutes=30)}
        dialogs.answer(NEW, lambda form: plan_form(form, **given))
        press(house.frame, say("meeting.page.plan"))
        (told,) = bands(house)
        assert told.startswith("You have two meetings at once: Amara at ")
        assert len(times(house)) == 2
        assert [pair.nickname for pair in house.parts.sessions.pairs()] == ["Amara", "Ben"]

    def test_at_the_start_it_is_said_with_the_way_to_the_list(
        self, start: Start, planned: Plan, dialogs: Dialogs
    ) -> None:
        """Also when neither of them is the next one; gone once one was moved."""
        planned(24 * 60)
        planned(72 * 60, name="Ben")
        planned(72 * 60 + 30, name="Chi")
        house = start()
        (told,) = bands(house)
        assert told.startswith("You have two meetings at once: Ben at ")
        act_on_band(house, say("app.clash"))
        assert house.window.shown == "meeting"
        dialogs.answer(CHANGE, lambda form: plan_form(form, date=wall(days=5)))
        press(house.frame, EDIT, nth=2)
        assert bands(house) == []

    def test_one_after_the_other_is_fine(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned(24 * 60)
        house = at_meetings(start)
        dialogs.answer(NEW, lambda form: plan_form(form, date=wall(days=1, minutes=60)))
        press(house.frame, say("meeting.page.plan"))
        assert bands(house) == []


class TestChanging:
    def test_a_single_meeting(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        before = planned(24 * 60)
        house = at_meetings(start)
        dialogs.answer(CHANGE, lambda form: plan_form(form, date=wall(days=3), minutes=30, topic="Exams"))
        press(house.frame, EDIT)
        meeting = stored(house)
        assert (meeting.id, meeting.starts, meeting.minutes, meeting.topic) == (before.id, wall(days=3), 30, "Exams")
        assert meeting.join_url == LINK

    def test_going_back_changes_nothing(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        before = planned(24 * 60, repeat=Repeat.WEEKLY, count=3)
        house = at_meetings(start)
        dialogs.answer(WHICH, BACK)
        press(house.frame, EDIT)

        def type_then_leave(form: QDialog) -> None:
            fill(form, say("meeting.form.topic"), "Never mind")
            press(form, BACK)

        dialogs.answer(WHICH, ALL)
        dialogs.answer(CHANGE, type_then_leave)
        press(house.frame, EDIT)
        assert stored(house) == before

    def test_only_this_one_of_a_series(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        first = planned(24 * 60, repeat=Repeat.WEEKLY, count=3).starts
        house = at_meetings(start)
        moved = first + timedelta(hours=2)
        dialogs.answer(WHICH, ONE)
        dialogs.answer(CHANGE, lambda form: plan_form(form, date=moved, minutes=30))
        press(house.frame, EDIT)
        assert times(house) == [moved, first + WEEK, first + 2 * WEEK]
        assert stored(house).minutes == 60

    def test_all_of_a_series(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        first = planned(24 * 60, repeat=Repeat.WEEKLY, count=3).starts
        house = at_meetings(start)
        moved = first + timedelta(hours=2)
        dialogs.answer(WHICH, ALL)
        dialogs.answer(CHANGE, lambda form: plan_form(form, date=moved))
        press(house.frame, EDIT, nth=1)
        assert times(house) == [moved, moved + WEEK, moved + 2 * WEEK]

    def test_what_lies_behind_stays_as_it_was(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        first = planned(-6 * 24 * 60, repeat=Repeat.WEEKLY, count=3).starts
        house = at_meetings(start)
        later = field_date(first + WEEK, hours=3)
        dialogs.answer(WHICH, ALL)
        dialogs.answer(CHANGE, lambda form: plan_form(form, date=field_date(first, hours=3)))
        press(house.frame, EDIT)
        assert times(house) == [later, later + WEEK]
        past = house.parts.sessions.past(datetime.now(LONDON) - timedelta(days=30), datetime.now(LONDON))
        assert [each.starts.astimezone(LONDON).replace(tzinfo=None) for each in past] == [first]

    def test_the_phone_needs_no_link(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        """G24."""
        planned(24 * 60)
        house = at_meetings(start)

        def by_phone(form: QDialog) -> None:
            fill(form, say("meeting.form.platform"), say("meeting.form.platform_phone"))
            with pytest.raises(AssertionError):
                field(form, say("meeting.form.join_url"))
            plan_form(form)

        dialogs.answer(CHANGE, by_phone)
        press(house.frame, EDIT)
        assert stored(house).platform == Platform.PHONE
        assert reads(house.frame, say("meeting.verdict.phone"))


def field_date(day: datetime, hours: int) -> datetime:
    return day + timedelta(hours=hours)


class TestCallingOff:
    def test_a_single_meeting(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned(24 * 60)
        house = at_meetings(start)
        dialogs.answer(SURE, BACK)
        press(house.frame, CALL_OFF)
        assert len(times(house)) == 1
        dialogs.answer(SURE, say("meeting.form.cancel_do"))
        press(house.frame, CALL_OFF)
        assert times(house) == []
        assert reads(house.frame, say("meeting.page.none"))
        house.show("today")
        assert heading(house) == say("today.empty.heading")

    @pytest.mark.parametrize(("which", "left"), [(ONE, [7, 14]), (ALL, [])])
    def test_of_a_series(self, start: Start, planned: Plan, dialogs: Dialogs, which: str, left: list[int]) -> None:
        first = planned(24 * 60, repeat=Repeat.WEEKLY, count=3).starts
        house = at_meetings(start)
        dialogs.answer(WHICH, which)
        dialogs.answer(SURE, say("meeting.form.cancel_do"))
        press(house.frame, CALL_OFF)
        assert times(house) == [first + timedelta(days=days) for days in left]
        assert times(start()) == [first + timedelta(days=days) for days in left]

    def test_calling_off_says_nothing_of_what_is_gone(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        planned(24 * 60, generated_id=False)
        house = at_meetings(start)
        dialogs.answer(SURE, say("meeting.form.cancel_do"))
        press(house.frame, CALL_OFF)
        assert bands(house) == []

    def test_from_the_line_on_today(self, start: Start, planned: Plan, dialogs: Dialogs) -> None:
        """A meeting can be changed where it is missing something."""
        planned(12, join_url="")
        house = start()
        dialogs.answer(CHANGE, lambda form: plan_form(form, join_url=LINK))
        house.today.act("planned")
        assert stored(house).join_url == LINK
        assert house.window.shown == "today"
