"""The lines of the checklist: what each role is asked in each phase, how strongly, and in which words."""

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import resources
from companion.guide.items import ACTIONS, KINDS, READY_PHASES, Item, Phase, all_items, read_items
from companion.guide.policy import PLATFORMS, Policy
from companion.guide.requirements import STRENGTHS, requirements_by_id
from companion.meeting.settings import Origin, Scope, settings_for
from tests.guide.wording import complaints, grade

DOCUMENT: dict[str, Any] = resources.toml("content", "items.toml")
REQUIREMENTS = requirements_by_id()
each_item = pytest.mark.parametrize("item", all_items(), ids=lambda item: item.id)
with_a_setting = pytest.mark.parametrize(
    "item", [item for item in all_items() if item.action in ("settings", "walkthrough")], ids=lambda item: item.id
)
ROLES = ("mentor", "mentee")
ASKED_BY_NOBODY = {"G11", "G14", "G23"}  # Help now and the browser serve these without a question
GOOD_LINE = {
    "id": "chair",
    "requirements": ["G08"],
    "phase": "before",
    "mentor": "I sit well",
    "why": "It helps.",
    "hint": "Try it",
}


def asked(role: str, phase: Phase, platform: str = "zoom") -> list[str]:
    """The ids of what ``role`` is asked."""
    mine = (item for item in all_items() if role in item.roles and platform in item.platforms)
    return [item.id for item in mine if item.phase == phase]


def line(item_id: str) -> Item:
    """The line with this id."""
    (found,) = (item for item in all_items() if item.id == item_id)
    return found


def serving(requirement: str, **wanted: object) -> list[Item]:
    """The lines that serve a row of the guide, with these values."""
    items = (item for item in all_items() if requirement in item.requirements)
    return [item for item in items if all(getattr(item, key) == value for key, value in wanted.items())]


def read_one(**values: Any) -> Item:
    """A line made of good values and these; None takes a key away."""
    row = {**GOOD_LINE, **values}
    (item,) = read_items({"item": [{key: row[key] for key in row if row[key] is not None}]}, REQUIREMENTS)
    return item


class TestWhatIsAsked:
    """The lists as people see them."""

    @pytest.mark.parametrize(
        ("role", "numbers"), [("mentor", (9, 12, 11, 4, 3, 3)), ("mentee", (4, 3, 9, 2, 0, 1))], ids=ROLES
    )
    def test_a_mentee_is_asked_less(self, role: str, numbers: tuple[int, ...]) -> None:
        assert tuple(len(asked(role, phase)) for phase in Phase) == numbers

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("platform", PLATFORMS)
    def test_there_is_something_to_do_for_everybody(self, role: str, platform: str) -> None:
        assert all(asked(role, phase, platform) for phase in READY_PHASES)

    @pytest.mark.parametrize("requirement", REQUIREMENTS.values(), ids=lambda requirement: requirement.id)
    def test_whoever_a_row_asks_finds_it_in_the_list(self, requirement: Any) -> None:
        roles = {role for item in serving(requirement.id) for role in item.roles}
        assert roles >= set(requirement.roles) or requirement.id in ASKED_BY_NOBODY

    @pytest.mark.parametrize("platform", ["zoom", "teams", "meet"])
    def test_the_way_in_never_opens_without_comfort_age_and_consent(self, platform: str) -> None:
        """G01, G05, G06: hard on every platform, by phone too."""
        for place in (platform, "phone"):
            hard = {item.id for item in all_items() if item.hard and place in item.platforms}
            assert hard == {"agreed", "comfortable", "over-18", "written-consent"}

    def test_the_phone_drops_pictures_and_zoom(self) -> None:
        """G24: by phone people talk only."""
        for item in (item for item in all_items() if "phone" in item.platforms):
            assert not item.needs_camera
            for words in (item.mentor, item.mentee):
                assert not re.search(r"camera|screen|zoom|browser|passcode|waiting room", words, re.IGNORECASE), item.id

    def test_another_app_gets_one_line_instead_of_zooms_switches(self) -> None:
        """G13, G17, G33: Teams and Google Meet, where a partner allows them."""
        only_there = [item.id for item in all_items() if set(item.platforms) == {"teams", "meet"}]
        assert only_there == ["other-app"]
        assert not {"passcode", "waiting-room", "new-id", "lock"} & {*asked("mentor", Phase.SCHEDULE, "teams")}
        assert line("other-app").needed


class TestHowStrongly:
    """What the call waits for."""

    @pytest.mark.parametrize("kind", KINDS)
    @pytest.mark.parametrize("phase", Phase)
    @pytest.mark.parametrize("strength", STRENGTHS)
    def test_needed_follows_from_strength_phase_and_kind(self, strength: str, phase: Phase, kind: str) -> None:
        item = Item("chair", ("G08",), phase, ("mentor",), strength=strength, kind=kind)
        early = phase in ("setup", "schedule", "before")
        assert item.needed is (strength in ("must", "ours") and early and kind != "reminder")

    @each_item
    def test_a_line_is_as_strong_as_the_strongest_row_it_serves(self, item: Item) -> None:
        rows = [REQUIREMENTS[name] for name in item.requirements]
        assert item.strength in {row.strength for row in rows}
        assert all(STRENGTHS.index(item.strength) <= STRENGTHS.index(row.strength) for row in rows)
        assert item.hard is any(row.hard for row in rows)

    @each_item
    def test_what_is_hard_is_needed(self, item: Item) -> None:
        assert item.needed or not item.hard

    @each_item
    def test_a_needed_line_stands_where_the_guide_asks_for_it(self, item: Item) -> None:
        phases = {phase for name in item.requirements for phase in REQUIREMENTS[name].phases}
        assert item.phase in phases or "always" in phases or not item.needed

    @each_item
    def test_a_line_stands_where_its_rows_apply(self, item: Item) -> None:
        assert set(item.platforms) <= {place for name in item.requirements for place in REQUIREMENTS[name].platforms}
        assert set(item.roles) <= {role for name in item.requirements for role in REQUIREMENTS[name].roles}

    def test_recommended_things_hold_nobody_up(self) -> None:
        """G04, G10, G14, G16, G34, G35, G36, G37."""
        for name in ("G04", "G10", "G14", "G16", "G34", "G35", "G36", "G37"):
            assert serving(name) and not any(item.needed for item in serving(name))


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
        """G30: needed for both, on every platform, with a way on."""
        (item,) = serving("G30")
        assert item.needed and item.roles == ROLES and item.platforms == PLATFORMS
        assert item.action == "bedroom" and item.button == "I only have a bedroom"
        assert "not" in item.mentor and "bedroom" in item.mentee

    @pytest.mark.parametrize(
        ("item_id", "subject"), [("camera", "camera.present"), ("screen", "screen.size"), ("power", "power.enough")]
    )
    def test_the_computer_looks_for_itself(self, item_id: str, subject: str) -> None:
        """G08: these tick themselves."""
        item = line(item_id)
        assert (item.subject, item.reading_ticks, item.needed) == (subject, True, True)

    def test_sound_is_asked_for_while_nothing_listens(self) -> None:
        """G08: microphone and speaker, by hand; nobody claims that the other person hears them."""
        for item_id in ("microphone", "sound"):
            assert line(item_id).subject == "" and line(item_id).needed
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

    def test_eye_level_is_a_tick_by_hand(self) -> None:
        """G10: no reading of ours judges the height of a camera yet."""
        assert serving("G10") and all(item.subject == "" for item in serving("G10"))
        assert {role for item in serving("G10") for role in item.roles} == set(ROLES)

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


class TestWords:
    """What people read."""

    @each_item
    def test_every_line_says_it_shortly_and_kindly(self, item: Item) -> None:
        titles = [item.wording(role) for role in item.roles]
        assert titles and all(titles)
        for text in (*titles, item.hint, item.why, *filter(None, [item.button])):
            assert complaints(text) == []
        assert all(len(title) <= 50 and not title.endswith(".") for title in titles)
        assert len(item.hint) <= 40 and len(item.button) <= 22 and item.why.endswith(".")

    @each_item
    def test_whoever_is_not_asked_has_no_words(self, item: Item) -> None:
        assert item.roles == tuple(role for role in ROLES if item.wording(role))

    def test_the_words_are_easy(self) -> None:
        """For readers of 11 to 12."""
        assert grade(text for item in all_items() for text in (item.why, item.hint, item.mentor, item.mentee)) < 5

    def test_nobody_reads_the_same_line_twice(self) -> None:
        for role in ROLES:
            titles = [(item.phase, item.wording(role)) for item in all_items() if role in item.roles]
            assert len(titles) == len(set(titles))

    def test_every_action_is_used_and_every_use_is_known(self) -> None:
        assert {item.action for item in all_items()} == {"", *ACTIONS}

    def test_the_subjects_are_those_somebody_looks_at(self) -> None:
        computer = {"camera.present", "link.cost", "power.enough", "screen.size", "zoom.version"}
        typed = {"contact.coordinator", "meeting.planned", "meeting.platform", "mentee.pays"}
        rules = {"policy.consent", "policy.guidance"}
        assert {item.subject for item in all_items()} == {"", *computer, *typed, *rules}


class TestTheFile:
    """Mistakes in the content are told with file and id."""

    @pytest.mark.parametrize(
        ("values", "told"),
        [
            ({"requirements": ["G29"]}, "requirements cannot be 'G29'"),
            ({"requirements": []}, "requirements must be a list"),
            ({"phase": "always"}, "phase cannot be 'always'"),
            ({"platforms": ["skype"]}, "platforms cannot be 'skype'"),
            ({"kind": "wish"}, "kind cannot be 'wish'"),
            ({"action": "dance", "button": "Dance"}, "action cannot be 'dance'"),
            ({"action": "data"}, "an action needs a button"),
            ({"policy": "hats"}, "policy cannot be 'hats'"),
            ({"mentor": None}, "nobody is asked"),
            ({"why": None}, "why is missing"),
            ({"hint": ""}, "hint is empty"),
            ({"reading_ticks": False}, "reading_ticks makes no sense without a subject"),
            ({"needs_reference": True}, "only an agreement can need a reference"),
            ({"renew_months": -1}, "renew_months must be a whole number"),
            ({"renew_months": True}, "renew_months must be a whole number"),
            ({"strength": "must"}, "unknown key strength"),
        ],
        ids=lambda value: str(value)[:40],
    )
    def test_a_mistake_is_told_with_its_place(self, values: dict[str, Any], told: str) -> None:
        with pytest.raises(ValueError, match=f"items.toml, chair: {told}"):
            read_one(**values)

    def test_a_partners_names_are_kept_free(self) -> None:
        with pytest.raises(ValueError, match="belong to partners"):
            read_one(id="partner.chair")

    def test_a_line_is_what_the_file_says(self) -> None:
        item = read_one(mentee="Sit well", requirements=["G16", "G08"], platforms=["meet"])
        assert (item.roles, item.platforms, item.strength, item.hard) == (ROLES, ("meet",), "ours", False)
        assert (item.kind, item.action, item.button, item.subject, item.renew_months) == ("tick", "", "", "", 0)

    @given(st.integers(0, len(all_items()) - 1), st.sampled_from(["id", "requirements", "phase", "why", "hint"]))
    def test_what_is_missing_is_named(self, number: int, key: str) -> None:
        document = copy.deepcopy(DOCUMENT)
        del document["item"][number][key]
        with pytest.raises(ValueError, match=f"{key} is missing"):
            read_items(document, REQUIREMENTS)

    @given(st.text(min_size=1), st.integers(18, 99))
    def test_words_stay_as_they_are_but_for_the_age(self, words: str, age: int) -> None:
        """G05: only the age is filled in; braces and percent signs are plain text."""
        item = Item("chair", ("G05",), Phase.SETUP, ("mentor",), mentor=words)
        assert item.wording("mentor", age) == words.replace("{age}", str(age))
