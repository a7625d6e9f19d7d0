"""A first run that was answered earlier, for the tests that start the app as a process."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from companion.app import migrations
from companion.sessions.pair import Role
from companion.sessions.profile import Profile, Step
from companion.setup import steps
from companion.store import Preferences, open_best


def settle(folder: Path, later: Sequence[str] = (steps.PERSON, steps.COORDINATOR, steps.AGREEMENTS)) -> Path:
    """Keep in ``folder`` that a mentor said whose computer it is and left ``later`` for later; returns the folder."""
    with closing(open_best(folder, migrations.ALL).store) as store:
        profile = Profile(Preferences(store))
        profile.set_role(Role.MENTOR)
        for step in (steps.ROLE, steps.SHARED):
            profile.mark(step, Step.ANSWERED)
        for step in later:
            profile.mark(step, Step.LATER)
    return folder
