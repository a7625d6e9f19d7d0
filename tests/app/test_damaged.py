"""A store that turns out to be damaged only once it is read."""

from pathlib import Path

from companion.app import migrations
from companion.store import open_best
from companion.words import say
from tests.app.acting import leave, reads
from tests.app.conftest import Plan, Start
from tests.store.making import harm_page


def test_it_is_moved_aside_and_told_and_the_app_opens(start: Start, planned: Plan, folder: Path) -> None:
    planned()
    leave(start())
    harm_page(folder, "meetings", open_best(folder, migrations.ALL).store)
    house = start()
    assert house.window.isVisible()
    assert house.shell.opened.problem is not None
    assert reads(house.frame, say("app.restore")) or reads(house.frame, say("setup.welcome"))
