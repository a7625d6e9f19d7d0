import pytest
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from companion.ui.announce import announce


class Reader:
    """Stands where the screen reader listens."""

    Announcement = QAccessibleAnnouncementEvent

    def __init__(self, active: bool) -> None:
        self.active = active
        self.heard: list[tuple[str, object, object, object]] = []

    def isActive(self) -> bool:  # noqa: N802
        return self.active

    def updateAccessibility(self, event: QAccessibleAnnouncementEvent) -> None:  # noqa: N802
        self.heard.append((event.message(), event.politeness(), event.type(), event.object()))


@pytest.mark.parametrize("active", [True, False])
def test_a_sentence_is_said_once_and_politely_to_who_listens(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, active: bool
) -> None:
    reader, widget = Reader(active), QWidget()
    qtbot.addWidget(widget)
    monkeypatch.setattr("companion.ui.announce.QAccessible", reader)
    announce(widget, "Microphone found")
    polite = QAccessible.AnnouncementPoliteness.Polite
    said = ("Microphone found", polite, QAccessible.Event.Announcement, widget)
    assert reader.heard == ([said] if active else [])


def test_it_moves_no_focus(qtbot: QtBot) -> None:
    widget, other = QWidget(), QWidget()
    for each in (widget, other):
        qtbot.addWidget(each)
        each.show()
    other.activateWindow()
    other.setFocus()
    qtbot.waitUntil(other.hasFocus)
    QAccessible.setActive(True)
    try:
        announce(widget, "Microphone found")
    finally:
        QAccessible.setActive(False)
    assert other.hasFocus()
