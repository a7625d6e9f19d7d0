"""Which steps the first run asks, in order: only what is not already known, and only what will be used."""

from companion.sessions.pair import Role

ROLE, SHARED, PERSON, COORDINATOR, AGREEMENTS = "role", "shared", "person", "coordinator", "agreements"


def steps(role: Role | None, *, private: bool, shared_known: bool, coordinator_known: bool) -> tuple[str, ...]:
    """The steps for this person.

    ``shared_known``: a policy has answered whether others use this computer. ``coordinator_known``: a policy gives the
    contact. A mentee in a private session is asked only what this call needs: who they are and whom they meet.
    """
    asked = [ROLE]
    if not private and not shared_known:
        asked.append(SHARED)
    asked.append(PERSON)
    if role == Role.MENTEE and private:
        return tuple(asked)
    if not coordinator_known:
        asked.append(COORDINATOR)
    if role == Role.MENTOR:
        asked.append(AGREEMENTS)
    return tuple(asked)
