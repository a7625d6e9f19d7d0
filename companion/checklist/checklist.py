"""The checklist of one session: ties plan, ticks and readings together and tells who listens when something changed."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, tzinfo

from companion.checklist.plan import READY_PHASES, PlannedItem, plan
from companion.checklist.readiness import Readiness, Row, readiness
from companion.checklist.state import ItemState, Seen, Tick, resolve
from companion.checklist.ticks import Ticks
from companion.guide.items import Item, Phase
from companion.guide.policy import Policy
from companion.readings import Board, Reading, State
from companion.store import StoreProblem

Clock = Callable[[], datetime]
_SIGHT = timedelta(days=1)  # what may be believed for longer was not seen but told, and is kept where it was told


@dataclass(frozen=True, slots=True)
class Context:
    """Whose list it is. ``pair``, ``meeting`` and ``session`` are ids, "" where there is no meeting yet.

    What is set up once belongs to the pair, what is set in the person's Zoom account to nobody in particular, what is
    set in Zoom for a meeting to the meeting (a series is set up once), all else to the one session.
    """

    role: str = "mentor"
    platform: str = "zoom"
    pair: str = ""
    meeting: str = ""
    session: str = ""
    private: bool = False
    policy: Policy = field(default_factory=Policy)


@dataclass(frozen=True, slots=True)
class Change:
    """Something that can be undone: the item, and the tick that stood there before."""

    item: PlannedItem
    scope: str
    before: Tick | None


class Checklist:
    """All items of all phases. ``clock`` gives an aware time."""

    def __init__(
        self, items: Iterable[Item], ticks: Ticks, board: Board, clock: Clock, local: tzinfo | None = None
    ) -> None:
        self._items, self._ticks, self._board, self._clock, self._local = tuple(items), ticks, board, clock, local
        self._listeners: list[Callable[[], None]] = []
        self._answered: dict[str, Tick] = {}
        self._changes: list[Change] = []
        self._kept: dict[str, tuple[State, str]] = {}
        self._restored: dict[tuple[str, str], Reading] = {}
        self.context = Context()
        self._plan: tuple[PlannedItem, ...] = ()
        self._ticked: dict[str, dict[str, Tick]] = {}
        board.subscribe(self._on_reading)

    def set_context(self, context: Context) -> None:
        """Show another session, role or set of rules. What the computer saw for that session is remembered."""
        if context.session != self.context.session:
            self._answered.clear()
            self._changes.clear()
        self.context = context
        self._plan = plan(self._items, context.role, context.policy, context.platform, private=context.private)
        self._load()
        self._restore()
        self._tell()

    def rows(self, phase: Phase) -> list[Row]:
        """The items of a phase with their states, in order."""
        now = self._clock()
        return [(planned, self._resolve(planned, now)) for planned in self._plan if planned.item.phase == phase]

    def phases(self) -> list[Phase]:
        """The phases that hold anything for this person."""
        return [phase for phase in Phase if any(planned.item.phase == phase for planned in self._plan)]

    def counts(self, phase: Phase) -> tuple[int, int]:
        """How many are done, of how many that apply."""
        states = [state for planned, state in self.rows(phase) if planned.counts]
        return sum(state.done for state in states), len(states)

    def readiness(self) -> Readiness:
        """Derived now."""
        return readiness(row for phase in READY_PHASES for row in self.rows(phase))

    def find(self, item: str) -> PlannedItem | None:
        """An item of the plan by its id."""
        return next((planned for planned in self._plan if planned.item.id == item), None)

    def state(self, planned: PlannedItem) -> ItemState:
        """The state of one item now."""
        return self._resolve(planned, self._clock())

    def tick(self, item: str, *, at: datetime | None = None, note: str = "") -> None:
        """A person ticks. That a question was asked stays in memory only (G26)."""
        self._put(self._known(item), Tick(True, at or self._clock(), note=note))

    def untick(self, item: str) -> None:
        """A person takes a tick away, for good: what the computer sees does not put it back.

        Of their own tick nothing stays behind: a "no" is never kept (G01).
        """
        planned, now = self._known(item), self._clock()
        is_seen = resolve(planned, None, self._seen(planned), now, self._local).done
        self._put(planned, Tick(False, now) if is_seen and planned.item.kind != "comfort" else None)

    def undo(self) -> None:
        """Put back what the newest change replaced."""
        if self._changes:
            change = self._changes[-1]
            self._swap(change.item, change.scope, change.before)
            self._changes.pop()  # only now: where it could not be kept it can be tried again
            self._load()
            self._tell()

    @property
    def undoable(self) -> PlannedItem | None:
        """The item whose change would be undone."""
        return self._changes[-1].item if self._changes else None

    def next_change(self) -> datetime | None:
        """When some state will change by time alone."""
        now = self._clock()
        ends = [self._resolve(planned, now).until for planned in self._plan]
        return min((end for end in ends if end is not None and end > now), default=None)

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call ``listener`` after each change until the returned function is called."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def _scope(self, planned: PlannedItem) -> str:
        if planned.item.once:
            return "account"
        if planned.item.phase == Phase.SETUP:
            return f"pair:{self.context.pair}"
        if planned.item.phase == Phase.SCHEDULE:
            return f"meeting:{self.context.meeting}"
        return self.context.session or "next"

    def _resolve(self, planned: PlannedItem, now: datetime) -> ItemState:
        if planned.item.kind == "question":
            return resolve(planned, self._answered.get(planned.item.id), Seen(), now, self._local)
        tick = self._ticked.get(self._scope(planned), {}).get(planned.item.id)
        return resolve(planned, tick, self._seen(planned), now, self._local)

    def _seen(self, planned: PlannedItem) -> Seen:
        subject, session = planned.item.subject, self.context.session
        if not subject:
            return Seen()
        latest = self._board.latest(subject, session)
        is_old_news = latest is not None and latest is self._restored.get((session, subject))
        return Seen(None if is_old_news else latest, self._board.decisive(subject, session))

    def _put(self, planned: PlannedItem, tick: Tick | None) -> None:
        scope = self._scope(planned)
        before = self._swap(planned, scope, tick)
        self._changes.append(Change(planned, scope, before))
        self._load()
        self._tell()

    def _swap(self, planned: PlannedItem, scope: str, tick: Tick | None) -> Tick | None:
        """Set a tick where it belongs; returns the one before. Nothing about a question is ever written (G26)."""
        if planned.item.kind != "question":
            return self._ticks.put(scope, planned.item.id, tick)
        before = self._answered.pop(planned.item.id, None)
        if tick is not None:
            self._answered[planned.item.id] = tick
        return before

    def _load(self) -> None:
        self._ticked = {scope: self._ticks.all(scope) for scope in {self._scope(planned) for planned in self._plan}}

    def _restore(self) -> None:
        """Put back on the board what was seen before the app was closed, unless it has looked since."""
        session, now = self.context.session, self._clock()
        self._kept.clear()
        for reading in self._ticks.sightings(session) if session else ():
            if not reading.is_fresh(now):
                continue
            self._kept[reading.subject] = (reading.state, reading.message.code)
            if self._board.decisive(reading.subject, session) is None:
                self._restored[session, reading.subject] = reading
                self._board.post(reading)

    def _known(self, item: str) -> PlannedItem:
        planned = self.find(item)
        if planned is None:
            raise KeyError(item)
        return planned

    def _on_reading(self, reading: Reading) -> None:
        if reading.session not in ("", self.context.session):
            return
        if any(planned.item.subject == reading.subject for planned in self._plan):
            self._keep(reading)
            self._tell()

    def _keep(self, reading: Reading) -> None:
        """Only a change is written: while nothing changes, nothing touches the disk."""
        told = (reading.state, reading.message.code)
        is_sight = reading.state in (State.GOOD, State.NOT_RIGHT) and reading.good_for <= _SIGHT
        if self.context.session and is_sight and self._kept.get(reading.subject) != told:
            self._kept[reading.subject] = told
            # Where it cannot be kept, looking goes on. What a person ticks says so itself when the disk is full.
            with suppress(StoreProblem):
                self._ticks.keep_sighting(self.context.session, replace(reading, session=self.context.session))

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()
