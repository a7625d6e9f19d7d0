"""The camera page: the preview, one thing to do at a time, what is already good, and what helps without a picture."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from companion.camera.aspects_view import AspectsRow
from companion.camera.device_state import CameraName, Status
from companion.camera.example_view import GoodExample
from companion.camera.guides import guides
from companion.camera.how_view import HowView
from companion.camera.light_view import LightScale
from companion.camera.looking import View
from companion.camera.pixels import Image
from companion.camera.preview_view import Preview
from companion.camera.showing import ASPECTS, Picture, first_texts
from companion.ui.announce import announce
from companion.ui.button import Button
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.page import Page
from companion.ui.switch import Switch
from companion.ui.theme import Theme
from companion.words import say

_ICONS = {Status.BY_RULE: "camera-off", Status.REFUSED: "lock", Status.BUSY: "lock", Status.IN_CALL: "lock"}
_SETTLED_MS = 50  # Qt lays out what was shown or hidden a moment later
_EXAMPLE = (("title", ("section",)), ("line", ("small", "ink2")))
_AGAIN = (Status.BUSY, Status.STALLED, Status.NONE, Status.REFUSED)
_VOICE = (Status.NONE, Status.REFUSED, Status.BUSY, Status.STALLED)


_READ_MS = 4000  # long enough to read a sentence
_AT_LEFT = Qt.AlignmentFlag.AlignLeft


class CameraPage(Page):
    """Shows what it is told. ``add_sound`` has a place for what belongs to the sound.

    Signals: ``moved`` (it came into view or went out of it), ``view_changed`` (View), ``camera_chosen`` (key),
    ``again_wanted``, ``anyway_wanted`` (in spite of a call), ``voice_wanted``, ``level_wanted`` (set the eye level).
    """

    moved = Signal()
    view_changed = Signal(object)
    camera_chosen = Signal(str)
    again_wanted = Signal()
    anyway_wanted = Signal()
    voice_wanted = Signal()
    level_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, say("camera.question"))
        self._status, self._waits_for_focus = Status.OFF, False
        self._said = QTimer(self, singleShot=True, interval=_READ_MS)
        self._preview, self._example = Preview(theme, guides()), GoodExample(theme, guides())
        self._aspects, self._how = AspectsRow(theme, ASPECTS), HowView(theme)
        self._light, self._light_word = LightScale(theme), Label(theme, "", "small", "ink2")
        self._cameras = Choice([])
        self._camera_field = Field(theme, say("camera.which"), self._cameras)
        self._as_seen = Switch(theme, say("camera.unmirror"), say("camera.unmirror_why"))
        self._lines = Switch(theme, say("camera.lines"))
        self._lines.setChecked(True)
        self._level = Button(theme, say("camera.level"), "secondary", "person", small=True)
        self._again = Button(theme, say("camera.again"), "primary", "undo")
        self._anyway, self._voice = Button(theme, say("camera.anyway")), Button(theme, say("camera.voice"))
        self._columns, self._sound = QBoxLayout(QBoxLayout.Direction.LeftToRight), QVBoxLayout()
        self._light_part, self._live_part = QWidget(), QWidget()
        self._room_part, self._example_part = QWidget(), QWidget()
        self._lay_out()
        self._connect()
        self.show_cameras([], "")
        self.show_status(Status.OFF)

    @property
    def view(self) -> View:
        """The room for pictures."""
        return self._preview.view

    def show_status(self, status: Status, reason: str = "") -> None:
        """Say what the camera does; without a picture, what helps. ``reason``: whose rule keeps it off."""
        self._status = status
        live = status == Status.LIVE
        if live:
            self.set_heading(say("camera.settling"))
            self._how.set_words(say("camera.settling_line"))
            self._aspects.show_texts(first_texts())
            self._light.show_level(None, say("camera.light.unknown"))
            self._light_word.setText(say("camera.light.unknown"))
        else:
            words = say(f"camera.status.{status}")
            line = f"camera.status.{status}_line"
            self.set_heading(words, say(line, reason=reason) if status == Status.BY_RULE else say(line))
            self._preview.clear(_ICONS.get(status, "camera"))
            self._preview.set_words(words)
        self._again.setVisible(status in _AGAIN)
        self._voice.setVisible(status in _VOICE)
        self._anyway.setVisible(status == Status.IN_CALL)
        for part in (self._light_part, self._live_part):
            part.setVisible(live)
        for part in (self._room_part, self._example_part):
            part.setVisible(status != Status.BY_RULE)
        if self._waits_for_focus:
            self.focus_first()
        self.keep_focus_in_view()

    def add_sound(self, part: QWidget) -> None:
        """Put what belongs to the sound in its place."""
        self._sound.addWidget(part, 0, _AT_LEFT if isinstance(part, Button) else Qt.AlignmentFlag(0))
        part.show()  # now: what is still hidden cannot take the focus
        if self._waits_for_focus:
            self.focus_first()

    def focus_first(self) -> bool:
        """What can be used depends on the camera: where nothing can yet, the keyboard comes when something can."""
        self._waits_for_focus = not super().focus_first()
        return not self._waits_for_focus

    def keep_focus_in_view(self) -> None:
        """What the keyboard is on stays in view though things above it come and go."""
        QTimer.singleShot(_SETTLED_MS, self, self._scroll_to_focus)

    def show_cameras(self, cameras: Sequence[CameraName], opened: str) -> None:
        """Offer these cameras; ``opened`` is the one whose picture is shown."""
        known = [(self._cameras.itemData(each), self._cameras.itemText(each)) for each in range(self._cameras.count())]
        if known != [(camera.key, camera.name) for camera in cameras]:
            self._cameras.clear()
            for camera in cameras:
                self._cameras.addItem(camera.name, camera.key)
        self._cameras.choose(opened)
        self._camera_field.setVisible(bool(cameras))

    def show_picture(self, picture: Image) -> None:
        """A new picture."""
        if self._status == Status.LIVE:
            self._preview.set_picture(picture)

    def show_seen(self, seen: Picture) -> None:
        """What a look found: one thing to do, how, the small answers, the light."""
        if self._status != Status.LIVE:
            return
        self.set_heading(seen.heading)
        self._preview.set_words(say("camera.preview_words", advice=seen.heading))
        self._preview.set_eyes(seen.eyes, seen.arrow)
        if not self._said.isActive():
            self._how.set_words(seen.how_to)
        self._aspects.show_texts(seen.aspects)
        self._light.show_level(seen.light, seen.light_word)
        self._light_word.setText(seen.light_word)

    def show_blind(self) -> None:
        """Pictures cannot be judged; whoever looks at them can."""
        self.set_heading(say("camera.blind"), say("camera.blind_line"))
        self._how.set_words(say("camera.blind_line"))

    def show_broken(self) -> None:
        """Not even the picture can be shown."""
        self.show_status(Status.OFF)
        self.set_heading(say("camera.blind"), say("camera.broken_line"))

    def show_level(self, words: str, *, done: bool) -> None:
        """How the setting of the eye level goes. It stays long enough to be read."""
        self._how.set_words(words)
        self._said.start()
        announce(self, words)
        if done:
            self._level.show_done(words)

    def showEvent(self, event: QShowEvent) -> None:
        """Somebody looks."""
        super().showEvent(event)
        self.moved.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.moved.emit()

    def on_shape_changed(self) -> None:
        """The columns stack where there is little room."""
        way = QBoxLayout.Direction.TopToBottom if self.narrow else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self._aspects.set_narrow(self.narrow)

    def _scroll_to_focus(self) -> None:
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.scroll_to(focus)

    def _lay_out(self) -> None:
        self._columns.setContentsMargins(16, 4, 16, 0)
        self._columns.setSpacing(28)
        self._columns.addLayout(self._left(), 5)
        self._columns.addLayout(self._right(), 2)
        self.body.addLayout(self._columns)
        self.body.addStretch(1)

    def _left(self) -> QVBoxLayout:
        buttons, left, live = QHBoxLayout(), QVBoxLayout(), QVBoxLayout(self._live_part)
        for button in (self._again, self._anyway, self._voice):
            buttons.addWidget(button)
        buttons.addStretch(1)
        live.setContentsMargins(0, 0, 0, 0)
        for widget in (self._aspects, self._how):
            live.addWidget(widget)
        live.addWidget(self._level, 0, Qt.AlignmentFlag.AlignLeft)
        for switch in (self._as_seen, self._lines):
            live.addWidget(switch)
        left.setSpacing(8)
        left.addWidget(self._preview)
        left.addLayout(buttons)
        left.addWidget(self._live_part)
        left.addWidget(self._room_part)
        left.addStretch(1)
        room = QVBoxLayout(self._room_part)
        room.setContentsMargins(0, 0, 0, 0)
        for name in ("room", "promise"):
            room.addWidget(Label(self.theme, say(f"camera.{name}"), "small", "ink2"))
        return left

    def _right(self) -> QVBoxLayout:
        right, light = QVBoxLayout(), QVBoxLayout(self._light_part)
        light.setContentsMargins(0, 0, 0, 8)
        light.setSpacing(4)
        for widget in (Label(self.theme, say("camera.light.title"), "section"), self._light, self._light_word):
            light.addWidget(widget)
        right.setSpacing(8)
        right.addWidget(self._light_part)
        right.addWidget(self._camera_field)
        right.addLayout(self._sound)
        right.addWidget(self._example_part)
        right.addStretch(1)
        example = QVBoxLayout(self._example_part)
        example.setContentsMargins(0, 8, 0, 0)
        title, line = (Label(self.theme, say(f"camera.example.{name}"), *look) for name, look in _EXAMPLE)
        for each in (title, self._example, line):
            example.addWidget(each)
        return right

    def _connect(self) -> None:
        self._preview.view_changed.connect(self.view_changed)
        self._as_seen.toggled.connect(lambda as_seen: self._preview.set_mirrored(not as_seen))
        self._lines.toggled.connect(self._preview.set_guides)
        self._level.clicked.connect(self.level_wanted)
        self._again.clicked.connect(self.again_wanted)
        self._anyway.clicked.connect(self.anyway_wanted)
        self._voice.clicked.connect(self.voice_wanted)
        self._cameras.activated.connect(lambda: self.camera_chosen.emit(self._cameras.value))
