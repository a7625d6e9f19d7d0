"""The readings of the computer and the two pages that show them."""

from functools import partial
from typing import TYPE_CHECKING

from companion.app.parts import MOBILE, Parts
from companion.camera.page import CameraPage
from companion.data_usage.page import DataPage
from companion.sessions.pair import Pays, Role
from companion.words import say_count, sentence

if TYPE_CHECKING:
    from companion.app.house import House
    from companion.desktop.computer import Computer

_USUAL_MINUTES = 60


class ReadingsFlow:
    """Starts looking once the pages are there; heavy modules are imported then, not before."""

    def __init__(self, house: "House") -> None:
        self._house = house
        self._computer: Computer | None = None

    def start(self) -> None:
        """Look at link, camera, screen, power and Zoom from now on."""
        from companion.desktop.computer import Computer

        house = self._house
        self._computer = Computer(
            house.shell.app,
            house.parts.board,
            house.tasks,
            mobile=self._mobile,
            webcams=lambda: house.parts.policy.webcams,
            call_minutes=lambda: house.parts.current.meeting.minutes if house.parts.current else _USUAL_MINUTES,
            parent=house,
        )
        self._computer.start()

    def on_activated(self) -> None:
        """The person came back to the window."""
        if self._computer is not None:
            self._computer.on_activated()

    def look_again(self, subject: str) -> None:
        """Look at one subject now."""
        if self._computer is not None:
            self._computer.look_again(subject)

    def make_camera(self) -> CameraPage:
        """Build the camera page."""
        house = self._house
        return CameraPage(house.theme, house.parts.board, self.look_again, partial(_cameras_off_by, house.parts))

    def make_data(self) -> DataPage:
        """Build the data page."""
        house = self._house
        page = DataPage(house.theme, house.parts.board, lambda: bool(self._mobile()), self._pays)
        page.mobile_changed.connect(self._on_mobile)
        page.pays_changed.connect(self._on_pays)
        return page

    def _mobile(self) -> bool | None:
        answer = self._house.parts.preferences.get(MOBILE)
        return answer if isinstance(answer, bool) else None

    def _pays(self) -> tuple[str, str] | None:
        parts = self._house.parts
        if parts.role != Role.MENTOR or parts.pair is None:
            return None
        return parts.pair.nickname, parts.pair.mentee_pays.value

    def _on_mobile(self, mobile: bool) -> None:
        parts = self._house.parts
        # Off means "nothing said": only a yes is evidence, as Wi-Fi may still be somebody's phone.
        if self._house.try_to(
            lambda: parts.preferences.set(MOBILE, True) if mobile else parts.preferences.forget(MOBILE)
        ):
            self.look_again("link.cost")

    def _on_pays(self, answer: str) -> None:
        parts = self._house.parts
        if parts.pair is not None:
            pair = parts.pair
            self._house.try_to(lambda: parts.name_pair(pair.nickname, Pays(answer)))
            self._house.refresh()


def _cameras_off_by(parts: Parts) -> str:
    """Why cameras are off, "" where they are allowed (G07)."""
    reason = parts.policy.camera_reason()
    return sentence(reason) if reason else ""


def left_words(missing: int) -> str:
    """How many things are left, as in: 2 left."""
    return say_count("today.left", missing)
