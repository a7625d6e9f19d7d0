"""The pairs and meetings in the store, and which of them matters now.

Each meeting's row carries the moment its last occurrence ends. Whatever asks about now or later reads only rows that
end later, through an index, so thousands of past sessions cost nothing.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice
from typing import Any

from companion.sessions.current import AFTER, BEFORE, Current
from companion.sessions.editing import Series, carried, cut, keeps_times, last_begun
from companion.sessions.meeting import Change, Meeting, Repeat
from companion.sessions.pair import Pair
from companion.sessions.recurrence import (
    Occurrence,
    last_end,
    occurrence_at,
    occurrences_between,
    occurrences_from,
    parse_key,
)
from companion.sessions.rows import (
    CHANGES,
    MEETINGS,
    PAIRS,
    SAVE_CHANGE,
    SAVE_MEETING,
    SAVE_PAIR,
    change_of,
    meeting_of,
    pair_of,
    row_of_change,
    row_of_meeting,
)
from companion.store import Store

_Execute = Callable[[str, Sequence[Any]], Any]

_NO_END = 2**53
"""``last_utc`` of a series without an end, in seconds: later than any date."""

_MARGIN = timedelta(days=1)
"""Rows are read a day early: time zone rules may have changed since ``last_utc`` was worked out."""


class Sessions:
    """Pairs, meetings and their occurrences. Every ``now`` is an aware time; nothing here looks at the clock."""

    def __init__(self, store: Store) -> None:
        self._store = store

    # People

    def pairs(self) -> list[Pair]:
        """All pairs, oldest first."""
        return [pair_of(row) for row in self._store.read(f"{PAIRS} ORDER BY rowid")]

    def pair(self, pair_id: str) -> Pair | None:
        """One pair."""
        return next((pair for pair in self.pairs() if pair.id == pair_id), None)

    def save_pair(self, pair: Pair) -> None:
        """Keep a new pair, or what has changed about one."""
        self._store.write(SAVE_PAIR, (pair.id, pair.nickname, str(pair.mentee_pays)))

    def delete_pair(self, pair_id: str) -> None:
        """Delete a pair with all its meetings."""
        self._store.write("DELETE FROM pairs WHERE id = ?", (pair_id,))

    # Meetings

    def meetings(self) -> list[Meeting]:
        """All meetings, past and cancelled ones too, by first start."""
        return [meeting_of(row) for row in self._store.read(f"{MEETINGS} ORDER BY starts, id")]

    def meeting(self, meeting_id: str) -> Meeting | None:
        """One meeting."""
        rows = self._store.read(f"{MEETINGS} WHERE id = ?", (meeting_id,))
        return meeting_of(rows[0]) if rows else None

    def changes(self, meeting_id: str) -> list[Change]:
        """The moved and cancelled occurrences of one meeting."""
        rows = self._store.read(f"{CHANGES} WHERE meeting_id = ? ORDER BY original", (meeting_id,))
        return [change_of(row) for row in rows]

    def save(self, meeting: Meeting) -> Meeting:
        """Keep a new meeting or the whole of an edited one; the answer carries the sequence number now valid.

        It is the whole that changes, past times included; ``edit`` leaves those alone. Changed occurrences stay changed
        where the series still has their day. Saving what is kept already does nothing.
        """
        with self._store.transaction():
            return self._keep(meeting, self.changes(meeting.id))

    def edit(self, meeting: Meeting, now: datetime) -> Meeting:
        """Keep an edited meeting; where a series has begun, new times hold for what lies ahead of ``now`` only.

        The answer is then a new meeting, what lies ahead, with an id of its own; the old one ends with its last time
        that began, and keeps its times, ticks and records.
        """
        with self._store.transaction() as execute:
            stored = self._known(meeting.id)
            series = Series(stored, self.changes(meeting.id))
            last = None if stored.repeat == Repeat.NONE or keeps_times(stored, meeting) else last_begun(series, now)
            parts = cut(series, meeting, last, now) if last else None
            if parts is None:
                return self.save(meeting)
            (held, held_changes), (rest, rest_changes) = parts
            self._write(execute, replace(held, sequence=stored.sequence + 1), held_changes)
            return self._write(execute, rest, rest_changes)

    def cancel(self, meeting_id: str, now: datetime) -> Meeting:
        """Call off the meeting, or all of the series that has not started at ``now``; what took place stays."""
        return self._set_cancelled(meeting_id, now)

    def restore(self, meeting_id: str) -> Meeting:
        """Take a cancellation of the whole back."""
        return self._set_cancelled(meeting_id, None)

    def delete(self, meeting_id: str) -> None:
        """Delete a meeting for good, as though it had never been planned."""
        self._store.write("DELETE FROM meetings WHERE id = ?", (meeting_id,))

    def delete_ended_before(self, moment: datetime) -> int:
        """Delete the meetings that were all over before ``moment`` (retention); says how many there were."""
        limit = (_seconds(moment),)
        ended = self._store.read("SELECT count(*) FROM meetings WHERE last_utc < ?", limit)[0][0]
        if ended:
            self._store.write("DELETE FROM meetings WHERE last_utc < ?", limit)
        return int(ended)

    # One occurrence

    def cancel_occurrence(self, occurrence: Occurrence) -> Meeting:
        """Call off one time of a series."""
        return self._change(occurrence, Change(occurrence.meeting_id, occurrence.original, cancelled=True))

    def move_occurrence(self, occurrence: Occurrence, starts: datetime, minutes: int | None = None) -> Meeting:
        """Move one time to ``starts`` on the wall of the meeting's zone. Its key stays, and so do its ticks."""
        change = Change(occurrence.meeting_id, occurrence.original, starts=starts, minutes=minutes)
        return self._change(occurrence, change)

    def restore_occurrence(self, occurrence: Occurrence) -> Meeting:
        """Put one moved or cancelled time back where the series has it."""
        return self._change(occurrence, None)

    def find(self, key: str) -> Current | None:
        """The session of an occurrence's key; None where there is none or it was called off."""
        try:
            meeting_id, original = parse_key(key)
        except ValueError:
            return None
        meeting = self.meeting(meeting_id)
        occurrence = occurrence_at(meeting, self.changes(meeting_id), original) if meeting else None
        return self.session(occurrence) if occurrence else None

    def session(self, occurrence: Occurrence) -> Current | None:
        """An occurrence with its people and its meeting; None once these are gone."""
        meeting = self.meeting(occurrence.meeting_id)
        pair = self.pair(meeting.pair_id) if meeting else None
        return Current(pair, meeting, occurrence) if meeting and pair else None

    # Now and later

    def current(self, now: datetime) -> Current | None:
        """What Today is about.

        The session running at ``now`` (of two, the one that started first); else the next if it starts within the
        hour; else the last if it ended within a day; else the next; None where nothing is planned.
        """
        occurrence = self._current(now)
        return self.session(occurrence) if occurrence else None

    def next_occurrence(self, now: datetime) -> Occurrence | None:
        """The occurrence running at ``now``, else the next to start."""
        return next(iter(self.upcoming(now, 1)), None)

    def upcoming(self, now: datetime, limit: int = 20) -> list[Occurrence]:
        """The occurrences not over at ``now``, by start; at most ``limit``."""
        return list(islice(self._from(now), limit))

    def clashes(self, now: datetime) -> list[Current]:
        """The sessions that are on at the same time as the one running at ``now``, or as the next one."""
        occurrence = self.next_occurrence(now)
        others = self.overlapping(occurrence) if occurrence else []
        return [session for other in others if (session := self.session(other))]

    def overlapping(self, occurrence: Occurrence) -> list[Occurrence]:
        """The other occurrences on at the same time, by start; ``occurrence`` itself need not be kept yet."""
        found = [
            other
            for series in self._planned(occurrence.starts)
            for other in occurrences_between(*series, occurrence.starts, occurrence.ends)
            if other.key != occurrence.key
        ]
        return sorted(found, key=_start)

    def past(self, since: datetime, now: datetime) -> list[Occurrence]:
        """The occurrences that ended later than ``since`` and were over at ``now``, newest first."""
        found = [
            occurrence
            for series in self._planned(since)
            for occurrence in occurrences_between(*series, since, now)
            if occurrence.ends <= now
        ]
        return sorted(found, key=_start, reverse=True)

    # Inside

    def _current(self, now: datetime) -> Occurrence | None:
        recent: list[Occurrence] = []
        following = None
        for occurrence in self._from(now - AFTER):
            if occurrence.starts > now:
                following = occurrence
                break
            recent.append(occurrence)
        running = [occurrence for occurrence in recent if occurrence.ends > now]
        if running:
            return running[0]
        if following and following.starts - now <= BEFORE:
            return following
        return max(recent, key=_end, default=following)

    def _from(self, after: datetime) -> Iterator[Occurrence]:
        return merge(*(occurrences_from(*series, after) for series in self._planned(after)), key=_start)

    def _planned(self, after: datetime) -> list[Series]:
        """The meetings that may have an occurrence ending later than ``after``."""
        return self._read_planned("WHERE last_utc > ?", (_seconds(after - _MARGIN),))

    def _read_planned(self, where: str, params: tuple[int, ...]) -> list[Series]:
        changes: dict[str, list[Change]] = {}
        for row in self._store.read(f"{CHANGES} WHERE meeting_id IN (SELECT id FROM meetings {where})", params):
            changes.setdefault(row[0], []).append(change_of(row))
        rows = self._store.read(f"{MEETINGS} {where}", params)
        return [Series(meeting_of(row), changes.get(row[0], [])) for row in rows]

    def _known(self, meeting_id: str) -> Meeting:
        meeting = self.meeting(meeting_id)
        if meeting is None:
            raise KeyError(meeting_id)
        return meeting

    def _set_cancelled(self, meeting_id: str, moment: datetime | None) -> Meeting:
        with self._store.transaction():
            return self._keep(replace(self._known(meeting_id), cancelled_at=moment), self.changes(meeting_id))

    def _change(self, occurrence: Occurrence, change: Change | None) -> Meeting:
        """Put ``change`` in the place of what was changed about the occurrence before."""
        with self._store.transaction():
            kept = [other for other in self.changes(occurrence.meeting_id) if other.original != occurrence.original]
            return self._keep(self._known(occurrence.meeting_id), [*kept, change] if change else kept)

    def _keep(self, meeting: Meeting, changes: Sequence[Change]) -> Meeting:
        """Write a meeting with exactly these changes, all or nothing, with the next sequence number."""
        stored = self.meeting(meeting.id)
        valid = carried(meeting, changes)
        if stored and replace(meeting, sequence=stored.sequence) == stored and valid == self.changes(meeting.id):
            return stored
        kept = replace(meeting, sequence=stored.sequence + 1 if stored else 0)
        with self._store.transaction() as execute:
            return self._write(execute, kept, valid)

    @staticmethod
    def _write(execute: _Execute, meeting: Meeting, changes: Sequence[Change]) -> Meeting:
        end = last_end(meeting, changes)
        execute(SAVE_MEETING, (*row_of_meeting(meeting), _seconds(end) if end else _NO_END))
        execute("DELETE FROM changes WHERE meeting_id = ?", (meeting.id,))
        for change in changes:
            execute(SAVE_CHANGE, row_of_change(change))
        return meeting


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _start(occurrence: Occurrence) -> datetime:
    return occurrence.starts


def _end(occurrence: Occurrence) -> datetime:
    return occurrence.ends
