"""The single lines of the checklist, phase by phase: what each asks, who ticks it, and where it leads."""

import re

import pytest

from companion.guide.items import Item, Phase, all_items
from companion.guide.policy import PLATFORMS, Policy
from companion.meeting.settings import Origin, Scope, settings_for
from tests.guide.lines import ROLES, asked, each_item, line, serving

with_a_setting = pytest.mark.parametrize(
    "item", [item for item in all_items() if item.action in ("settings", "walkthrough")], ids=lambda item: item.id
)


class TestSetUp:
    """What is said once for a pair, and again each year."""

    @each_item
    def test_what_is_said_once_is_renewed_each_year(self, item: Item) -> None:
        assert item.renew_months == (12 if item.phase == Phase.SETUP else 0)

    @pytest.mark.parametrize("item_id", ["agreed", "at-risk", "over-18", "written-consent", "partner-guidance"])
    def test_agreements_carry_a_date(self, item_id: str) -> None:
        """G01, G02, G05, G06, G07."""
        assert line(item_id).kind == "agreement"

    def test_the_rest_is_no_agreement(self) -> None:
        assert len([item for item in all_items() if item.kind == "agreement"]) == 5

    def test_comfort_is_agreed_by_both(self) -> None:
        """G01: dated for the pair."""
        (item,) = serving("G01", phase=Phase.SETUP)
        assert item.roles == ROLES and item.hard

    def test_the_check_with_the_partner_says_nothing_about_anybody(self) -> None:
        """G02: the same line for everybody, never whether or what."""
        (item,) = serving("G02")
        assert not item.needs_reference and item.subject == ""
        for words in (item.mentor, item.hint):
            assert not re.search(r"risk|disab|health|vulnerab", words, re.IGNORECASE)
        assert "same" in item.hint

    def test_the_age_can_be_raised_and_keeps_the_guides_words(self) -> None:
        """G05: 18 or over; a partner may ask for more."""
        (item,) = serving("G05")
        assert item.wording("mentor") == "My mentee is 18 or over"
        assert item.wording("mentor", 21) == "My mentee is 21 or over"
        assert "over the age of 18" in item.hint

    def test_consent_says_who_and_where(self) -> None:
        """G06: a reference is needed; a policy file can fill it in."""
        (item,) = serving("G06")
        assert item.needs_reference and item.subject == "policy.consent" and item.reading_ticks
        assert [other for other in all_items() if other.needs_reference] == [item]

    def test_the_partners_own_rules_are_asked_for(self) -> None:
        """G07: by hand, or by a policy file."""
        (item,) = serving("G07")
        assert item.roles == ROLES and item.subject == "policy.guidance"

    def test_a_missing_coordinator_is_a_gap_in_set_up(self) -> None:
        """G12, G26: needed, ticked when the contact is there, with the way to add it."""
        item = line("coordinator")
        assert item.requirements == ("G12", "G26") and item.needed
        assert (item.subject, item.action) == ("contact.coordinator", "contact")

    def test_logging_in_and_the_code_of_conduct(self) -> None:
        """G15, G25: no Facebook, for both; the Code of Conduct, with where to find it."""
        assert line("no-facebook").roles == ROLES and line("no-facebook").needed
        assert "Facebook" in line("no-facebook").mentor
        assert line("code-of-conduct").action == "code-of-conduct" and line("code-of-conduct").needed
        assert "coordinator" in line("code-of-conduct").hint and "Tick this" in line("code-of-conduct").why

    def test_zoom_is_used_from_its_own_address(self) -> None:
        """G14: signed up at zoom.us."""
        assert "zoom.us" in line("zoom-account").mentor


class TestThisMeeting:
    """The safe settings, the plan, the calendar and the mentee's data."""

    @pytest.mark.parametrize("name", ["G17", "G18", "G19", "G20", "G21", "G31", "G32", "G33"])
    def test_every_safe_setting_is_needed_and_leads_to_it(self, name: str) -> None:
        """G17, G18, G19, G20, G21, G31, G32, G33."""
        (item,) = serving(name, platforms=("zoom",), phase=Phase.SCHEDULE)
        assert item.needed and item.action in ("settings", "walkthrough")

    def test_how_the_call_starts_is_recommended(self) -> None:
        """G36: video off, audio both, no mute, no recording."""
        (item,) = serving("G36")
        assert item.action == "walkthrough" and not item.needed
        assert "Cameras start off" in item.mentor and "recorded" in item.mentor and "Both" in item.hint

    @with_a_setting
    def test_the_button_leads_to_a_setting_that_is_there(self, item: Item) -> None:
        """Once for the account: the list of settings. For each meeting: the walk-through."""
        rows = [row for row in settings_for(Policy()) if row.origin is Origin.GUIDE]
        scopes = {row.scope for row in rows if set(row.requirement) & set(item.requirements)}
        assert (Scope.ACCOUNT if item.action == "settings" else Scope.MEETING) in scopes

    def test_the_meeting_has_a_place_and_a_time(self) -> None:
        """G24, G13, G35: ticked by the app once it is planned where the rules allow."""
        assert line("platform").requirements == ("G24", "G13") and line("platform").needed
        assert (line("platform").subject, line("platform").roles) == ("meeting.platform", ROLES)
        assert (line("planned").subject, line("planned").action) == ("meeting.planned", "meeting")
        assert line("planned").requirements == ("G35",)

    def test_the_calendar_is_a_persons_tick(self) -> None:
        """G34, G37: no reading ticks it."""
        (item,) = serving("G34")
        assert item.requirements == ("G34", "G37") and item.subject == "" and item.roles == ROLES

    def test_the_mentor_asks_and_the_mentee_is_only_reminded(self) -> None:
        """G09: the question is the mentor's to ask; nothing holds the mentee up."""
        assert line("mentee-data").roles == ("mentor",) and line("mentee-data").needed
        assert line("tell-about-data").roles == ("mentee",) and not line("tell-about-data").needed


class TestBeforeTheCall:
    """What is looked at when the app is opened."""

    def test_everybody_is_asked_each_time_and_may_say_no(self) -> None:
        """G01: first of all, and without blame."""
        (item,) = serving("G01", phase=Phase.BEFORE)
        assert item.kind == "comfort" and item.hard and item.subject == ""
        assert item.mentor == item.mentee == "I am happy to talk today"
        assert item.hint == "You can say no. Nobody will mind."
        assert all(asked(role, Phase.BEFORE, platform)[0] == item.id for role in ROLES for platform in PLATFORMS)

    def test_a_bedroom_is_no_dead_end(self) -> None:
        """G30: needed for both wherever there is a picture, with a way on; the reason says why not by phone."""
        (item,) = serving("G30")
        assert item.needed and item.roles == ROLES
        assert set(item.platforms) == {*PLATFORMS} - {"phone"} and "By phone nobody sees it" in item.why
        assert item.action == "bedroom" and item.button == "I only have a bedroom"
        assert "not" in item.mentor and "bedroom" in item.mentee

    @pytest.mark.parametrize(
        ("item_id", "subject"), [("camera", "camera.present"), ("screen", "screen.size"), ("power", "power.enough")]
    )
    def test_the_computer_looks_for_itself(self, item_id: str, subject: str) -> None:
        """G08: these tick themselves."""
        item = line(item_id)
        assert (item.subject, item.reading_ticks, item.needed) == (subject, True, True)

    def test_sound_is_tested_here_or_ticked_by_hand(self) -> None:
        """G08: microphone and speaker; nobody claims that the other person hears them."""
        for item_id, subject in (("microphone", "sound.microphone"), ("sound", "sound.speaker")):
            item = line(item_id)
            assert (item.subject, item.reading_ticks, item.needed, item.action) == (subject, True, True, "sound")
            assert not item.needs_camera and not item.policy

    def test_whoever_has_no_camera_can_tick_the_line_honestly(self) -> None:
        """G08: a voice is enough, so nobody has to say that a camera works which is not there."""
        for role in ROLES:
            assert line("camera").wording(role).endswith("or I use my voice only")
            assert line("camera").to_do(role).endswith("or use your voice only")

    def test_the_microphone_is_this_computers_own(self) -> None:
        """G08: that the other person hears it is not for this app to say."""
        assert line("microphone").mentor == "My microphone works"

    def test_a_link_never_ticks_the_cost(self) -> None:
        """G09: Wi-Fi may be somebody's phone, so the person is asked."""
        item = line("cost")
        assert item.subject == "link.cost" and not item.reading_ticks and item.needed
        assert "phone" in item.hint and item.action == "data"

    def test_nobody_knows_offline_whether_zoom_is_the_newest(self) -> None:
        """G16: the version informs, the person confirms; the browser counts."""
        item = line("zoom-version")
        assert item.subject == "zoom.version" and not item.reading_ticks
        assert item.platforms == ("zoom",) and item.hint == "Is it the newest?" and "browser" in item.mentor

    def test_height_and_distance_of_the_camera_tick_themselves(self) -> None:
        """G10: two lines, because one can be right while the other is not; for both."""
        level, distance = serving("G10")
        assert (level.subject, distance.subject) == ("camera.eye_level", "camera.distance")
        for item in (level, distance):
            assert item.roles == ROLES and item.reading_ticks and item.needs_camera and not item.needed

    @each_item
    def test_no_webcams_takes_every_camera_line_away(self, item: Item) -> None:
        """G07: a partner's rule reaches all of them; G04, G10 need no dress or height without a picture."""
        assert (item.policy == "webcams") is item.needs_camera
        about_pictures = re.search(r"camera|dressed", item.mentor + item.mentee, re.IGNORECASE)
        assert item.needs_camera is (bool(about_pictures) and item.phase == Phase.BEFORE)


class TestTheCallItself:
    """Opening, during and after."""

    def test_the_opening(self) -> None:
        """G33, G03, G25: admit, ground rules, the Code of Conduct in one line."""
        assert asked("mentor", Phase.OPENING) == ["admit", "ground-rules", "not-overheard", "conduct-reminder"]
        assert line("ground-rules").action == "ground-rules"
        assert line("conduct-reminder").kind == "reminder"

    def test_the_mentee_hears_that_they_can_stop(self) -> None:
        """G11, G12: where help is, at the start of each call."""
        assert line("can-stop").roles == ("mentee",) and "Help now" in line("can-stop").hint

    def test_during_the_call(self) -> None:
        """G22, G27, G28: the lock can be ticked, the others remind."""
        assert asked("mentor", Phase.DURING) == ["lock", "boundaries", "role-model"]
        assert line("lock").action == "lock" and line("lock").kind == "tick"
        assert {line(name).kind for name in ("boundaries", "role-model")} == {"reminder"}

    def test_the_close_asks_and_forgets(self) -> None:
        """G26: a question to both, whose answer is never kept."""
        (item,) = serving("G26", phase=Phase.AFTER)
        assert item.kind == "question" and item.roles == ROLES and "no note" in item.hint
        assert [other for other in all_items() if other.kind == "question"] == [item]
