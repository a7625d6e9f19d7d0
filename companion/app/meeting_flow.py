"""Planning, changing and calling off meetings, the safe settings and their walk-through."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from companion.app.parts import now
from companion.guide.items import Phase
from companion.meeting.draft import judged, new_meeting
from companion.meeting.form import CancelDialog, Choices, MeetingForm, WhichDialog
from companion.meeting.page import MeetingPage, Upcoming
from companion.meeting.planned import judge, line_of
from companion.meeting.settings import Setting, settings_for
from companion.meeting.settings_export import as_html, as_text
from companion.meeting.walk import Walk
from companion.meeting.walkthrough import Walkthrough
from companion.sessions.current import Current
from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import Role
from companion.sessions.timing import when_words
from companion.sessions.validation import check
from companion.words import Message, say, sentence

if TYPE_CHECKING:
    from companion.app.house import House

_SHOWN = 5  # meetings in the list: a year of weeks would hide the settings


class MeetingFlow:
    """Serves the meeting page, the form and the walk-through."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._page: MeetingPage | None = None
        self._walk: Walk | None = None
        self._walk_window: Walkthrough | None = None
        self._walk_meeting = ""

    def make(self) -> MeetingPage:
        """Build the page."""
        house = self._house
        page = MeetingPage(house.theme, self._settings, self._upcoming, house.copy_rich, house.copy, self._is_host)
        page.plan_wanted.connect(self.plan)
        page.edit_wanted.connect(self._edit)
        page.cancel_wanted.connect(self._cancel)
        page.walk_wanted.connect(self.walk_through)
        self._page = page
        return page

    def plan(self) -> None:
        """Ask for a new meeting."""
        parts = self._house.parts
        meeting = new_meeting(parts.pair.id if parts.pair else "", now(), parts.policy.platforms)
        planned = self._ask(meeting, parts.sessions.save, new=True)
        if planned is not None:
            self._changed(planned)

    def plan_or_edit(self) -> None:
        """Change the current meeting, or plan one where there is none."""
        current = self._house.parts.current
        self._edit(current.key) if current else self.plan()

    def edit_for_link(self) -> None:
        """The link is missing: the form is where it goes."""
        current = self._house.parts.current
        self._edit(current.key, first="join_url") if current else self.plan()

    def copy_settings(self) -> bool:
        """Put every safe setting on the clipboard, from anywhere; says so where it could not."""
        settings = self._settings()
        return self._house.copy_rich(as_text(settings), as_html(settings))

    def show_settings(self, requirements: Iterable[str]) -> None:
        """Go to the meeting page, at the setting that serves these rows of the guide."""
        self._house.show("meeting")
        if self._page is not None:
            self._page.show_settings_for(requirements)

    def walk_through(self, requirements: Iterable[str] = ()) -> None:
        """Show the walk-through, at the setting that serves these rows of the guide, else at the place where it was."""
        house, walk = self._house, self._walk or Walk(self._settings())
        current = house.parts.current
        meeting = current.meeting.id if current else ""
        walk.update(self._settings())
        if meeting != self._walk_meeting:
            walk.new_meeting()
        walk.show_for(requirements)
        self._walk, self._walk_meeting = walk, meeting
        if self._walk_window is None:
            self._walk_window = Walkthrough(house.theme, walk, house.open_address, house.frame)
            self._walk_window.setting_done.connect(self._on_setting_done)
        self._walk_window.show_place()
        self._walk_window.show_beside()

    def make_voice_only(self) -> None:
        """Meet by phone this time: of a series only this one changes. Where that cannot be, the camera stays off."""
        house, current = self._house, self._house.parts.current
        if current is None or Platform.PHONE not in house.parts.policy.platforms:
            house.say_band(say("app.voice_here"))
        elif current.meeting.platform != Platform.PHONE and house.try_to(partial(self._to_phone, current)):
            house.refresh()
            back = house.say_band(say("app.voice_only"), "info", say("app.voice_undo"))
            back.acted.connect(partial(self._undo_phone, current))

    def _is_host(self) -> bool:
        return self._house.parts.role == Role.MENTOR

    def _settings(self) -> tuple[Setting, ...]:
        return settings_for(self._house.parts.policy)

    def _upcoming(self) -> list[Upcoming]:
        sessions, moment = self._house.parts.sessions, now()
        found = map(sessions.session, sessions.upcoming(moment, _SHOWN))
        return [self._line(current, moment) for current in found if current is not None]

    def _line(self, current: Current, moment: datetime) -> Upcoming:
        line = line_of(current, moment)
        verdict = judge(line.platform, line.join_url)
        icon_name = "phone" if line.platform == Platform.PHONE else "calendar"
        told = verdict.message
        if verdict.kind == "good" and self._is_host():  # they made it: nobody else can have sent it
            told = Message("meeting.verdict.own", told.params)
        return Upcoming(
            line.key,
            line.when,
            " ".join(filter(None, (f"{line.title}.", line.often))),
            sentence(told),
            icon_name,
        )

    def _ask(
        self,
        meeting: Meeting,
        keep: Callable[[Meeting], object],
        *,
        new: bool,
        only_time: bool = False,
        first: str = "",
    ) -> Meeting | None:
        """The meeting as it is kept; None where the person went back. What cannot be kept is asked again as typed."""
        house, parts = self._house, self._house.parts
        platforms = parts.policy.platforms
        choices = Choices(parts.sessions.pairs(), platforms, lambda typed: check(typed, now(), platforms))
        while True:
            form = MeetingForm(
                house.theme,
                meeting,
                choices,
                new=new,
                only_time=only_time,
                guest=not self._is_host(),
                parent=house.frame,
            )
            if not only_time and (first or not self._is_host()):
                form.start_at(first or "join_url")
            if not form.ask():
                return None
            meeting = form.meeting
            kept: list[Meeting] = []
            if house.try_to(partial(self._keep, form, keep, kept)):
                return kept[0]

    def _keep(self, form: MeetingForm, keep: Callable[[Meeting], object], kept: list[Meeting]) -> None:
        """A new person and their meeting, both or neither."""
        with self._house.shell.opened.store.transaction():
            meeting = form.meeting
            if form.nickname:
                meeting = replace(meeting, pair_id=self._house.parts.new_pair(form.nickname).id)
            keep(meeting)
        kept.append(meeting)

    def _edit(self, key: str, first: str = "") -> None:
        sessions = self._house.parts.sessions
        current = sessions.find(key)
        if current is None:
            self._house.refresh()
            return
        everything = self._asks_all(current.meeting)
        if everything is None:
            return
        shown = current.meeting if everything else _single(current)

        def keep(edited: Meeting) -> None:
            if everything:
                sessions.edit(edited, now())
            else:
                sessions.move_occurrence(current.occurrence, edited.starts, edited.minutes)

        edited = self._ask(shown, keep, new=False, only_time=not everything, first=first)
        if edited is not None:
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
        if not CancelDialog(self._house.theme, when, self._house.frame).ask():
            return
        if everything:
            self._house.try_to(lambda: sessions.cancel(current.meeting.id, now()))
        else:
            self._house.try_to(lambda: sessions.cancel_occurrence(current.occurrence))
        self._changed(None)

    def _asks_all(self, meeting: Meeting) -> bool | None:
        """Whether the whole series is meant; None where the person went back."""
        if meeting.repeat == Repeat.NONE:
            return True
        dialog = WhichDialog(self._house.theme, self._house.frame)
        return dialog.all_of_them if dialog.ask() else None

    def _changed(self, meeting: Meeting | None) -> None:
        """Show what holds now, and what is worth a word about ``meeting`` (None: one that was called off)."""
        house = self._house
        house.refresh()
        if self._page is not None:
            self._page.refresh()
        warnings = judged(meeting, now(), house.parts.policy.platforms).warnings if meeting else {}
        if warnings:  # two meetings at once are said by the house, for as long as they are
            house.say_band(" ".join(sentence(message) for message in warnings.values()), "warn")

    def _to_phone(self, current: Current) -> None:
        parts, meeting = self._house.parts, current.meeting
        if meeting.repeat == Repeat.NONE:
            parts.sessions.save(replace(meeting, platform=Platform.PHONE))
            return
        single = replace(_single(current), id=_by_phone_id(current), platform=Platform.PHONE)
        single = replace(single, repeat=Repeat.NONE, count=None)
        with self._house.shell.opened.store.transaction():
            parts.sessions.cancel_occurrence(current.occurrence)
            parts.sessions.save(single)
            for item, tick in parts.ticks.all(current.key).items():  # what was ticked for this call still is
                parts.ticks.put(f"{single.id}:{single.starts.isoformat(timespec='minutes')}", item, tick)

    def _undo_phone(self, before: Current) -> None:
        """Meet where it was planned after all. A single meeting and one of a series go back the way they came."""
        sessions, house = self._house.parts.sessions, self._house

        def undo() -> None:
            if before.meeting.repeat == Repeat.NONE:
                sessions.save(before.meeting)
                return
            with house.shell.opened.store.transaction():
                sessions.delete(_by_phone_id(before))
                sessions.restore_occurrence(before.occurrence)

        house.try_to(undo)
        self._changed(None)

    def _on_setting_done(self) -> None:
        """Tick each item of the meeting whose settings are now all made."""
        walk, checklist = self._walk, self._house.parts.checklist
        for planned, state in checklist.rows(Phase.SCHEDULE):
            by_walk = planned.item.action in ("walkthrough", "settings") and not state.done
            if walk is not None and by_walk and walk.is_set(planned.item.requirements):
                self._house.try_to(partial(checklist.tick, planned.item.id))


def _by_phone_id(current: Current) -> str:
    """The one call that stands in for this one of a series: asked twice, it is the same call."""
    return f"{current.key.replace(':', '-')}-phone"


def _single(current: Current) -> Meeting:
    """One occurrence as a meeting of its own times."""
    occurrence, meeting = current.occurrence, current.meeting
    starts = occurrence.starts.astimezone(ZoneInfo(meeting.zone)).replace(tzinfo=None)
    minutes = int((occurrence.ends - occurrence.starts).total_seconds() // 60)
    return replace(meeting, starts=starts, minutes=minutes)
