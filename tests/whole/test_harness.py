"""The tests' own ground: a home for each, and the ``gui`` marker where Qt is used."""

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from platformdirs import user_cache_path, user_config_path, user_data_path

_SEEN: list[Path] = []


@pytest.mark.parametrize("turn", [1, 2])
def test_each_test_has_an_empty_home_of_its_own(home: Path, turn: int) -> None:
    assert home not in _SEEN
    assert not [path for path in home.rglob("*") if path.is_file()]
    (home / "left-behind").write_text(str(turn))
    _SEEN.append(home)


def test_what_the_app_keeps_lies_in_that_home(home: Path) -> None:
    assert Path.home() == home
    for folder in (user_data_path("x"), user_config_path("x"), user_cache_path("x")):
        assert folder.is_relative_to(home)


def test_tests_with_qt_are_marked(qapp: object, request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("gui")


def test_tests_without_qt_are_not_marked(request: pytest.FixtureRequest) -> None:
    assert request.node.get_closest_marker("gui") is None


def test_nothing_is_drawn_on_a_screen_unless_asked() -> None:
    assert os.environ["QT_QPA_PLATFORM"]


@given(st.integers())
def test_properties_are_tried_without_a_deadline(_: int) -> None:
    assert settings().deadline is None
