"""What the settings page shows and where its changes go."""

from pathlib import Path
from typing import TYPE_CHECKING

from companion.app import migrations
from companion.app.first_run_flow import rules_of
from companion.app.parts import POLICY_TEXT
from companion.app.shell import THEME
from companion.checklist.ways_dialog import WhyDialog
from companion.errors import Problem
from companion.guide import policy_file
from companion.sessions.pair import Role
from companion.sessions.profile import Coordinator
from companion.setup.erase_dialog import EraseDialog
from companion.setup.page import SettingsPage, SettingsState
from companion.store import restore
from companion.store.erase import erase
from companion.ui.files import ask_for_file
from companion.words import say, sentence

if TYPE_CHECKING:
    from companion.app.house import House


class SettingsFlow:
    """Serves the settings page."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._page: SettingsPage | None = None

    def make(self) -> SettingsPage:
        """Build the page."""
        page = SettingsPage(self._house.theme, self._state)
        page.role_changed.connect(self._on_role)
        page.nickname_changed.connect(self._on_nickname)
        page.coordinator_changed.connect(self._on_coordinator)
        page.theme_changed.connect(self._on_theme)
        page.shared_changed.connect(self._on_shared)
        page.rules_wanted.connect(self._on_rules_wanted)
        page.rules_dropped.connect(self._on_rules_dropped)
        page.erase_wanted.connect(self.erase)
        self._page = page
        return page

    def show_contact(self) -> None:
        """Go to the coordinator's contact."""
        self._house.show("settings")
        if self._page is not None:
            self._page.show_contact()

    def use_copy(self) -> None:
        """Put the offered copy in place of the damaged store and close: the next start opens it."""
        house, shell = self._house, self._house.shell
        copy = shell.opened.offer
        if copy is None:
            return
        house.let_go()
        opened = restore(copy, shell.folder, migrations.ALL)
        opened.store.close()
        told = sentence(opened.problem) if opened.problem else say("app.restored")
        WhyDialog(house.theme, say("app.restore"), told, house.window).ask()
        house.leave()

    def erase(self) -> None:
        """After asking once more: everything goes, and the app closes."""
        house = self._house
        if not EraseDialog(house.theme, house.window).ask():
            return
        house.let_go()
        left = erase(house.shell.folder).left
        if left:
            lines = [say("cli.erase_left", path=path, reason=reason) for path, reason in left]
            WhyDialog(house.theme, say("setup.settings.erase"), "\n".join(lines), house.window).ask()
        house.shell.app.quit()

    def _state(self) -> SettingsState:
        house = self._house
        parts, shell = house.parts, house.shell
        pair, policy = parts.pair, parts.policy
        return SettingsState(
            role=parts.role,
            nickname=pair.nickname if pair else "",
            coordinator=parts.coordinator,
            coordinator_by=policy.set_by("coordinator"),
            rules=rules_of(house),
            shared=shell.private,
            shared_by=policy.set_by("shared_computer"),
            theme=parts.preferences.get(THEME, "system"),
            folder="" if shell.private else str(shell.folder),
            version=house.version,
        )

    def _on_role(self, role: str) -> None:
        self._house.try_to(lambda: self._house.parts.profile.set_role(Role(role)))
        self._house.refresh()
        if self._page is not None:
            self._page.refresh()

    def _on_nickname(self, nickname: str) -> None:
        self._house.try_to(lambda: self._house.parts.name_pair(nickname))
        self._house.refresh()

    def _on_coordinator(self, contact: Coordinator) -> None:
        self._house.try_to(lambda: self._house.parts.profile.set_coordinator(contact))
        self._house.refresh()

    def _on_theme(self, theme: str) -> None:
        self._house.try_to(lambda: self._house.parts.preferences.set(THEME, theme))
        self._house.apply_theme()

    def _on_shared(self, shared: bool) -> None:
        """Shared means that nothing is kept: it is all erased, and the next start asks anew. In private it stays so."""
        if shared and not self._house.shell.private:
            self.erase()
        if self._page is not None:
            self._page.refresh()

    def _on_rules_wanted(self) -> None:
        kind = say("setup.settings.rules_kind")
        chosen = ask_for_file(self._house.window, say("setup.settings.open_rules"), kind)
        if chosen is not None:
            self.open_rules(chosen)

    def open_rules(self, chosen: Path) -> None:
        """Judge a file and, where nothing is wrong with it, use it from now on."""
        try:
            opened = policy_file.open_by_hand(chosen)
        except Problem as problem:
            self._refuse([str(problem)])
            return
        if not opened.judged.valid:
            self._refuse([f"{finding.line}: {finding.key} {finding}" for finding in opened.judged.findings])
            return
        self._house.try_to(lambda: self._house.parts.preferences.set(POLICY_TEXT, opened.text))
        self._changed_rules()

    def _on_rules_dropped(self) -> None:
        self._house.try_to(lambda: self._house.parts.preferences.forget(POLICY_TEXT))
        self._changed_rules()

    def _changed_rules(self) -> None:
        self._house.parts.reread_policy()
        self._house.refresh()
        self._house.readings.look_again("camera.present")
        if self._page is not None:
            self._page.refresh()

    def _refuse(self, lines: list[str]) -> None:
        if self._page is not None:
            self._page.show_refused(lines)
