"""Who I am here, and a first run that can be given up and gone on with."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.pair import Role
from companion.sessions.profile import Coordinator, Profile, Step, coordinator_problems
from companion.store import Preferences, Store
from companion.words import sentence

GRACE = Coordinator("Grace Holt", "01632 960 123", "grace@eastbrook.example", "Mon to Fri, 9 to 5")
STEPS = ("role", "shared", "pair", "coordinator", "agreements")


def test_nothing_is_assumed_before_it_was_answered(preferences: Preferences) -> None:
    """An empty first run: no role, nobody's computer, no contact."""
    profile = Profile(preferences)
    assert profile.role is None
    assert profile.shared_computer is None
    assert profile.coordinator == Coordinator()
    assert not profile.coordinator.reachable
    assert profile.first_open(STEPS) == "role"


def test_answers_are_there_after_a_restart(preferences: Preferences) -> None:
    """G12: role, shared computer and coordinator are kept, field by field."""
    profile = Profile(preferences)
    profile.set_role(Role.MENTEE)
    profile.set_shared_computer(False)
    profile.set_coordinator(GRACE._replace(name=" Grace Holt "))
    again = Profile(preferences)
    assert again.role is Role.MENTEE
    assert again.shared_computer is False
    assert again.coordinator == GRACE
    assert again.coordinator.reachable


def test_answers_can_be_taken_back(preferences: Preferences) -> None:
    profile = Profile(preferences)
    profile.set_role(Role.MENTOR)
    profile.set_shared_computer(True)
    profile.set_coordinator(Coordinator("Grace"))
    profile.set_role(None)
    profile.set_shared_computer(None)
    profile.set_coordinator(Coordinator(" "))
    assert (profile.role, profile.shared_computer, profile.coordinator) == (None, None, Coordinator())
    assert preferences.get("profile.coordinator") is None


def test_an_abandoned_first_run_goes_on_where_it_stopped(preferences: Preferences) -> None:
    """Answered and put-off steps are both behind; only put-off ones are offered again."""
    Profile(preferences).mark("role", Step.ANSWERED)
    Profile(preferences).mark("shared", Step.LATER)
    profile = Profile(preferences)
    assert profile.first_open(STEPS) == "pair"
    assert profile.left_for_later(STEPS) == ("shared",)
    assert profile.step("role") is Step.ANSWERED


def test_a_finished_first_run_has_no_open_step(preferences: Preferences) -> None:
    profile = Profile(preferences)
    for step in STEPS:
        profile.mark(step, Step.LATER)
    assert profile.first_open(STEPS) is None
    profile.mark("pair", None)
    assert profile.first_open(STEPS) == "pair"


@given(junk=st.none() | st.integers() | st.text() | st.lists(st.integers()) | st.dictionaries(st.text(), st.integers()))
def test_stored_nonsense_counts_as_not_answered(make_store: Callable[[], Store], junk: object) -> None:
    """A preference another version or hand wrote never stops the app."""
    preferences = Preferences(make_store())
    for key in ("profile.role", "profile.shared", "profile.coordinator", "profile.steps"):
        preferences.set(key, junk)
    profile = Profile(preferences)
    assert profile.role in (None, *Role)
    assert profile.shared_computer is None
    assert profile.coordinator == Coordinator()
    assert profile.step("role") is None


GOOD_CONTACTS = [
    Coordinator(),
    Coordinator("Grace Holt", "+44 (0)1632 960 123 ext 12"),
    Coordinator("", "", "mentoring.team@eastbrook.ac.uk"),
    Coordinator("Grace", "999", "", "Any time"),
]


@pytest.mark.parametrize("contact", GOOD_CONTACTS, ids=lambda contact: contact.name or contact.email or "none")
def test_contacts_people_type_are_fine(contact: Coordinator) -> None:
    """G12."""
    assert coordinator_problems(contact) == {}


BAD_CONTACTS = {
    "no way to reach them": (Coordinator("Grace"), {"phone": "Add a phone number or an email"}),
    "a name as number": (Coordinator("Grace", "ask Joe"), {"phone": "phone number"}),
    "a cut address": (Coordinator("Grace", "", "grace@eastbrook"), {"email": "the @ and the dot"}),
    "two addresses": (Coordinator("Grace", "", "a@b.uk c@d.uk"), {"email": "email address"}),
    "everything at once": (
        Coordinator("a\nb", "x", "@", "y" * 121),
        {"name": "one line", "phone": "phone number", "email": "email address", "hours": "at most 120"},
    ),
}


@pytest.mark.parametrize(("contact", "expected"), BAD_CONTACTS.values(), ids=BAD_CONTACTS.keys())
def test_every_fault_of_a_contact_is_told_at_its_field(contact: Coordinator, expected: dict[str, str]) -> None:
    """G12: one sentence a field, all at once."""
    found = {field: sentence(message) for field, message in coordinator_problems(contact).items()}
    assert found.keys() == expected.keys()
    assert all(expected[field] in found[field] for field in expected)
