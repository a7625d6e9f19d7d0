"""The camera page as it is used: when the camera may be open, whose it is, and what of it goes to the checklist."""

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from companion.app.parts import now
from companion.app.sound_flow import SoundFlow
from companion.app.witness import Witness
from companion.words import Message, say, sentence

if TYPE_CHECKING:
    from companion.app.filming import Filming
    from companion.app.house import House
    from companion.camera.device_state import Status
    from companion.camera.looking import Seen
    from companion.camera.page import CameraPage
    from companion.camera.setting import EyeLevels
    from companion.camera.showing import Showing
    from companion.desktop.lock_watch import LockWatch

CHOSEN, LEVELS = "camera.chosen", "camera.eye_levels"
_OVERRUN = timedelta(minutes=30)  # calls do not end on the minute


class CameraFlow:
    """The one owner of the camera. It is open only while its page is in view and nothing speaks against it."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self.sound = SoundFlow(house)
        self._witness = Witness(lambda: house.parts.board, self._session, now)
        self._page: CameraPage | None = None
        self._filming: Filming | None = None
        self._showing: Showing | None = None
        self._levels: EyeLevels | None = None
        self._lock: LockWatch | None = None
        self._locked, self._anyway, self._blind, self._joined = False, False, False, ""

    def make(self) -> "CameraPage":
        """Build the page; what is heavy is loaded now and not before."""
        from companion.camera.page import CameraPage
        from companion.camera.setting import EyeLevels

        house = self._house
        page = self._page = CameraPage(house.theme)
        self._levels = EyeLevels(lambda: house.parts.preferences.get(LEVELS), self._keep_levels)
        page.moved.connect(self._on_moved)
        page.camera_chosen.connect(self._on_chosen)
        page.again_wanted.connect(self._on_again)
        page.anyway_wanted.connect(self._on_anyway)
        page.voice_wanted.connect(house.meetings.make_voice_only)
        page.level_wanted.connect(self._on_level_wanted)
        house.frame.view_changed.connect(self.look)
        house.shell.app.applicationStateChanged.connect(self.look)
        return page

    def show_sound(self) -> None:
        """Go to where the sound is tested."""
        self._house.show("camera")
        if self._page is not None:
            QTimer.singleShot(0, self._page, self.sound.focus)
            self._page.keep_focus_in_view()

    def joined(self) -> None:
        """The person has gone into the call: the camera belongs to the call now."""
        self._joined, self._anyway = self._session(), False
        self.look()

    def look(self) -> None:
        """Open or close the camera, as things are now."""
        page = self._page
        if page is None:
            return
        from companion.camera.device_state import Status

        policy, in_view = self._house.parts.policy, self._is_in_view()
        may_open = policy.webcams and in_view and (self._anyway or not self._is_in_call())
        if may_open:
            QTimer.singleShot(0, page, self._open)  # the page is painted first
        else:
            self._close()
        self.sound.look(page, in_view=in_view, at_once=policy.webcams)
        if may_open:
            return
        if not policy.webcams:
            reason = policy.camera_reason()
            page.show_status(Status.BY_RULE, sentence(reason) if reason else "")
        else:
            page.show_status(Status.IN_CALL if self._is_in_call() else Status.OFF)

    def close(self) -> None:
        """The app ends."""
        self._close()
        self.sound.close()
        if self._lock is not None:
            self._lock.close()
            self._lock = None
        if self._page is not None:
            self._house.shell.app.applicationStateChanged.disconnect(self.look)
            self._page = None

    def _is_in_view(self) -> bool:
        page, frame, app = self._page, self._house.frame, self._house.shell.app
        hidden = frame.isMinimized() or app.applicationState() == Qt.ApplicationState.ApplicationHidden
        return page is not None and page.isVisible() and not hidden and not self._locked

    def _is_in_call(self) -> bool:
        current = self._house.parts.current
        if current is None:
            return False
        record = self._house.parts.records.get(current.key)
        joined = current.key == self._joined or (record is not None and record.joined is not None)
        return joined and now() < current.occurrence.ends + _OVERRUN

    def _session(self) -> str:
        current = self._house.parts.current
        return current.key if current else ""

    def _open(self) -> None:
        may = self._page is not None and self._house.parts.policy.webcams and self._is_in_view()
        if not may or (self._is_in_call() and not self._anyway):  # it was a moment ago
            return
        self._watch_lock()
        if self._filming is None:
            self._filming = self._make_filming()
        self._filming.open()

    def _make_filming(self) -> "Filming":
        from companion.app.filming import Filming

        house = self._house
        filming = Filming(
            lambda: house.parts.policy.webcams, lambda: str(house.parts.preferences.get(CHOSEN, "")), house
        )
        filming.status_changed.connect(self._on_status)
        filming.cameras_changed.connect(self._show_cameras)
        filming.live.pictured.connect(self._on_picture)
        filming.live.seen.connect(self._on_seen)
        filming.live.failed.connect(self._on_failed)
        if self._page is not None:
            filming.live.looker.set_view(self._page.view)
            self._page.view_changed.connect(filming.live.looker.set_view)
        return filming

    def _close(self) -> None:
        if self._filming is not None:
            self._filming.close()
            self._blind = False
        if self._levels is not None:
            self._levels.cancel()
        self._witness.look_away(Message("camera.not_looking"))

    def _watch_lock(self) -> None:
        if self._lock is None:
            from companion.desktop.lock_watch import LockWatch

            self._lock = LockWatch(int(self._house.frame.winId()), self._house)
            self._lock.locked.connect(self._on_locked)

    def _on_moved(self) -> None:
        if not self._is_in_view():
            self._anyway = False
        self.look()

    def _on_locked(self, locked: bool) -> None:
        self._locked = locked
        self.look()

    def _on_again(self) -> None:
        self._house.readings.look_again("camera.present")
        if self._filming is not None:
            self._filming.device.reopen()

    def _on_anyway(self) -> None:
        self._anyway = True
        self.look()

    def _on_chosen(self, key: str) -> None:
        if self._house.try_to(lambda: self._house.parts.preferences.set(CHOSEN, key)) and self._filming is not None:
            self._filming.device.reopen()

    def _on_status(self, status: "Status") -> None:
        page, filming = self._page, self._filming
        if page is None or filming is None or not self._is_in_view():
            return
        from companion.camera.device_state import Status
        from companion.camera.showing import Showing

        page.show_status(status)
        if status == Status.LIVE and self._blind:
            page.show_blind()
        self._show_cameras()
        self._showing = Showing()
        if self._levels is not None and status != Status.LIVE:
            self._levels.cancel()  # its looks were those of another camera, or of another moment
        if status == Status.LIVE:
            filming.live.looker.start_anew()
        if status == Status.LIVE and self._levels is not None:
            filming.live.looker.set_calibration(self._levels.of(filming.camera.key))
        elif status != Status.STARTING:
            self._witness.look_away(Message(f"camera.status.{status}"))

    def _show_cameras(self) -> None:
        if self._page is not None and self._filming is not None:
            self._page.show_cameras(self._filming.device.cameras(), self._filming.camera.key)

    def _on_picture(self) -> None:
        picture = self._filming.live.take_picture() if self._filming is not None else None
        if picture is not None and self._page is not None:
            self._page.show_picture(picture)

    def _on_seen(self, seen: "Seen") -> None:
        page, filming, levels, showing = self._page, self._filming, self._levels, self._showing
        if page is None or filming is None or levels is None or showing is None:
            return
        from companion.camera.reporting import reports

        camera, measures = filming.camera, seen.checked.measures
        if levels.is_setting:
            self._on_level(levels.see(camera.key, measures.pitch_ratio if measures else None))
        else:
            page.show_seen(showing.see(seen, calibrated=levels.of(camera.key) is not None))
        for report in reports(seen, camera.name):
            self._witness.see(*report)

    def _on_failed(self, _failure: BaseException) -> None:
        filming, page = self._filming, self._page
        if filming is None or page is None or not self._is_in_view():
            return
        self._blind = True
        if filming.live.looker.is_looking:
            page.show_blind()
        else:  # no picture can be shown: then nobody is to be filmed either
            self._close()
            page.show_broken()

    def _on_level_wanted(self) -> None:
        if self._levels is not None and self._page is not None:
            self._levels.begin()
            self._page.show_level(say("camera.level_now"), done=False)

    def _on_level(self, done: bool | None) -> None:
        if done is None or self._page is None or self._filming is None or self._levels is None:
            return
        self._filming.live.looker.set_calibration(self._levels.of(self._filming.camera.key))
        self._page.show_level(say("camera.level_set" if done else "camera.level_failed"), done=done)

    def _keep_levels(self, levels: dict[str, float]) -> None:
        self._house.try_to(lambda: self._house.parts.preferences.set(LEVELS, levels))
