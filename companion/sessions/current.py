"""The session Today speaks of: who, which meeting, which time, and which phase it is in."""

from datetime import datetime, timedelta, tzinfo
from typing import Literal, NamedTuple

from companion.sessions.meeting import Meeting
from companion.sessions.pair import Pair
from companion.sessions.recurrence import Occurrence
from companion.sessions.timing import Countdown, clock_words, countdown, date_words, span_words
from companion.words import say

SessionPhase = Literal["schedule", "before", "opening", "during", "after"]
"""Values of the guide's phases; the set-up phase belongs to the pair, not to a session."""

BEFORE = timedelta(minutes=60)
"""The before phase: an hour leaves time to find another room or a charger, and what was checked stays true."""

OPENING = timedelta(minutes=10)
"""Saying hello, ground rules and the lock."""

AFTER = timedelta(hours=24)
"""How long the close of a session can still be worked through, unless the next one comes near."""

LOCK_AFTER = timedelta(minutes=5)
"""When to remind of the lock (G22): the guide gives people "a few minutes to file in"; later, a stranger may be in."""


class Current(NamedTuple):
    """One occurrence of a meeting, with the people in it."""

    pair: Pair
    meeting: Meeting
    occurrence: Occurrence

    @property
    def key(self) -> str:
        """The occurrence's key, the scope of its ticks."""
        return self.occurrence.key

    @property
    def lock_at(self) -> datetime:
        """When to remind the mentor to lock the meeting (UTC)."""
        return self.occurrence.starts + LOCK_AFTER

    def phase_at(self, now: datetime) -> SessionPhase:
        """The phase at ``now`` (aware). Each moment has exactly one; a short meeting may be all opening."""
        starts, ends = self.occurrence.starts, self.occurrence.ends
        if now < starts - BEFORE:
            return "schedule"
        if now < starts:
            return "before"
        if now < min(starts + OPENING, ends):
            return "opening"
        return "during" if now < ends else "after"

    def countdown_at(self, now: datetime, local: tzinfo | None = None) -> Countdown:
        """The time left or gone, for the corner of Today."""
        return countdown(self.occurrence, now, local)

    def line_at(self, now: datetime, local: tzinfo | None = None) -> str:
        """Who, how and when: "Amara and you, on Zoom, 14:00 to 15:00.", with the day unless it is today."""
        day, today = self.occurrence.starts.astimezone(local).date(), now.astimezone(local).date()
        when = span_words(self.occurrence, local)
        if day != today:
            when = say("sessions.line.day", date=date_words(day, today), span=when)
        code = "named" if self.pair.nickname else "unnamed"
        how = say(f"sessions.how.{self.meeting.platform}")
        return say(f"sessions.line.{code}", name=self.pair.nickname, how=how, when=when)

    def clash_with(self, other: "Current", local: tzinfo | None = None) -> str:
        """One sentence for two meetings that are on at once."""
        return say("sessions.clash", first=self._named_time(local), second=other._named_time(local))

    def _named_time(self, local: tzinfo | None) -> str:
        time = clock_words(self.occurrence.starts, self.occurrence.zone, local)
        return say("sessions.named_time", name=self.pair.nickname or self.meeting.topic, time=time)
