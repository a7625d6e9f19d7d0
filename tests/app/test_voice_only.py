"""Voice only, from "I only have a bedroom" or "I do not want to join": what changes, and what must not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.store import StoreFull
from companion.words import say
from tests.app.acting import act_on_band, bands, row
from tests.app.conftest import Plan, Rules, Settle, Start

ROOM, HAPPY = "I am in a study, not a bedroom", "I am happy to talk today"


def test_what_was_ticked_for_this_call_still_is(start: Start, planned: Plan) -> None:
    """G30: of a series only this one changes, nothing is asked twice, and nobody sees the room."""
    planned(40, repeat=Repeat.WEEKLY)
    house = start()
    row(house, HAPPY).click()
    row(house, ROOM)
    house.meetings.make_voice_only()
    assert row(house, HAPPY).isChecked() and house.parts.checklist.find("room") is None
    assert not row(house, "My phone is charged and has signal").isChecked()
    assert bands(house) == [say("app.voice_only")]


def test_where_rules_allow_no_phone_the_camera_stays_off(start: Start, planned: Plan, rules: Rules) -> None:
    planned(40)
    house = start(policy=rules('[rules]\nplatforms = ["zoom"]\n'))
    house.meetings.make_voice_only()
    assert bands(house) == [say("app.voice_here")]
    assert [meeting.platform for meeting in house.parts.sessions.meetings()] == [Platform.ZOOM]


def test_with_nothing_planned_it_says_what_to_do(start: Start, settled: Settle) -> None:
    settled()
    house = start()
    house.meetings.make_voice_only()
    assert bands(house) == [say("app.voice_here")]


def test_a_full_disk_loses_neither_the_call_nor_the_series(
    start: Start, planned: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = planned(40, repeat=Repeat.WEEKLY, count=2).starts
    house = start()

    def full(_meeting: Meeting) -> None:
        raise StoreFull

    with monkeypatch.context() as patched:
        patched.setattr(house.parts.sessions, "save", full)
        house.meetings.make_voice_only()
    assert bands(house) == [f"{say('app.not_saved')} {say('store.full')}"]
    coming = house.parts.sessions.upcoming(datetime.now(UTC))
    assert [each.original for each in coming] == [first, first + timedelta(weeks=1)]


@pytest.mark.parametrize("repeat", [Repeat.NONE, Repeat.WEEKLY])
def test_a_meeting_made_by_phone_can_be_put_back_at_once(start: Start, planned: Plan, repeat: Repeat) -> None:
    """G24: pressed by mistake: the plan is as it was, and the series too."""
    meeting = planned(repeat=repeat)
    house = start()
    before = house.parts.current
    house.meetings.make_voice_only()
    assert house.parts.current is not None and house.parts.current.meeting.platform == Platform.PHONE
    act_on_band(house, say("app.voice_undo"))
    again = house.parts.current
    assert again is not None
    assert before is not None
    assert replace(again.meeting, sequence=meeting.sequence) == meeting
    assert again.occurrence.starts == before.occurrence.starts
    assert [each.id for each in house.parts.sessions.meetings()] == [meeting.id]
