"""The house: window, parts and flows put together after the first paint."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

from PySide6.QtCore import QObject, QTimer

from companion import __version__
from companion.app import help_flow, readings_flow
from companion.app.bands import Bands
from companion.app.camera_flow import CameraFlow
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
from companion.guide.policy_file import told
from companion.sessions.clock import ClockWatch
from companion.sessions.pair import Role
from companion.store.problems import StoreCorrupt
from companion.ui.app_icon import app_icon
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
        self._bands = Bands(self.theme, self.window)
        self._clock: ClockWatch | None = None
        self._has_moved_in, self._is_down = False, False
        # Quiet also while nobody has said yet whose computer this is.
        self.failures = Failures(self._on_failure, self.leave, quiet=shell.private or shell.undecided)
        self.failures.install()
        shell.app.setWindowIcon(app_icon(self.theme))
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
        self.camera = CameraFlow(self)
        self.help = help_flow.make_help(self, self.window)
        self._add_places()
        self._connect()
        FirstRunFlow(self).run_or(self.move_in)

    def move_in(self) -> None:
        """Everything needed is known: show the pages and start looking."""
        self._has_moved_in = True
        self.parts.refresh()
        self._clock = ClockWatch(self.parts.preferences)
        self.parts.checklist.subscribe(self._on_checklist_changed)
        self._show_places()
        self._show_private()
        self.tell_problems()
        first = self._first_page()
        self.window.show_page(first)
        page = self.window.page(first)
        if page is not None:
            page.focus_first()
        self.readings.start()
        self.records.drop_old()
        self.shell.instance.start_listening(list(_ICONS))
        self._on_minute()

    def rebuild(self) -> None:
        """The store is another one now (it moved from memory to the disk)."""
        self.parts = self._build_parts()

    def let_go(self) -> None:
        """Close what is kept on the disk and go on in memory."""
        self.shell.forget()
        self.rebuild()

    def leave(self) -> None:
        """Close the window, which ends the app."""
        self.frame.close()

    def apply_theme(self) -> None:
        """Take on the look that was chosen, or the system's of just now."""
        dark = self.shell.wants_dark(appearance.is_dark())
        self.theme.apply(dark=dark, private=self.shell.private, contrast=appearance.wants_contrast())

    def show(self, page: str) -> None:
        """Go to a page, where this person has it; the first run is answered first."""
        if self._has_moved_in and page in self._places():
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
            band.acted.connect(lambda: self.copy(opening.worth_copying(address)))
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
        return self._bands.say(text, kind, action)

    def tell_problems(self) -> None:
        """What is wrong for as long as it is: a rules file, the store, two meetings at once."""
        bands, opened, problems = self._bands, self.shell.opened, self.parts.found.problems
        bands.hold("rules", say("app.rules_problem", problem=told(problems[0])) if problems else "")
        text, offer = sentence(opened.problem) if opened.problem else "", say("app.restore") if opened.offer else ""
        bands.hold("store", text, offer, self.settings.use_copy)
        bands.hold("clash", self.parts.clash(), say("app.clash"), lambda: self.show("meeting"))

    def refresh(self) -> None:
        """Something about the session changed: look again and show it."""
        self.parts.refresh()
        self.reminder.set_for_session()
        self._show_places()
        self.tell_problems()
        self.camera.look()
        page = self.window.page("today")
        if page is not None:
            page.on_shown()

    def _build_parts(self) -> Parts:
        """On the store that is open. One that turns out to be damaged only when it is read is opened anew."""
        try:
            parts = self._parts_now()
            parts.refresh()
        except StoreCorrupt:
            self.shell.reopen()
            parts = self._parts_now()
        return parts

    def _parts_now(self) -> Parts:
        shell = self.shell
        return Parts(shell.opened.store, shell.preferences, shell.options.policy, private=shell.private)

    def _add_places(self) -> None:
        makers = {
            "today": self.today.make,
            "camera": self.camera.make,
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
        self.frame.help_wanted.connect(partial(help_flow.open_above, self))
        self.frame.closing.connect(self._on_closing)
        self.frame.activated.connect(self.readings.on_activated)
        self.frame.look_changed.connect(self._appearance.changed)
        self.shell.instance.raised.connect(self._on_raised)
        self.shell.app.aboutToQuit.connect(self.shut_down)

    def _places(self) -> list[str]:
        hidden = {"records"} if self.shell.private or self.parts.role == Role.MENTEE else set()
        return [name for name in _ICONS if name not in hidden]

    def _show_places(self) -> None:
        self.window.set_places(self._places())
        self.window.set_who(say(f"frame.{self.parts.role}"))
        self._on_checklist_changed()

    def _first_page(self) -> str:
        asked = self.shell.options.page or self.parts.preferences.get(PAGE, "today")
        near = self.parts.current is not None and self.parts.current.phase_at(now()) in ("before", "opening", "during")
        is_there = asked in self._places() and (not near or bool(self.shell.options.page))
        return asked if is_there else "today"

    def _show_private(self) -> None:
        if self.shell.private:
            title, text, end = (say(f"frame.private.{name}") for name in ("title", "text", "end"))
            band = Band(self.theme, "private", title, text, end)
            band.acted.connect(self.leave)
            self.window.add_band(band)

    def _on_checklist_changed(self) -> None:
        missing = len(self.parts.checklist.readiness().missing)
        text = readings_flow.left_words(missing) if missing and self.parts.current else ""
        self.window.set_badge("today", Badge(text, done=not missing))
        self.records.follow()

    def _on_minute(self) -> None:
        """Time alone changes countdown, phase and what may still be believed."""
        moment = now()
        self._minute.start(60_000)  # whatever happens below, time goes on
        set_back = self._clock.look(moment) if self._clock else None
        if set_back is not None:
            self.say_band(sentence(set_back), "warn")
        if self.window.shown and self.frame.isVisible():
            self.refresh()
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

    def _on_closing(self) -> None:
        self.try_to(lambda: self.shell.remember_window(self.window.shown))

    def shut_down(self) -> None:
        """End everything in order; a second time does nothing."""
        if self._is_down:
            return
        self._is_down = True
        self._appearance.changed.disconnect(self.apply_theme)
        self._minute.stop()
        self.camera.close()
        self.tasks.close()
        self.reminder.close()
        self.shell.instance.close()
        self.shell.opened.store.close()
        self._quit.close()
        self.failures.remove()
