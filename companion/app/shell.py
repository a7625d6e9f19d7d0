"""The window before anything is known: opened store, remembered size and theme, the empty frame.

This is all that happens before the first paint, so every import here is weighed (tests/benchmarks/first_paint.py).
"""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject
from PySide6.QtWidgets import QApplication

from companion.app import migrations
from companion.app.options import Options
from companion.desktop import paths
from companion.desktop.instance import Instance
from companion.store import Preferences, open_best, store_file
from companion.ui.frame import Frame

THEME, GEOMETRY, PAGE = "window.theme", "window.geometry", "window.page"
_SIZE = (1120, 680)
_MIDDLE = 128  # of 0 to 255: darker than that is a dark system


class Shell(QObject):
    """Owns the window and the store.

    Until the person has said that nobody else uses this computer, nothing is written: a fresh home starts in memory
    (``undecided``), and ``settle_down`` moves to the disk.
    """

    def __init__(self, app: QApplication, options: Options) -> None:
        super().__init__()
        self.app, self.options = app, options
        self.folder = paths.data_folder(options.data_dir)
        self.undecided = not options.private and not _is_kept(self.folder)
        self.private = options.private
        self.instance = Instance(self.folder)
        self.raised_another = self._on_disk and self._join_running()
        self.opened = open_best(self.folder if self._on_disk and not self.raised_another else None, migrations.ALL)
        self.preferences = Preferences(self.opened.store)
        self.system_dark = app.palette().window().color().lightness() < _MIDDLE
        self.frame = Frame(dark=self.wants_dark(self.system_dark), private=self.private)
        self._restore_size()
        self._house: object = None

    @property
    def _on_disk(self) -> bool:
        return not self.private and not self.undecided

    def keep(self, house: object) -> None:
        """Hold what was built after the first paint for as long as the window lives."""
        self._house = house

    def wants_dark(self, system_dark: bool) -> bool:
        """Light or dark as chosen, or as the system has it."""
        chosen = self.preferences.get(THEME, "system")
        return chosen == "dark" if chosen in ("light", "dark") else system_dark

    def settle_down(self) -> None:
        """Nobody else uses this computer: keep things on the disk from now on, with what was answered so far."""
        before, answered = self.opened.store, self.preferences.all()
        self.undecided = False
        self.instance.claim()
        self.opened = open_best(self.folder, migrations.ALL)
        self.preferences = Preferences(self.opened.store)
        for key, value in answered.items():
            self.preferences.set(key, value)
        before.close()
        self.listen()

    def listen(self) -> None:
        """Come to the front when the app is started a second time; during the first run too. After the first paint."""
        from companion.cli import PAGES

        self.instance.start_listening(PAGES)

    def stay_private(self) -> None:
        """Others use this computer too: nothing is kept, in memory as it already is."""
        self.undecided, self.private = False, True

    def reopen(self) -> None:
        """The store turned out to be damaged: open it again, which moves it aside and offers a copy."""
        self.opened.store.close()
        self.opened = open_best(self.folder if self._on_disk else None, migrations.ALL)
        self.preferences = Preferences(self.opened.store)

    def forget(self) -> None:
        """Let go of the disk: the store is closed and the claim given back, so that everything can be removed."""
        self.opened.store.close()
        self.instance.close()
        self.opened = open_best(None, migrations.ALL)
        self.preferences = Preferences(self.opened.store)

    def remember_window(self, page: str) -> None:
        """Keep size and page; in a private session that is in memory only."""
        geometry = bytes(self.frame.saveGeometry().toBase64().data()).decode("ascii")
        self.preferences.set(GEOMETRY, geometry)
        if page:
            self.preferences.set(PAGE, page)

    def _join_running(self) -> bool:
        return not self.instance.claim() and self.instance.ask_running(self.options.page)

    def _restore_size(self) -> None:
        kept = self.preferences.get(GEOMETRY)
        if isinstance(kept, str) and self.frame.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "replace"))):
            return
        room = self.app.primaryScreen().availableSize()
        self.frame.resize(min(_SIZE[0], room.width()), min(_SIZE[1], room.height()))


def _is_kept(folder: Path) -> bool:
    """Whether there is a store; also where we may not look, because opening it then says what to do."""
    try:
        return store_file(folder).exists()
    except OSError:
        return True
