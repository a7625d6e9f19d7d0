"""The rules that hold: the guide's own defaults, who set what, and the sentences that say so."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.guide.policy import PLATFORMS, Consent, ExtraItem, Policy
from companion.guide.policy_check import check
from companion.guide.policy_cli import example
from companion.words import Message, sentence

EASTBROOK = Policy(partner="Eastbrook College", managed=True, webcams=False, given=frozenset({"partner", "webcams"}))


def words(message: Message | None) -> str:
    """The sentence, or "" for none."""
    return sentence(message) if message else ""


class TestTheGuideAlone:
    """Policy() is the guide without a partner."""

    def test_g05_g07_g13_g24_g36_defaults(self) -> None:
        """G05, G07, G13, G24, G36: 18 or over, cameras allowed, Zoom or phone, no recording."""
        policy = Policy()
        assert policy.webcams and policy.platforms == ("zoom", "phone")
        assert policy.minimum_age == 18 and policy.recording is False
        assert policy.keep_months == 12 and policy.shared_computer is None

    def test_nothing_is_set_by_anybody(self) -> None:
        policy = Policy()
        assert not any(policy.is_set_by_partner(name) or policy.set_by(name) for name in Policy.__dataclass_fields__)
        assert policy.origin("webcams") is None

    def test_g13_g24_says_why_a_platform_is_off(self) -> None:
        """G13, G24: the guide's stricter rule is the default, and the app says why."""
        policy = Policy()
        assert words(policy.platform_reason("zoom")) == words(policy.platform_reason("phone")) == ""
        assert words(policy.platform_reason("teams")) == (
            "Off: the guide asks for Zoom or the phone. A partner's rules can allow Microsoft Teams."
        )
        assert "Webex" in words(policy.platform_reason("Webex"))

    def test_g05_says_the_age(self) -> None:
        """G05: 18 or over."""
        assert words(Policy().age_rule()) == "Mentees are 18 or over"

    def test_g36_says_why_calls_are_not_recorded(self) -> None:
        """G36: recording stays off."""
        assert words(Policy().recording_reason()) == "Off: the guide keeps recording off"


class TestSetByAPartner:
    """A rule names its owner."""

    def test_g07_cameras_off_names_the_partner(self) -> None:
        """G07: "no webcams" says who asks for it."""
        assert words(EASTBROOK.camera_reason()) == "Off: Eastbrook College asks for voice only"
        assert Policy().camera_reason() is None

    def test_g07_an_answer_by_hand_turns_the_camera_off_too(self) -> None:
        """G07: the partner's guidance may be answered by hand."""
        policy = Policy().without_webcams()
        assert not policy.webcams
        assert words(policy.camera_reason()) == "Off: you told us your partner wants no webcams"
        assert not policy.is_set_by_partner("webcams")

    def test_a_locked_rule_says_so_and_one_from_a_file_does_not(self) -> None:
        assert EASTBROOK.set_by("webcams") == "Eastbrook College"
        assert EASTBROOK.set_by("platforms") == ""
        assert words(EASTBROOK.origin("webcams")) == (
            "Set by Eastbrook College. It cannot be changed on this computer."
        )
        own = Policy(partner="Eastbrook College", given=frozenset({"webcams"}))
        assert words(own.origin("webcams")) == "Set by Eastbrook College, in a policy file."

    def test_a_partner_without_a_name_still_reads_well(self) -> None:
        policy = Policy(webcams=False, given=frozenset({"webcams"}))
        assert words(policy.camera_reason()) == "Off: your partner organisation asks for voice only"

    def test_other_rules_name_the_partner(self) -> None:
        given_rules = frozenset({"platforms", "minimum_age", "recording"})
        policy = Policy(partner="Eastbrook College", platforms=("phone",), minimum_age=21, given=given_rules)
        assert words(policy.platform_reason("zoom")) == "Off: Eastbrook College does not use Zoom"
        assert words(policy.age_rule()) == "Mentees are 21 or over. Eastbrook College asks for this."
        assert words(policy.recording_reason()) == "Off: Eastbrook College asks you not to record calls"
        assert Policy(recording=True).recording_reason() is None

    @pytest.mark.parametrize("name", ["Eastbrook {0}", "%s & <b>Co</b>", "{partner.__class__}"])
    def test_signs_in_a_name_stay_signs(self, name: str) -> None:
        policy = Policy(partner=name, webcams=False, given=frozenset({"webcams"}))
        assert words(policy.camera_reason()) == f"Off: {name} asks for voice only"

    @pytest.mark.parametrize("platform", PLATFORMS)
    def test_every_platform_has_a_name(self, platform: str) -> None:
        policy = Policy(platforms=())
        assert platform not in words(policy.platform_reason(platform)).split()


class TestConsent:
    """G06: a dated consent that is renewed."""

    @pytest.mark.parametrize(
        ("agreed", "months", "until"),
        [
            (date(2026, 9, 1), 12, date(2027, 9, 1)),
            (date(2024, 2, 29), 12, date(2025, 2, 28)),
            (date(2026, 12, 15), 1, date(2027, 1, 15)),
            (date(2026, 8, 31), 6, date(2027, 2, 28)),
            (date(2026, 11, 30), 1, date(2026, 12, 30)),
        ],
    )
    def test_g06_renewal_day(self, agreed: date, months: int, until: date) -> None:
        """G06: the renewal counts in calendar months."""
        consent = Consent("EC-1", agreed, "office", months)
        assert consent.renew_by == until
        assert consent.holds_on(until) and not consent.holds_on(until + timedelta(days=1))

    @given(st.dates(date(2000, 1, 1), date(2200, 1, 1)), st.integers(1, 12))
    def test_g06_holds_from_its_day_to_its_renewal(self, agreed: date, months: int) -> None:
        """G06: at least four weeks, at most a year."""
        consent = Consent("EC-1", agreed, "office", months)
        assert timedelta(days=28) <= consent.renew_by - agreed <= timedelta(days=366)
        assert consent.holds_on(agreed) and not consent.holds_on(agreed - timedelta(days=1))


class TestExtraItem:
    """G07: a partner's own lines on the checklist."""

    def test_g07_words_for_each(self) -> None:
        """G07: the wording decides whose list it stands in."""
        both = ExtraItem("room", "before", mentor="Ask about the room", mentee="I booked a room")
        assert both.roles == ("mentor", "mentee")
        assert both.wording("mentee") == "I booked a room" and both.wording("mentor") == "Ask about the room"
        assert ExtraItem("room", "before", mentee="I booked a room").roles == ("mentee",)

    def test_its_id_cannot_be_one_of_the_guides(self) -> None:
        assert ExtraItem("camera", "before", mentor="x").item_id == "partner.camera"


class TestAsData:
    """The policy as JSON."""

    def test_has_the_shape_of_the_file(self) -> None:
        today = date(2026, 11, 24)
        data = check(example(today), today).policy.as_data()
        assert data["consent"]["agreed_on"] == "2026-11-24"
        assert data["rules"]["platforms"] == ["zoom", "phone"]
        assert data["links"].keys() == {"code_of_conduct", "safeguarding", "guidance", "zoom_video", "zoom_post"}

    def test_the_guide_alone_is_complete_too(self) -> None:
        data = Policy().as_data()
        assert data["coordinator"] is None and data["consent"] is None
        assert data["rules"] == {"webcams": True, "platforms": ["zoom", "phone"], "minimum_age": 18, "recording": False}
