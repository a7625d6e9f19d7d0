"""What the tests of the sound check start from."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.sound.fakes import Desk


@pytest.fixture
def desk(qapp: QApplication) -> Desk:
    """A sound check with devices of the tests' own; nothing goes on yet."""
    return Desk()
