"""The checklist as the app uses it: ticks, undo, sessions, what the computer sees, opening again."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.checklist.checklist import Context
from companion.checklist.schema import MIGRATION
from companion.checklist.state import Mark
from companion.guide.items import Phase, all_items
from companion.guide.policy import Policy
from companion.readings import State
from companion.store import StoreProblem, open_store
from companion.words import Message, sentence
from tests.checklist.making import CONTEXT, DAY, MINUTE, NOW, Desk, item, reading

NEXT_WEEK = replace(CONTEXT, session="m:2026-12-01T14:00")
LINES = (
    item("setup", Phase.SETUP, subject=""),
    item("series", Phase.SCHEDULE, subject=""),
    item("camera"),
    item("room", subject=""),
    item("comfort", kind="comfort", hard=True),
    item("raise", Phase.AFTER, kind="question", subject=""),
)
NAMES = [line.id for line in LINES]


@pytest.fixture
def desk() -> Desk:
    """Six lines of every kind, none ticked."""
    return Desk(LINES)


def evidence(desk: Desk, name: str) -> str:
    return sentence(desk.checklist.state(desk.line(name)).evidence)


class TestTicking:
    """By a person."""

    @pytest.mark.parametrize("name", NAMES)
    def test_a_line_is_ticked_unticked_and_each_is_undone(self, desk: Desk, name: str) -> None:
        fresh = desk.states()
        desk.checklist.tick(name)
        ticked = desk.states()
        assert desk.is_done(name)
        assert evidence(desk, name) == "You, 13:41"
        desk.checklist.untick(name)
        assert desk.states() == fresh
        desk.checklist.undo()
        assert desk.states() == ticked
        desk.checklist.undo()
        assert desk.states() == fresh
        assert desk.checklist.undoable is None

    def test_what_would_be_undone_is_named(self, desk: Desk) -> None:
        for name in ("room", "raise", "setup"):
            desk.checklist.tick(name)
        named = []
        while (line := desk.checklist.undoable) is not None:
            named.append(line.title)
            desk.checklist.undo()
        assert named == ["My setup", "My raise", "My room"]
        desk.checklist.undo()

    def test_an_agreement_is_entered_with_its_own_day_and_reference(self, desk: Desk) -> None:
        """G06."""
        desk.checklist.tick("setup", at=NOW - 21 * DAY, note="Ms Hall; in the office")
        assert evidence(desk, "setup") == "You, 3 November 2026: Ms Hall; in the office"

    def test_a_line_that_is_not_there_cannot_be_ticked(self, desk: Desk) -> None:
        with pytest.raises(KeyError):
            desk.checklist.tick("nothing")

    def test_where_nothing_can_be_kept_nothing_changes_and_undo_can_be_tried_again(self, desk: Desk) -> None:
        desk.checklist.tick("room")
        before = desk.states()
        desk.store.read("PRAGMA query_only = ON")
        for change in (
            desk.checklist.undo,
            lambda: desk.checklist.untick("room"),
            lambda: desk.checklist.tick("setup"),
        ):
            with pytest.raises(StoreProblem):
                change()
            assert desk.states() == before
        desk.store.read("PRAGMA query_only = OFF")
        desk.checklist.undo()
        assert not desk.is_done("room")


class TestWhatIsNeverKept:
    """A "no" to comfort (G01) and everything about "anything to raise?" (G26)."""

    def test_asking_leaves_no_row(self, desk: Desk) -> None:
        """G26: neither the answer, nor that it was asked."""
        for change in (desk.checklist.tick, desk.checklist.untick, desk.checklist.tick):
            change("raise")
            assert desk.rows_kept() == []
        desk.checklist.undo()
        assert desk.rows_kept() == []
        desk.reopen()
        assert not desk.is_done("raise")

    def test_a_no_leaves_no_row(self, desk: Desk) -> None:
        """G01: not even where the computer has something to say of it."""
        desk.see()
        before = desk.rows_kept()
        for _ in range(2):
            desk.checklist.tick("comfort")
            desk.checklist.untick("comfort")
        assert desk.rows_kept() == before

    def test_no_file_remembers_a_no(self, tmp_path: Path) -> None:
        """G01, G26: read as bytes, while the app is open."""
        store = open_store(tmp_path / "store.sqlite3", [MIGRATION])
        desk = Desk(all_items(), store)
        for change in (desk.checklist.tick, desk.checklist.untick):
            change("comfortable")
            change("raise")
        desk.checklist.tick("room")
        written = b"".join(file.read_bytes() for file in tmp_path.iterdir() if file.is_file())
        assert b"room" in written
        assert b"comfortable" not in written
        assert b"raise" not in written
        store.close()


class TestSessions:
    """What belongs to the pair, to the series, and to one meeting."""

    def test_a_new_session_asks_again_what_is_asked_each_time(self, desk: Desk) -> None:
        """G01, G30: set-up stands for the pair, Zoom's settings for the series."""
        for name in NAMES:
            desk.checklist.tick(name)
        desk.checklist.set_context(NEXT_WEEK)
        assert [name for name in NAMES if desk.is_done(name)] == ["setup", "series"]
        assert desk.checklist.undoable is None
        desk.checklist.set_context(CONTEXT)
        assert [name for name in NAMES if desk.is_done(name)] == NAMES[:-1]

    def test_another_pair_starts_with_nothing(self, desk: Desk) -> None:
        """G01, G02, G05, G06: agreements are each pair's own."""
        desk.checklist.tick("setup")
        desk.checklist.set_context(Context(pair="q", meeting="n", session="n:2026-11-25T10:00"))
        assert not desk.is_done("setup")

    def test_the_list_works_before_any_meeting_is_planned(self) -> None:
        desk = Desk(LINES, context=Context())
        desk.see()
        for name in NAMES:
            desk.checklist.tick(name)
        assert desk.checklist.readiness().ready
        assert desk.store.read("SELECT * FROM sightings") == []

    def test_counts_leave_out_what_a_rule_switched_off(self) -> None:
        """G07."""
        lines = (item("camera", needs_camera=True), item("room"), item("hello", Phase.OPENING))
        desk = Desk(lines, context=replace(CONTEXT, policy=Policy(webcams=False)))
        desk.checklist.tick("room")
        assert desk.checklist.counts(Phase.BEFORE) == (1, 1)
        assert [state.mark for _, state in desk.checklist.rows(Phase.BEFORE)] == [Mark.OFF, Mark.BY_PERSON]
        assert desk.checklist.phases() == [Phase.BEFORE, Phase.OPENING]
        assert desk.checklist.readiness().ready


@given(
    st.lists(st.tuples(st.sampled_from(["tick", "untick", "see"]), st.sampled_from(NAMES), st.sampled_from(State))),
)
def test_undoing_everything_brings_back_what_there_was(steps: list[tuple[str, str, State]]) -> None:
    """Every change has its undo, in any order, and what is kept is as if nothing had happened."""
    desk = Desk(LINES)
    changes = 0
    for act, name, state in steps:
        if act == "see":
            desk.see(state)
        else:
            getattr(desk.checklist, act)(name)
            changes += 1
    untouched = Desk(LINES)
    for act, _, state in steps:
        if act == "see":
            untouched.see(state)
    for _ in range(changes):
        assert desk.checklist.undoable is not None
        desk.checklist.undo()
    assert desk.checklist.undoable is None
    assert desk.states() == untouched.states()
    assert desk.rows_kept() == untouched.rows_kept()


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_ticking_what_is_named_as_missing_makes_it_ready(role: str) -> None:
    """G01, G05, G06, G30: the real list, worked through as Join leads through it."""
    desk = Desk(context=replace(CONTEXT, role=role))
    asked: list[Phase] = []
    while (missing := desk.checklist.readiness().missing) and len(asked) < 100:
        asked.append(missing[0].item.phase)
        desk.checklist.tick(missing[0].item.id)
    assert desk.checklist.readiness().ready
    assert asked == sorted(asked, key=list(Phase).index)
    assert len(asked) == len(
        desk.ticks.all("pair:p")
        | desk.ticks.all("meeting:m")
        | desk.ticks.all("account")
        | desk.ticks.all(CONTEXT.session)
    )


class TestListeners:
    """Told after each change, with everything already in place."""

    def test_they_are_told_of_ticks_and_readings_until_they_leave(self, desk: Desk) -> None:
        told: list[bool] = []
        leave = desk.checklist.subscribe(lambda: told.append(desk.is_done("camera")))
        steps: list[Callable[[], None]] = [
            lambda: desk.checklist.tick("camera"),
            desk.checklist.undo,
            desk.see,
            lambda: desk.checklist.untick("camera"),
        ]
        for step in steps:
            step()
        assert told == [True, False, True, False]
        leave()
        desk.checklist.tick("room")
        assert len(told) == len(steps)

    def test_what_concerns_nobody_here_is_not_told(self, desk: Desk) -> None:
        told: list[None] = []
        desk.checklist.subscribe(lambda: told.append(None))
        desk.board.post(reading(subject="sound.speaker"))
        desk.see(session=NEXT_WEEK.session)
        assert (told, desk.rows_kept(), desk.is_done("camera")) == ([], [], False)


def test_it_knows_when_time_alone_will_change_something(desk: Desk) -> None:
    assert desk.checklist.next_change() is None
    desk.see(good_for=10 * MINUTE)
    assert desk.checklist.next_change() == NOW + 10 * MINUTE
    desk.now = NOW + 10 * MINUTE + timedelta(seconds=1)
    assert not desk.is_done("camera")
    assert desk.checklist.next_change() is None
    desk.checklist.tick("room")
    midnight = desk.checklist.next_change()
    assert midnight is not None
    assert midnight.isoformat() == "2026-11-25T00:00:00+00:00"
    desk.now = midnight
    assert evidence(desk, "room") == "You, 24 November 2026"


def test_what_was_told_rather_than_seen_is_not_kept_twice(desk: Desk) -> None:
    """G09: such as whether somebody pays for data, with their name in the evidence."""
    desk.see(good_for=3650 * DAY, message=Message("checklist.hint", {"hint": "Amara pays"}))
    assert desk.is_done("camera")
    assert desk.rows_kept() == []


def test_what_is_set_in_the_zoom_account_stays_set_when_a_meeting_is_called_off_and_another_made() -> None:
    """G17, G19, G20: set once in the account; the waiting room (G33) is looked at for each meeting."""
    desk = Desk()
    for name in ("screen-sharing", "waiting-room"):
        desk.checklist.tick(name)
    desk.checklist.set_context(replace(CONTEXT, meeting="other", session="other:2026-12-01T14:00"))
    assert desk.is_done("screen-sharing")
    assert not desk.is_done("waiting-room")
    desk.checklist.untick("screen-sharing")
    desk.checklist.set_context(CONTEXT)
    assert not desk.is_done("screen-sharing")
