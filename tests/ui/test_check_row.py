from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.ui.check_row import CheckRow, RowText
from companion.ui.theme import Theme
from tests.ui.looking import shown

OPEN = RowText(
    "My microphone works",
    "Needed",
    "No sound yet",
    "not_right",
    True,
    True,
    False,
    "Needed. My microphone works. No sound yet",
)


def row(qtbot: QtBot, theme: Theme, text: RowText = OPEN, action: str = "Test sound", width: int = 760) -> CheckRow:
    made = CheckRow(theme, text, action)
    qtbot.addWidget(made)
    made.resize(width, made.sizeHint().height())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_it_speaks_one_sentence(qtbot: QtBot, theme: Theme) -> None:
    assert row(qtbot, theme).check.accessibleName() == "Needed. My microphone works. No sound yet"


def test_space_asks_to_tick_but_only_the_subject_ticks(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme)
    with qtbot.waitSignal(made.clicked):
        qtbot.keyClick(made.check, Qt.Key.Key_Space)
    assert not made.check.isChecked()
    made.set_row(OPEN._replace(done=True, mark="by_person"), "")
    assert made.check.isChecked()


def test_a_press_anywhere_on_the_words_asks_to_tick(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme)
    with qtbot.waitSignal(made.clicked):
        qtbot.mouseClick(made.check, Qt.MouseButton.LeftButton, pos=made.check.rect().center())


def test_arrows_ask_for_the_next_row(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme)
    for key, step in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
        with qtbot.waitSignal(made.moved) as asked:
            qtbot.keyClick(made.check, key)
        assert asked.args == [step]


def test_its_button_says_what_it_belongs_to_and_hides_when_there_is_nothing_to_do(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme)
    button = made.findChild(type(made.button))
    assert button is not None
    assert (button.accessibleName(), button.accessibleDescription()) == ("Test sound", "My microphone works")
    with qtbot.waitSignal(made.acted):
        button.click()
    made.set_row(OPEN, "")
    assert not button.isVisible()


def test_a_narrow_row_is_higher_and_names_need_before_evidence(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme)
    assert made.check.heightForWidth(300) > made.check.heightForWidth(900)
    assert made.check._second_line(False) == "Needed. No sound yet"


def test_an_ampersand_in_a_name_stays_a_word(qtbot: QtBot, theme: Theme) -> None:
    made = row(qtbot, theme, OPEN._replace(title="Ask Tom & Ann"))
    assert made.check.text() == "Ask Tom && Ann"


@given(width=st.integers(200, 1400), title=st.text(max_size=90), evidence=st.text(max_size=90))
def test_words_never_reach_past_the_row(theme_for_session: Theme, width: int, title: str, evidence: str) -> None:
    row = CheckRow(theme_for_session, OPEN._replace(title=title, evidence=evidence), "")
    boxes = row.check._boxes(width)
    for area in (boxes.title, boxes.evidence):
        assert area.left() >= 0
        assert area.right() <= width
        assert area.bottom() <= boxes.height


def test_a_button_that_goes_leaves_the_keyboard_on_its_row(qtbot: QtBot, theme: Theme) -> None:
    holder = QWidget()
    column = QVBoxLayout(holder)
    made, below = CheckRow(theme, OPEN, "Test sound"), CheckRow(theme, OPEN, "Look")
    for each in (made, below):
        column.addWidget(each)
    shown(qtbot, holder, 760)
    made.button.setFocus()
    made.set_row(OPEN._replace(done=True, mark="by_person"), "")
    assert made.check.hasFocus()
    below.set_row(OPEN, "")
    assert made.check.hasFocus()
