"""What the tests of the records share: a store, a record, and how Hypothesis makes them."""

from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from companion.records.record import Check, Record
from companion.records.repository import Records
from companion.records.schema import MIGRATION
from companion.store import open_store

NOW = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ROOM = Check("room", "I am in a study, not a bedroom", "person", NOW - 10 * MINUTE, "You, 13:50")
CAMERA = Check("camera", "My camera works", "computer", NOW - 9 * MINUTE, "Built-in camera, 1280 × 720")
opened = ExitStack()


def memory() -> Records:
    """No records yet, in a store in memory that is closed when the test is over."""
    return Records(opened.enter_context(closing(open_store(None, [MIGRATION]))))


def record(session: str = "m:2026-11-24T14:00", starts: datetime = NOW, **values: Any) -> Record:
    """An hour on Zoom with Amara, two of three checks done."""
    usual = {"minutes": 60, "nickname": "Amara", "platform": "zoom", "done": 2, "total": 3, "checks": (CAMERA, ROOM)}
    return Record(session, starts, **{**usual, **values})


moments = st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20) | st.sampled_from(
    ["=1+1", "+44 20", "-1", "@cmd", "\t=1", "\r=1", '"quoted", and more', "a\nb", "Zoë", "'already", "", "＝1"]
)
checks = st.lists(
    st.builds(
        Check,
        item=st.sampled_from(["room", "camera", "power"]),
        title=texts,
        by=st.sampled_from(["person", "computer"]),
        at=moments,
        evidence=texts,
    ),
    max_size=3,
    unique_by=lambda check: check.item,
).map(lambda found: tuple(sorted(found, key=lambda check: (check.at, check.item))))
records = st.builds(
    Record,
    session=st.sampled_from(["a", "b", "c", "d"]),
    starts=moments,
    minutes=st.integers(5, 480),
    nickname=texts,
    platform=st.sampled_from(["zoom", "teams", "meet", "phone"]),
    done=st.integers(0, 30),
    total=st.integers(0, 30),
    joined=st.none() | moments,
    reason=texts,
    checks=checks,
)
some_records = st.lists(records, max_size=4, unique_by=lambda made: made.session)
