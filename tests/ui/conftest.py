"""A theme for every widget under test."""

import pytest
from PySide6.QtWidgets import QApplication

from companion.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply(dark=False)
    return made


@pytest.fixture(scope="session")
def theme_for_session(qapp: QApplication) -> Theme:
    """One theme for property tests, which may not take fixtures made anew for each test."""
    made = Theme(qapp)
    made.apply(dark=False)
    return made
