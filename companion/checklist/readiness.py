"""Whether a session is ready: derived each time it is asked, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from companion.checklist.plan import READY_PHASES, PlannedItem
from companion.checklist.state import ItemState
from companion.words import say, say_count

Row = tuple[PlannedItem, ItemState]


@dataclass(frozen=True, slots=True)
class Readiness:
    """``missing`` are the needed items still open, in the order of the phases."""

    missing: tuple[PlannedItem, ...]

    @property
    def ready(self) -> bool:
        """Nothing needed is open."""
        return not self.missing

    @property
    def hard(self) -> tuple[PlannedItem, ...]:
        """Those the call can never start without."""
        return tuple(planned for planned in self.missing if planned.item.hard)

    @property
    def hard_first(self) -> tuple[PlannedItem, ...]:
        """All that is missing, what no reason can pass at the top."""
        return (*self.hard, *(planned for planned in self.missing if not planned.item.hard))

    @property
    def can_join_anyway(self) -> bool:
        """Whether what is missing can be passed with a reason."""
        return bool(self.missing) and not self.hard

    @property
    def heading(self) -> str:
        """How many are left, or that you are ready."""
        if self.ready:
            return say("checklist.ready")
        return say_count("checklist.left", len(self.missing))

    @property
    def names(self) -> str:
        """What is missing in one sentence: two by name, the rest as a number."""
        titles = [planned.to_do for planned in self.missing]
        if len(titles) <= 1:
            return "".join(titles)
        if len(titles) == 2:
            return say("checklist.two", first=titles[0], second=titles[1])
        return say_count("checklist.more", len(titles) - 2, first=titles[0], second=titles[1])

    @property
    def first(self) -> str:
        """The first missing one by name, the rest as a number: for where there is little room."""
        if not self.missing:
            return ""
        title = self.missing[0].to_do
        return say_count("checklist.rest", len(self.missing) - 1, first=title) if len(self.missing) > 1 else title


def readiness(rows: Iterable[Row]) -> Readiness:
    """Derive it from every row of every phase."""
    waiting = [
        planned for planned, state in rows if planned.needed and not state.done and planned.item.phase in READY_PHASES
    ]
    return Readiness(tuple(sorted(waiting, key=lambda planned: READY_PHASES.index(planned.item.phase))))
