"""Reminds the mentor to lock the meeting a few minutes after its start (G22)."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from companion.app.parts import now
from companion.guide.items import Phase
from companion.ui.app_icon import app_icon
from companion.words import say

if TYPE_CHECKING:
    from companion.app.house import House
    from companion.desktop.notify import Notifier

_ITEM = "lock"
_LATE_SECONDS = 600  # a computer that slept through the moment is reminded for ten minutes more


class LockReminder:
    """One timer, set anew with each look at the session; reminds once a session."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._notifier: Notifier | None = None
        self._reminded = ""
        self._timer = QTimer(house, singleShot=True)
        self._timer.timeout.connect(self._on_time)

    def set_for_session(self) -> None:
        """Look when the next reminder is due; within the hour it gets a timer of its own."""
        current = self._house.parts.current
        planned = self._house.parts.checklist.find(_ITEM)
        if current is None or planned is None or planned.item.phase != Phase.DURING or self._reminded == current.key:
            self._timer.stop()
            return
        seconds = (current.lock_at - now()).total_seconds()
        if -_LATE_SECONDS < seconds <= 3600:
            self._timer.start(max(0, int(seconds * 1000)))
        else:  # the meeting was moved
            self._timer.stop()

    @property
    def waits(self) -> bool:
        """Whether a reminder is still to come within the hour."""
        return self._timer.isActive()

    def close(self) -> None:
        """Take a tray icon away."""
        self._timer.stop()
        if self._notifier is not None:
            self._notifier.close()

    def _on_time(self) -> None:
        house, current = self._house, self._house.parts.current
        planned = house.parts.checklist.find(_ITEM)
        if current is None or planned is None or house.parts.checklist.state(planned).done:
            return
        self._reminded = current.key
        self._notify()
        band = house.say_band(say("today.lock.text"), "warn", say("today.lock.done"))
        band.acted.connect(lambda: house.today.tick(_ITEM))

    def _notify(self) -> None:
        """Beside the band, because the call covers our window; where there is no tray the band is all."""
        if self._notifier is None:
            from companion.desktop.notify import Notifier

            self._notifier = Notifier(say("frame.app"), app_icon(self._house.theme), "onemm-companion", self._house)
        if not self._notifier.notify(say("today.lock.title"), say("today.lock.text")):
            self._house.shell.app.alert(self._house.frame)
