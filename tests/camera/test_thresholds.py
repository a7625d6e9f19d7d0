"""The one table of thresholds: each says what it counts and why it is this one, and each is used."""

import re
from collections.abc import Iterator

import pytest

from companion.camera import thresholds
from companion.camera.thresholds import Limit
from tests.whole.sources import sources

OTHERS = [source for source in sources("companion") if source.module != "companion.camera.thresholds"]


def limits() -> Iterator[tuple[str, Limit]]:
    for name, value in vars(thresholds).items():
        if name.isupper() and not name.startswith("_"):
            yield from ((name, each) for each in (value if isinstance(value, tuple) else (value,)))


@pytest.mark.parametrize(("name", "limit"), [*limits()], ids=lambda value: value if isinstance(value, str) else "")
def test_each_says_its_unit_and_its_source(name: str, limit: Limit) -> None:
    assert limit.unit and re.fullmatch(r"(convention|measured|geometry): .{15,}", limit.source), name
    assert 0 <= limit <= 15


@pytest.mark.parametrize("name", sorted({name for name, _ in limits()}))
def test_each_is_used(name: str) -> None:
    assert any(re.search(rf"\b(limit|thresholds)\.{name}\b", source.text) for source in OTHERS)


def test_ranges_are_ranges() -> None:
    assert thresholds.FACE_LEAST < thresholds.FACE_MOST
    assert thresholds.EYES_HIGHEST < thresholds.EYES_LOWEST
    assert thresholds.PITCH_HINT < thresholds.PITCH
    assert thresholds.LIT_BODY[0] < thresholds.LIT_BODY[1]


def test_a_good_call_frame_of_the_facts_is_inside() -> None:
    """Eyes 30 to 45 % from the top, face a quarter to a half, 12 % to either side, 8 degrees."""
    assert (thresholds.EYES_HIGHEST, thresholds.EYES_LOWEST) == (0.30, 0.45)
    assert (thresholds.FACE_LEAST, thresholds.FACE_MOST) == (0.25, 0.50)
    assert (thresholds.MIDDLE, thresholds.ROLL) == (0.12, 8.0)
