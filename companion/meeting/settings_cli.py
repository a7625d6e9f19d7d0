"""The safe settings from a terminal: the same rows and words as in the window, without Qt."""

from companion.errors import Problem
from companion.guide.policy import Policy
from companion.meeting.settings import settings_for
from companion.meeting.settings_export import EXPORTS

FORMATS = tuple(EXPORTS)
"""The names that ``companion settings --format`` takes; the first is the default."""


class UnknownFormat(Problem):
    """There is no such format."""


def settings_text(policy: Policy, format_name: str = FORMATS[0]) -> str:
    """What ``companion settings`` prints under ``policy``, ending in a newline. Raises UnknownFormat."""
    export = EXPORTS.get(format_name)
    if export is None:
        raise UnknownFormat("meeting.settings.no_format", format=format_name, formats=", ".join(FORMATS))
    return export(settings_for(policy))
