"""The link in the meeting form: what is pasted is read for what it is, and what leads elsewhere is refused there."""

import pytest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from companion.meeting.form import Choices, MeetingForm
from companion.sessions.meeting import Platform
from companion.sessions.validation import check
from companion.words import say
from tests.acting import light, press, seen, shown
from tests.meeting.planning import ALL, AMARA, INVITATION, LINK, MEET, NOW, PERSONAL, TEAMS, meeting

SAVE = say("meeting.form.save")


def form(qtbot: QtBot, platform: Platform = Platform.ZOOM) -> MeetingForm:
    choices = Choices([AMARA], ALL, lambda typed: check(typed, NOW, ALL))
    return shown(qtbot, MeetingForm(light(), meeting(platform=platform), choices, new=True))


def link_field(made: MeetingForm) -> QLineEdit:
    label = say("meeting.form.join_url")
    return next(each for each in made.findChildren(QLineEdit) if each.accessibleName() == label)


def paste(made: MeetingForm, text: str) -> None:
    link_field(made).selectAll()
    link_field(made).insert(text)  # what pasting does, without the clipboard of the person who runs the tests


@pytest.mark.parametrize(
    ("pasted", "platform", "kept", "number"),
    [
        (LINK, Platform.ZOOM, LINK, "83125550142"),
        (f"  {LINK}#success ", Platform.ZOOM, LINK, "83125550142"),
        (INVITATION, Platform.ZOOM, LINK, "83125550142"),
        ("zoom.us/j/83125550142", Platform.ZOOM, "https://zoom.us/j/83125550142", "83125550142"),
        (PERSONAL, Platform.ZOOM, PERSONAL, ""),
        ("meet.google.com/abc-defg-hij", Platform.MEET, MEET, ""),
        (TEAMS, Platform.TEAMS, TEAMS, ""),
        ("", Platform.ZOOM, "", ""),
    ],
)
def test_a_link_is_found_in_what_was_pasted(
    qtbot: QtBot, pasted: str, platform: Platform, kept: str, number: str
) -> None:
    """G35: a whole invitation will do, and no link at all: Zoom may not have made it yet."""
    made = form(qtbot, platform)
    paste(made, pasted)
    press(qtbot, made, SAVE)
    assert made.result() == QDialog.DialogCode.Accepted
    assert (made.meeting.join_url, made.meeting.meeting_number) == (kept, number)


@pytest.mark.parametrize(
    ("pasted", "reason"),
    [
        ("https://zoom.us.evil.example/j/83125550142", say("meeting.link.unknown", host="zoom.us.evil.example")),
        ("https://zoom.us@evil.example/j/83125550142", say("meeting.link.sign_in")),
        ("http://zoom.us/j/83125550142", say("meeting.link.not_https")),
        ("https://zоom.us/j/83125550142", say("meeting.link.hidden")),
        ("https://zoom.us/s/83125550142", say("meeting.link.host_start")),
        ("https://zoom.us/j/12", say("meeting.link.wrong_id")),
        ("tomorrow at two", say("meeting.link.broken")),
        (TEAMS, say("meeting.verdict.other", service="Teams", planned="Zoom")),
        (f"Join with {MEET}", say("meeting.verdict.other", service="Google Meet", planned="Zoom")),
    ],
)
def test_a_link_that_leads_elsewhere_is_refused_beside_its_field(qtbot: QtBot, pasted: str, reason: str) -> None:
    """G24, G31: also a real link of another service than the one that was agreed."""
    made = form(qtbot)
    paste(made, pasted)
    press(qtbot, made, SAVE)
    assert made.isVisible() and link_field(made).hasFocus()
    assert link_field(made).accessibleDescription() == reason
    assert reason in seen(made)
    paste(made, LINK)
    press(qtbot, made, SAVE)
    assert made.meeting.join_url == LINK


def test_a_link_taken_out_takes_its_number_with_it(qtbot: QtBot) -> None:
    choices = Choices([AMARA], ALL, lambda typed: check(typed, NOW, ALL))
    kept = meeting(join_url=LINK, meeting_number="83125550142")
    made = shown(qtbot, MeetingForm(light(), kept, choices, new=False))
    link_field(made).clear()
    press(qtbot, made, SAVE)
    assert made.meeting == meeting()
