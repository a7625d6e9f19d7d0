"""Where this computer keeps our data: one folder for each user, on this machine. Nothing is created here."""

from pathlib import Path

from companion.errors import Problem

APP = "onemm-companion"


class NoHome(Problem):
    """This user has no home folder, so there is nowhere to keep anything."""


def data_folder(override: Path | None = None) -> Path:
    """The absolute path of the data folder: ``override`` (``--data-dir``) where given, else the system's own place.

    The place is the local one, never one that roams with a Windows profile: records of calls are not to travel to every
    computer a person signs in to. Raises NoHome where neither can be told.
    """
    folder = _expanded(override) if override is not None else _system_place()
    if not folder.is_absolute():
        raise NoHome("desktop.no_home")
    return folder


def _system_place() -> Path:
    import platformdirs

    try:
        return _expanded(platformdirs.user_data_path(APP, appauthor=False, roaming=False))
    except (RuntimeError, OSError, ValueError) as cause:  # what a home that cannot be told raises on each system
        raise NoHome("desktop.no_home") from cause


def _expanded(path: Path) -> Path:
    """``path`` with a leading "~" filled in and made absolute; unchanged where there is no home to fill in."""
    try:
        expanded = path.expanduser()
    except RuntimeError:  # "~" without a home
        return path
    return expanded if expanded.parts[:1] == ("~",) else expanded.absolute()
