"""The settings page: what holds now, who set it, and changes that are told the moment they are made."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from companion.sessions.pair import Role
from companion.sessions.profile import Coordinator
from companion.setup.erase_dialog import EraseDialog
from companion.setup.page import THEMES, SettingsPage, SettingsState
from companion.setup.rules_view import Rules
from companion.ui.switch import Switch
from companion.words import say
from tests.acting import buttons, light, listen, press, seen, shown
from tests.setup.making import EASTBROOK, GRACE, NOBODY, key, place, walk, write

NO_RULES = Rules("", False, (), None, None, "")
OURS = SettingsState(Role.MENTOR, "Amara", GRACE, "", NO_RULES, False, "", "system", "/home/ada/kept", "1.2.3")
KEPT = ("role_changed", "nickname_changed", "coordinator_changed", "theme_changed", "shared_changed")
SIGNALS = (*KEPT, "rules_wanted", "rules_dropped", "erase_wanted")
ERASE, OPEN, DROP = (say(f"setup.settings.{name}") for name in ("erase", "open_rules", "drop_rules"))


@dataclass
class Desk:
    """The page, what holds, and what the person wants changed."""

    page: SettingsPage
    state: list[SettingsState]
    told: list[tuple[Any, ...]] = field(default_factory=list)

    def editor(self, label: str) -> Any:
        kinds = (QLineEdit, QComboBox, Switch)
        found = [each for kind in kinds for each in self.page.findChildren(kind) if each.accessibleName() == label]
        return next(each for each in found if each.isVisible())

    def has(self, label: str) -> bool:
        return any(each.accessibleName() == label for each in self.page.findChildren(QWidget) if each.isVisible())


def settings(qtbot: QtBot, state: SettingsState = OURS, height: int = 1400) -> Desk:
    states = [state]
    desk = Desk(SettingsPage(light(), lambda: states[0]), states)
    for name in SIGNALS:
        getattr(desk.page, name).connect(lambda *given, name=name: desk.told.append((name, *given)))
    desk.page.on_shown()
    shown(qtbot, desk.page, height=height)
    return desk


def test_it_shows_what_holds_and_tells_nothing_by_itself(qtbot: QtBot) -> None:
    desk = settings(qtbot)
    assert desk.editor(say("setup.settings.role")).currentText() == say("setup.settings.mentor")
    assert desk.editor(say("setup.person.title_mentor")).text() == "Amara"
    assert [desk.editor(say(f"setup.coordinator.{name}")).text() for name in Coordinator._fields] == list(GRACE)
    assert desk.editor(say("setup.settings.theme")).currentText() == say("setup.settings.theme_system")
    assert not desk.editor(say("setup.settings.shared")).isChecked()
    words = seen(desk.page)
    assert say("setup.settings.about_version", version="1.2.3") in words
    assert say("setup.settings.data_where", folder="/home/ada/kept") in words
    assert desk.told == []


def test_what_changed_elsewhere_stands_there_the_next_time(qtbot: QtBot) -> None:
    desk = settings(qtbot)
    desk.state[0] = OURS._replace(nickname="Bo", role=Role.MENTEE, theme="dark", shared=True)
    desk.page.on_shown()
    qtbot.waitUntil(lambda: desk.has(say("setup.person.title_mentee")))
    assert desk.editor(say("setup.person.title_mentee")).text() == "Bo"
    assert desk.editor(say("setup.settings.theme")).currentText() == say("setup.settings.theme_dark")
    assert desk.editor(say("setup.settings.shared")).isChecked()
    assert not desk.has(say("setup.person.title_mentor"))


def test_another_role_is_told_at_once(qtbot: QtBot) -> None:
    desk = settings(qtbot)
    desk.editor(say("setup.settings.role")).setFocus()
    key(qtbot, Qt.Key.Key_Down)
    assert desk.told == [("role_changed", "mentee")]


@pytest.mark.parametrize("theme", THEMES)
def test_light_dark_or_as_the_computer_has_it(qtbot: QtBot, theme: str) -> None:
    desk = settings(qtbot, OURS._replace(theme="dark" if theme == "light" else "light"))
    choice = desk.editor(say("setup.settings.theme"))
    assert [choice.itemText(index) for index in range(choice.count())] == [
        say(f"setup.settings.theme_{each}") for each in THEMES
    ]
    choice.setFocus()
    qtbot.keyClicks(choice, say(f"setup.settings.theme_{theme}")[0])
    assert desk.told[-1] == ("theme_changed", theme)


@pytest.mark.parametrize("leave", [Qt.Key.Key_Tab, Qt.Key.Key_Return])
def test_a_nickname_is_told_when_it_is_done_once_and_tidy(qtbot: QtBot, leave: Qt.Key) -> None:
    desk = settings(qtbot)
    desk.editor(say("setup.person.title_mentor")).setFocus()
    write(qtbot, "  Bo   B ")
    assert desk.told == []
    key(qtbot, leave, Qt.Key.Key_Tab)
    assert desk.told == [("nickname_changed", "Bo B")]


def test_a_nickname_that_is_changed_back_is_told_too(qtbot: QtBot) -> None:
    """Or the old one would stand here, and the other one everywhere else."""
    desk = settings(qtbot)
    name = desk.editor(say("setup.person.title_mentor"))
    name.setFocus()
    for each in ("Bo", "Amara", "Amara"):
        write(qtbot, each)
        key(qtbot, Qt.Key.Key_Return)
    assert desk.told == [("nickname_changed", "Bo"), ("nickname_changed", "Amara")]


def test_a_nickname_that_cannot_be_kept_is_told_to_the_person_and_to_nobody_else(qtbot: QtBot) -> None:
    desk = settings(qtbot)
    missing = say("sessions.problem.nickname_missing")
    desk.editor(say("setup.person.title_mentor")).setFocus()
    write(qtbot, "")
    key(qtbot, Qt.Key.Key_Return)
    assert missing in seen(desk.page) and desk.told == []
    write(qtbot, "Amara")
    key(qtbot, Qt.Key.Key_Return)
    assert missing not in seen(desk.page) and desk.told == []


def test_who_passes_by_with_tab_changes_nothing_and_is_told_nothing(qtbot: QtBot) -> None:
    desk = settings(qtbot, OURS._replace(nickname="", coordinator=NOBODY))
    desk.editor(say("setup.settings.role")).setFocus()
    walk(qtbot)
    assert say("sessions.problem.nickname_missing") not in seen(desk.page)
    assert [told for told in desk.told if told != ("coordinator_changed", NOBODY)] == []


def test_a_contact_is_told_once_it_can_be_kept(qtbot: QtBot) -> None:
    """G12, G26."""
    desk = settings(qtbot, OURS._replace(coordinator=NOBODY))
    desk.editor(say("setup.coordinator.name")).setFocus()
    write(qtbot, "Grace Holt")
    key(qtbot, Qt.Key.Key_Tab)
    assert desk.told == []
    write(qtbot, " 0121 496 0000 ")
    key(qtbot, Qt.Key.Key_Return)
    assert desk.told[-1] == ("coordinator_changed", Coordinator("Grace Holt", "0121 496 0000"))


def test_what_a_partner_set_is_shown_as_theirs_and_cannot_be_changed(qtbot: QtBot) -> None:
    """G07, G12: each with "set by", so that people know whom to ask."""
    by = "Eastbrook College"
    locked = OURS._replace(coordinator_by=by, shared=True, shared_by=by, rules=EASTBROOK)
    desk = settings(qtbot, locked)
    words = seen(desk.page)
    assert words.count(say("setup.rules.set_by", partner=by)) >= 3  # the contact, a rule, the shared computer
    assert GRACE.name in words and f"{GRACE.phone}, {GRACE.email}, {GRACE.hours}" in words
    assert not any(desk.has(say(f"setup.coordinator.{name}")) for name in Coordinator._fields)
    switch = desk.editor(say("setup.settings.shared"))
    assert switch.isChecked() and not switch.isEnabled()
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert desk.told == [] and switch.isChecked()
    desk.page.show_contact()  # nothing to fill in


@pytest.mark.parametrize(
    ("rules", "offered"), [(NO_RULES, {OPEN}), (EASTBROOK._replace(managed=False), {OPEN, DROP}), (EASTBROOK, set())]
)
def test_rules_can_be_opened_and_dropped_unless_an_administrator_put_them_there(
    qtbot: QtBot, rules: Rules, offered: set[str]
) -> None:
    desk = settings(qtbot, OURS._replace(rules=rules))
    assert buttons(desk.page).keys() & {OPEN, DROP} == offered
    for called in sorted(offered, key=[OPEN, DROP].index):
        press(qtbot, desk.page, called)
    assert desk.told == [("rules_wanted",), ("rules_dropped",)][: len(offered)]
    assert (say("setup.rules.none") in seen(desk.page)) == (rules is NO_RULES)


def test_a_rules_file_that_cannot_be_used_is_told_with_every_reason(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = settings(qtbot, height=400)
    heard = listen(monkeypatch)
    desk.page.show_refused(["3: rules.minimum_age <b>16</b> is too low", "9: zoom.host is not Zoom's"])
    told = next(text for text in seen(desk.page) if text.startswith(say("setup.settings.rules_refused")))
    assert told.splitlines()[1:] == ["3: rules.minimum_age <b>16</b> is too low", "9: zoom.host is not Zoom's"]
    assert heard == [told]
    desk.page.on_shown()
    qtbot.waitUntil(lambda: told not in seen(desk.page))


def test_in_a_private_session_there_is_nothing_to_erase(qtbot: QtBot) -> None:
    desk = settings(qtbot, OURS._replace(folder="", shared=True))
    assert ERASE not in buttons(desk.page)
    assert say("setup.settings.data_nothing") in seen(desk.page)
    assert say("setup.settings.line_private") in seen(desk.page)
    assert say("setup.settings.line") not in seen(desk.page)


@pytest.mark.parametrize(("shared", "told"), [(False, True), (True, False)])
def test_whose_computer_it_is_is_told_as_it_is_switched(qtbot: QtBot, shared: bool, told: bool) -> None:
    desk = settings(qtbot, OURS._replace(shared=shared))
    desk.editor(say("setup.settings.shared")).setFocus()
    key(qtbot, Qt.Key.Key_Space)
    assert desk.told == [("shared_changed", told)]
    assert desk.editor(say("setup.settings.shared")).accessibleDescription() == say("setup.settings.shared_why")


def test_tab_goes_down_the_page_and_leaves_nothing_out(qtbot: QtBot) -> None:
    desk = settings(qtbot)
    role = say("setup.settings.role")
    desk.editor(role).setFocus()
    contact = [say(f"setup.coordinator.{name}") for name in Coordinator._fields]
    you = [role, say("setup.person.title_mentor"), say("setup.settings.theme")]
    assert walk(qtbot) == [*you, *contact, OPEN, say("setup.settings.shared"), ERASE]


@pytest.mark.parametrize("name", ["setup.settings.role", "setup.settings.theme", "setup.coordinator.hours"])
def test_who_changed_something_by_keyboard_is_still_there_when_the_page_is_new(qtbot: QtBot, name: str) -> None:
    """Another role writes the page anew."""
    desk = settings(qtbot)
    desk.editor(say(name)).setFocus()
    desk.state[0] = OURS._replace(role=Role.MENTEE)
    desk.page.refresh()
    qtbot.waitUntil(lambda: desk.has(say("setup.person.title_mentee")))
    assert place() == say(name)


def test_a_button_that_is_gone_leaves_the_keyboard_on_this_page(qtbot: QtBot) -> None:
    desk = settings(qtbot, OURS._replace(rules=EASTBROOK._replace(managed=False)))
    buttons(desk.page)[DROP].setFocus()
    desk.state[0] = OURS
    desk.page.refresh()
    assert place() == say("setup.settings.role")


def test_a_page_that_is_new_takes_the_keyboard_from_nobody(qtbot: QtBot) -> None:
    desk, window, rail = settings(qtbot), QWidget(), QPushButton("Today")
    column = QVBoxLayout(window)
    column.addWidget(rail)
    column.addWidget(desk.page)
    shown(qtbot, window)
    desk.editor(say("setup.settings.role")).setFocus()
    rail.setFocus()
    desk.page.refresh()
    assert place() == "Today"


def test_who_is_sent_here_for_the_contact_starts_at_its_name(qtbot: QtBot) -> None:
    """G12: from Help now, where there is no contact yet."""
    desk = settings(qtbot, height=300)
    desk.page.show_contact()
    assert place() == say("setup.coordinator.name")


@pytest.mark.parametrize(
    ("keys", "accepted"),
    [([Qt.Key.Key_Return], False), ([Qt.Key.Key_Escape], False), ([Qt.Key.Key_Backtab, Qt.Key.Key_Space], True)],
)
def test_erasing_asks_once_more_and_going_back_is_what_happens_by_itself(
    qtbot: QtBot, keys: list[Qt.Key], accepted: bool
) -> None:
    dialog = shown(qtbot, EraseDialog(light()), 520, 300)
    assert place() == say("setup.settings.erase_back")
    assert {say("setup.settings.erase_title"), say("setup.settings.erase_text")} <= set(seen(dialog))
    key(qtbot, *keys)
    assert (dialog.result() == EraseDialog.DialogCode.Accepted) == accepted
    assert not dialog.isVisible()
