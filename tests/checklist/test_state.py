"""The state of one line, from what a person said, what the computer saw, and the time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from companion.checklist.plan import PlannedItem
from companion.checklist.state import ItemState, Mark, Seen, Tick, renewal, resolve
from companion.guide.items import Phase
from companion.readings import Board, State
from companion.words import Message, sentence
from tests.checklist.making import DAY, LONDON, MINUTE, NOW, SUBJECT, planned, reading

LINE = planned()
YEARLY = planned("agreed", Phase.SETUP, kind="agreement", renew_months=12, subject="")
NEWS = list[tuple[State, int]]


def seen(*news: tuple[State, int], danger: bool = False) -> Seen:
    """What the board has after these states, each so many minutes before now."""
    board = Board()
    for state, minutes in news:
        board.post(reading(state, NOW - minutes * MINUTE, danger=danger))
    return Seen(board.latest(SUBJECT), board.decisive(SUBJECT))


def state(
    line: PlannedItem = LINE, tick: Tick | None = None, what: Seen | None = None, now: datetime = NOW
) -> ItemState:
    return resolve(line, tick, what or Seen(), now, LONDON)


def words(found: ItemState) -> str:
    return sentence(found.evidence)


@pytest.mark.parametrize(
    ("news", "mark", "done", "evidence"),
    [
        pytest.param([], Mark.TODO, False, "Only you can tell", id="nobody has looked"),
        pytest.param([(State.GOOD, 2)], Mark.BY_COMPUTER, True, "good", id="seen"),
        pytest.param([(State.GOOD, 15)], Mark.BY_COMPUTER, True, "good", id="seen, just fresh enough"),
        pytest.param([(State.GOOD, 16)], Mark.TODO, False, "Only you can tell", id="seen too long ago"),
        pytest.param([(State.LOOKING, 0)], Mark.LOOKING, False, "looking", id="looking"),
        pytest.param([(State.CANNOT_TELL, 0)], Mark.CANNOT_TELL, False, "cannot-tell", id="cannot tell asks"),
        pytest.param([(State.NOT_RIGHT, 0)], Mark.NOT_RIGHT, False, "not-right", id="not right"),
        pytest.param([(State.NOT_RIGHT, 20)], Mark.TODO, False, "Only you can tell", id="not right, long ago"),
        pytest.param([(State.GOOD, 1), (State.NOT_RIGHT, 0)], Mark.NOT_RIGHT, False, "not-right", id="good no more"),
        pytest.param([(State.NOT_RIGHT, 1), (State.GOOD, 0)], Mark.BY_COMPUTER, True, "good", id="put right"),
        pytest.param([(State.GOOD, 9), (State.CANNOT_TELL, 0)], Mark.BY_COMPUTER, True, "Seen 13:32", id="kept"),
        pytest.param([(State.GOOD, 9), (State.LOOKING, 0)], Mark.BY_COMPUTER, True, "Seen 13:32", id="looks again"),
        pytest.param([(State.GOOD, 16), (State.CANNOT_TELL, 0)], Mark.CANNOT_TELL, False, "cannot-tell", id="asks"),
        pytest.param([(State.NOT_RIGHT, 1), (State.CANNOT_TELL, 0)], Mark.CANNOT_TELL, False, "cannot-tell", id="lost"),
    ],
)
def test_what_the_computer_saw(news: NEWS, mark: Mark, done: bool, evidence: str) -> None:
    """G08."""
    found = state(what=seen(*news))
    assert (found.mark, found.done, words(found)) == (mark, done, evidence)


def test_once_nobody_looks_the_tick_stays_with_its_time() -> None:
    good = reading(at=NOW - 9 * MINUTE)
    found = state(what=Seen(None, good))
    assert (found.mark, words(found), found.at) == (Mark.BY_COMPUTER, "Seen 13:32", good.seen_at)
    assert not state(what=Seen(None, good), now=NOW + 7 * MINUTE).done


@pytest.mark.parametrize("what", [State.GOOD, State.CANNOT_TELL])
def test_what_only_informs_never_ticks(what: State) -> None:
    """G09, G16: a link that looks free, a version that was found: the person is still asked, beside the evidence."""
    line = planned(reading_ticks=False)
    found = state(line, what=seen((what, 0)))
    assert (found.mark, found.done, words(found)) == (Mark.CANNOT_TELL, False, what.value)
    assert state(line, Tick(True, NOW), seen((what, 0))).mark == Mark.BY_PERSON


@pytest.mark.parametrize("news", [[], [(State.NOT_RIGHT, 0)], [(State.CANNOT_TELL, 0)], [(State.GOOD, 0)]])
def test_a_persons_word_beats_what_the_computer_sees(news: NEWS) -> None:
    found = state(tick=Tick(True, NOW - 3 * MINUTE), what=seen(*news))
    assert (found.mark, words(found), found.at) == (Mark.BY_PERSON, "You, 13:38", NOW - 3 * MINUTE)
    taken_away = state(tick=Tick(False, NOW), what=seen(*news))
    assert (taken_away.mark, taken_away.done) == (Mark.TODO, False)
    assert words(taken_away) == "You took the tick away, 13:41"


def test_a_danger_beats_a_tick_by_hand() -> None:
    found = state(tick=Tick(True, NOW), what=seen((State.NOT_RIGHT, 0), danger=True))
    assert (found.mark, found.done, found.danger, words(found)) == (Mark.NOT_RIGHT, False, True, "not-right")


def test_a_danger_stays_while_the_computer_cannot_tell_and_ends_when_it_is_gone() -> None:
    danger = reading(State.NOT_RIGHT, NOW - MINUTE, danger=True)
    assert state(tick=Tick(True, NOW), what=Seen(reading(State.CANNOT_TELL), danger)).danger
    assert state(tick=Tick(True, NOW), what=seen((State.NOT_RIGHT, 2), (State.GOOD, 1))).done
    assert state(tick=Tick(True, NOW), what=Seen(None, danger), now=NOW + 15 * MINUTE).done


def test_what_a_rule_switched_off_says_so_whatever_else_is_known() -> None:
    """G07."""
    off = replace(LINE, off=Message("checklist.hint", {"hint": "Off: a rule"}))
    for tick in (None, Tick(True, NOW)):
        found = state(off, tick, seen((State.GOOD, 0)))
        assert (found.mark, found.done, words(found)) == (Mark.OFF, False, "Off: a rule")


class TestAgreements:
    """G01, G02, G05, G06, G07: dated, and to be said again each year."""

    @pytest.mark.parametrize(
        ("now", "mark", "evidence"),
        [
            (datetime(2025, 11, 3, 12, tzinfo=UTC), Mark.BY_PERSON, "You, 11:00"),
            (datetime(2026, 10, 3, tzinfo=UTC), Mark.BY_PERSON, "You, 3 November 2025"),
            (
                datetime(2026, 10, 4, 11, tzinfo=UTC),
                Mark.BY_PERSON,
                "You, 3 November 2025. Agree it again by 3 November 2026",
            ),
            (datetime(2026, 11, 3, 11, tzinfo=UTC), Mark.NOT_RIGHT, "Agreed 3 November 2025. Time to agree it again"),
        ],
        ids=["that day", "later", "the last thirty days", "run out"],
    )
    def test_its_year(self, now: datetime, mark: Mark, evidence: str) -> None:
        found = state(YEARLY, Tick(True, datetime(2025, 11, 3, 11, tzinfo=UTC)), now=now)
        assert (found.mark, found.done, words(found)) == (mark, mark == Mark.BY_PERSON, evidence)

    def test_a_reference_stands_beside_its_date(self) -> None:
        """G06: who, when, where it is kept."""
        tick = Tick(True, NOW - 200 * DAY, note="Ms Hall, in the office")
        assert words(state(YEARLY, tick)) == "You, 8 May 2026: Ms Hall, in the office"
        soon = state(YEARLY, tick, now=NOW + 150 * DAY)
        assert words(soon) == "You, 8 May 2026: Ms Hall, in the office. Agree it again by 8 May 2027"

    def test_the_words_of_a_note_are_only_shown(self) -> None:
        assert words(state(tick=Tick(True, NOW, note="{date} {0.__class__}"))) == "You, 13:41: {date} {0.__class__}"

    def test_what_needs_no_renewal_never_runs_out(self) -> None:
        assert state(tick=Tick(True, NOW - 4000 * DAY)).done

    @pytest.mark.parametrize(
        ("at", "months", "again"),
        [
            (datetime(2024, 2, 29, tzinfo=UTC), 12, datetime(2025, 2, 28, tzinfo=UTC)),
            (datetime(2026, 8, 31, tzinfo=UTC), 6, datetime(2027, 2, 28, tzinfo=UTC)),
            (datetime(2026, 12, 31, tzinfo=UTC), 12, datetime(2027, 12, 31, tzinfo=UTC)),
            (datetime(2026, 11, 30, tzinfo=UTC), 1, datetime(2026, 12, 30, tzinfo=UTC)),
        ],
    )
    def test_short_months_use_their_last_day(self, at: datetime, months: int, again: datetime) -> None:
        assert renewal(at, months) == again
        assert renewal(at, 0) is None


def test_a_clock_set_back_takes_no_tick_away_and_the_words_say_the_day() -> None:
    assert words(state(tick=Tick(True, NOW + 40 * DAY))) == "You, 3 January 2027"
    assert state(YEARLY, Tick(True, NOW + 40 * DAY)).done


def test_what_was_seen_by_a_clock_since_set_back_is_not_believed() -> None:
    good = reading(at=NOW + timedelta(hours=2))
    assert not state(what=Seen(good, good)).done


def test_times_are_on_the_clock_of_the_person() -> None:
    """Sent from London in summer, read in Auckland: the same moment, the reader's clock and day."""
    tick = Tick(True, datetime(2026, 7, 1, 23, 30, tzinfo=UTC))
    now = datetime(2026, 7, 1, 23, 40, tzinfo=UTC)
    assert words(resolve(LINE, tick, Seen(), now, LONDON)) == "You, 00:30"
    assert words(resolve(LINE, tick, Seen(), now, ZoneInfo("Pacific/Auckland"))) == "You, 11:30"
    assert words(resolve(LINE, tick, Seen(), now + DAY, LONDON)) == "You, 2 July 2026"
