"""What the first run asks: only what is not known yet, and only what will be used."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.pair import Role
from companion.setup.steps import AGREEMENTS, COORDINATOR, PERSON, ROLE, SHARED, steps

roles = st.sampled_from([None, *Role])
ALL = (ROLE, SHARED, PERSON, COORDINATOR, AGREEMENTS)


@pytest.mark.parametrize(
    ("role", "private", "asked"),
    [
        (Role.MENTOR, False, ALL),
        (Role.MENTOR, True, (ROLE, PERSON, COORDINATOR, AGREEMENTS)),
        (Role.MENTEE, False, (ROLE, SHARED, PERSON, COORDINATOR)),
        (Role.MENTEE, True, (ROLE, PERSON)),
        (None, False, (ROLE, SHARED, PERSON, COORDINATOR)),
    ],
)
def test_each_person_is_asked_what_concerns_them(role: Role | None, private: bool, asked: tuple[str, ...]) -> None:
    """G01, G02, G05, G06, G07, G12: agreements are the mentor's; a mentee at a college is asked for this call alone."""
    assert steps(role, private=private, shared_known=False, coordinator_known=False) == asked


@given(role=roles, private=st.booleans(), shared=st.booleans(), contact=st.booleans())
def test_what_a_policy_has_answered_is_not_asked_and_nothing_else_changes(
    role: Role | None, private: bool, shared: bool, contact: bool
) -> None:
    without = steps(role, private=private, shared_known=False, coordinator_known=False)
    told = steps(role, private=private, shared_known=shared, coordinator_known=contact)
    known = {SHARED} & ({SHARED} if shared else set()) | ({COORDINATOR} if contact else set())
    assert told == tuple(step for step in without if step not in known)


@given(role=roles, private=st.booleans(), shared=st.booleans(), contact=st.booleans())
def test_whose_computer_it_is_comes_before_anything_personal(
    role: Role | None, private: bool, shared: bool, contact: bool
) -> None:
    """Nothing may be written before that is answered."""
    asked = steps(role, private=private, shared_known=shared, coordinator_known=contact)
    assert asked[0] == ROLE and PERSON in asked and len(set(asked)) == len(asked)
    assert SHARED not in asked or asked.index(SHARED) < asked.index(PERSON)
    assert SHARED not in asked or not private
