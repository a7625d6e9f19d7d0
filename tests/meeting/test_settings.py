"""The rows of safe settings: complete, the guide's own first, and what a partner's rules may change."""

import re
from datetime import date

import pytest

from companion.guide.policy import Policy
from companion.meeting.settings import Origin, Scope, Setting, settings_for

GUIDE = Policy()
VOICE_ONLY = Policy(partner="Eastbrook College", webcams=False)
MAY_RECORD = Policy(partner="Eastbrook College", recording=True)


def row(row_id: str, policy: Policy = GUIDE) -> Setting:
    """The row with this id under ``policy``."""
    (found,) = (setting for setting in settings_for(policy) if setting.id == row_id)
    return found


def serving(requirement: str) -> list[Setting]:
    """The guide's own rows that serve a requirement."""
    return [s for s in settings_for(GUIDE) if requirement in s.requirement and s.origin is Origin.GUIDE]


ALL = settings_for(GUIDE)
each_row = pytest.mark.parametrize("setting", ALL, ids=lambda setting: setting.id)


@each_row
def test_every_row_is_complete(setting: Setting) -> None:
    """Each row names a requirement, a place, a value, a reason, a step and where the fact came from."""
    assert setting.requirement and all(re.fullmatch(r"G\d\d", one) for one in setting.requirement)
    for text in (setting.id, setting.name, setting.where, setting.value, setting.value_code, setting.source):
        assert text and text == text.strip()
    assert setting.confidence in {"high", "medium", "low"}
    assert date(2026, 11, 23) <= setting.checked


@each_row
def test_every_reason_and_step_is_short_and_kind(setting: Setting) -> None:
    """Sentences are short, end in a full stop, and never shout, blame or beg."""
    for text in (setting.why, setting.steps):
        sentences = re.split(r"(?<=\.)\s", text)
        assert 1 <= len(sentences) <= 3 and text.endswith(".")
        assert all(len(sentence.split()) <= 20 for sentence in sentences), text
        assert not re.search(r"!|\bplease\b|\boops\b|\berror\b|[{}]", text, re.IGNORECASE)


@each_row
def test_every_row_stands_where_its_scope_says(setting: Setting) -> None:
    """G32: what is looked at for each meeting stands on the form, what is set once stands in the settings."""
    start = {Scope.ACCOUNT: "Settings > ", Scope.MEETING: "Meetings > Schedule a Meeting > "}
    assert setting.where.startswith(start[setting.scope])


def test_ids_are_unique_and_the_guide_comes_first() -> None:
    """Each id stands once, and no addition stands above a row of the guide."""
    assert len({setting.id for setting in ALL}) == len(ALL)
    origins = [setting.origin for setting in ALL]
    assert origins == sorted(origins, key=[Origin.GUIDE, Origin.TODAY].index)


def test_the_guide_has_its_twelve_rows() -> None:
    """G17, G18, G19, G20, G21, G31, G33, G36: the rows of the guide, in the order in which we show them."""
    assert [(s.name, s.value) for s in ALL if s.origin is Origin.GUIDE] == [
        ("Waiting Room", "On"),
        ("Passcode", "On"),
        ("Allow participants to join anytime", "Off"),
        ("Meeting ID", "Generate Automatically"),
        ("Who can share?", "Host Only"),
        ("Send files via meeting chat", "Off"),
        ("Allow removed participants to rejoin", "Off"),
        ("Host video", "Off"),
        ("Participant video", "Off"),
        ("Audio", "Both"),
        ("Mute participants upon entry", "Off"),
        ("Automatic recording", "Off"),
    ]


@pytest.mark.parametrize(
    ("requirement", "row_id", "value_code"),
    [
        ("G17", "screen_sharing", "host"),
        ("G18", "join_before_host", "off"),
        ("G19", "rejoin", "off"),
        ("G20", "file_transfer", "off"),
        ("G21", "passcode", "on"),
        ("G31", "meeting_id", "automatic"),
        ("G32", "passcode", "on"),
        ("G33", "waiting_room", "on"),
    ],
)
def test_each_rule_of_the_guide_has_its_safe_row(requirement: str, row_id: str, value_code: str) -> None:
    """G17, G18, G19, G20, G21, G31, G32, G33: each is served by a row of its own with the safe value."""
    assert row_id in {setting.id for setting in serving(requirement)}
    assert row(row_id).value_code == value_code


def test_the_whole_form_of_the_guide_is_there() -> None:
    """G36: both videos off, audio both, join before host off, mute off, recording off, waiting room on."""
    assert {setting.id: setting.value_code for setting in serving("G36")} == {
        "host_video": "off",
        "participant_video": "off",
        "audio": "both",
        "join_before_host": "off",
        "mute_on_entry": "off",
        "auto_recording": "none",
        "waiting_room": "on",
    }


@pytest.mark.parametrize(
    ("row_id", "was"),
    [
        ("screen_sharing", "Screen sharing"),
        ("join_before_host", "Join before host"),
        ("file_transfer", "File transfer"),
        ("passcode", "Require meeting password"),
        ("rejoin", ""),
        ("waiting_room", ""),
        ("audio", ""),
    ],
)
def test_the_old_name_is_shown_only_where_it_helps(row_id: str, was: str) -> None:
    """The guide's name stands beside today's unless it is nearly the same."""
    assert row(row_id).was == was


def test_no_webcams_gives_the_video_rows_the_partners_reason() -> None:
    """G07, G36: cameras stay off, and the reason names whose rule it is."""
    for row_id in ("host_video", "participant_video"):
        setting = row(row_id, VOICE_ONLY)
        assert setting.value == "Off" and setting.rule == "webcams"
        assert setting.why.startswith("Eastbrook College asks for voice only.")


def test_no_webcams_drops_what_is_only_for_cameras() -> None:
    """G07: nobody needs a virtual background for a call without pictures."""
    kept = {setting.id for setting in settings_for(VOICE_ONLY)}
    assert {setting.id for setting in ALL} - kept == {"virtual_background"}


def test_recording_allowed_never_means_recording_by_itself() -> None:
    """G36: a partner that allows recording leaves the recorder there; it still must not start by itself."""
    setting = row("auto_recording", MAY_RECORD)
    assert (setting.value_code, setting.rule) == ("none", "recording")
    assert "Eastbrook College allows recording" in setting.why
    kept = {one.id for one in settings_for(MAY_RECORD)}
    assert {one.id for one in ALL} - kept == {"local_recording", "cloud_recording"}


def test_a_partner_without_a_name_still_gets_a_sentence() -> None:
    """G07: rules answered by hand have no partner's name to show."""
    why = row("host_video", Policy(webcams=False)).why
    assert why.endswith("asks for voice only. Keep your camera off for the whole call.") and not why.startswith(" ")


def test_a_partners_name_is_only_ever_text() -> None:
    """A name with braces or marks in it is shown as it is."""
    odd = Policy(partner="{why} <b>100%</b>", webcams=False)
    assert row("host_video", odd).why.startswith("{why} <b>100%</b> asks for voice only.")


def test_no_rule_makes_a_row_less_safe() -> None:
    """Whatever a partner sets, the rows that stay keep their values."""
    safe = {setting.id: (setting.value, setting.user_api, setting.meeting_api) for setting in ALL}
    for policy in (VOICE_ONLY, MAY_RECORD, Policy(partner="X", webcams=False, recording=True)):
        for setting in settings_for(policy):
            assert (setting.value, setting.user_api, setting.meeting_api) == safe[setting.id]
