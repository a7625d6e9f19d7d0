"""A partner's rules as they are shown: what holds, whose word it is, and nothing to press."""

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from companion.setup.rules_view import Rules, RulesPanel
from companion.words import say
from tests.acting import light, seen, shown
from tests.setup.making import EASTBROOK


def read(qtbot: QtBot, rules: Rules) -> list[str]:
    panel = shown(qtbot, RulesPanel(light(), rules))
    assert panel.findChildren(QAbstractButton) == []
    return seen(panel)


def test_every_rule_is_named_with_who_set_it(qtbot: QtBot) -> None:
    """G05, G07, G12, G24."""
    words = read(qtbot, EASTBROOK)
    assert words[0] == say("setup.rules.found", partner="Eastbrook College")
    platforms = f"{say('setup.platform.zoom')}, {say('setup.platform.phone')}"
    assert say("setup.rules.platforms", platforms=platforms) in words
    assert say("setup.rules.set_by", partner="Eastbrook College") in words
    assert say("setup.rules.age", age=19) in words
    assert say("setup.rules.coordinator", name="Grace Holt") in words


@pytest.mark.parametrize(("webcams", "word"), [(True, "yes"), (False, "no")])
def test_whether_cameras_may_be_on_is_said_either_way(qtbot: QtBot, webcams: bool, word: str) -> None:
    """G07."""
    words = read(qtbot, EASTBROOK._replace(webcams=webcams))
    assert say(f"setup.rules.webcams_{word}") in words and say(f"setup.rules.webcams_{word}_why") in words


@pytest.mark.parametrize("managed", [True, False])
def test_only_an_administrators_rules_are_read_only(qtbot: QtBot, managed: bool) -> None:
    assert (say("setup.rules.read_only") in read(qtbot, EASTBROOK._replace(managed=managed))) == managed


def test_a_coordinator_who_was_not_named_is_not_shown(qtbot: QtBot) -> None:
    assert say("setup.rules.coordinator_why") not in read(qtbot, EASTBROOK._replace(coordinator=""))


def test_only_what_the_partner_set_is_shown_and_as_theirs(qtbot: QtBot) -> None:
    """G05, G07, G24: the guide's own rules are nobody's word here, and 21 is the partner's, not the guide's."""
    words = read(qtbot, Rules("Eastbrook College", True, (), None, 21, ""))
    assert words == [
        say("setup.rules.found", partner="Eastbrook College"),
        say("setup.rules.read_only"),
        say("setup.rules.age", age=21),
        say("setup.rules.set_by", partner="Eastbrook College"),
    ]


def test_words_from_outside_are_shown_as_they_were_written(qtbot: QtBot) -> None:
    words = read(qtbot, EASTBROOK._replace(partner="<b>East & brook</b>", coordinator="<img src=x>"))
    assert say("setup.rules.found", partner="<b>East & brook</b>") in words
    assert say("setup.rules.coordinator", name="<img src=x>") in words
