"""Small answers and choices: kept as they were given, and never in the way."""

from contextlib import closing
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companion.store import Preferences, Store, StoreProblem, open_store
from tests.store.making import STEPS, OpenStore

# Half a surrogate pair too: a text field can give that.
anything = st.text(max_size=20) | st.text(max_size=5).map(lambda text: f"{text}\ud800")
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | anything,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(anything, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["a", "a.b", "A", "Zoë's", ""]), values), values)
def test_what_was_set_is_there(given_: dict[str, Any], second: Any) -> None:
    with closing(open_store(None, STEPS)) as store:
        preferences = Preferences(store)
        for key, value in given_.items():
            preferences.set(key, "before")
            preferences.set(key, value)
        assert {key: preferences.get(key, "unset") for key in given_} == given_
        assert preferences.all() == {key: value for key, value in given_.items() if value is not None}
        preferences.set("other", second)
        preferences.forget("other")
        assert preferences.get("other", "unset") == "unset"
        assert set(preferences.all()) <= set(given_)


def test_it_is_there_after_closing(keep: OpenStore) -> None:
    store = keep()
    Preferences(store).set("window.theme", "dark")
    store.close()
    assert Preferences(keep()).get("window.theme") == "dark"


def test_what_was_never_set_is_the_default(memory: Store) -> None:
    preferences = Preferences(memory)
    assert (preferences.get("a"), preferences.get("a", 3), preferences.all()) == (None, 3, {})
    preferences.forget("a")


@pytest.mark.parametrize("text", ["", "{", "dark", "[1,", b"\xff\xfe", "9" * 5000])
def test_what_cannot_be_read_counts_as_not_set_and_can_be_set(memory: Store, text: object) -> None:
    """Written by hand, or by a version that kept it otherwise."""
    preferences = Preferences(memory)
    memory.write("INSERT INTO preferences VALUES ('a', ?)", (text,))
    preferences.set("b", 1)
    assert (preferences.get("a", "light"), preferences.all()) == ("light", {"b": 1})
    preferences.set("a", "dark")
    assert preferences.get("a") == "dark"


def test_only_what_changed_is_written(memory: Store) -> None:
    """An app in which nothing changes leaves the disk alone."""
    preferences = Preferences(memory)
    preferences.set("a", {"x": [1, "ë"]})
    before = memory.read("SELECT total_changes()")
    preferences.set("a", {"x": [1, "ë"]})
    assert memory.read("SELECT total_changes()") == before
    preferences.set("a", {"x": [1, "e"]})
    assert memory.read("SELECT total_changes()") != before


def test_what_cannot_be_kept_changes_nothing(memory: Store) -> None:
    preferences = Preferences(memory)
    preferences.set("a", 1)
    with pytest.raises(TypeError):
        preferences.set("a", object())
    memory.read("PRAGMA query_only = ON")
    with pytest.raises(StoreProblem):
        preferences.set("a", 2)
    with pytest.raises(StoreProblem):
        preferences.forget("a")
    assert preferences.get("a") == 1
