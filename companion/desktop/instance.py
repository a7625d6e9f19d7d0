"""One copy of the app for each user and data folder, by a lock of Qt's; a second one brings the first to the front.

A private session makes no claim, so it neither joins nor raises anybody.
"""

import os
import sys
import time
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QDir, QLockFile, QObject, QSysInfo, Signal

from companion.desktop import raising

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer, QLocalSocket

_LOCK = "running.lock"
_PATIENCE = 2.0
"""Seconds to wait for a first copy that is still starting: it listens only after its first paint."""

_PAUSE = 0.05
_ANSWER_MS = 500


class Instance(QObject):
    """The claim of this process to a data folder.

    Signal: ``raised``, when a second copy was started; carries the name of the page it was asked for, or "".
    """

    raised = Signal(str)

    def __init__(self, folder: Path, parent: QObject | None = None, patience: float = _PATIENCE) -> None:
        super().__init__(parent)
        self._folder = folder
        self._patience = patience
        self._lock = QLockFile(str(folder / _LOCK))
        self._lock.setStaleLockTime(0)  # stale is what a dead process left, never what is merely old
        self._pages: Collection[str] = ()
        self._server: QLocalServer | None = None

    def claim(self) -> bool:
        """Take the folder. False: another copy has it. A folder in which nothing can be written counts as taken."""
        if self._lock.isLocked() or self._lock.tryLock(0):
            return True
        if self._lock.error() is QLockFile.LockError.UnknownError and self._make_folder():
            return self._lock.tryLock(0) or not self._is_held()
        return not self._is_held()

    def ask_running(self, page: str = "") -> bool:
        """Bring the copy that holds the folder to the front, at ``page``. True: it came, and this one may end.

        False: nobody answered in time, or the other copy has ended and this one holds the folder now; go on then.
        """
        if self._is_elsewhere():
            return False
        message = raising.compose(raising.Request(page, os.environ.get("XDG_ACTIVATION_TOKEN", "")))
        until = time.monotonic() + self._patience
        while not _ask(self._address(), message):
            if time.monotonic() > until or self.claim():
                return False
            time.sleep(_PAUSE)
        return True

    def start_listening(self, pages: Collection[str]) -> bool:
        """Answer second copies from now on; ``pages`` are the names they may ask for. Call it after the first paint."""
        if not self._lock.isLocked() or self._server is not None:
            return self._server is not None
        from PySide6.QtNetwork import QLocalServer

        self._pages = pages
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        server.newConnection.connect(self._on_connection)
        QLocalServer.removeServer(self._address())  # left by a copy that was killed: the lock is ours
        if server.listen(self._address()):
            self._server = server
        return self._server is not None

    def close(self) -> None:
        """Give the folder back."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _make_folder(self) -> bool:
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return False
        return True

    def _is_held(self) -> bool:
        return self._lock.error() is QLockFile.LockError.LockFailedError

    def _is_elsewhere(self) -> bool:
        """Whether a copy on another computer holds a folder on the network: it cannot be asked."""
        told: Any = self._lock.getLockInfo()
        return isinstance(told, tuple) and bool(told[1]) and told[1] != QSysInfo.machineHostName()

    def _address(self) -> str:
        """Where the first copy listens: a socket only this user can reach, with the folder in its name."""
        import hashlib

        user = os.getuid() if sys.platform != "win32" else os.environ.get("USERNAME", "")
        folder = os.path.normcase(self._folder.resolve())
        name = "onemm-companion-" + hashlib.sha256(f"{user} {folder}".encode()).hexdigest()[:16]
        if sys.platform == "win32":
            return name
        runtime = os.environ.get("XDG_RUNTIME_DIR", "")
        return str(Path(runtime if Path(runtime).is_absolute() else QDir.tempPath()) / name)

    def _on_connection(self) -> None:
        while self._server is not None and (socket := self._server.nextPendingConnection()) is not None:
            socket.setReadBufferSize(raising.LONGEST)
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(lambda socket=socket: self._on_message(socket))
            self._on_message(socket)

    def _on_message(self, socket: "QLocalSocket") -> None:
        if not socket.canReadLine():
            if socket.bytesAvailable() >= raising.LONGEST:
                socket.abort()
            return
        request = raising.parse(bytes(socket.readLine(raising.LONGEST).data()), self._pages)
        if request is None:
            socket.abort()
            return
        socket.write(raising.ANSWER)
        socket.disconnectFromServer()
        if request.token:  # where Qt looks for it when the window asks for the focus
            os.environ["XDG_ACTIVATION_TOKEN"] = request.token
        self.raised.emit(request.page)


def _ask(address: str, message: bytes) -> bool:
    """Say ``message`` to whoever listens; True if it was understood."""
    from PySide6.QtNetwork import QLocalSocket

    if not _is_ours(address):
        return False
    socket = QLocalSocket()
    socket.connectToServer(address)
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    _let_it_take_the_focus()
    socket.write(message)
    socket.flush()
    return socket.waitForReadyRead(_ANSWER_MS) and socket.readAll().data() == raising.ANSWER


def _is_ours(address: str) -> bool:
    """Whether this user made the socket: in a folder for everybody (/tmp), others may have put theirs in its place."""
    if sys.platform == "win32":  # a pipe, whose rights Windows guards
        return True
    try:
        return os.lstat(address).st_uid == os.getuid()
    except OSError:
        return False


def _let_it_take_the_focus() -> None:
    """Windows lets only the program a person has just started come to the front, unless that one allows another."""
    if sys.platform == "win32":
        import ctypes

        any_process = -1
        ctypes.windll.user32.AllowSetForegroundWindow(any_process)
