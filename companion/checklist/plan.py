"""Which items this person is asked: those of their role and platform, with a partner's rules laid over them."""

from collections.abc import Iterable
from dataclasses import dataclass

from companion.guide.items import READY_PHASES, Item, Phase
from companion.guide.policy import ExtraItem, Policy
from companion.words import Message

__all__ = ["READY_PHASES", "PlannedItem", "plan"]


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """An item as it stands in the list. ``off`` says why it does not apply, or is None; then nothing asks for it.

    ``title`` is true once it is ticked ("The waiting room is on"); ``todo`` is what to do until then, "" for the title.
    """

    item: Item
    title: str
    off: Message | None = None
    todo: str = ""

    @property
    def to_do(self) -> str:
        """How it is named among what is missing, where its title would read as if it were done."""
        return self.todo or self.title

    @property
    def counts(self) -> bool:
        """Whether it is part of the list to work through."""
        return self.off is None

    @property
    def needed(self) -> bool:
        """Whether the call waits for it."""
        return self.counts and self.item.needed


def plan(
    items: Iterable[Item], role: str, policy: Policy, platform: str, *, private: bool = False
) -> tuple[PlannedItem, ...]:
    """The items for ``role`` ("mentor", "mentee") meeting on ``platform``, in their order.

    A private session of a mentee asks only what this call needs: agreements that would have to be kept are left out, as
    nothing is kept; what they agree to for this call is asked before it (G01). A partner may add items (never hard
    ones) and switch camera items off, with the partner named (G07).
    """
    everyone = (*items, *(_from_partner(extra) for extra in policy.extra_items))
    mine = (item for item in everyone if role in item.roles and _is_for(platform, item))
    asked = (item for item in mine if not (private and role == "mentee" and item.kind == "agreement"))
    age = policy.minimum_age
    return tuple(
        PlannedItem(item, item.wording(role, age), _off(item, policy), item.to_do(role, age)) for item in asked
    )


def _is_for(platform: str, item: Item) -> bool:
    return platform in item.platforms and not (platform == "phone" and item.needs_camera)  # G24: talking only


def _off(item: Item, policy: Policy) -> Message | None:
    return policy.camera_reason() if item.needs_camera or item.policy == "webcams" else None


def _from_partner(extra: ExtraItem) -> Item:
    return Item(
        id=extra.item_id,
        requirements=(),
        phase=Phase(extra.phase),
        roles=extra.roles,
        strength="must" if extra.needed else "should",
        mentor=extra.mentor,
        mentee=extra.mentee,
        why=extra.why,
    )
