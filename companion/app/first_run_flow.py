"""The first run: what is asked, where each answer goes, and the move from memory to the disk."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from companion.guide.items import Phase
from companion.sessions.pair import Pays, Role
from companion.sessions.profile import Coordinator, Step
from companion.setup import steps
from companion.setup.first_run_page import FirstRunPage
from companion.setup.rules_view import Rules
from companion.setup.step_view import (
    Agreement,
    AgreementsStep,
    CoordinatorStep,
    PersonStep,
    StepView,
    role_step,
    shared_step,
)
from companion.ui.button import Button
from companion.words import say, sentence

if TYPE_CHECKING:
    from companion.app.house import House


class FirstRunFlow:
    """Asks what is not known yet, then hands over."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._done: Callable[[], None] = house.move_in

    def run_or(self, done: Callable[[], None]) -> None:
        """Ask what is left to ask, then call ``done``; at once where nothing is."""
        self._done = done
        self._settle_by_policy()
        if not self._remaining():
            done()
            return
        house = self._house
        page = FirstRunPage(
            house.theme,
            self._remaining,
            self._make,
            self._mark,
            self._rules(),
            private=house.shell.private,
            offers_copy=lambda: house.parts.profile.role != Role.MENTEE,
        )
        page.finished.connect(self._on_finished)
        page.private_wanted.connect(self._on_private)
        page.copy_wanted.connect(partial(self._copy_settings, page))
        help_now = Button(house.theme, say("frame.help"), "quiet", "help")  # the rail with its own is not there yet
        help_now.clicked.connect(house.open_help)
        page.foot.insertWidget(1, help_now)
        house.window.show_alone(page)
        house.tell_problems()  # whoever expected to find their things here learns at once where they are

    def _copy_settings(self, page: FirstRunPage) -> None:
        """The main job does not have to wait for the questions."""
        if self._house.meetings.copy_settings():
            page.hurry.show_copied()

    def _settle_by_policy(self) -> None:
        """A partner's rules may have said whether this computer is shared."""
        shell, policy = self._house.shell, self._house.parts.policy
        if shell.undecided and policy.shared_computer is True:
            self._stay_private()
        elif shell.undecided and policy.shared_computer is False:
            self._settle_down()
        elif not shell.private and policy.shared_computer is True and self._is_imposed():
            self._house.let_go()  # what was kept here before stays as it is, out of sight
            self._stay_private()

    def _is_imposed(self) -> bool:
        """Rules that a person opened by hand are kept in the very store that would be left."""
        return self._house.parts.found.source in ("managed", "command-line")

    def _remaining(self) -> tuple[str, ...]:
        house = self._house
        profile, policy = house.parts.profile, house.parts.policy
        asked = steps.steps(
            profile.role,
            private=house.shell.private,
            shared_known=not house.shell.undecided and profile.step(steps.SHARED) is None,
            coordinator_known=policy.coordinator is not None,
        )
        return tuple(step for step in asked if profile.step(step) is None)

    def _make(self, step: str) -> StepView:
        house = self._house
        parts, theme = house.parts, house.theme
        if step == steps.ROLE:
            return role_step(theme, parts.profile.role, lambda value: parts.profile.set_role(Role(value)))
        if step == steps.SHARED:
            return shared_step(theme, parts.profile.shared_computer, self._on_shared)
        if step == steps.PERSON:
            pair = parts.pair
            nickname, pays = (pair.nickname, pair.mentee_pays) if pair else ("", Pays.UNKNOWN)
            return PersonStep(theme, parts.role, nickname, pays, self._name)
        if step == steps.COORDINATOR:
            return CoordinatorStep(theme, parts.profile.coordinator, self._keep_coordinator)
        parts.refresh()
        return AgreementsStep(theme, self._agreements, self._toggle)

    def _mark(self, step: str, answered: bool) -> None:
        profile = self._house.parts.profile
        self._house.try_to(lambda: profile.mark(step, Step.ANSWERED if answered else Step.LATER))
        if step == steps.SHARED and not answered:
            self._stay_private()

    def _name(self, nickname: str, pays: Pays) -> None:
        self._house.try_to(lambda: self._house.parts.name_pair(nickname, pays))

    def _keep_coordinator(self, contact: Coordinator) -> None:
        self._house.try_to(lambda: self._house.parts.profile.set_coordinator(contact))

    def _on_shared(self, answer: str) -> None:
        if answer == "yes":
            self._stay_private()
        else:
            self._settle_down()
            self._house.try_to(lambda: self._house.parts.profile.set_shared_computer(False))

    def _stay_private(self) -> None:
        self._house.failures.quiet = True  # what goes wrong from here on leaves no trace either
        self._house.shell.stay_private()
        self._house.parts.private = True
        self._house.apply_theme()

    def _settle_down(self) -> None:
        if self._house.shell.undecided:
            self._house.shell.settle_down()
            self._house.rebuild()

    def _on_private(self, role: str) -> None:
        if self._house.shell.opened.store.kept:
            self._house.let_go()  # what was kept here before stays as it is, out of sight
        self._stay_private()
        if role:
            self._house.try_to(lambda: self._house.parts.profile.set_role(Role(role)))
        self._mark(steps.SHARED, True)
        page = self._house.window
        page.leave_alone()
        self.run_or(self._on_finished_private)

    def _on_finished_private(self) -> None:
        self._done = self._house.move_in
        self._done()

    def _on_finished(self) -> None:
        self._house.window.leave_alone()
        self._done()

    def _agreements(self) -> list[Agreement]:
        rows = self._house.parts.checklist.rows(Phase.SETUP)
        return [
            Agreement(planned.item.id, planned.title, planned.item.hint, sentence(state.evidence) if state.done else "")
            for planned, state in rows
            if planned.item.kind == "agreement"
        ]

    def _toggle(self, item: str) -> None:
        self._house.today.toggle(item)

    def _rules(self) -> Rules | None:
        return rules_of(self._house) if self._house.parts.policy.given else None


def rules_of(house: "House") -> Rules:
    """A policy as the setup room shows it: only what the partner has set."""
    policy = house.parts.policy
    contact, given = policy.coordinator, policy.given
    return Rules(
        policy.partner_name if given else "",
        policy.managed,
        policy.platforms if "platforms" in given else (),
        policy.webcams if "webcams" in given else None,
        policy.minimum_age if "minimum_age" in given else None,
        contact.name if contact else "",
    )
