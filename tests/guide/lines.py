"""What the tests of the checklist's lines share."""

import pytest

from companion.guide.items import Item, Phase, all_items

ROLES = ("mentor", "mentee")
each_item = pytest.mark.parametrize("item", all_items(), ids=lambda item: item.id)


def asked(role: str, phase: Phase, platform: str = "zoom") -> list[str]:
    """The ids of what ``role`` is asked."""
    mine = (item for item in all_items() if role in item.roles and platform in item.platforms)
    return [item.id for item in mine if item.phase == phase]


def line(item_id: str) -> Item:
    """The line with this id."""
    (found,) = (item for item in all_items() if item.id == item_id)
    return found


def serving(requirement: str, **wanted: object) -> list[Item]:
    """The lines that serve a row of the guide, with these values."""
    items = (item for item in all_items() if requirement in item.requirements)
    return [item for item in items if all(getattr(item, key) == value for key, value in wanted.items())]
