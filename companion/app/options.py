"""What the window is started with."""

from pathlib import Path
from typing import NamedTuple


class Options(NamedTuple):
    """From the command line: ``policy`` and ``data_dir`` are paths as given; ``page`` is a page's name."""

    private: bool = False
    policy: Path | None = None
    data_dir: Path | None = None
    page: str = ""
    lang: str | None = None
