"""The lines of the checklist: what each role is asked in each phase, how strongly, and in which words."""

import copy
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion import resources
from companion.guide.items import ACTIONS, KINDS, READY_PHASES, Item, Phase, all_items, read_items
from companion.guide.policy import PLATFORMS
from companion.guide.requirements import STRENGTHS, requirements_by_id
from tests.guide.lines import ROLES, asked, each_item, line, serving
from tests.guide.wording import complaints, grade

DOCUMENT: dict[str, Any] = resources.toml("content", "items.toml")
REQUIREMENTS = requirements_by_id()
ASKED_BY_NOBODY = {"G11", "G14", "G23"}  # Help now and the browser serve these without a question
GOOD_LINE = {
    "id": "chair",
    "requirements": ["G08"],
    "phase": "before",
    "mentor": "I sit well",
    "why": "It helps.",
    "hint": "Try it",
}


def read_one(**values: Any) -> Item:
    """A line made of good values and these; None takes a key away."""
    row = {**GOOD_LINE, **values}
    (item,) = read_items({"item": [{key: row[key] for key in row if row[key] is not None}]}, REQUIREMENTS)
    return item


class TestWhatIsAsked:
    """The lists as people see them."""

    @pytest.mark.parametrize(
        ("role", "numbers"), [("mentor", (9, 12, 12, 4, 3, 3)), ("mentee", (4, 3, 11, 2, 0, 1))], ids=ROLES
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

    @each_item
    def test_what_is_missing_is_said_as_something_to_do(self, item: Item) -> None:
        """Under "To do first", "My partner has agreed" would read as if it were done."""
        for role in item.roles:
            todo = item.to_do(role)
            assert complaints(todo) == [] and len(todo) <= 50 and not todo.endswith(".")
            is_statement = re.match(r"(I|My|We|Our|The|Nobody|Only|Somebody|A|Cameras)\b", todo)
            assert not is_statement or item.kind in ("reminder", "question"), todo

    def test_nobody_is_told_to_do_the_same_thing_twice(self) -> None:
        for role in ROLES:
            todo = [(item.phase, item.to_do(role)) for item in all_items() if role in item.roles]
            assert len(todo) == len(set(todo))

    def test_the_words_are_easy(self) -> None:
        """For readers of 11 to 12."""
        assert (
            grade(text for item in all_items() for text in (item.why, item.hint, item.mentor, item.mentee, item.todo))
            < 5
        )

    def test_nobody_reads_the_same_line_twice(self) -> None:
        for role in ROLES:
            titles = [(item.phase, item.wording(role)) for item in all_items() if role in item.roles]
            assert len(titles) == len(set(titles))

    def test_every_action_is_used_and_every_use_is_known(self) -> None:
        assert {item.action for item in all_items()} == {"", *ACTIONS}

    def test_the_subjects_are_those_somebody_looks_at(self) -> None:
        computer = {"link.cost", "power.enough", "screen.size", "zoom.version"}
        page = {"camera.present", "camera.distance", "camera.eye_level", "sound.microphone", "sound.speaker"}
        typed = {"contact.coordinator", "meeting.planned", "meeting.platform", "mentee.pays"}
        link = {"meeting.new_id", "meeting.passcode"}
        rules = {"policy.consent", "policy.guidance"}
        assert {item.subject for item in all_items()} == {"", *computer, *page, *typed, *link, *rules}


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

    def test_each_role_hears_its_own_thing_to_do(self) -> None:
        """G05: with the age in it. Where nothing is written, the usual words stand."""
        item = read_one(mentee="Sit well", todo="Sit at {age}", todo_mentee="Sit down")
        assert (item.to_do("mentor", 21), item.to_do("mentee", 21)) == ("Sit at 21", "Sit down")
        assert read_one(mentee="Sit well", todo="Sit").to_do("mentee") == "Sit"
        assert read_one(mentee="Sit well").to_do("mentee") == "Sit well"

    @given(st.text(min_size=1), st.integers(18, 99))
    def test_words_stay_as_they_are_but_for_the_age(self, words: str, age: int) -> None:
        """G05: only the age is filled in; braces and percent signs are plain text."""
        item = Item("chair", ("G05",), Phase.SETUP, ("mentor",), mentor=words)
        assert item.wording("mentor", age) == words.replace("{age}", str(age))
