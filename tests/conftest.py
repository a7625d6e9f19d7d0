"""What every test gets: a home of its own, a platform that draws off screen, and the ``gui`` marker.

Qt is not imported here, so that ``pytest -m "not gui"`` stays quick.
"""

import gc
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The home below is one for all examples of a test; tests that write say so by making their own folders.
_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("here", deadline=None, max_examples=50, suppress_health_check=_QUIET)
settings.register_profile("bare clone", settings.get_profile("here"), derandomize=True, database=None)
settings.load_profile("bare clone" if os.environ.get("CI") else "here")

_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_CACHE_HOME": ".cache",
    "XDG_RUNTIME_DIR": "run",
    "XDG_CONFIG_DIRS": "site/config",
    "XDG_DATA_DIRS": "site/data",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_COMMON_APPDATA": "site/config",
}


_COLLECT_EVERY = 25  # tests; after each one it would take as long as the tests themselves


def pytest_sessionstart() -> None:
    """Qt's objects must end in the thread they live in: garbage is looked for between tests, never in a thread."""
    gc.disable()


def pytest_runtest_logfinish(nodeid: str, _ended: list[str] = []) -> None:  # noqa: B006  (a counter)
    """Look for garbage now and then, here, in the main thread."""
    _ended.append(nodeid)
    if len(_ended) % _COLLECT_EVERY == 0:
        gc.collect()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need a Qt application."""
    for item in items:
        if {"qtbot", "qapp"} & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home: no test can see or touch what the person at this computer keeps."""
    folder = tmp_path_factory.mktemp("home")
    for variable, place in _FOLDERS.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        monkeypatch.setenv(variable, str(folder / place))
    (folder / "run").chmod(0o700)
    return folder
