"""Which lines are asked of whom, and what a partner's rules change in that."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.checklist.plan import READY_PHASES, PlannedItem, plan
from companion.guide.items import Item, Phase, all_items
from companion.guide.policy import PLATFORMS, ExtraItem, Policy
from companion.words import sentence
from tests.checklist.making import ROLES, item, policies, some_items

EASTBROOK = Policy(partner="Eastbrook College", webcams=False, given=frozenset({"webcams"}))
roles, platforms = st.sampled_from(ROLES), st.sampled_from(PLATFORMS)


def ids(planned: tuple[PlannedItem, ...]) -> list[str]:
    return [each.item.id for each in planned]


def needed(planned: tuple[PlannedItem, ...]) -> set[str]:
    return {each.item.id for each in planned if each.needed}


class TestTheGuidesOwnLines:
    """The real items, as people meet them."""

    def test_by_phone_nothing_speaks_of_cameras_or_zoom(self) -> None:
        """G24: talking only."""
        by_phone = plan(all_items(), "mentor", Policy(), "phone")
        assert not any(each.item.needs_camera or "Zoom" in each.title for each in by_phone)
        assert {"comfortable", "phone-ready", "phone-cost"} <= needed(by_phone)

    def test_a_rule_switches_the_camera_off_and_names_its_owner(self) -> None:
        """G07: the line stays to be seen, and says who wants it so."""
        camera = next(each for each in plan(all_items(), "mentor", EASTBROOK, "zoom") if each.item.id == "camera")
        assert camera.off is not None
        assert sentence(camera.off) == "Off: Eastbrook College asks for voice only"
        assert not camera.counts
        assert not camera.needed

    def test_what_a_person_said_of_their_partner_switches_it_off_too(self) -> None:
        """G07: answered by hand, without a rules file."""
        by_hand = plan(all_items(), "mentee", Policy().without_webcams(), "zoom")
        assert [each.item.id for each in by_hand if each.off] == ["camera", "eye-level", "distance", "picture"]

    def test_a_raised_age_stands_in_the_words(self) -> None:
        """G05."""
        titles = [each.title for each in plan(all_items(), "mentor", Policy(minimum_age=21), "zoom")]
        assert "My mentee is 21 or over" in titles

    def test_a_private_mentee_is_asked_only_what_this_call_needs(self) -> None:
        """G01: nothing is kept, so nothing is agreed for later; whether they want this call is asked all the same."""
        private = plan(all_items(), "mentee", Policy(), "zoom", private=True)
        open_one = plan(all_items(), "mentee", Policy(), "zoom")
        assert set(ids(open_one)) - set(ids(private)) == {"agreed", "partner-guidance"}
        comfort = next(each for each in private if each.item.kind == "comfort")
        assert comfort.needed and comfort.item.hard
        assert "coordinator" in needed(private)

    def test_a_private_mentor_still_has_everything_to_say(self) -> None:
        """G05, G06: what the mentor answers for is never skipped."""
        assert plan(all_items(), "mentor", Policy(), "zoom", private=True) == plan(
            all_items(), "mentor", Policy(), "zoom"
        )

    @pytest.mark.parametrize("role", ROLES)
    @pytest.mark.parametrize("platform", PLATFORMS)
    @pytest.mark.parametrize("private", [True, False], ids=["private", "kept"])
    def test_the_call_never_opens_without_comfort(self, role: str, platform: str, private: bool) -> None:
        """G01: hard for both, everywhere."""
        hard = [each for each in plan(all_items(), role, EASTBROOK, platform, private=private) if each.item.hard]
        assert "comfortable" in [each.item.id for each in hard if each.needed]

    def test_a_partner_adds_a_line_in_its_own_words(self) -> None:
        """G07."""
        extra = ExtraItem("badge", "before", mentor="I wear my badge", why="So they know you", needed=True)
        planned = plan(all_items(), "mentor", Policy(partner="Eastbrook College", extra_items=(extra,)), "phone")
        assert (planned[-1].title, planned[-1].needed, planned[-1].item.hard) == ("I wear my badge", True, False)
        assert "partner.badge" not in ids(plan(all_items(), "mentee", Policy(extra_items=(extra,)), "phone"))


@given(some_items, roles, policies, platforms, st.booleans())
def test_only_lines_of_this_person_and_platform_in_their_order(
    items: list[Item], role: str, policy: Policy, platform: str, private: bool
) -> None:
    planned = plan(items, role, policy, platform, private=private)
    own = [each.item for each in planned if not each.item.id.startswith("partner.")]
    assert own == [each for each in items if each in own]
    assert all(role in each.roles and platform in each.platforms for each in own)


@given(some_items, roles, policies, platforms)
def test_no_camera_is_ever_needed_where_there_may_be_none(
    items: list[Item], role: str, policy: Policy, platform: str
) -> None:
    """G07, G24: whatever else a line says of itself."""
    for each in plan(items, role, policy, platform):
        if each.item.needs_camera and (platform == "phone" or not policy.webcams):
            assert not each.needed
            assert platform != "phone"


@given(some_items, roles, policies, platforms)
def test_a_partner_can_only_add(items: list[Item], role: str, policy: Policy, platform: str) -> None:
    """G07: of what the guide needs nothing goes, but for cameras, and these stay in sight with the reason."""
    before, after = plan(items, role, Policy(), platform), plan(items, role, policy, platform)
    off = {each.item.id for each in after if each.off is not None}
    assert needed(before) <= needed(after) | off
    assert not off or not policy.webcams
    added = [each for each in after if each.item.id not in ids(before)]
    assert len(added) == sum(role in extra.roles for extra in policy.extra_items)
    assert all(each.item.id.startswith("partner.") and not each.item.hard for each in added)


@given(some_items, roles, policies, platforms)
def test_only_what_is_asked_before_the_call_can_hold_it_up(
    items: list[Item], role: str, policy: Policy, platform: str
) -> None:
    assert all(each.item.phase in READY_PHASES for each in plan(items, role, policy, platform) if each.needed)


@given(some_items, policies, platforms)
def test_a_private_session_asks_a_mentee_nothing_more(items: list[Item], policy: Policy, platform: str) -> None:
    private = plan(items, "mentee", policy, platform, private=True)
    everything = plan(items, "mentee", policy, platform)
    assert [each for each in everything if each in private] == list(private)
    assert all(each.item.kind == "agreement" for each in everything if each not in private)


def test_a_partners_reminder_in_the_call_holds_nobody_up() -> None:
    extra = ExtraItem("wave", Phase.DURING.value, mentor="Wave", needed=True)
    (planned,) = plan([], "mentor", Policy(extra_items=(extra,)), "zoom")
    assert not planned.needed


def test_a_camera_line_needs_no_rule_of_its_own_to_go_off() -> None:
    """G07: ``needs_camera`` is enough."""
    (planned,) = plan([item(needs_camera=True)], "mentor", EASTBROOK, "zoom")
    assert planned.off is not None
