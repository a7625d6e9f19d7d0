"""What the tests of the checklist share: a clock, a store, short ways to say things, and how Hypothesis makes them."""

from collections.abc import Iterable
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from companion.checklist.checklist import Checklist, Context
from companion.checklist.plan import PlannedItem
from companion.checklist.schema import MIGRATION
from companion.checklist.state import Tick
from companion.checklist.ticks import Ticks
from companion.guide.items import KINDS, Item, Phase, all_items
from companion.guide.policy import PLATFORMS, ExtraItem, Policy
from companion.readings import Board, Reading, State
from companion.store import Store, open_store
from companion.words import Message

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 11, 24, 13, 41, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
SUBJECT = "camera.present"
ROLES = ("mentor", "mentee")
opened = ExitStack()
CONTEXT = Context(pair="p", meeting="m", session="m:2026-11-24T14:00")


def item(name: str = "line", phase: Phase = Phase.BEFORE, **values: Any) -> Item:
    """A needed line for everybody, with a subject."""
    usual = {
        "roles": ROLES,
        "strength": "must",
        "subject": SUBJECT,
        "mentor": f"My {name}",
        "hint": "Only you can tell",
    }
    return Item(id=name, requirements=(), phase=phase, **{**usual, **values})


def planned(name: str = "line", phase: Phase = Phase.BEFORE, **values: Any) -> PlannedItem:
    """The same, in the plan of a mentor."""
    made = item(name, phase, **values)
    return PlannedItem(made, made.wording("mentor"))


def reading(state: State = State.GOOD, at: datetime = NOW, **values: Any) -> Reading:
    """Something seen of the subject; its words are the state's own name."""
    message = Message("checklist.hint", {"hint": state.value})
    return Reading(**{"subject": SUBJECT, "state": state, "message": message, "seen_at": at, **values})


def memory() -> Store:
    """An empty store in memory, closed when the test is over."""
    return opened.enter_context(closing(open_store(None, [MIGRATION])))


@dataclass
class Desk:
    """A checklist as the app puts it together. ``now`` can be moved; ``reopen`` is a new start on the same store."""

    items: Iterable[Item] = field(default_factory=all_items)
    store: Store = field(default_factory=memory)
    context: Context = CONTEXT
    now: datetime = NOW

    def __post_init__(self) -> None:
        self.reopen()

    def reopen(self) -> None:
        self.ticks, self.board = Ticks(self.store), Board()
        self.checklist = Checklist(self.items, self.ticks, self.board, lambda: self.now, LONDON)
        self.checklist.set_context(self.context)

    def see(self, state: State = State.GOOD, **values: Any) -> None:
        self.board.post(reading(state, self.now, **values))

    def line(self, name: str) -> PlannedItem:
        found = self.checklist.find(name)
        assert found is not None, name
        return found

    def is_done(self, name: str) -> bool:
        return self.checklist.state(self.line(name)).done

    def states(self) -> list[tuple[str, Any]]:
        """Every line with its state: what the person has before them."""
        rows = (row for phase in Phase for row in self.checklist.rows(phase))
        return [(each.item.id, state) for each, state in rows]

    def rows_kept(self) -> list[tuple[Any, ...]]:
        """All there is in the checklist's tables."""
        return self.store.read("SELECT * FROM ticks ORDER BY scope, item") + self.store.read("SELECT * FROM sightings")


names = st.text("abcdefgh", min_size=1, max_size=4)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))


def _some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values), min_size=1).map(lambda chosen: tuple(v for v in values if v in chosen))


one_item = st.builds(
    Item,
    id=names,
    requirements=st.just(()),
    phase=st.sampled_from(Phase),
    roles=_some(ROLES),
    platforms=_some(PLATFORMS),
    strength=st.sampled_from(["must", "ours", "should"]),
    hard=st.booleans(),
    subject=st.sampled_from(["", SUBJECT, "link.cost"]),
    reading_ticks=st.booleans(),
    needs_camera=st.booleans(),
    kind=st.sampled_from(KINDS),
    mentor=st.just("I am {age}"),
    mentee=st.just("I am here"),
    hint=st.just("Only you can tell"),
    renew_months=st.sampled_from([0, 1, 12]),
    policy=st.sampled_from(["", "webcams"]),
)
some_items = st.lists(one_item, max_size=8, unique_by=lambda made: made.id)
policies = st.builds(
    Policy,
    partner=st.sampled_from(["", "Eastbrook College"]),
    webcams=st.booleans(),
    minimum_age=st.integers(18, 40),
    extra_items=st.lists(
        st.builds(
            ExtraItem,
            id=names,
            phase=st.sampled_from([phase.value for phase in Phase]),
            mentor=st.sampled_from(["", "I did it"]),
            mentee=st.sampled_from(["", "I did it"]),
            needed=st.booleans(),
        ),
        max_size=3,
        unique_by=lambda extra: extra.id,
    ).map(tuple),
    given=st.sampled_from([frozenset[str](), frozenset({"webcams"})]),
)
ticks = st.builds(Tick, ticked=st.booleans(), at=moments, by=st.just("person"), note=st.text(max_size=5))
