"""Judges whether the screen is big enough for a call (G08)."""

from collections.abc import Sequence

from companion.desktop.finding import Finding, cannot_tell, good, not_right

SUBJECT = "screen.size"

NEEDED_WIDTH = 960
"""Logical px: the 640 of the picture Zoom sends one to one (360p), and 320 for the chat or the people beside it."""

NEEDED_HEIGHT = 540
"""Logical px: the picture's 360, and 180 for title, a browser's bars and the call's own buttons.

So a 1366 × 768 laptop is big enough with everything at 125 %, and a little too small at 150 %.
"""


def judge(sizes: Sequence[tuple[int, int]]) -> Finding:
    """Judge the largest of ``sizes``: (width, height) of each screen in logical px, without panels and task bars."""
    seen = [size for size in sizes if min(size) > 0]
    if not seen:
        return cannot_tell("desktop.screen.unknown")
    width, height = max(seen, key=_room)
    found = good if _is_enough(width, height) else not_right
    code = "desktop.screen.enough" if _is_enough(width, height) else "desktop.screen.small"
    return found(code, width=width, height=height)


def _is_enough(width: int, height: int) -> bool:
    return width >= NEEDED_WIDTH and height >= NEEDED_HEIGHT


def _room(size: tuple[int, int]) -> tuple[bool, int]:
    """Enough comes first: a tall narrow screen can have more area than a wide one that is big enough."""
    return _is_enough(*size), size[0] * size[1]
