"""Builds everything that needs no window, once the frame is painted, and holds it together."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from companion.checklist.checklist import Checklist, Context
from companion.checklist.ticks import Ticks
from companion.guide import policy_file
from companion.guide.items import all_items
from companion.guide.policy import Policy
from companion.meeting.links import read_link
from companion.readings import Board, Reading, State
from companion.records.repository import Records
from companion.sessions.pair import Pair, Pays, Role, new_id
from companion.sessions.profile import Coordinator, Profile
from companion.sessions.repository import Sessions
from companion.store import Preferences, Store
from companion.words import Message

if TYPE_CHECKING:
    from pathlib import Path

    from companion.sessions.current import Current

POLICY_TEXT, MOBILE, RULES = "policy.text", "link.mobile", "today.ground_rules"

_OF_LINK = ("meeting.new_id", "meeting.passcode")
_LOOK_AHEAD = 12  # sessions in which a clash is looked for
_LASTING = timedelta(days=3650)  # what was typed in stays true until somebody changes it


def now() -> datetime:
    """The clock everybody is given."""
    return datetime.now(UTC)


class Parts:
    """The subjects of one person's session, all on one store. Built anew when the store changes."""

    def __init__(self, store: Store, preferences: Preferences, command_line: "Path | None", *, private: bool) -> None:
        self.preferences, self.private = preferences, private
        self._command_line = command_line
        self.found = policy_file.find(command_line, preferences.get(POLICY_TEXT))
        self.board = Board()
        self.profile = Profile(preferences)
        self.sessions = Sessions(store)
        self.ticks = Ticks(store)
        self.records = Records(store)
        self.checklist = Checklist(all_items(), self.ticks, self.board, now)
        self.current: Current | None = None
        self._context: Context | None = None

    @property
    def policy(self) -> Policy:
        """The rules that hold."""
        return self.found.policy

    @property
    def role(self) -> Role:
        """Who uses the app; a mentor until they say so."""
        return self.profile.role or Role.MENTOR

    @property
    def pair(self) -> Pair | None:
        """The other person: of the current meeting, else the one added last."""
        if self.current is not None:
            return self.current.pair
        pairs = self.sessions.pairs()
        return pairs[-1] if pairs else None

    @property
    def coordinator(self) -> Coordinator:
        """Their contact: a partner's, else the one typed in."""
        contact = self.policy.coordinator
        if contact is None:
            return self.profile.coordinator
        return Coordinator(contact.name, contact.phone, contact.email, contact.hours)

    @property
    def platform(self) -> str:
        """Where the next meeting is held; Zoom until one is planned."""
        return str(self.current.meeting.platform) if self.current else self.policy.platforms[0]

    def clash(self) -> str:
        """One sentence about the first two meetings to come that are on at once, or ""."""
        found = map(self.sessions.session, self.sessions.upcoming(now(), _LOOK_AHEAD))
        for first, second in pairwise(session for session in found if session is not None):
            if second.occurrence.starts < first.occurrence.ends:
                return first.clash_with(second)
        return ""

    def reread_policy(self) -> None:
        """A rules file was opened or dropped."""
        self.found = policy_file.find(self._command_line, self.preferences.get(POLICY_TEXT))
        self.refresh()

    def refresh(self) -> None:
        """Look which session it is now, and what of it is known."""
        self.current = self.sessions.current(now())
        pair = self.pair
        context = Context(
            role=self.role.value,
            platform=self.platform,
            pair=pair.id if pair else "",
            meeting=self.current.meeting.id if self.current else "",
            session=self.current.key if self.current else "",
            private=self.private,
            policy=self.policy,
        )
        if context != self._context:  # not the checklist's own: that one has no plan yet
            self._context = context
            self.checklist.set_context(context)
        for subject, good, message in self._known():
            self._post(subject, good, message)

    def name_pair(self, nickname: str, pays: Pays | None = None) -> Pair:
        """Name the other person, or correct the name."""
        pair = self.pair
        if pair is None:
            return self.new_pair(nickname, pays or Pays.UNKNOWN)
        pair = pair._replace(nickname=nickname, mentee_pays=pays or pair.mentee_pays)
        self.sessions.save_pair(pair)
        return pair

    def new_pair(self, nickname: str, pays: Pays = Pays.UNKNOWN) -> Pair:
        """Somebody new, beside those there are. What was agreed before anybody had a name was agreed with the first."""
        pair = Pair(new_id(), nickname, pays)
        self.sessions.save_pair(pair)
        for item, tick in self.ticks.all("pair:").items():
            self.ticks.put(f"pair:{pair.id}", item, tick)
            self.ticks.put("pair:", item, None)
        return pair

    def _known(self) -> list[tuple[str, bool, Message]]:
        """Readings that need no looking: what was typed in or set by a partner."""
        contact, consent, meeting = self.coordinator, self.policy.consent, self.current
        known = [
            (
                "contact.coordinator",
                contact.reachable,
                _message("contact", contact.reachable, name=contact.name or contact.phone),
            ),
            ("meeting.planned", meeting is not None, _message("planned", meeting is not None)),
        ]
        if self.policy.given:
            known.append(("policy.guidance", True, Message("app.guidance", {"partner": self.policy.partner_name})))
        elif self.board.latest("policy.guidance") is not None:  # the rules are in use no more
            known.append(("policy.guidance", False, Message("setup.rules.none")))
        if consent is not None:
            holds = consent.holds_on(now().date())
            known.append(("policy.consent", holds, _message("consent", holds, reference=consent.reference)))
        elif self.board.latest("policy.consent") is not None:
            known.append(("policy.consent", False, Message("setup.rules.none")))
        if meeting is not None:
            allowed = str(meeting.meeting.platform) in self.policy.platforms
            known.append(("meeting.platform", allowed, _message("platform", allowed)))
        known += self._of_link(meeting.meeting.join_url if meeting is not None else "")
        pair = self.pair
        if pair is not None:
            asked = pair.mentee_pays != Pays.UNKNOWN
            known.append(("mentee.pays", asked, Message(f"app.pays_{pair.mentee_pays}", {"name": pair.nickname})))
        return known

    def _of_link(self, join_url: str) -> list[tuple[str, bool, Message]]:
        """What the link itself tells: a meeting ID of its own (G31), a passcode in it (G21)."""
        link = read_link(join_url).link if join_url else None
        if link is None:
            no_link = Message("app.no_link")
            return [(each, False, no_link) for each in _OF_LINK if self.board.latest(each) is not None]
        own, passcode = link.caution is None, bool(link.passcode)
        told = (link.caution or Message("app.new_id"), _message("passcode", passcode))
        return list(zip(_OF_LINK, (own, passcode), told, strict=True))

    def _post(self, subject: str, good: bool, message: Message) -> None:
        # A plain no, not "cannot tell": that would leave the tick of what was so before.
        state, before, moment = State.GOOD if good else State.NOT_RIGHT, self.board.latest(subject), now()
        is_known = before is not None and (before.state, before.message) == (state, message)
        if before is None or not is_known or not before.is_fresh(moment):  # the clock may have gone back
            self.board.post(Reading(subject, state, message, moment, good_for=_LASTING))


def _message(code: str, good: bool, **params: str) -> Message:
    return Message(f"app.{code}" if good else f"app.no_{code}", params)
