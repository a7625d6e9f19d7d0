"""The safe settings from a terminal."""

import subprocess
import sys

import pytest

from companion.guide.policy import Policy
from companion.meeting.settings import settings_for
from companion.meeting.settings_cli import FORMATS, UnknownFormat, settings_text
from companion.meeting.settings_export import as_text


def test_text_is_the_default() -> None:
    """G17, G18, G19, G20, G21, G33, G36: without a format, people get the list to read."""
    assert settings_text(Policy()) == as_text(settings_for(Policy()))


def test_there_are_the_five_promised_formats() -> None:
    """Each prints something of its own and ends in a newline."""
    assert FORMATS == ("text", "markdown", "html", "json", "zoom-api")
    shown = {settings_text(Policy(), name) for name in FORMATS}
    assert len(shown) == 5 and all(text.endswith("\n") for text in shown)


def test_a_partners_rules_reach_the_terminal() -> None:
    """G07: the policy's reason is printed."""
    assert "Eastbrook College asks for voice only." in settings_text(Policy(partner="Eastbrook College", webcams=False))


def test_an_unknown_format_is_told_with_the_known_ones() -> None:
    """The sentence says what to type instead."""
    with pytest.raises(UnknownFormat) as told:
        settings_text(Policy(), "pdf")
    assert str(told.value) == (
        "We do not know the format “pdf”. Choose one of these: text, markdown, html, json, zoom-api."
    )


def test_the_terminal_needs_no_qt_and_nothing_heavy() -> None:
    """Partners' machines without a screen can print the settings."""
    heavy = ("PySide6", "asyncio", "psutil", "icalendar")
    code = (
        "import sys; from companion.guide.policy import Policy;"
        "from companion.meeting.settings_cli import settings_text;"
        f"settings_text(Policy(), 'json'); print([name for name in {heavy} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
