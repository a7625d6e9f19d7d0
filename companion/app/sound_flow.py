"""The sound on the camera page: its panel, the devices people choose, and what of it goes to the checklist."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from companion.app.parts import now
from companion.app.witness import Witness
from companion.readings import State
from companion.ui.button import Button
from companion.words import Message, say

if TYPE_CHECKING:
    from companion.app.house import House
    from companion.camera.page import CameraPage
    from companion.sound.audio import DeviceWatch
    from companion.sound.check import SoundCheck, SoundState
    from companion.sound.panel_view import SoundPanel

MICROPHONE, SPEAKER = "sound.microphone", "sound.speaker"
_KEPT = {MICROPHONE: "sound.chosen_microphone", SPEAKER: "sound.chosen_speaker"}


class SoundFlow:
    """Sound is loaded when its place first comes into view; where rules keep cameras off, when somebody asks for it."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._witness = Witness(lambda: house.parts.board, self._session, now)
        self._opener: Button | None = None
        self._panel: SoundPanel | None = None
        self._check: SoundCheck | None = None
        self._watch: DeviceWatch | None = None

    def look(self, page: "CameraPage", *, in_view: bool, at_once: bool) -> None:
        """The page came or went: out of view nobody listens."""
        if not in_view:
            self.close()
        elif self._panel is None and at_once:
            QTimer.singleShot(0, page, lambda: self._show_panel(page))
        elif self._panel is None and self._opener is None:
            opener = self._opener = Button(self._house.theme, say("sound.open"), "secondary", "mic")
            opener.clicked.connect(lambda: self._show_panel(page, focus=True))
            page.add_sound(opener)

    def focus(self) -> None:
        """Put the keyboard on it, which brings it into view."""
        place = self._panel or self._opener
        if place is not None:
            place.setFocus(Qt.FocusReason.OtherFocusReason)

    def close(self) -> None:
        """Give microphone and loudspeaker back."""
        if self._check is not None:
            self._check.stop()
        self._witness.look_away(Message("sound.not_listening"))

    def _session(self) -> str:
        current = self._house.parts.current
        return current.key if current else ""

    def _show_panel(self, page: "CameraPage", *, focus: bool = False) -> None:
        if self._panel is not None:
            return
        self._panel = self._make_panel()
        page.add_sound(self._panel)
        if self._opener is not None:
            self._opener.hide()
        if focus:
            self.focus()

    def _make_panel(self) -> "SoundPanel":
        from companion.sound.audio import Microphone, Speaker
        from companion.sound.check import SoundCheck
        from companion.sound.panel_view import SoundPanel

        house = self._house
        microphone, speaker = Microphone(lambda: self._kept(MICROPHONE)), Speaker(lambda: self._kept(SPEAKER))
        check = self._check = SoundCheck(microphone, speaker, parent=house)
        for each in (microphone, speaker):
            each.setParent(check)
        check.microphone_works.connect(lambda: self._see(MICROPHONE, State.GOOD, "sound.works"))
        check.tone_answered.connect(self._on_answered)
        check.changed.connect(self._on_changed)
        panel = SoundPanel(house.theme, check)
        panel.microphone_chosen.connect(lambda key: self._keep(MICROPHONE, key))
        panel.speaker_chosen.connect(lambda key: self._keep(SPEAKER, key))
        panel.touched.connect(self._look_for_devices)
        return panel

    def _look_for_devices(self) -> None:
        """Not before somebody uses it: where PulseAudio is asked, it writes a folder of its own."""
        if self._watch is None:
            from companion.sound.audio import DeviceWatch

            self._watch = DeviceWatch(self._check)
            self._watch.changed.connect(self._show_devices)
            self._show_devices()

    def _show_devices(self) -> None:
        from companion.sound.audio import microphones, speakers

        if self._panel is not None:
            self._panel.set_devices(microphones(), speakers(), (self._kept(MICROPHONE), self._kept(SPEAKER)))

    def _kept(self, which: str) -> str:
        return str(self._house.parts.preferences.get(_KEPT[which], ""))

    def _keep(self, which: str, key: str) -> None:
        self._house.try_to(lambda: self._house.parts.preferences.set(_KEPT[which], key))
        if self._check is not None:
            self._check.stop()

    def _on_answered(self, heard: bool) -> None:
        self._see(SPEAKER, State.GOOD if heard else State.NOT_RIGHT, "sound.heard_tone" if heard else "sound.no_tone")

    def _on_changed(self, state: "SoundState") -> None:
        if state.mic is not None:
            self._see(MICROPHONE, State.NOT_RIGHT, f"sound.mic.{state.mic}")
        if state.speaker is not None:
            self._see(SPEAKER, State.NOT_RIGHT, f"sound.speaker_trouble.{state.speaker}")

    def _see(self, subject: str, state: State, code: str) -> None:
        self._witness.see(subject, state, Message(code))
