"""Planning, changing and calling off meetings, the safe settings and their walk-through."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QDialog

from companion.app.parts import now
from companion.guide.items import Phase
from companion.meeting import links
from companion.meeting.form import CancelDialog, Choices, MeetingForm, WhichDialog
from companion.meeting.page import MeetingPage, Upcoming
from companion.meeting.settings import Origin, Setting, settings_for
from companion.meeting.walkthrough import Walkthrough
from companion.sessions.current import Current
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import new_id
from companion.sessions.recurrence import Occurrence
from companion.sessions.timing import when_words
from companion.sessions.validation import check
from companion.sessions.zones import LONDON
from companion.words import say, sentence

if TYPE_CHECKING:
    from companion.app.house import House

_SHOWN = 5  # meetings in the list: a year of weeks would hide the settings


class MeetingFlow:
    """Serves the meeting page, the form and the walk-through."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._page: MeetingPage | None = None
        self._walk: Walkthrough | None = None
        self._made: set[str] = set()

    def make(self) -> MeetingPage:
        """Build the page."""
        house = self._house
        page = MeetingPage(house.theme, self._settings, self._upcoming, house.copy_rich, house.copy)
        page.plan_wanted.connect(self.plan)
        page.edit_wanted.connect(self._edit)
        page.cancel_wanted.connect(self._cancel)
        page.walk_wanted.connect(self.walk_through)
        self._page = page
        return page

    def plan(self) -> None:
        """Ask for a new meeting."""
        parts = self._house.parts
        pair = parts.pair
        starts = (datetime.now(ZoneInfo(LONDON)) + timedelta(hours=1)).replace(
            minute=0, second=0, microsecond=0, tzinfo=None
        )
        platform = Platform(parts.policy.platforms[0])
        meeting = Meeting(
            new_id(), pair.id if pair else "", say("meeting.form.topic_usual"), "", starts, platform=platform
        )
        edited = self._ask(meeting, new=True)
        if edited is not None:
            self._house.try_to(lambda: parts.sessions.save(edited))
            self._changed(edited)

    def plan_or_edit(self) -> None:
        """Change the current meeting, or plan one where there is none."""
        current = self._house.parts.current
        self._edit(current.key) if current else self.plan()

    def edit_for_link(self) -> None:
        """The link is missing: the form is where it goes."""
        self.plan_or_edit()

    def walk_through(self) -> None:
        """Show the walk-through, at the place where it was."""
        house = self._house
        if self._walk is None:
            self._walk = Walkthrough(house.theme, self._settings(), house.open_address, house.frame)
            self._walk.setting_done.connect(self._on_setting_done)
        self._walk.set_settings(self._settings())
        self._walk.show()
        self._walk.activateWindow()

    def make_voice_only(self) -> None:
        """Meet by phone this time: of a series only this one changes."""
        parts, current = self._house.parts, self._house.parts.current
        if current is None:
            return
        if self._house.try_to(partial(self._to_phone, current)):
            self._house.refresh()
            self._house.say_band(say("app.voice_only"))
        self._house.records.note()
        parts.refresh()

    def _settings(self) -> tuple[Setting, ...]:
        return settings_for(self._house.parts.policy)

    def _upcoming(self) -> list[Upcoming]:
        sessions, moment = self._house.parts.sessions, now()
        found = ((each, sessions.session(each)) for each in sessions.upcoming(moment, _SHOWN))
        return [self._line(occurrence, current, moment) for occurrence, current in found if current is not None]

    def _line(self, occurrence: Occurrence, current: Current, moment: datetime) -> Upcoming:
        meeting = current.meeting
        how = say(f"sessions.how.{meeting.platform}")
        who = say("meeting.page.with", name=current.pair.nickname or say("today.them"), how=how)
        icon_name = "phone" if meeting.platform == Platform.PHONE else "calendar"
        return Upcoming(occurrence.key, when_words(occurrence, moment), who, _link_words(meeting), icon_name)

    def _ask(self, meeting: Meeting, *, new: bool, only_time: bool = False) -> Meeting | None:
        """The meeting as the person wants it, its new person kept; None where they went back."""
        parts = self._house.parts
        platforms = parts.policy.platforms
        choices = Choices(parts.sessions.pairs(), platforms, lambda typed: check(typed, now(), platforms))
        form = MeetingForm(self._house.theme, meeting, choices, new=new, only_time=only_time, parent=self._house.frame)
        if form.exec() != QDialog.DialogCode.Accepted:
            return None
        if not form.nickname:
            return form.meeting
        pair = parts.new_pair(form.nickname)
        return replace(form.meeting, pair_id=pair.id)

    def _edit(self, key: str) -> None:
        sessions = self._house.parts.sessions
        current = sessions.find(key)
        if current is None:
            self._house.refresh()
            return
        everything = self._asks_all(current.meeting)
        if everything is None:
            return
        shown = current.meeting if everything else _single(current)
        edited = self._ask(shown, new=False, only_time=not everything)
        if edited is None:
            return
        if everything:
            self._house.try_to(lambda: sessions.edit(edited, now()))
        else:
            self._house.try_to(lambda: sessions.move_occurrence(current.occurrence, edited.starts, edited.minutes))
        self._changed(edited)

    def _cancel(self, key: str) -> None:
        sessions = self._house.parts.sessions
        current = sessions.find(key)
        if current is None:
            return
        everything = self._asks_all(current.meeting)
        if everything is None:
            return
        when = when_words(current.occurrence, now())
        if CancelDialog(self._house.theme, when, self._house.frame).exec() != QDialog.DialogCode.Accepted:
            return
        if everything:
            self._house.try_to(lambda: sessions.cancel(current.meeting.id, now()))
        else:
            self._house.try_to(lambda: sessions.cancel_occurrence(current.occurrence))
        self._changed(current.meeting)

    def _asks_all(self, meeting: Meeting) -> bool | None:
        """Whether the whole series is meant; None where the person went back."""
        if meeting.repeat == Repeat.NONE:
            return True
        dialog = WhichDialog(self._house.theme, self._house.frame)
        return dialog.all_of_them if dialog.exec() == QDialog.DialogCode.Accepted else None

    def _changed(self, meeting: Meeting) -> None:
        house = self._house
        house.refresh()
        if self._page is not None:
            self._page.refresh()
        platforms = house.parts.policy.platforms
        warnings = check(meeting, now(), platforms).warnings if not meeting.cancelled else {}
        told = [sentence(message) for message in warnings.values()]
        told += [
            say("meeting.form.clash", when=when_words(clash.occurrence, now()))
            for clash in house.parts.sessions.clashes(now())
        ]
        if told:
            house.say_band(" ".join(told), "warn")

    def _to_phone(self, current: Current) -> None:
        sessions, meeting = self._house.parts.sessions, current.meeting
        if meeting.repeat == Repeat.NONE:
            sessions.save(replace(meeting, platform=Platform.PHONE))
            return
        sessions.cancel_occurrence(current.occurrence)
        sessions.save(
            replace(_single(current), id=new_id(), platform=Platform.PHONE, repeat=Repeat.NONE, count=None, sequence=0)
        )

    def _on_setting_done(self, setting: str) -> None:
        """A setting was made: tick the items that ask for the same row of the guide, once all their settings are made."""
        self._made.add(setting)
        settings = self._settings()
        for planned, state in self._house.parts.checklist.rows(Phase.SCHEDULE):
            rows = set(planned.item.requirements)
            needed = {each.id for each in settings if each.origin == Origin.GUIDE and rows & set(each.requirement)}
            if (
                planned.item.action in ("walkthrough", "settings")
                and needed
                and needed <= self._made
                and not state.done
            ):
                self._house.try_to(partial(self._house.parts.checklist.tick, planned.item.id))


def _single(current: Current) -> Meeting:
    """One occurrence as a meeting of its own times."""
    occurrence, meeting = current.occurrence, current.meeting
    starts = occurrence.starts.astimezone(ZoneInfo(meeting.zone)).replace(tzinfo=None)
    minutes = int((occurrence.ends - occurrence.starts).total_seconds() // 60)
    return replace(meeting, starts=starts, minutes=minutes)


def _link_words(meeting: Meeting) -> str:
    if meeting.platform == Platform.PHONE:
        return say("meeting.page.link_phone")
    if not meeting.join_url:
        return say("meeting.page.link_none")
    result = links.read_link(meeting.join_url)
    if result.reason is not None:
        return sentence(result.reason)
    caution = result.link.caution if result.link else None
    return (
        sentence(caution)
        if caution
        else say("meeting.page.link_real", service=say(f"meeting.service.{meeting.platform}"))
    )
