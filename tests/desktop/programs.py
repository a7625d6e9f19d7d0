"""Programs of their own for what needs a process: how it ends, what it says, signals, a second copy."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from tests.whole.sources import ROOT

_LONG = 60


class Ended(NamedTuple):
    """How it ended and what it said."""

    code: int
    out: str
    err: str


def run(program: str, *arguments: str, **variables: str) -> Ended:
    """Run Python code to its end."""
    with started("-c", program, *arguments, **variables) as process:
        return ended(process)


def ended(process: "subprocess.Popen[str]") -> Ended:
    """Wait for the end."""
    out, err = process.communicate(timeout=_LONG)
    return Ended(process.returncode, out, err)


@contextmanager
def started(*arguments: str, **variables: str) -> Iterator["subprocess.Popen[str]"]:
    """A Python that runs beside the test, in the test's own home; gone when the test is over, whatever happens."""
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()
