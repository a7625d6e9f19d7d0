"""Voice only, from "I only have a bedroom" or "I do not want to join": what changes, and what must not."""

from datetime import UTC, datetime, timedelta

import pytest

from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.store import StoreFull
from companion.words import say
from tests.app.acting import bands, row
from tests.app.conftest import Plan, Rules, Settle, Start

ROOM = "I am in a study, not a bedroom"


def test_what_was_ticked_for_this_call_still_is(start: Start, planned: Plan) -> None:
    """G30: of a series only this one changes, and nothing is asked twice."""
    planned(40, repeat=Repeat.WEEKLY)
    house = start()
    row(house, ROOM).click()
    house.meetings.make_voice_only()
    assert row(house, ROOM).isChecked()
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
