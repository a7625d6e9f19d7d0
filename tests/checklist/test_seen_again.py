"""What the computer saw, across ticks by hand and across closing and opening the app."""

from dataclasses import replace

import pytest

from companion.checklist.state import Mark
from companion.guide.policy import Policy
from companion.readings import State
from companion.words import Message, sentence
from tests.checklist.making import CONTEXT, MINUTE, NOW, Desk, item

NEXT_WEEK = replace(CONTEXT, session="m:2026-12-01T14:00")


@pytest.fixture
def desk() -> Desk:
    """One line that the computer can tick."""
    return Desk([item("camera")])


def row(desk: Desk) -> tuple[Mark, str]:
    found = desk.checklist.state(desk.line("camera"))
    return found.mark, sentence(found.evidence)


def writes(desk: Desk) -> int:
    """How many rows this store has written so far."""
    return int(desk.store.read("SELECT total_changes()")[0][0])


class TestAgainstThePersonsHand:
    """A person may tick and untick whatever the computer sees."""

    def test_what_a_person_takes_away_stays_away_until_they_undo_it(self, desk: Desk) -> None:
        desk.see()
        desk.checklist.untick("camera")
        desk.see()
        assert row(desk) == (Mark.TODO, "You took the tick away, 13:41")
        desk.reopen()
        desk.see()
        assert not desk.is_done("camera")
        desk.checklist.tick("camera")
        assert row(desk) == (Mark.BY_PERSON, "You, 13:41")

    def test_undo_gives_the_tick_back_to_the_computer(self, desk: Desk) -> None:
        desk.see()
        desk.checklist.untick("camera")
        desk.checklist.undo()
        assert row(desk) == (Mark.BY_COMPUTER, "good")

    def test_a_persons_own_tick_taken_away_is_not_put_back_by_the_computer(self, desk: Desk) -> None:
        desk.checklist.tick("camera")
        desk.see()
        desk.checklist.untick("camera")
        assert not desk.is_done("camera")
        desk.checklist.untick("camera")
        assert not desk.is_done("camera")

    def test_a_tick_taken_away_before_anything_was_seen_leaves_the_line_to_the_computer(self, desk: Desk) -> None:
        desk.checklist.tick("camera")
        desk.checklist.untick("camera")
        assert desk.rows_kept() == []
        desk.see()
        assert row(desk) == (Mark.BY_COMPUTER, "good")

    def test_a_danger_takes_the_tick_away_and_gives_it_back_when_it_is_gone(self, desk: Desk) -> None:
        desk.checklist.tick("camera")
        desk.see(State.NOT_RIGHT, danger=True)
        assert row(desk) == (Mark.NOT_RIGHT, "not-right")
        assert not desk.checklist.readiness().ready
        desk.checklist.tick("camera")
        assert not desk.is_done("camera")
        desk.see()
        assert row(desk) == (Mark.BY_PERSON, "You, 13:41")


class TestOpeningAgain:
    """Closing or killing the app loses nothing that may still be believed."""

    def test_a_tick_by_the_computer_is_still_there_and_says_when(self, desk: Desk) -> None:
        desk.see()
        desk.now = NOW + 14 * MINUTE
        desk.reopen()
        assert row(desk) == (Mark.BY_COMPUTER, "Seen 13:41")
        desk.now = NOW + 16 * MINUTE
        assert row(desk) == (Mark.TODO, "Only you can tell")

    def test_after_its_time_it_is_gone(self, desk: Desk) -> None:
        desk.see()
        desk.now = NOW + 16 * MINUTE
        desk.reopen()
        assert not desk.is_done("camera")
        assert desk.board.latest("camera.present", CONTEXT.session) is None

    def test_a_new_look_after_that_is_kept_again(self, desk: Desk) -> None:
        desk.see()
        desk.now = NOW + 16 * MINUTE
        desk.reopen()
        desk.see()
        desk.reopen()
        assert row(desk) == (Mark.BY_COMPUTER, "Seen 13:57")

    def test_a_danger_is_still_one(self, desk: Desk) -> None:
        """Closing the app is no way round it."""
        desk.see(State.NOT_RIGHT, danger=True)
        desk.checklist.tick("camera")
        desk.reopen()
        assert row(desk) == (Mark.NOT_RIGHT, "not-right")

    def test_what_is_seen_now_replaces_what_was_seen_then(self, desk: Desk) -> None:
        desk.see()
        desk.now = NOW + MINUTE
        desk.reopen()
        desk.see(State.CANNOT_TELL)
        assert row(desk) == (Mark.BY_COMPUTER, "Seen 13:41")
        desk.see(State.GOOD)
        assert row(desk) == (Mark.BY_COMPUTER, "good")
        desk.see(State.NOT_RIGHT)
        assert row(desk) == (Mark.NOT_RIGHT, "not-right")

    def test_it_says_seen_also_after_the_rules_or_the_session_changed_and_came_back(self, desk: Desk) -> None:
        desk.see()
        desk.reopen()
        for context in (replace(CONTEXT, policy=Policy(minimum_age=21)), NEXT_WEEK, CONTEXT):
            desk.checklist.set_context(context)
        assert row(desk) == (Mark.BY_COMPUTER, "Seen 13:41")

    def test_what_was_seen_for_one_session_ticks_no_other(self, desk: Desk) -> None:
        desk.see(session=CONTEXT.session)
        desk.checklist.set_context(NEXT_WEEK)
        assert not desk.is_done("camera")
        desk.reopen()
        assert desk.is_done("camera")


class TestTheDisk:
    """An idle app writes nothing, and a full disk does not stop it from looking."""

    def test_only_a_change_of_state_is_written(self, desk: Desk) -> None:
        desk.see()
        before = writes(desk)
        for minute in range(1, 30):
            desk.now = NOW + minute * MINUTE
            desk.see(State.LOOKING)
            desk.see(message=Message("checklist.hint", {"hint": f"battery at {90 - minute} %"}))
        assert writes(desk) == before
        desk.see(State.NOT_RIGHT)
        assert writes(desk) > before

    def test_reading_states_writes_nothing(self, desk: Desk) -> None:
        desk.see()
        before = writes(desk)
        desk.states(), desk.checklist.readiness(), desk.checklist.next_change()
        assert writes(desk) == before

    def test_what_cannot_be_kept_is_still_seen_and_told(self, desk: Desk) -> None:
        told: list[bool] = []
        desk.checklist.subscribe(lambda: told.append(desk.is_done("camera")))
        desk.store.read("PRAGMA query_only = ON")
        desk.see()
        assert told == [True]
        assert desk.rows_kept() == []
