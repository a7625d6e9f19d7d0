"""Times of day as people type them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.sessions.clock_words import read_time

minutes = st.times().map(lambda at: at.replace(second=0, microsecond=0))


@given(
    minutes, st.sampled_from(["{:%H:%M}", "{:%H.%M}", "{:%H%M}", " {:%H:%M} ", "{:%Hh%M}", "{:%I:%M %p}", "{:%I.%M%p}"])
)
def test_every_minute_of_the_day_is_read_as_it_is_written(at: time, shape: str) -> None:
    assert read_time(shape.format(at)) == at


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("9", time(9)),
        ("9:05", time(9, 5)),
        ("930", time(9, 30)),
        ("5pm", time(17)),
        ("12 a.m.", time(0)),
        ("12pm", time(12)),
    ],
)
def test_short_ways_to_write_it(text: str, meant: time) -> None:
    assert read_time(text) == meant


@pytest.mark.parametrize(
    "text", ["", "noon", "25:00", "14:60", "13pm", "0am", "14:3", "14:30:10", "-3", "1 4 30", "99999"]
)
def test_what_is_no_time_is_not_guessed_at(text: str) -> None:
    assert read_time(text) is None


@given(st.text(max_size=12))
def test_nothing_that_is_typed_upsets_it(text: str) -> None:
    read = read_time(text)
    assert read is None or (read.second, read.microsecond) == (0, 0)
