"""What a second copy of the app may say to the first: come to the front, perhaps with a page. Nothing else counts."""

import re
from collections.abc import Collection
from typing import NamedTuple

LONGEST = 256
"""Bytes; a message that is longer is not read."""

ANSWER = b"here\n"

_TOKEN = re.compile(r"[A-Za-z0-9_.:/-]{1,200}")


class Request(NamedTuple):
    """Come to the front. ``page`` is a page's name or ""; ``token`` the desktop's leave to take the focus, or ""."""

    page: str = ""
    token: str = ""


def compose(request: Request) -> bytes:
    """The message for a request; what could not be read at the other end is left out."""
    page = request.page if request.page.isalpha() and request.page.isascii() else ""
    token = request.token if _TOKEN.fullmatch(request.token) else ""
    return f"raise {page[:20] or '-'} {token or '-'}\n".encode("ascii")


def parse(message: bytes, pages: Collection[str]) -> Request | None:
    """The request in a message; None where it is not one. A page that is not in ``pages`` is left out."""
    if len(message) > LONGEST or not message.endswith(b"\n"):
        return None
    words = message[:-1].decode("ascii", errors="replace").split(" ")
    if len(words) != 3 or words[0] != "raise":
        return None
    page, token = words[1:]
    return Request(page if page in pages else "", token if token != "-" and _TOKEN.fullmatch(token) else "")
