"""The sizes of this computer's screens, through Qt."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen


class ScreenSource(QObject):
    """The screens of the moment. Signal: ``changed``, when one comes, goes or changes its room."""

    changed = Signal()

    def __init__(self, app: QGuiApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._app = app
        app.screenAdded.connect(self._on_added)
        app.screenRemoved.connect(self.changed)
        for screen in app.screens():
            self._watch(screen)

    def look(self) -> list[tuple[int, int]]:
        """Width and height of each in logical px, without panels and task bars."""
        return [screen.availableGeometry().size().toTuple() for screen in self._app.screens()]

    def _on_added(self, screen: QScreen) -> None:
        self._watch(screen)
        self.changed.emit()

    def _watch(self, screen: QScreen) -> None:
        screen.availableGeometryChanged.connect(self.changed)
