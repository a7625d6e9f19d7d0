"""The first run by keyboard, and to the ear and eye: focus, keys, what is read out, what can be seen whole."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from companion.sessions.pair import Pays, Role
from companion.sessions.profile import Coordinator
from companion.setup import steps
from companion.words import say
from tests.acting import buttons, listen, press, seen
from tests.setup.making import (
    ALONE,
    BACK,
    CONTINUE,
    COPY,
    FINISH,
    ITEMS,
    LATER,
    MENTOR,
    PRIVATE,
    REST,
    TITLES,
    Person,
    go_to,
    key,
    place,
    walk,
    write,
)


def test_the_keyboard_alone_is_enough(qtbot: QtBot) -> None:
    """Arrows choose among tiles, Return goes on, Tab leads to everything."""
    person = Person()
    person.first_run(qtbot)
    assert place() == MENTOR
    key(qtbot, Qt.Key.Key_Return)
    assert place() == MENTOR  # nobody has chosen yet
    key(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert place() == ALONE
    key(qtbot, Qt.Key.Key_Space, Qt.Key.Key_Return)
    assert place() == say("setup.person.name")
    write(qtbot, "Amara")
    key(qtbot, Qt.Key.Key_Tab, Qt.Key.Key_Down, Qt.Key.Key_Enter)
    assert place() == say("setup.coordinator.name")
    write(qtbot, "Grace")
    key(qtbot, Qt.Key.Key_Tab)
    write(qtbot, "0121 496 0000")
    key(qtbot, Qt.Key.Key_Return)
    assert place() == f"{ITEMS['age']}. Why age"
    key(qtbot, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    key(qtbot, Qt.Key.Key_Return)
    assert (person.role, person.shared, person.nickname, person.pays) == (Role.MENTOR, False, "Amara", Pays.YES)
    assert person.contact == Coordinator("Grace", "0121 496 0000")
    assert sorted(person.agreed) == ["age", "comfortable"]
    assert person.ends == ["finished"]


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
@pytest.mark.parametrize(
    ("called", "ends", "left"),
    [
        (PRIVATE, ["private"], []),
        (LATER, [], [(steps.PERSON, False)]),
        (BACK, [], []),
    ],
)
def test_a_key_on_a_button_does_what_the_button_says(
    qtbot: QtBot, pressed: Qt.Key, called: str, ends: list[str], left: list[tuple[str, bool]]
) -> None:
    """Return on "Private session" must never go on into a session that keeps things."""
    person = Person(shared_known=True)
    page = person.first_run(qtbot)
    if called != PRIVATE:
        go_to(qtbot, page, steps.PERSON)
        person.left.clear()
    buttons(page)[called].setFocus()
    key(qtbot, pressed)
    assert (person.ends, person.left) == (ends, left)


@pytest.mark.parametrize(
    ("step", "places"),
    [
        (steps.ROLE, [MENTOR, COPY, PRIVATE, LATER, CONTINUE]),
        (steps.SHARED, [ALONE, COPY, BACK, LATER, CONTINUE]),  # tiles are one place: arrows lead to the other
        (steps.PERSON, [say("setup.person.name"), say("setup.person.pays"), COPY, REST, BACK, LATER, CONTINUE]),
        (
            steps.COORDINATOR,
            [*(say(f"setup.coordinator.{name}") for name in Coordinator._fields), COPY, REST, BACK, LATER, CONTINUE],
        ),
        (
            steps.AGREEMENTS,
            [*(f"{title}. Why {item}" for item, title in ITEMS.items()), COPY, REST, BACK, LATER, FINISH],
        ),
    ],
)
def test_tab_goes_through_the_answers_and_then_the_buttons(qtbot: QtBot, step: str, places: list[str]) -> None:
    page = Person().first_run(qtbot)
    go_to(qtbot, page, step)
    assert walk(qtbot) == places


def test_a_new_step_is_read_out_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    page = Person().first_run(qtbot)
    press(qtbot, page, MENTOR)
    heard = listen(monkeypatch)
    press(qtbot, page, CONTINUE)
    assert heard == [TITLES[steps.SHARED]]


@pytest.mark.parametrize("width", [480, 720, 1120])
def test_every_button_is_seen_whole_at_every_width(qtbot: QtBot, width: int) -> None:
    """A narrow foot makes room by leaving out the promise."""
    page = Person().first_run(qtbot, width=width)
    page.set_shape(narrow=width < 860, compact=False)
    assert (say("setup.promise") in seen(page)) == (width >= 860)
    for step in TITLES:
        go_to(qtbot, page, step)
        QApplication.processEvents()
        for name in {BACK, LATER, CONTINUE, FINISH} & buttons(page).keys():
            button = buttons(page)[name]
            assert button.width() >= button.sizeHint().width(), (step, name)
            assert page.rect().contains(button.mapTo(page, button.rect().bottomRight())), (step, name)


class Windows(QObject):
    """Watches for windows that flash up."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.opened.append(type(watched).__name__)
        return False


def test_no_part_of_it_flashes_up_as_a_window_of_its_own(qtbot: QtBot, qapp: QApplication) -> None:
    """A part that is shown before it has its place would, and would take the keyboard with it."""
    windows = Windows()
    qapp.installEventFilter(windows)
    page = Person().first_run(qtbot)
    go_to(qtbot, page, steps.PERSON)
    qapp.removeEventFilter(windows)
    assert windows.opened == ["FirstRunPage"]
