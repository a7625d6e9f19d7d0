"""Brings what the looker's thread makes into the window's thread: the newest picture, each judgement, a failure."""

from collections.abc import Callable
from threading import Lock

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal

from companion.camera.finder import Finder
from companion.camera.looking import Looker
from companion.camera.pixels import Image


class Live(QObject):
    """Signals, all in the thread it lives in: ``pictured`` (a new picture waits, see ``take_picture``), ``seen``
    (Seen; none after ``stop``), ``failed`` (the exception).

    However slow the window is, at most one picture waits for it.
    """

    pictured = Signal()
    seen = Signal(object)
    failed = Signal(object)
    _made = Signal()
    _looked = Signal(object)
    _broke = Signal(object)

    def __init__(self, make_finder: Callable[[], Finder], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lock = Lock()
        self._picture: Image | None = None
        self.looker = Looker(make_finder, self._keep, self._looked.emit, self._broke.emit)
        self._made.connect(self.pictured, Qt.ConnectionType.QueuedConnection)
        self._looked.connect(self.seen, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self.failed, Qt.ConnectionType.QueuedConnection)

    def take_picture(self) -> Image | None:
        """The newest picture; None where it was taken already."""
        with self._lock:
            picture, self._picture = self._picture, None
            return picture

    def stop(self) -> None:
        """Look no more; the picture and what was still on its way are forgotten."""
        self.looker.stop()
        QCoreApplication.removePostedEvents(self, QEvent.Type.MetaCall.value)
        self.take_picture()

    def _keep(self, picture: Image) -> None:
        with self._lock:
            waited, self._picture = self._picture is not None, picture
        if not waited:
            self._made.emit()
