"""The house: window, parts and flows put together after the first paint."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon

from companion import __version__
from companion.app import readings_flow
from companion.app.first_run_flow import FirstRunFlow
from companion.app.meeting_flow import MeetingFlow
from companion.app.parts import Parts, now
from companion.app.records_flow import RecordsFlow
from companion.app.reminder import LockReminder
from companion.app.settings_flow import SettingsFlow
from companion.app.shell import PAGE, Shell
from companion.app.today_flow import TodayFlow
from companion.desktop import appearance, clipboard, opening
from companion.desktop.appearance import Appearance
from companion.desktop.failure import Failure, Failures
from companion.desktop.quitting import QuitSignals
from companion.desktop.tasks import Tasks
from companion.errors import Problem
from companion.help.panel_view import HelpPanel, HelpState
from companion.sessions.pair import Role
from companion.ui.announce import announce
from companion.ui.band import Band
from companion.ui.rail import Badge
from companion.ui.theme import Theme
from companion.ui.window import Place, Window
from companion.words import say, sentence

_ICONS = {
    "today": "today",
    "camera": "camera",
    "data": "data",
    "meeting": "meeting",
    "records": "records",
    "settings": "person",
}
_BAND_MS = 12_000


class House(QObject):
    """Everything with a window. Flows ask it for the parts, for pages, for help, and to try what may fail."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self.shell, self.frame = shell, shell.frame
        self.theme = Theme(shell.app)
        self.apply_theme()
        self.window = Window(self.theme)
        self.frame.set_content(self.window)
        self.version = __version__
        self._bands: list[Band] = []
        self._is_down = False
        self.failures = Failures(self._on_failure, self.leave, quiet=shell.private)
        self.failures.install()
        self.tasks = Tasks(self.failures.catch)
        self._appearance = Appearance(self)
        self._appearance.changed.connect(self.apply_theme)
        self._quit = QuitSignals(self.leave, self)
        self._minute = QTimer(self, singleShot=True)
        self._minute.timeout.connect(self._on_minute)
        self.parts = self._build_parts()
        self.today, self.settings = TodayFlow(self), SettingsFlow(self)
        self.meetings, self.records = MeetingFlow(self), RecordsFlow(self)
        self.reminder = LockReminder(self)
        self.readings = readings_flow.ReadingsFlow(self)
        self.help = HelpPanel(self.theme, self.window, self._help_state, self.open_address, self.copy)
        self._add_places()
        self._connect()
        FirstRunFlow(self).run_or(self.move_in)

    def move_in(self) -> None:
        """Everything needed is known: show the pages and start looking."""
        self.parts.refresh()
        self._subscribe()
        self._show_places()
        self._tell_problems()
        self.window.show_page(self._first_page())
        self.readings.start()
        self.records.drop_old()
        self.shell.instance.start_listening(list(_ICONS))
        self._on_minute()

    def rebuild(self) -> None:
        """The store is another one now (it moved from memory to the disk)."""
        self.parts = self._build_parts()

    def leave(self) -> None:
        """Close the window, which ends the app."""
        self.frame.close()

    def apply_theme(self) -> None:
        """Take on the look that was chosen, or the system's of just now."""
        dark = self.shell.wants_dark(appearance.is_dark())
        self.theme.apply(dark=dark, private=self.shell.private, contrast=appearance.wants_contrast())

    def show(self, page: str) -> None:
        """Go to a page."""
        self.window.show_page(page)

    def copy(self, text: str) -> bool:
        """Copy plain text; says so where there is no clipboard."""
        return self.copied(clipboard.copy_text(text))

    def copy_rich(self, text: str, html: str) -> bool:
        """Copy the same thing plain and with its looks."""
        return self.copied(clipboard.copy_rich(text, html))

    def copied(self, done: bool) -> bool:
        """Tell what to do where copying did not work."""
        if not done:
            self.say_band(sentence(clipboard.NO_CLIPBOARD), "warn")
        return done

    def open_address(self, address: str) -> bool:
        """Open it in the program the person uses; says so where nothing opens it, and offers to copy it."""
        try:
            opening.open_address(address)
        except Problem as problem:
            band = self.say_band(str(problem), "warn", say("app.not_opened"))
            band.acted.connect(lambda: self.copy(address))
            return False
        return True

    def open_help(self) -> None:
        """Help now. Never recorded."""
        self.help.open_panel()

    def try_to(self, act: Callable[[], object]) -> bool:
        """Do something that keeps things; where it fails, one sentence says what to do."""
        try:
            act()
        except Problem as problem:
            self.say_band(f"{say('app.not_saved')} {problem}", "warn")
            return False
        return True

    def say_band(self, text: str, kind: str = "info", action: str = "") -> Band:
        """Say something across the window; it goes by itself, or with the next one."""
        for band in self._bands:
            self.window.remove_band(band)
        band = Band(self.theme, kind, "", text, action)
        self._bands = [band]
        self.window.add_band(band)
        announce(self.window, text)
        if kind != "warn":
            QTimer.singleShot(_BAND_MS, band, lambda: self._drop(band))
        return band

    def refresh(self) -> None:
        """Something about the session changed: look again and show it."""
        self.parts.refresh()
        self.reminder.set_for_session()
        self._show_places()
        page = self.window.page("today")
        if page is not None:
            page.on_shown()

    def _build_parts(self) -> Parts:
        shell = self.shell
        return Parts(shell.opened.store, shell.preferences, shell.options.policy, private=shell.private)

    def _add_places(self) -> None:
        makers = {
            "today": self.today.make,
            "camera": self.readings.make_camera,
            "data": self.readings.make_data,
            "meeting": self.meetings.make,
            "records": self.records.make,
            "settings": self.settings.make,
        }
        for name, icon_name in _ICONS.items():
            label = say("frame.settings") if name == "settings" else say(f"frame.page.{name}")
            self.window.add_place(Place(name, label, icon_name, makers[name]))

    def _connect(self) -> None:
        self.window.help_wanted.connect(self.open_help)
        self.help.contact_wanted.connect(self.settings.show_contact)
        self.frame.closing.connect(self._on_closing)
        self.frame.activated.connect(self.readings.on_activated)
        self.shell.instance.raised.connect(self._on_raised)
        self.shell.app.aboutToQuit.connect(self.shut_down)

    def _subscribe(self) -> None:
        self.parts.checklist.subscribe(self._on_checklist_changed)

    def _show_places(self) -> None:
        role, private = self.parts.role, self.shell.private
        hidden = {"records"} if private or role == Role.MENTEE else set()
        self.window.set_places([name for name in _ICONS if name not in hidden])
        self.window.set_who(say(f"frame.{role}"))
        self._on_checklist_changed()

    def _first_page(self) -> str:
        asked = self.shell.options.page or self.parts.preferences.get(PAGE, "today")
        near = self.parts.current is not None and self.parts.current.phase_at(now()) in ("before", "opening", "during")
        return "today" if near and not self.shell.options.page else asked if asked in _ICONS else "today"

    def _tell_problems(self) -> None:
        if self.shell.private:
            band = Band(
                self.theme, "private", say("frame.private.title"), say("frame.private.text"), say("frame.private.end")
            )
            band.acted.connect(self.leave)
            self.window.add_band(band)
        for finding in self.parts.found.problems[:1]:
            self.say_band(say("app.rules_problem", problem=finding), "warn")
        opened = self.shell.opened
        if opened.problem is not None:
            band = self.say_band(sentence(opened.problem), "warn", say("app.restore") if opened.offer else "")
            band.acted.connect(self.settings.use_copy)

    def _help_state(self) -> HelpState:
        return readings_flow.help_state(self.parts)

    def _on_checklist_changed(self) -> None:
        missing = len(self.parts.checklist.readiness().missing)
        text = readings_flow.left_words(missing) if missing and self.parts.current else ""
        self.window.set_badge("today", Badge(text, done=not missing))

    def _on_minute(self) -> None:
        """Time alone changes countdown, phase and what may still be believed."""
        if self.window.shown and self.frame.isVisible():
            self.refresh()
        moment = now()
        ends = self.parts.checklist.next_change()
        pause = timedelta(seconds=60 - moment.second)
        wait = min(pause, ends - moment) if ends else pause
        self._minute.start(max(1000, int(wait.total_seconds() * 1000) + 50))

    def _on_raised(self, page: str) -> None:
        if page:
            self.show(page)
        self.frame.showNormal() if self.frame.isMinimized() else self.frame.show()
        self.frame.raise_()
        self.frame.activateWindow()

    def _on_failure(self, failure: Failure) -> None:
        band = self.say_band(sentence(failure.message), "warn", say("app.failure_copy"))
        band.acted.connect(lambda: self.copy(failure.details))

    def _drop(self, band: Band) -> None:
        if band in self._bands:
            self._bands.remove(band)
            self.window.remove_band(band)

    def _on_closing(self) -> None:
        self.try_to(lambda: self.shell.remember_window(self.window.shown))

    def shut_down(self) -> None:
        """End everything in order; a second time does nothing."""
        if self._is_down:
            return
        self._is_down = True
        self._minute.stop()
        self.tasks.close()
        self.reminder.close()
        self.shell.instance.close()
        self.shell.opened.store.close()
        self._quit.close()
        self.failures.remove()

    @staticmethod
    def icon() -> QIcon:
        """The app's icon for notifications."""
        return QIcon()
