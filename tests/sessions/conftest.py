"""A store in memory, and how Hypothesis makes meetings."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import UTC, datetime

import pytest
from hypothesis import strategies as st

from companion.sessions.meeting import Meeting, Platform, Repeat
from companion.sessions.pair import Pair
from companion.sessions.repository import Sessions
from companion.sessions.schema import MIGRATION
from companion.sessions.zones import COMMON_ZONES
from companion.store import Preferences, Store, open_store
from companion.store.schema import MIGRATION as STORE

times = st.datetimes(datetime(2001, 1, 1), datetime(2060, 1, 1))
walls = times.map(lambda time: time.replace(second=0, microsecond=0, fold=0))
texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=30)

st.register_type_strategy(
    Meeting,
    st.builds(
        Meeting,
        id=st.just("m"),
        pair_id=st.just("p"),
        topic=texts,
        description=texts,
        starts=walls,
        zone=st.sampled_from(COMMON_ZONES),
        minutes=st.integers(5, 480),
        repeat=st.sampled_from(Repeat),
        count=st.none() | st.integers(1, 60),
        platform=st.sampled_from(Platform),
        join_url=st.sampled_from(["", "https://us04web.zoom.us/j/83125550142?pwd=abc"]),
        meeting_number=st.sampled_from(["", "831 2555 0142"]),
        passcode=texts,
        generated_id=st.booleans(),
    ),
)


@pytest.fixture(scope="session")
def make_store() -> Iterator[Callable[[], Store]]:
    """A fresh store in memory for each call."""
    with ExitStack() as opened:
        yield lambda: opened.enter_context(closing(open_store(None, [STORE, MIGRATION])))


@pytest.fixture
def store(make_store: Callable[[], Store]) -> Store:
    """An empty store."""
    return make_store()


@pytest.fixture
def sessions(store: Store) -> Sessions:
    """Sessions of one pair: Amara, with the id "p"."""
    sessions = Sessions(store)
    sessions.save_pair(Pair("p", "Amara"))
    return sessions


@pytest.fixture
def preferences(store: Store) -> Preferences:
    """Empty preferences."""
    return Preferences(store)


@pytest.fixture
def now() -> datetime:
    """Tuesday 24 November 2026, 13:48 in London."""
    return datetime(2026, 11, 24, 13, 48, tzinfo=UTC)
