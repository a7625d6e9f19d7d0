"""The steps of the first run, each a small form that knows whether its answer can be kept."""

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from companion.sessions.pair import LONGEST_NICKNAME, Pays, Role, clean_nickname, nickname_problem
from companion.sessions.profile import Coordinator
from companion.setup.contact_form import ContactForm
from companion.ui.announce import announce
from companion.ui.check_row import CheckRow, RowText
from companion.ui.choice import ChoiceTile
from companion.ui.field import Choice, Field
from companion.ui.label import Label
from companion.ui.paint import GUTTER
from companion.ui.theme import Theme
from companion.words import say, sentence


class StepView(QWidget):
    """One step. ``title`` and ``line`` head the page; ``keep`` is called when the person goes on.

    ``typed`` is what stands in it, so that ``take_up`` can put it there again; ``final`` says that its answer moves
    things about, which nothing on this page can undo.
    """

    title = ""
    line = ""
    final = False

    @property
    def typed(self) -> tuple[str, ...]:
        """What stands in it, good or not."""
        return ()

    def take_up(self, typed: tuple[str, ...]) -> None:
        """Put in what stood there when the person left."""

    def ready(self) -> bool:
        """Whether the answer can be kept; shows what is off where it cannot."""
        return True

    def keep(self) -> None:
        """Hand the answer over."""

    def focus_first(self) -> None:
        """Put the focus on the first thing to answer."""


class TilesStep(StepView):
    """A choice between two tiles. ``choose`` gets the value of the chosen one."""

    def __init__(self, theme: Theme, tiles: dict[str, ChoiceTile], chosen: str, choose: Callable[[str], None]) -> None:
        super().__init__()
        self._tiles, self._choose = tiles, choose
        self._group = QButtonGroup(self)
        self._missing = Label(theme, say("setup.choose"), "small", "brick")
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self._missing)
        self._missing.setContentsMargins(GUTTER, 0, 0, 0)
        self._missing.hide()
        self._group.buttonClicked.connect(self._missing.hide)
        for name, tile in tiles.items():
            tile.setChecked(name == chosen)
            self._group.addButton(tile)
            row.addWidget(tile, 1)

    @property
    def typed(self) -> tuple[str, ...]:
        """The chosen value, if any."""
        return tuple(name for name, tile in self._tiles.items() if tile.isChecked())

    def take_up(self, typed: tuple[str, ...]) -> None:
        """The tile of that value."""
        for name in typed:
            self._tiles[name].setChecked(True)

    def ready(self) -> bool:
        """One must be chosen."""
        if not self.typed:
            self._missing.show()
            announce(self, self._missing.text())
            self.focus_first()
        return bool(self.typed)

    def keep(self) -> None:
        """The chosen value."""
        self._choose(self.typed[0])

    def focus_first(self) -> None:
        """The chosen tile, else the first."""
        tiles = list(self._tiles.values())
        next((tile for tile in tiles if tile.isChecked()), tiles[0]).setFocus()


def role_step(theme: Theme, role: Role | None, choose: Callable[[str], None]) -> TilesStep:
    """Mentor or mentee; nothing is chosen until the person does it."""
    tiles = {
        each.value: ChoiceTile(theme, say(f"setup.role.{each}"), say(f"setup.role.{each}_why"), "person")
        for each in Role
    }
    made = TilesStep(theme, tiles, role.value if role else "", choose)
    made.title, made.line = say("setup.welcome"), say("setup.welcome_line")
    made.setAccessibleName(made.title)
    return made


def shared_step(theme: Theme, shared: bool | None, choose: Callable[[str], None]) -> TilesStep:
    """Does anybody else use this computer? Values "no" and "yes"."""
    tiles = {
        "no": ChoiceTile(theme, say("setup.shared.no"), say("setup.shared.no_why"), "person"),
        "yes": ChoiceTile(theme, say("setup.shared.yes"), say("setup.shared.yes_why"), "shared"),
    }
    made = TilesStep(theme, tiles, {True: "yes", False: "no", None: ""}[shared], choose)
    made.title, made.line = say("setup.shared.title"), say("setup.shared.line")
    made.final = True
    return made


class PersonStep(StepView):
    """The other person's nickname and, asked of a mentor, whether their mentee pays for data (G09)."""

    def __init__(self, theme: Theme, role: Role, nickname: str, pays: Pays, keep: Callable[[str, Pays], None]) -> None:
        super().__init__()
        self.title, self.line = say(f"setup.person.title_{role}"), say("setup.person.line")
        self._keep = keep
        self._name = QLineEdit(nickname)
        self._name.setMaxLength(LONGEST_NICKNAME)
        self._field = Field(theme, say("setup.person.name"), self._name, say("setup.person.hint"))
        self._pays = Choice([(each.value, say(f"setup.person.pays_{each}")) for each in Pays], pays.value)
        asked = Field(theme, say("setup.person.pays"), self._pays, say("setup.person.pays_hint"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._field)
        column.addWidget(asked)
        column.addStretch(1)
        asked.setVisible(role == Role.MENTOR)  # now that it stands here: before, it would flash up as a window

    @property
    def typed(self) -> tuple[str, ...]:
        """Nickname and answer."""
        return self._name.text(), self._pays.value

    def take_up(self, typed: tuple[str, ...]) -> None:
        """Nickname and answer."""
        nickname, pays = typed
        self._name.setText(nickname)
        self._pays.choose(pays)

    def ready(self) -> bool:
        """A nickname that can be kept."""
        problem = nickname_problem(self._name.text())
        self._field.set_problem(sentence(problem) if problem else "")
        if problem is not None:
            self._name.setFocus()
            announce(self._name, sentence(problem))
        return problem is None

    def keep(self) -> None:
        """Nickname and answer."""
        self._keep(clean_nickname(self._name.text()), Pays(self._pays.value))

    def focus_first(self) -> None:
        """The nickname."""
        self._name.setFocus()


class CoordinatorStep(StepView):
    """The Mentor Coordinator's contact (G12, G26)."""

    def __init__(self, theme: Theme, contact: Coordinator, keep: Callable[[Coordinator], None]) -> None:
        super().__init__()
        self.title, self.line = say("setup.coordinator.title"), say("setup.coordinator.line")
        self._keep = keep
        self._form = ContactForm(theme, contact)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form)

    @property
    def typed(self) -> tuple[str, ...]:
        """The four fields."""
        return tuple(self._form.contact)

    def take_up(self, typed: tuple[str, ...]) -> None:
        """The four fields."""
        self._form.fill(Coordinator(*typed))

    def ready(self) -> bool:
        """A contact that can be kept; the keyboard goes to the first field that is off."""
        return self._form.check() or self._form.go_to_problem()

    def keep(self) -> None:
        """The contact."""
        self._keep(self._form.contact)

    def focus_first(self) -> None:
        """The name."""
        self._form.focus_first()


class Agreement(NamedTuple):
    """Something to be agreed once: its item, its words, why, and when it was agreed ("" if not yet)."""

    item: str
    title: str
    why: str
    agreed: str


class AgreementsStep(StepView):
    """What is agreed, to be ticked with today's date (G01, G02, G05, G06, G07). ``toggle`` ticks or unticks an item."""

    def __init__(self, theme: Theme, agreements: Callable[[], list[Agreement]], toggle: Callable[[str], None]) -> None:
        super().__init__()
        self.title, self.line = (
            say("setup.agreements.title"),
            say("setup.agreements.line", phase=say("today.short.setup")),
        )
        self._agreements, self._toggle = agreements, toggle
        self._rows: dict[str, CheckRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for entry in agreements():
            row = CheckRow(theme, _row_text(entry))
            row.clicked.connect(lambda item=entry.item: self._on_clicked(item))
            row.moved.connect(lambda step, item=entry.item: self._on_moved(item, step))
            self._rows[entry.item] = row
            column.addWidget(row)

    def focus_first(self) -> None:
        """The first row."""
        next(iter(self._rows.values())).check.setFocus()

    def _on_clicked(self, item: str) -> None:
        self._toggle(item)
        for entry in self._agreements():
            self._rows[entry.item].set_row(_row_text(entry), "")

    def _on_moved(self, item: str, step: int) -> None:
        order = list(self._rows)
        self._rows[order[(order.index(item) + step) % len(order)]].check.setFocus()


def _row_text(entry: Agreement) -> RowText:
    done = bool(entry.agreed)
    spoken = f"{entry.title}. {entry.agreed or entry.why}"
    return RowText(
        entry.title, "", entry.agreed or entry.why, "by_person" if done else "todo", not done, False, done, spoken
    )
