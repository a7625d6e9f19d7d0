"""What happens on Today: ticks, the buttons of its rows, and the way into the call."""

from collections.abc import Callable
from datetime import datetime, time
from functools import partial
from typing import TYPE_CHECKING

from companion.app.parts import RULES, now
from companion.checklist.agreement_dialog import AgreementDialog
from companion.checklist.foot_view import JoinText
from companion.checklist.join_dialog import JoinDialog, Missing
from companion.checklist.page import Meeting, TodayPage
from companion.checklist.plan import PlannedItem
from companion.checklist.rules_dialog import RulesDialog
from companion.checklist.ways_dialog import LockDialog, RaiseDialog, WhyDialog, bedroom_ways, comfort_ways
from companion.guide.items import Phase
from companion.meeting import links
from companion.meeting.planned import judge
from companion.sessions.meeting import Meeting as Planned
from companion.sessions.meeting import Platform
from companion.sessions.pair import Role
from companion.words import say, say_count, sentence

if TYPE_CHECKING:
    from companion.app.house import House


class TodayFlow:
    """Serves one Today page. Everything that must be kept goes through ``house.try_to`` so that a full disk is told."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._page: TodayPage | None = None

    def make(self) -> TodayPage:
        """Build the page."""
        house = self._house
        page = TodayPage(house.theme, house.parts.checklist, self.meeting, house.try_to)
        page.toggled.connect(self.toggle)
        page.acted.connect(self.act)
        page.join_wanted.connect(self.join)
        page.declined.connect(self.decline)
        page.plan_wanted.connect(house.meetings.plan)
        self._page = page
        return page

    def meeting(self) -> Meeting:
        """The meeting as Today shows it."""
        parts = self._house.parts
        current, join = parts.current, self._join_text()
        if current is None:
            return Meeting(False, "", "", "", "", Phase.SETUP, 0.0, join, False)
        moment = now()
        countdown = current.countdown_at(moment)
        phase = Phase(current.phase_at(moment))
        line = " ".join(
            [current.line_at(moment), self._which(current.pair.nickname, current.occurrence.starts)]
        ).strip()
        may_decline = phase in (Phase.SCHEDULE, Phase.BEFORE)
        fraction = _fraction(phase, moment, current.occurrence.starts, current.occurrence.ends)
        return Meeting(True, line, *countdown, phase, fraction, join, may_decline)

    def toggle(self, item: str) -> None:
        """A row was pressed: tick or untick it, or ask what it needs first."""
        planned = self._planned(item)
        if planned is None or not planned.counts:
            return
        checklist = self._house.parts.checklist
        if checklist.state(planned).done:
            self._house.try_to(lambda: checklist.untick(item))
        elif planned.item.needs_reference:
            self._agree(planned)
        elif planned.item.kind == "question":
            self._raise(item)
        else:
            self.tick(item)

    def tick(self, item: str, *, at: datetime | None = None, note: str = "") -> None:
        """A person says so; from the first such word on the session has its line in the records."""
        checklist, planned = self._house.parts.checklist, self._planned(item)
        kept = self._house.try_to(lambda: checklist.tick(item, at=at, note=note))
        if kept and planned is not None and planned.item.phase != Phase.SETUP:
            self._house.records.note()

    def act(self, item: str) -> None:
        """A row's button was pressed."""
        planned = self._planned(item)
        if planned is None:
            return
        actions: dict[str, Callable[[], None]] = {
            "": lambda: self.toggle(item),
            "bedroom": self._bedroom,
            "camera": lambda: self._house.show("camera"),
            "sound": self._house.camera.show_sound,
            "data": lambda: self._house.show("data"),
            "settings": lambda: self._house.meetings.show_settings(planned.item.requirements),
            "walkthrough": lambda: self._house.meetings.walk_through(planned.item.requirements),
            "meeting": self._house.meetings.plan_or_edit,
            "contact": self._house.settings.show_contact,
            "ground-rules": lambda: self._rules(item),
            "code-of-conduct": lambda: self._code_of_conduct(planned),
            "lock": lambda: self._lock(item),
        }
        if planned.item.kind == "question":
            self._raise(item)
        else:
            actions[planned.item.action]()

    def join(self) -> None:
        """Join, or say what is missing and lead there."""
        house, parts = self._house, self._house.parts
        if parts.current is None:
            house.meetings.plan()
            return
        ready = parts.checklist.readiness()
        if ready.ready:
            self._go_in("")
            return
        missing = [
            Missing(planned.to_do, planned.item.hard)
            for planned in (*ready.hard, *(each for each in ready.missing if not each.item.hard))
        ]
        dialog = JoinDialog(house.theme, missing, house.window)
        if not dialog.ask():
            return
        if dialog.take_me:
            self._show_item((ready.hard or ready.missing)[0].item.id)
        else:
            self._go_in(dialog.reason)

    def decline(self) -> None:
        """The person does not want to join: offer ways on, keep no trace of it (G01)."""
        house = self._house
        dialog = comfort_ways(house.theme, house.window)
        if not dialog.ask():
            return
        for planned, state in house.parts.checklist.rows(Phase.BEFORE):
            if planned.item.kind == "comfort" and state.done:
                house.try_to(partial(house.parts.checklist.untick, planned.item.id))
        ways = {
            "phone": house.meetings.make_voice_only,
            "another_day": house.meetings.plan_or_edit,
            "stop": house.open_help,
        }
        ways[dialog.chosen]()

    def _planned(self, item: str) -> PlannedItem | None:
        return self._house.parts.checklist.find(item)

    def _agree(self, planned: PlannedItem) -> None:
        house, today = self._house, now().astimezone().date()
        dialog = AgreementDialog(
            house.theme, planned.title, today, needs_reference=planned.item.needs_reference, parent=house.window
        )
        if dialog.ask():
            day = dialog.agreed_on
            at = now() if day == today else datetime.combine(day, time(12)).astimezone()
            self.tick(planned.item.id, at=at, note=dialog.reference)

    def _raise(self, item: str) -> None:
        house = self._house
        dialog = RaiseDialog(house.theme, house.window)
        dialog.ask()
        if dialog.answered:
            house.parts.checklist.tick(item)
        if dialog.wants_help:
            house.open_help()

    def _bedroom(self) -> None:
        house = self._house
        dialog = bedroom_ways(house.theme, house.window)
        dialog.ask()
        if dialog.chosen == "voice":
            house.meetings.make_voice_only()
        elif dialog.chosen:
            house.open_help()

    def _rules(self, item: str) -> None:
        house = self._house
        preferences = house.parts.preferences
        rules = preferences.get(RULES) or say("today.rules.standard")
        dialog = RulesDialog(
            house.theme,
            rules,
            lambda text: house.try_to(lambda: preferences.set(RULES, text)),
            house.copy,
            house.window,
        )
        if dialog.ask():
            self.tick(item)

    def _lock(self, item: str) -> None:
        house = self._house
        if LockDialog(house.theme, house.window).ask():
            self.tick(item)

    def _code_of_conduct(self, planned: PlannedItem) -> None:
        house = self._house
        link = house.parts.policy.links.get("code_of_conduct", "")
        if link:
            house.open_address(link)
        else:
            WhyDialog(house.theme, planned.title, say("today.conduct.ask"), house.window).ask()

    def _go_in(self, reason: str) -> None:
        """Open the web client (G14), note that the call was joined, and move on to the opening."""
        house, current = self._house, self._house.parts.current
        if current is None:
            return
        meeting = current.meeting
        if meeting.platform != Platform.PHONE:
            if not _is_link_of(meeting):
                if meeting.join_url:
                    house.say_band(sentence(judge(meeting.platform, meeting.join_url).message), "warn")
                house.meetings.edit_for_link()
                return
            if not house.open_address(links.web_client_url(meeting.join_url) or meeting.join_url):
                return
            house.camera.joined()
        if house.records.note_joined(reason):
            by_phone = meeting.platform == Platform.PHONE
            name = current.pair.nickname or say("today.them")
            house.say_band(say("app.joined_phone", name=name) if by_phone else say("app.joined"))
        if self._page is not None:
            self._page.choose_phase(Phase.OPENING)

    def _show_item(self, item: str) -> None:
        self._house.show("today")
        if self._page is not None:
            self._page.go_to(item)

    def _which(self, nickname: str, starts: datetime) -> str:
        before = self._house.parts.records.joined_before(nickname, starts)
        return say(f"today.which.n{before + 1}") if 0 < before < 10 else ""

    def _join_text(self) -> JoinText:
        parts = self._house.parts
        ready, current = parts.checklist.readiness(), parts.current
        button = say(f"today.join.{parts.platform}")
        if current is None:
            plan = say("today.empty.plan" if parts.role == Role.MENTOR else "today.empty.add")
            return JoinText(say("today.first"), plan, button, plan, True)
        if not ready.ready:
            return JoinText(
                say("today.first"),
                ready.names,
                button,
                say_count("today.join.things", len(ready.missing)),
                True,
                ready.first,
            )
        by_phone = current.meeting.platform == Platform.PHONE
        note = "by_phone" if by_phone else "opens" if _is_link_of(current.meeting) else "no_link"
        return JoinText(say("today.next"), self._next_words(by_phone), button, say(f"today.join.{note}"), False)

    def _next_words(self, by_phone: bool) -> str:
        parts = self._house.parts
        name = (parts.pair.nickname if parts.pair else "") or say("today.them")
        if by_phone:
            return say("today.next_phone", name=name)
        return say("today.next_words" if parts.role == "mentor" else "today.next_words_mentee", name=name)


def _is_link_of(meeting: Planned) -> bool:
    """Whether its link joins the very service that was planned: the rules may allow no other (G24)."""
    link = links.read_link(meeting.join_url).link
    return link is not None and link.platform == meeting.platform


def _fraction(phase: Phase, moment: datetime, starts: datetime, ends: datetime) -> float:
    """How far through its phase the moment lies, for the dot on the line."""
    if phase == Phase.BEFORE:
        return 1 - (starts - moment).total_seconds() / 3600
    if phase == Phase.OPENING:
        return (moment - starts).total_seconds() / 600
    if phase == Phase.DURING:
        return (moment - starts) / (ends - starts)
    return 0.5 if phase == Phase.AFTER else 0.9
