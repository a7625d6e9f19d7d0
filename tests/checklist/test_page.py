"""Today as people meet it: rows they tick with keys, phases, undo, and a heading that tells how far they are."""

from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QTabBar
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from companion.checklist.checklist import Context
from companion.checklist.foot_view import JoinText
from companion.checklist.page import Meeting, TodayPage
from companion.guide.items import Phase
from companion.guide.policy import Policy
from companion.readings import State
from companion.ui.check_row import RowCheck
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown
from tests.checklist.making import DAY, Desk, item

JOIN = JoinText("To do first", "My line. And one more", "Join Zoom", "2 things first", True, "My line")
MEETING = Meeting(True, "Amara and you", "19", "minutes", "until you meet at 14:00", Phase.BEFORE, 0.5, JOIN, True)
EMPTY = Meeting(False, "", "", "", "", Phase.SETUP, 0.0, JOIN, False)
VOICE_ONLY = Policy(partner="Eastbrook College", webcams=False, given=frozenset({"webcams"}))
ITEMS = (
    item("consent", Phase.SETUP, subject="", kind="agreement", renew_months=12),
    item("one", subject=""),
    item("two", subject="", why="So that you hear each other.", button="Look", action="camera"),
    item("camera", needs_camera=True),
    item("four", subject="", strength="should"),
    item("tip", Phase.DURING, subject="", kind="reminder"),
    item("other tip", Phase.DURING, subject="", kind="reminder"),
)
Open = Callable[..., TodayPage]


@pytest.fixture
def open_page(qtbot: QtBot) -> Open:
    """Show Today; as in the app, a row that was pressed is ticked or taken back."""

    def open_it(desk: Desk, meeting: Callable[[], Meeting] = lambda: MEETING) -> TodayPage:
        page = TodayPage(light(), desk.checklist, meeting)
        checklist = desk.checklist

        def toggle(name: str) -> None:
            (checklist.untick if desk.is_done(name) else checklist.tick)(name)

        page.toggled.connect(toggle)
        page.set_shape(narrow=False, compact=False)
        return shown(qtbot, page)

    return open_it


def rows(page: TodayPage) -> list[RowCheck]:
    return [each for each in page.findChildren(RowCheck) if each.isVisible()]


def titles(page: TodayPage) -> list[str]:
    return [each.row.title for each in rows(page)]


def row(page: TodayPage, title: str) -> RowCheck:
    return next(each for each in rows(page) if each.row.title == title)


def focused(page: TodayPage) -> str:
    return next((each.row.title for each in rows(page) if each.hasFocus()), "")


def key(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


@pytest.mark.parametrize(
    ("state", "danger", "spoken", "done"),
    [
        (None, False, "Needed. My line. Only you can tell", False),
        (State.GOOD, False, "My line. good", True),
        (State.NOT_RIGHT, False, "Needed. My line. not-right", False),
        (State.CANNOT_TELL, False, "Needed. My line. cannot-tell", False),
        (State.LOOKING, False, "Needed. My line. looking", False),
        (State.NOT_RIGHT, True, "Needed. My line. not-right", False),
    ],
)
def test_a_row_says_in_one_sentence_what_the_computer_sees(
    open_page: Open, qtbot: QtBot, state: State | None, danger: bool, spoken: str, done: bool
) -> None:
    """G08: with its evidence, and never only by colour."""
    desk = Desk([item()])
    page = open_page(desk)
    if state is not None:
        desk.see(state, danger=danger)
    qtbot.waitUntil(lambda: rows(page)[0].accessibleName() == spoken)
    assert rows(page)[0].isChecked() is done


def test_full_stops_in_its_words_are_not_read_twice(open_page: Open) -> None:
    page = open_page(Desk([item(mentor="Go in.", hint="Say hello. Then sit down.", subject="")]))
    assert rows(page)[0].accessibleName() == "Needed. Go in. Say hello. Then sit down"


def test_every_state_looks_different(open_page: Open, qtbot: QtBot) -> None:
    """Shape tells who ticked, and what is not right."""

    def mark(act: Callable[[Desk], None]) -> QImage:
        desk = Desk([item(strength="should")])
        page = open_page(desk)
        act(desk)
        page.refresh()
        return rows(page)[0].grab().toImage().copy(0, 0, 44, 44)

    marks = {state.value: mark(partial(Desk.see, state=state)) for state in State}
    marks |= {"todo": mark(lambda _desk: None), "by person": mark(lambda desk: desk.checklist.tick("line"))}
    looks: list[set[str]] = []
    for picture in marks.values():
        alike = {name for name, other in marks.items() if other == picture}
        looks += [alike] if alike not in looks else []
    # What the computer cannot tell is left to the person, like everything they have not ticked.
    assert looks == [{"good"}, {"not-right"}, {"cannot-tell", "todo"}, {"looking"}, {"by person"}]


def test_space_ticks_a_row_and_takes_the_tick_back(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(Desk(ITEMS))
    row(page, "My one").setFocus()
    key(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(row(page, "My one").isChecked)
    assert row(page, "My one").accessibleName() == "My one. You, 13:41"
    key(qtbot, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not row(page, "My one").isChecked())


def test_a_row_that_was_refused_stays_as_it_was(qtbot: QtBot) -> None:
    """An agreement that needs a reference is not ticked before it has one (G06)."""
    desk = Desk(ITEMS)
    page = shown(qtbot, TodayPage(light(), desk.checklist, lambda: MEETING))
    with qtbot.waitSignal(page.toggled) as asked:
        qtbot.mouseClick(row(page, "My one"), Qt.MouseButton.LeftButton)
    assert asked.args == ["one"]
    assert not row(page, "My one").isChecked()


def test_arrows_go_through_the_rows_and_round(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(Desk(ITEMS))
    row(page, "My one").setFocus()
    walked = []
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down):
        key(qtbot, pressed)
        walked.append(focused(page))
    assert walked == ["My two", "My camera", "My two", "My one", "My four", "My one"]


def test_n_goes_to_the_next_open_row_then_to_what_the_call_waits_for(open_page: Open, qtbot: QtBot) -> None:
    items = (*ITEMS, item("age", Phase.SETUP, subject=""))
    desk = Desk(items, context=Context(pair="p", meeting="m", session="s", policy=VOICE_ONLY))
    page = open_page(desk)
    row(page, "My one").setFocus()
    walked = []
    for _ in range(3):
        key(qtbot, Qt.Key.Key_N)
        walked.append(focused(page))
    assert walked == ["My two", "My four", "My one"]  # the camera is off by a partner's rule
    for each in ("one", "two", "four"):
        desk.checklist.tick(each)
    qtbot.waitUntil(row(page, "My four").isChecked)
    key(qtbot, Qt.Key.Key_N)
    assert focused(page) == "My consent"
    assert page.phase == Phase.SETUP
    desk.checklist.tick("consent")
    key(qtbot, Qt.Key.Key_N)
    assert focused(page) == "My age"


def test_a_rule_that_switches_a_row_off_names_its_owner(open_page: Open) -> None:
    """G07."""
    page = open_page(Desk(ITEMS, context=Context(session="s", policy=VOICE_ONLY)))
    assert row(page, "My camera").accessibleName() == "My camera. Off: Eastbrook College asks for voice only"
    described = [each.accessibleDescription() for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert "My four" in described and "My camera" not in described


def test_a_rows_button_does_its_next_thing_and_its_reason_is_at_hand(open_page: Open, qtbot: QtBot) -> None:
    page = open_page(Desk(ITEMS))
    with qtbot.waitSignal(page.acted) as acted:
        press(qtbot, page, "Look")
    assert acted.args == ["two"]
    assert row(page, "My two").toolTip() == "So that you hear each other."


def test_the_line_of_phases_tells_what_is_done_and_leads_to_each_list(open_page: Open, qtbot: QtBot) -> None:
    desk = Desk(ITEMS)
    page = open_page(desk)
    line = page.findChild(QTabBar)
    assert line is not None
    desk.checklist.tick("one")
    told = ["Set up. 0 of 1", "Before the call. 1 of 4", "During. 2 tips"]
    qtbot.waitUntil(lambda: [line.accessibleTabName(i) for i in range(line.count())] == told)
    line.setFocus()
    key(qtbot, Qt.Key.Key_Left)
    assert (page.phase, titles(page)) == (Phase.SETUP, ["My consent"])
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=line.tabRect(2).center())
    assert (page.phase, titles(page)) == (Phase.DURING, ["My tip", "My other tip"])
    assert say("today.tick") not in buttons(page)  # a tip holds nobody up


def test_a_phase_with_nothing_in_it_shows_the_next_one_that_has(open_page: Open) -> None:
    page = open_page(Desk(ITEMS))
    page.choose_phase(Phase.OPENING)
    assert page.phase == Phase.DURING
    page.choose_phase(Phase.AFTER)
    assert page.phase == Phase.DURING


def test_the_heading_is_heard_once_for_each_change_of_it(
    open_page: Open, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard, desk = listen(monkeypatch), Desk([item(), item("other", subject="link.cost")])
    page = open_page(desk)
    assert heard == []
    for state in (State.LOOKING, State.GOOD, State.GOOD):
        desk.see(state)
        desk.see(state, subject="link.cost")
    qtbot.waitUntil(lambda: page.heading == say("checklist.ready"))
    page.refresh()
    assert heard == [say("checklist.ready")]


def test_time_alone_changes_what_is_shown_when_the_page_comes_back(open_page: Open) -> None:
    desk = Desk(ITEMS)
    page = open_page(desk)
    page.choose_phase(Phase.SETUP)
    desk.checklist.tick("consent")
    desk.now += 400 * DAY
    page.on_shown()
    assert not row(page, "My consent").isChecked()
    assert "Time to agree it again" in row(page, "My consent").accessibleName()


def test_with_no_meeting_it_offers_to_plan_one_and_still_shows_the_checks(open_page: Open, qtbot: QtBot) -> None:
    """G35."""
    page = open_page(Desk(ITEMS), lambda: EMPTY)
    assert page.heading == say("today.empty.heading")
    assert say("today.empty.line") in seen(page)
    assert titles(page) == ["My consent"]
    with qtbot.waitSignal(page.plan_wanted):
        press(qtbot, page, say("today.empty.plan"))


def test_once_a_meeting_is_planned_nobody_is_asked_to_plan_one(open_page: Open) -> None:
    now: list[Meeting] = [EMPTY]
    page = open_page(Desk(ITEMS), lambda: now[0])
    now[0] = MEETING
    page.on_shown()
    assert page.heading == say("checklist.left.other", Count="Four")
    assert {"Amara and you", say("today.checks.other", n=4)} & set(seen(page)) == {"Amara and you"}
    assert say("today.empty.plan") not in buttons(page)


def test_go_to_shows_an_item_of_any_phase_and_forgets_those_it_does_not_know(open_page: Open) -> None:
    page = open_page(Desk(ITEMS))
    page.go_to("tip")
    assert (page.phase, focused(page)) == (Phase.DURING, "My tip")
    page.go_to("from another version")
    assert focused(page) == "My tip"


def test_a_page_that_is_gone_hears_nothing_more(qtbot: QtBot) -> None:
    desk = Desk(ITEMS)
    page = TodayPage(light(), desk.checklist, lambda: MEETING)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    desk.checklist.tick("one")
    assert desk.is_done("one")
