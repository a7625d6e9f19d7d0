"""Cameras that are not there, for the tests that need a device. Nothing here is imported before a test asks for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.camera.fake import Desk


@pytest.fixture(scope="session")
def camera_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stand-in for cameras, compiled once."""
    from tests.camera import fake

    reason = fake.why_not()
    if reason:
        pytest.skip(reason)
    return fake.build(tmp_path_factory.mktemp("camera"))


@pytest.fixture
def desk(camera_library: Path, tmp_path: Path) -> Desk:
    """A desk with one camera, number 9."""
    from tests.camera.fake import Desk

    desk = Desk(camera_library, tmp_path)
    desk.plug(9)
    return desk
