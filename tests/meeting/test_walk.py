"""Walking through the safe settings: any way through them stays on the rows, and nothing that was set is lost."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from companion.guide.policy import Policy
from companion.meeting.settings import Origin, Scope, Setting, settings_for
from companion.meeting.walk import Walk

GUIDE = Policy()
VOICE_ONLY = Policy(partner="Eastbrook College", webcams=False)
MAY_RECORD = Policy(partner="Eastbrook College", recording=True)
POLICIES = (GUIDE, VOICE_ONLY, MAY_RECORD, Policy(webcams=False, recording=True))
ASKED = [setting for setting in settings_for(GUIDE) if setting.origin == Origin.GUIDE]
moves = st.lists(st.sampled_from([Walk.next, Walk.back, Walk.mark, Walk.go_on]), max_size=40)


def walk(policy: Policy = GUIDE) -> Walk:
    return Walk(settings_for(policy))


def shown(made: Walk) -> str:
    return made.current.id if made.current else "look back"


def to_end(made: Walk, move: str = "next") -> Walk:
    while made.current is not None:
        getattr(made, move)()
    return made


class Walking(RuleBasedStateMachine):
    """A person who presses anything in any order, while a partner's rules come and go."""

    def __init__(self) -> None:
        super().__init__()
        self.policy, self.walk = GUIDE, walk()
        self.done: set[str] = set()

    @rule()
    def on(self) -> None:
        self.walk.next()

    @rule()
    def back(self) -> None:
        was_start, before = self.walk.is_start, (self.walk.rows, shown(self.walk))
        self.walk.back()
        assert ((self.walk.rows, shown(self.walk)) == before) is was_start

    @rule()
    def mark(self) -> None:
        before = self.walk.current
        assert self.walk.mark() == before
        self.done |= {before.id} if before else set()

    @rule()
    def hurry_to_the_end(self) -> None:
        for _ in self.walk.rows:
            self.walk.next()
        assert self.walk.current is None

    @rule()
    def additions(self) -> None:
        self.walk.go_on()

    @rule(policy=st.sampled_from(POLICIES))
    def rules_change(self, policy: Policy) -> None:
        before = shown(self.walk)
        self.policy = policy
        self.walk.update(settings_for(policy))
        assert shown(self.walk) == before or before not in {row.id for row in self.walk.rows}
        assert before != "look back" or self.walk.current is None

    @precondition(lambda self: self.walk.left)
    @rule(data=st.data())
    def choose(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.walk.left))
        self.walk.go_to(chosen)
        assert self.walk.current == chosen

    @rule()
    def meet_another_time(self) -> None:
        self.walk.new_meeting()
        again = {row.id for row in settings_for(self.policy) if row.scope == Scope.MEETING}
        self.done -= again

    @invariant()
    def it_stays_on_the_rows(self) -> None:
        number, total = self.walk.progress
        assert 1 <= number <= total == len(self.walk.rows)
        assert self.walk.current in (None, self.walk.rows[number - 1])

    @invariant()
    def only_what_was_marked_is_done(self) -> None:
        assert {row.id for row in self.walk.rows if self.walk.is_done(row)} == self.done & {
            row.id for row in self.walk.rows
        }
        assert [row for row in self.walk.rows if not self.walk.is_done(row)] == list(self.walk.left)


TestWalking = Walking.TestCase


@given(before=moves)
def test_back_undoes_next_and_next_undoes_back(before: list[Callable[[Walk], object]]) -> None:
    made = walk()
    for move in before:
        move(made)
    place = shown(made)
    if made.current is not None:
        made.next()
        made.back()
        assert shown(made) == place
    if made.current != made.rows[0]:
        made.back()
        made.next()
        assert shown(made) == place


def test_it_begins_with_what_is_set_once_and_keeps_places_together() -> None:
    """G32: nobody goes to and fro between Zoom's pages."""
    rows = walk().rows
    assert {row.id for row in rows} == {row.id for row in ASKED}
    scopes = [row.scope for row in rows]
    assert scopes == sorted(scopes)
    places = [row.where for row in rows]
    assert all(places.index(place) + places.count(place) > index for index, place in enumerate(places))


def test_the_guides_own_settings_come_first_and_end_with_a_look_back() -> None:
    """G17, G18, G19, G20, G21, G33, G36."""
    made = walk()
    assert made.is_start and made.progress == (1, len(ASKED))
    to_end(made)
    assert made.progress == (len(ASKED), len(ASKED))
    assert made.left == made.rows
    assert {row.origin for row in made.more} == {Origin.TODAY}
    made.next()
    assert made.current is None


def test_from_the_additions_the_way_back_leads_into_the_guides_own() -> None:
    made = to_end(walk())
    made.go_on()
    assert made.current == made.rows[0] and made.rows[0].origin == Origin.TODAY
    assert made.more == () and not made.is_start
    made.back()
    assert made.current is None and made.rows[0].origin == Origin.GUIDE
    made.back()
    assert made.current == made.rows[-1]


def test_there_is_no_way_on_from_the_additions() -> None:
    made = to_end(walk())
    made.go_on()
    to_end(made)
    made.go_on()
    assert made.current is None and made.rows[0].origin == Origin.TODAY


def test_marking_at_the_look_back_marks_nothing() -> None:
    made = to_end(walk(), "mark")
    assert made.left == ()
    assert made.mark() is None


@pytest.mark.parametrize(("requirement", "needs"), [("G21", {"passcode"}), ("G17", {"screen_sharing"})])
def test_a_row_of_the_guide_is_set_once_each_of_its_settings_is(requirement: str, needs: set[str]) -> None:
    """G17, G21: one too few is not enough, and a row without a setting is never set."""
    made = walk()
    while made.current is not None:
        wanted = made.current.id in needs
        assert not made.is_set([requirement])
        (made.mark if wanted else made.next)()
        if wanted:
            break
    assert made.is_set([requirement])
    assert not to_end(made, "mark").is_set(["G01"])
    assert not made.is_set([])


def test_a_row_with_several_settings_waits_for_all_of_them() -> None:
    """G36."""
    made, form = walk(), [row for row in ASKED if "G36" in row.requirement]
    assert len(form) > 1
    for row in form:
        assert not made.is_set(["G36"])
        made.go_to(row)
        made.mark()
    assert made.is_set(["G36"])


def test_for_another_meeting_only_the_meetings_own_settings_are_made_again() -> None:
    """G32."""
    made = to_end(walk(), "mark")
    made.new_meeting()
    assert {row.scope for row in made.left} == {Scope.MEETING}
    assert [made.is_done(row) for row in made.rows if row.scope == Scope.ACCOUNT].count(False) == 0


def test_a_changed_rule_keeps_the_place_and_what_was_set() -> None:
    """G07: the reason of the setting changes, not the walk."""
    made = walk()
    row = next(each for each in ASKED if each.id == "participant_video")
    made.go_to(row)
    made.mark()
    made.back()
    made.update(settings_for(VOICE_ONLY))
    current: Setting | None = made.current
    assert current is not None and current.id == "participant_video"
    assert current.why != row.why and made.is_done(current)


@given(moves, st.sampled_from(sorted({row for setting in ASKED for row in setting.requirement})))
def test_from_anywhere_it_goes_to_what_a_row_of_the_guide_asks_first_to_what_is_left(
    way: list[Callable[[Walk], object]], row: str
) -> None:
    """G17, G18, G19, G20, G21, G33, G36: "Show me" beside an item opens the walk at that item's setting."""
    made = walk()
    for move in way:
        move(made)
    made.show_for([row])
    assert made.current is not None and row in made.current.requirement
    left = [setting for setting in ASKED if row in setting.requirement and not made.is_done(setting)]
    assert not left or not made.is_done(made.current)


def test_a_row_without_a_setting_leaves_it_where_it_is() -> None:
    made = walk()
    made.next()
    before = made.current
    made.show_for(["G01"])
    assert made.current == before
