"""The safe settings in five formats: the same rows in each, escaped, and shaped as promised."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from companion.guide.policy import Policy
from companion.meeting.settings import settings_for
from companion.meeting.settings_export import (
    EXPORTS,
    as_html,
    as_json,
    as_markdown,
    as_text,
    as_zoom_api,
    headline,
    row_text,
    zoom_fields,
)

ALL = settings_for(Policy())
NASTY = settings_for(Policy(partner='<script>alert("1")</script> & *Sons* | [x](y)', webcams=False))


class Table(HTMLParser):
    """Reads the table's cells, and every tag that occurs."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()
        self._in_cell = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self._in_cell = True

    def handle_endtag(self, tag: str) -> None:
        self._in_cell = self._in_cell and tag not in ("td", "th")

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def leaves(body: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """The values of nested objects by dotted path."""
    found: dict[str, Any] = {}
    for key, value in body.items():
        path = f"{prefix}{key}"
        found |= leaves(value, f"{path}.") if isinstance(value, dict) else {path: value}
    return found


def test_json_has_exactly_the_promised_shape() -> None:
    """G17, G18, G19, G20, G21, G31, G33, G36: a list of rows with these eight keys, in this order."""
    rows = json.loads(as_json(ALL))
    keys = ["id", "requirement", "scope", "name", "name_2020", "where", "value", "why"]
    assert [list(row) for row in rows] == [keys] * len(ALL)
    for row in rows:
        assert row["scope"] in ("account", "meeting")
        assert row["requirement"] and all(re.fullmatch(r"G\d\d", one) for one in row["requirement"])
        assert all(isinstance(row[key], str) for key in keys if key != "requirement")


def test_json_names_screen_sharing_as_zoom_and_the_guide_do() -> None:
    """G17: one whole row, word for word."""
    (row,) = (row for row in json.loads(as_json(ALL)) if row["id"] == "screen_sharing")
    assert row == {
        "id": "screen_sharing",
        "requirement": ["G17"],
        "scope": "account",
        "name": "Who can share?",
        "name_2020": "Screen sharing",
        "where": "Settings > Meeting > In Meeting (Basic) > Screen sharing",
        "value": "Host Only",
        "why": "Nobody else can put pictures on both your screens.",
    }


def test_row_text_says_what_where_when_and_why() -> None:
    """G20: one row, ready to paste."""
    (setting,) = (setting for setting in ALL if setting.id == "file_transfer")
    assert headline(setting) == "Send files via meeting chat (was “File transfer”): Off"
    assert row_text(setting).splitlines() == [
        "Send files via meeting chat (was “File transfer”): Off",
        "Settings > Meeting > In Meeting (Basic) (Once, in your Zoom settings)",
        "Nobody can send a harmful or upsetting file during the call.",
    ]


def test_text_numbers_every_row_once_and_splits_guide_from_today() -> None:
    """The list counts through, and says which rows are the guide's."""
    text = as_text(ALL)
    numbers = [int(number) for number in re.findall(r"^(\d+)\. ", text, re.MULTILINE)]
    assert numbers == list(range(1, len(ALL) + 1))
    guide, today = text.index("WHAT THE 1MM GUIDE ASKS"), text.index("WHAT TODAY'S ZOOM ADDS")
    assert guide < text.index("12. Automatic recording") < today < text.index("13. ")
    assert "Looked up on 23/11/2026." in text and text.endswith("\n")


def test_text_and_html_agree_row_for_row() -> None:
    """What the rich clipboard shows is what the plain one says."""
    entries = re.split(r"^\d+\. ", as_text(ALL), flags=re.MULTILINE)[1:]
    rows = Table(as_html(ALL)).rows[1:]
    assert len(entries) == len(rows) == len(ALL)
    for entry, (name, value, where, scope, why) in zip(entries, rows, strict=True):
        lines = [line.strip() for line in entry.splitlines()]
        assert lines[:3] == [f"{name}: {value}", f"{where} ({scope})", why]


def test_html_has_a_heading_for_each_column() -> None:
    """A screen reader can name each cell."""
    page = as_html(ALL)
    assert Table(page).rows[0] == ["Setting", "Set it to", "Where to find it", "When", "Why"]
    assert page.count('scope="col"') == 5 and page.count('scope="row"') == len(ALL)


def test_html_escapes_what_comes_from_outside() -> None:
    """A partner's name cannot bring a tag with it, and is shown as it was written."""
    page = as_html(NASTY)
    assert "<script" not in page and Table(page).tags == Table(as_html(ALL)).tags
    assert any('<script>alert("1")</script> & *Sons*' in row[-1] for row in Table(page).rows)


def test_markdown_rows_keep_five_cells_whatever_they_hold() -> None:
    """A partner's name cannot break the table or become a link or a tag."""
    lines = [line for line in as_markdown(NASTY).splitlines() if line.startswith("|")]
    assert len(lines) == len(NASTY) + 2
    assert {len(re.split(r"(?<!\\)\|", line)) for line in lines} == {7}
    assert not any(re.search(r"(?<!\\)[<*\[]", line) for line in lines)


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
def test_every_row_is_in_every_format_people_read(name: str) -> None:
    """G17, G18, G19, G20, G21, G31, G33, G36: nothing is left out of a format."""
    shown = EXPORTS[name](ALL)
    unescaped = shown.replace("&quot;", '"').replace("&gt;", ">").replace('\\"', '"').replace("\\", "")
    assert all(setting.name in unescaped for setting in ALL)


def test_zoom_fields_are_nested_and_of_the_right_type() -> None:
    """G17, G18, G19, G20, G33, G36: the fields of Zoom's API, as it names them, with the safe values."""
    assert json.loads(as_zoom_api(ALL)) == zoom_fields(ALL)
    assert leaves(zoom_fields(ALL)) == {
        "user_settings.in_meeting.waiting_room": True,
        "user_settings.in_meeting.who_can_share_screen": "host",
        "user_settings.in_meeting.who_can_share_screen_when_someone_is_sharing": "host",
        "user_settings.in_meeting.file_transfer": False,
        "user_settings.in_meeting.allow_removed_participants_to_rejoin": False,
        "user_settings.in_meeting.remote_control": False,
        "user_settings.in_meeting.annotation": False,
        "user_settings.in_meeting.whiteboard": False,
        "user_settings.in_meeting.auto_saving_chat": False,
        "user_settings.in_meeting.meeting_summary_with_ai_companion.enable": False,
        "user_settings.in_meeting.meeting_summary_with_ai_companion.auto_enable": False,
        "user_settings.in_meeting.ai_companion_questions.enable": False,
        "user_settings.in_meeting.ai_companion_questions.auto_enable": False,
        "user_settings.in_meeting.show_a_join_from_your_browser_link": True,
        "user_settings.in_meeting.virtual_background": True,
        "user_settings.schedule_meeting.require_password_for_scheduling_new_meetings": True,
        "user_settings.schedule_meeting.require_password_for_instant_meetings": True,
        "user_settings.schedule_meeting.require_password_for_pmi_meetings": "all",
        "user_settings.schedule_meeting.embed_password_in_join_link": True,
        "user_settings.schedule_meeting.pstn_password_protected": True,
        "user_settings.schedule_meeting.join_before_host": False,
        "user_settings.schedule_meeting.use_pmi_for_scheduled_meetings": False,
        "user_settings.schedule_meeting.use_pmi_for_instant_meetings": False,
        "user_settings.schedule_meeting.host_video": False,
        "user_settings.schedule_meeting.participants_video": False,
        "user_settings.schedule_meeting.audio_type": "both",
        "user_settings.recording.auto_recording": "none",
        "user_settings.recording.local_recording": False,
        "user_settings.recording.cloud_recording": False,
        "user_settings.meeting_security.encryption_type": "enhanced_encryption",
        "user_settings.meeting_security.waiting_room_settings.participants_to_place_in_waiting_room": 0,
        "meeting.settings.waiting_room": True,
        "meeting.settings.join_before_host": False,
        "meeting.settings.use_pmi": False,
        "meeting.settings.host_video": False,
        "meeting.settings.participant_video": False,
        "meeting.settings.audio": "both",
        "meeting.settings.mute_upon_entry": False,
        "meeting.settings.auto_recording": "none",
        "meeting.settings.meeting_authentication": False,
        "meeting.settings.auto_start_meeting_summary": False,
        "meeting.settings.auto_start_ai_companion_questions": False,
        "meeting.settings.encryption_type": "enhanced_encryption",
    }


def test_zoom_fields_avoid_zooms_traps() -> None:
    """G36: users have participants_video, meetings participant_video; in_meeting and e2e_encryption mean more."""
    fields = leaves(zoom_fields(ALL))
    assert not {"meeting.settings.in_meeting", "meeting.settings.participants_video"} & set(fields)
    assert "user_settings.schedule_meeting.participant_video" not in fields
    assert "user_settings.in_meeting.e2e_encryption" not in fields


def test_two_rows_never_disagree_about_a_field() -> None:
    """Where two rows name the same field, they want the same of it, and no field is also a group."""
    wanted: dict[str, Any] = {}
    for setting in ALL:
        for api in (setting.user_api, setting.meeting_api):
            for path, value in api.items():
                assert wanted.setdefault(path, value) == value
    assert not any(other.startswith(f"{path}.") for path in wanted for other in wanted)


def test_recording_allowed_leaves_the_recorders_alone() -> None:
    """G36: with a partner that allows recording, Zoom is only told not to start by itself."""
    fields = zoom_fields(settings_for(Policy(partner="X", recording=True)))
    assert fields["user_settings"]["recording"] == {"auto_recording": "none"}
