"""A first run that was answered earlier, for the tests that start the app as a process."""

from contextlib import closing
from pathlib import Path

from companion.app import migrations
from companion.sessions.pair import Role
from companion.sessions.profile import Profile, Step
from companion.setup import steps
from companion.store import Preferences, open_best


def settle(folder: Path, role: Role = Role.MENTOR) -> Path:
    """Keep in ``folder`` that somebody said who they are and left the rest for later; returns the folder."""
    with closing(open_best(folder, migrations.ALL).store) as store:
        profile = Profile(Preferences(store))
        profile.set_role(role)
        profile.mark(steps.ROLE, Step.ANSWERED)
        for step in (steps.SHARED, steps.PERSON, steps.COORDINATOR, steps.AGREEMENTS):
            profile.mark(step, Step.LATER)
    return folder
