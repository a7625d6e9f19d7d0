"""Time zones."""

import pytest

from companion.sessions.zones import COMMON_ZONES, LONDON, ZoneUnknown, city, is_zone, zone_info


def test_london_comes_first() -> None:
    """G35: London is the guide's time zone."""
    assert COMMON_ZONES[0] == LONDON == "Europe/London"


def test_every_offered_zone_is_known_and_has_its_own_name() -> None:
    assert all(is_zone(zone) for zone in COMMON_ZONES)
    assert len({city(zone) for zone in COMMON_ZONES}) == len(COMMON_ZONES)


NO_ZONES = ["", "Europe", "Europe/Londn", "../../etc/passwd", "/etc/localtime", "a\0b", "x" * 5000, "\ud800"]


@pytest.mark.parametrize("name", NO_ZONES)
def test_what_is_no_zone_is_refused_in_a_sentence(name: str) -> None:
    assert not is_zone(name)
    with pytest.raises(ZoneUnknown) as caught:
        zone_info(name)
    assert "choose another time zone" in str(caught.value)


def test_a_place_is_named_as_people_write_it() -> None:
    assert city("America/New_York") == "New York"
    assert city("UTC") == "UTC"
