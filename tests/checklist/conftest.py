"""Closes what a test has opened."""

from collections.abc import Iterator

import pytest

from tests.checklist.making import opened


@pytest.fixture(autouse=True)
def close_stores() -> Iterator[None]:
    """Every store of ``memory``: there is one for each example that Hypothesis thinks of."""
    yield
    opened.close()
