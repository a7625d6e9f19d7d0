"""Help now: over the window, or over a dialog that stays as it is underneath. Opening it is never recorded."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from companion.app.parts import Parts
from companion.help import contacts
from companion.help.contacts import Coordinator, Line
from companion.help.panel_view import HelpPanel, HelpState

if TYPE_CHECKING:
    from companion.app.house import House


def make_help(house: "House", parent: QWidget) -> HelpPanel:
    """A panel over ``parent`` that shows what holds when it opens."""
    panel = HelpPanel(house.theme, parent, lambda: help_state(house.parts), house.open_address, house.copy)
    panel.contact_wanted.connect(house.settings.show_contact)
    return panel


def open_above(house: "House", above: QWidget) -> None:
    """Open it over a dialog or the walk-through, for this once."""
    panel = make_help(house, above)
    panel.contact_wanted.connect(above.close)  # the field for the contact lies under it
    panel.closed.connect(panel.deleteLater)
    panel.open_panel()


def help_state(parts: Parts) -> HelpState:
    """What Help now shows."""
    contact, policy = parts.coordinator, parts.policy
    coordinator = Coordinator(*contact, set_by=policy.set_by("coordinator"))
    added = [
        Line(f"partner-{index}", each.name, each.who, each.phone, each.note, each.url)
        for index, each in enumerate(policy.contacts)
    ]
    return HelpState(coordinator, contacts.lines(added), contacts.readings(policy.links))
