"""Notes what was checked for a session, and serves the records page."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from companion.app.parts import now
from companion.checklist.plan import PlannedItem
from companion.checklist.readiness import Row
from companion.checklist.state import ItemState, Mark
from companion.guide.items import Item, Phase
from companion.records import retention
from companion.records.export import as_csv
from companion.records.page import Line, RecordsPage, RecordsState
from companion.records.record import Check, Record
from companion.sessions.current import Current
from companion.sessions.timing import date_words
from companion.store.copies import drop_expired, forget_copies
from companion.ui.files import ask_where
from companion.words import say, sentence

if TYPE_CHECKING:
    from companion.app.house import House

# Never in a record: whether somebody felt comfortable, whether there was anything to raise, who was called at risk.
_UNRECORDED_KINDS = ("comfort", "question")
_UNRECORDED_REQUIREMENTS = frozenset({"G02"})


class RecordsFlow:
    """Serves the records page and keeps the line of the current session."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._page: RecordsPage | None = None
        self._emptied = ""  # the session whose line went with its last tick

    def make(self) -> RecordsPage:
        """Build the page."""
        page = RecordsPage(self._house.theme, self._state, self._house.parts.records.get)
        page.export_wanted.connect(self._on_export)
        page.erase_wanted.connect(self._house.settings.erase)
        page.delete_wanted.connect(self._on_delete)
        self._page = page
        return page

    def note(self) -> None:
        """Bring the current session's line up to date: there is one once it was joined or its person ticked something.

        What only this computer saw is no reason for a line, nor is a "yes" to talking: taken back, it would leave one.
        """
        record, records = self._record(), self._house.parts.records
        if record is None:
            return
        kept = records.get(record.session)
        if (kept is not None and kept.joined is not None) or any(check.by == "person" for check in record.checks):
            self._house.try_to(lambda: records.note(record))
        elif kept is not None and self._house.try_to(lambda: records.delete([record.session])):
            self._emptied = record.session

    def follow(self) -> None:
        """What is ticked, taken back or undone later changes the line that was written."""
        record = self._record()
        kept = self._house.parts.records.get(record.session) if record is not None else None
        if record is None or (kept is None and record.session != self._emptied):
            return
        if kept is None or _checked(kept) != _checked(record):
            self.note()

    def note_joined(self, reason: str) -> bool:
        """The call was joined from here. False: that could not be kept, and the person has been told."""
        record = self._record()
        if record is None:
            return True

        def keep() -> None:
            self._house.parts.records.note(record)
            self._house.parts.records.note_joined(record.session, now(), reason)

        return self._house.try_to(keep)

    def drop_old(self) -> None:
        """Delete what is too old for good, copies included: records with their ticks, and meetings long over."""
        parts, shell, months = self._house.parts, self._house.shell, self._house.parts.policy.keep_months
        if shell.private:  # what others keep here is none of our business
            return

        def drop() -> None:
            oldest = retention.oldest_kept(now(), months)
            retention.apply(parts.records, now(), months, parts.ticks.forget, self._forget_copies)
            if parts.sessions.delete_ended_before(oldest):
                self._forget_copies()
            parts.ticks.forget_before(oldest)
            shell.opened.store.purge()

        drop_expired(shell.folder, now().timestamp())
        self._house.try_to(drop)

    def _record(self) -> Record | None:
        parts = self._house.parts
        current = parts.current
        if current is None:
            return None
        rows = [row for phase in Phase if phase != Phase.SETUP for row in parts.checklist.rows(phase)]
        told = [(planned, state) for planned, state in rows if planned.counts and not _is_private(planned.item)]
        checks = [_check(planned, state) for planned, state in told if state.done]
        checks += self._seen_before_the_call(current.key, [row for row in told if not row[1].done])
        return Record(
            current.key,
            current.occurrence.starts,
            _minutes(current),
            current.pair.nickname,
            str(current.meeting.platform),
            len(checks),
            len(told),
            checks=tuple(checks),
        )

    def _seen_before_the_call(self, session: str, still_open: list[Row]) -> list[Check]:
        """What the computer saw until the call was joined: the call itself then takes the camera."""
        kept = self._house.parts.records.get(session)
        if kept is None or kept.joined is None:
            return []
        items = {planned.item.id for planned, state in still_open if state.evidence.code != "checklist.unticked"}
        return [check for check in kept.checks if check.by == "computer" and check.item in items]

    def _state(self, limit: int) -> RecordsState:
        records = self._house.parts.records
        lines = tuple(_line(record) for record in records.newest(limit))
        return RecordsState(lines, records.count(), self._kept())

    def _kept(self) -> str:
        parts = self._house.parts
        months, oldest = parts.policy.keep_months, parts.records.oldest()
        if oldest is None:
            return say("records.kept_none", months=months)
        day = _day(retention.goes_on(oldest.starts, months))
        partner = parts.policy.set_by("keep_months")
        return say("records.kept_policy" if partner else "records.kept", months=months, partner=partner, date=day)

    def _on_export(self) -> None:
        house = self._house
        title, name, kind = (say(f"records.export_{part}") for part in ("title", "file", "kind"))
        chosen = ask_where(house.window, title, name, kind)
        if chosen is not None:
            self.export_to(chosen)

    def export_to(self, file: Path) -> None:
        """Write every record as CSV; says so where it cannot be written."""
        try:
            file.write_text(as_csv(self._house.parts.records.all()), encoding="utf-8-sig", newline="")
        except OSError:
            self._house.say_band(say("records.export_failed"), "warn")
        else:
            self._house.say_band(say("records.exported", file=file.name), "good")

    def _on_delete(self, session: str) -> None:
        parts = self._house.parts

        def delete() -> None:
            parts.ticks.forget(session)
            parts.records.delete([session])

        self._forget_copies()
        self._house.try_to(delete)
        parts.checklist.set_context(parts.checklist.context)  # its ticks may be those in view
        if self._page is not None:
            self._page.refresh()

    def _forget_copies(self) -> None:
        """Copies go with what is deleted; one that will not is named."""
        try:
            forget_copies(self._house.shell.folder)
        except OSError as error:
            left = say("cli.erase_left", path=error.filename, reason=say("store.erase_refused"))
            self._house.say_band(left, "warn")


def _check(planned: PlannedItem, state: ItemState) -> Check:
    by = "computer" if state.mark == Mark.BY_COMPUTER else "person"
    return Check(planned.item.id, planned.title, by, state.at or now(), sentence(state.evidence))


def _checked(record: Record) -> set[tuple[str, str]]:
    return {(check.item, check.by) for check in record.checks}


def _is_private(item: Item) -> bool:
    return item.kind in _UNRECORDED_KINDS or bool(_UNRECORDED_REQUIREMENTS & set(item.requirements))


def _minutes(current: Current) -> int:
    return int((current.occurrence.ends - current.occurrence.starts).total_seconds() // 60)


def _line(record: Record) -> Line:
    how = say("records.minutes", platform=say(f"records.platform.{record.platform}"), minutes=record.minutes)
    joined = say("records.not_joined")
    if record.joined is not None:
        joined = say("records.joined_at", time=f"{record.joined.astimezone():%H:%M}")
        if record.reason:
            joined = say("records.anyway", reason=record.reason)
    checks = say("records.of", done=record.done, total=record.total)
    return Line(
        record.session,
        _day(record.starts.astimezone().date()),
        record.nickname or say("records.nobody"),
        how,
        checks,
        joined,
    )


def _day(day: date) -> str:
    words = date_words(day, date.today())
    return words[:1].upper() + words[1:]
