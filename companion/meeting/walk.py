"""Going through the safe settings one at a time: which one is shown, which ones the person said are set.

The guide's own settings come first and end with a look back; then those that today's Zoom adds, for whoever wants them.
Within each part, what is set once comes before what is set for each meeting, and what stands together stays together.
"""

from collections.abc import Iterable, Sequence

from companion.meeting.settings import Origin, Scope, Setting

Settings = tuple[Setting, ...]


class Walk:
    """A place in the settings and the ids of those that are set. Nothing is forgotten while the app runs."""

    def __init__(self, settings: Sequence[Setting]) -> None:
        self._parts = _parts(settings)
        self._part = self._at = 0
        self._done: set[str] = set()

    def update(self, settings: Sequence[Setting]) -> None:
        """Go through other settings (a partner's rules changed), staying at the same one where it is still there."""
        shown = self.current
        self._parts = _parts(settings)
        ids = [setting.id for setting in self.rows]
        if shown is None:
            self._at = len(ids)
        elif shown.id in ids:  # by its id: another rule may give it another reason
            self._at = ids.index(shown.id)
        self._at = min(self._at, len(ids))

    @property
    def rows(self) -> Settings:
        """The settings of this part, in order."""
        return self._parts[self._part]

    @property
    def current(self) -> Setting | None:
        """The setting shown; None at the end of a part, where the person looks back."""
        return self.rows[self._at] if self._at < len(self.rows) else None

    @property
    def progress(self) -> tuple[int, int]:
        """Which setting this is, from 1, and of how many."""
        return min(self._at + 1, len(self.rows)), len(self.rows)

    @property
    def is_start(self) -> bool:
        """Whether there is nothing to go back to."""
        return self._part == 0 and self._at == 0

    @property
    def left(self) -> Settings:
        """The settings of this part that nobody said are set."""
        return tuple(setting for setting in self.rows if setting.id not in self._done)

    @property
    def more(self) -> Settings:
        """What can still be added after this part."""
        return () if self._part else self._parts[1]

    def is_set(self, requirements: Iterable[str]) -> bool:
        """Whether there are settings the guide asks for under these rows, and every one of them is set."""
        rows = set(requirements)
        asked = [setting for setting in self._parts[0] if rows & set(setting.requirement)]
        return bool(asked) and all(map(self.is_done, asked))

    def is_done(self, setting: Setting) -> bool:
        """Whether the person said that it is set."""
        return setting.id in self._done

    def new_meeting(self) -> None:
        """Another meeting: what is set for each meeting has to be set again; account settings stay set."""
        again = {setting.id for part in self._parts for setting in part if setting.scope == Scope.MEETING}
        self._done -= again

    def next(self) -> None:
        """On to the next setting, or to the look back."""
        self._at = min(self._at + 1, len(self.rows))

    def back(self) -> None:
        """Back to the one before, out of the additions into the guide's own too."""
        if self._at:
            self._at -= 1
        elif self._part:
            self._part, self._at = 0, len(self._parts[0])

    def mark(self) -> Setting | None:
        """Note that the shown setting is set, and move on; says which one it was."""
        setting = self.current
        if setting is not None:
            self._done.add(setting.id)
            self.next()
        return setting

    def go_to(self, setting: Setting) -> None:
        """Show this setting of the part."""
        self._at = self.rows.index(setting)

    def show_for(self, requirements: Iterable[str]) -> None:
        """Show the first setting the guide asks for under these rows, one that is still to do if there is one."""
        rows = set(requirements)
        asked = [setting for setting in self._parts[0] if rows & set(setting.requirement)]
        if asked:
            self._part = 0
            self.go_to(next((setting for setting in asked if not self.is_done(setting)), asked[0]))

    def go_on(self) -> None:
        """On to what today's Zoom adds."""
        if self.more:
            self._part, self._at = 1, 0


def _parts(settings: Sequence[Setting]) -> tuple[Settings, Settings]:
    return _in_order(settings, Origin.GUIDE), _in_order(settings, Origin.TODAY)


def _in_order(settings: Sequence[Setting], origin: Origin) -> Settings:
    rows = [setting for setting in settings if setting.origin == origin]
    places = [setting.where for setting in rows]
    return tuple(sorted(rows, key=lambda setting: (setting.scope != Scope.ACCOUNT, places.index(setting.where))))
