"""The app is killed at any moment: what it said was kept is there."""

import random
from pathlib import Path

import pytest

from tests.store.killing import kills


@pytest.mark.parametrize("kind", ["local", "network"])
def test_no_acknowledged_tick_is_lost_in_ten_kills(folder: Path, kind: str) -> None:
    """The same with 200 kills: tests/benchmarks/kills.py."""
    found = kills(folder, 10, random.Random(), kind)
    assert [wrong for kill in found for wrong in kill.wrong] == []
    assert found[-1].acknowledged > 10
