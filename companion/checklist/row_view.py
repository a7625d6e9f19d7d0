"""An item's state as a row: its words, its button, its one spoken sentence."""

from companion.checklist.plan import PlannedItem
from companion.checklist.state import ItemState, Mark
from companion.ui.check_row import RowText
from companion.words import say, sentence


def row_text(planned: PlannedItem, state: ItemState) -> RowText:
    """The words of a row."""
    needed = say("today.needed") if planned.needed and not state.done else ""
    evidence = sentence(state.evidence)
    spoken = ". ".join(part.rstrip(".") for part in (needed, planned.title, evidence) if part)
    still_open = planned.counts and not state.done
    warn = state.mark == Mark.NOT_RIGHT
    return RowText(
        planned.title, needed, evidence, state.mark.value, still_open and planned.needed, warn, state.done, spoken
    )


def row_action(planned: PlannedItem, state: ItemState) -> str:
    """The label of the row's button; "" where there is nothing to do."""
    if state.mark == Mark.OFF or (state.done and not _always_open(planned)):
        return ""
    return planned.item.button or ("" if planned.item.kind == "reminder" else say("today.tick"))


def _always_open(planned: PlannedItem) -> bool:
    """Ground rules stay at hand after they were read out."""
    return planned.item.action in ("ground-rules", "lock")
