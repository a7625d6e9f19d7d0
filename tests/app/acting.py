"""How the tests of the whole app act and look: buttons by their words, fields by their labels, dialogs as they open."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from PySide6.QtCore import QDate, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from companion.app import migrations
from companion.app.house import House
from companion.checklist.page import TodayPage
from companion.guide.items import Phase
from companion.records.record import Check, Record
from companion.records.repository import Records
from companion.store import FILE, open_best
from companion.ui.band import Band
from companion.ui.check_row import RowCheck
from companion.words import say

W = TypeVar("W", bound=QWidget)
Act = Callable[[Any], object]


def catch_up() -> None:
    """Let happen what is due: what was just added appears, what changed is drawn. At most so many milliseconds."""
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 200)


def visible(root: QWidget, kind: type[W]) -> list[W]:
    """Everything of a kind that can be seen."""
    catch_up()
    return [each for each in root.findChildren(kind) if each.isVisible()]


def texts(root: QWidget) -> list[str]:
    """What can be read: labels, buttons, fields."""
    labels = [label.text() for label in visible(root, QLabel) if label.text()]
    buttons = [button.text() or button.accessibleName() for button in visible(root, QAbstractButton)]
    return labels + buttons + [line.text() for line in visible(root, QLineEdit) if line.text()]


def reads(root: QWidget, words: str) -> bool:
    """Whether ``words`` stand somewhere in view."""
    return any(words in text for text in texts(root))


def press(root: QWidget, words: str, nth: int = 0) -> None:
    """Press the button that says ``words`` (or is called so), as a click does."""
    found = [each for each in visible(root, QAbstractButton) if words in (each.text(), each.accessibleName())]
    assert len(found) > nth, (words, texts(root))
    found[nth].click()


def field(root: QWidget, label: str) -> Any:
    """The field with this label."""
    kinds: Sequence[type[QWidget]] = (QLineEdit, QPlainTextEdit, QComboBox, QSpinBox, QDateTimeEdit)
    found = [each for kind in kinds for each in visible(root, kind) if each.accessibleName() == label]
    assert found, (label, [each.accessibleName() for kind in kinds for each in visible(root, kind)])
    return found[0]


def fill(root: QWidget, label: str, value: str | int | datetime) -> None:
    """Enter ``value`` into the field with this label."""
    editor = field(root, label)
    if isinstance(editor, QComboBox):
        assert editor.findText(str(value)) >= 0, [editor.itemText(index) for index in range(editor.count())]
        editor.setCurrentText(str(value))
        editor.activated.emit(editor.currentIndex())
    elif isinstance(editor, QDateTimeEdit):
        assert isinstance(value, datetime)
        editor.setDate(QDate(value.year, value.month, value.day))
    elif isinstance(editor, QSpinBox):
        editor.setValue(int(str(value)))
    elif isinstance(editor, QPlainTextEdit):
        editor.setPlainText(str(value))
    else:
        editor.setText(str(value))
        editor.editingFinished.emit()


def bands(house: House) -> list[str]:
    """What stands across the window."""
    return [band.text for band in visible(house.window, Band) if not house.help.isAncestorOf(band)]


def act_on_band(house: House, words: str) -> None:
    """Press the button of a band."""
    press(next(band for band in visible(house.window, Band) if reads(band, words)), words)


def row(house: House, title: str) -> RowCheck:
    """A line of Today that is in view."""
    return next(each for each in visible(house.frame, RowCheck) if each.row.title == title)


def today(house: House) -> TodayPage:
    """The page with the lists."""
    page = house.window.page("today")
    assert isinstance(page, TodayPage)
    return page


def heading(house: House) -> str:
    """The answer the shown page gives."""
    page = house.window.page(house.window.shown)
    assert page is not None
    return page.heading


def tick_needed(house: House, but: Sequence[str] = ()) -> None:
    """Tick all that the call waits for, apart from the items named."""
    for phase in (Phase.SETUP, Phase.SCHEDULE, Phase.BEFORE):
        for planned, state in house.parts.checklist.rows(phase):
            if planned.needed and not state.done and planned.item.id not in but:
                house.parts.checklist.tick(planned.item.id)


def minute(house: House) -> None:
    """A minute of the app's own clock is over."""
    house._minute.timeout.emit()
    catch_up()


def plan_form(form: QDialog, **given: Any) -> None:
    """Fill the meeting form by the names of its labels, then save."""
    if isinstance(given.get("date"), datetime):
        given["time"] = f"{given['date']:%H:%M}"
    for name, value in given.items():
        fill(form, say(f"meeting.form.{name}"), value)
    press(form, say("meeting.form.save"))


def _press_in(dialog: QDialog, words: str) -> None:
    press(dialog, words)


class _Step(NamedTuple):
    heading: str
    act: Act


class Dialogs(QObject):
    """Answers dialogs in the order in which they open, each by its heading; one that nobody expects is a fault."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: list[_Step] = []
        self._faults: list[BaseException | str] = []
        self._timer = QTimer(self, interval=5)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def answer(self, heading: str, act: Act | str) -> None:
        """The next dialog is called ``heading``: press the button that says so, or do more with it."""
        self._steps.append(_Step(heading, partial(_press_in, words=act) if isinstance(act, str) else act))

    def finish(self) -> None:
        """Raise what went wrong; everything expected must have opened."""
        self._timer.stop()
        for fault in self._faults:
            raise fault if isinstance(fault, BaseException) else AssertionError(fault)
        assert [step.heading for step in self._steps] == []

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog):
            return
        step = self._steps.pop(0) if self._steps else None
        try:
            assert step is not None and step.heading == dialog.windowTitle(), (step, dialog.windowTitle())
            step.act(dialog)
            assert not dialog.isVisible(), ("left open", dialog.windowTitle(), texts(dialog))
        except BaseException as fault:
            self._faults.append(fault)
        finally:
            if dialog.isVisible():
                dialog.reject()


def first_line(house: House) -> str:
    """The day of the newest record, as its button names it."""
    named = [each.accessibleName() for each in visible(house.frame, QAbstractButton)]
    start = f"{say('records.details')}: "
    return next(name.removeprefix(start) for name in named if name.startswith(start))


def keep_record(folder: Path, session: str, days_ago: int, nickname: str) -> None:
    """A session of so many days ago, as it was kept then."""
    starts = datetime.now(UTC) - timedelta(days=days_ago)
    check = Check("room", "I am in a study, not a bedroom", "person", starts, "You, 13:50")
    with closing(open_best(folder, migrations.ALL).store) as store:
        Records(store).note(Record(session, starts, 60, nickname, "zoom", 1, 3, checks=(check,)))


def leave(house: House) -> None:
    """Close the window; the app ends with it."""
    house.frame.close()
    house.shut_down()


def raw(folder: Path) -> bytes:
    """Every byte of every file that is kept, the write-ahead log and copies too."""
    return b"".join(file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file())


def kept(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row that is kept, but for what the computer sees and measures by itself while a test runs."""
    with closing(sqlite3.connect(folder / FILE)) as store:
        tables = [name for (name,) in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        rows = {name: store.execute(f"SELECT * FROM {name}").fetchall() for name in tables if name != "sightings"}
    by_itself = ("clock.seen", "window.geometry")
    return {**rows, "preferences": [row for row in rows["preferences"] if row[0] not in by_itself]}


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Each file below ``folder`` with its time and content."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file.relative_to(folder)): (file.stat().st_mtime_ns, file.read_bytes()) for file in files}
