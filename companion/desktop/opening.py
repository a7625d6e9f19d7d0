"""Opens web pages, mail and phone numbers with the program the person uses for them, through Qt."""

from collections.abc import Callable

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from companion.errors import Problem

_WEB = ("https", "http")
_OTHERS = ("mailto", "tel")


class NotOpened(Problem):
    """It did not open; the sentence says what to do instead."""


def open_address(address: str, opener: Callable[[QUrl], bool] = QDesktopServices.openUrl) -> None:
    """Open ``address`` (https, http, mailto or tel). Raises NotOpened; the address is then worth copying."""
    url = QUrl(address, QUrl.ParsingMode.StrictMode)
    if not _may_open(url):
        raise NotOpened("desktop.opening.refused")
    if not opener(url):
        if url.scheme() == "tel":
            raise NotOpened("desktop.opening.no_phone", number=url.path())
        raise NotOpened("desktop.opening.nothing", address=worth_copying(address))


def worth_copying(address: str) -> str:
    """What a person can use of ``address``: the bare number or mail address, else the address itself."""
    scheme, _, rest = address.partition(":")
    return rest.partition("?")[0] if scheme in _OTHERS else address


def _may_open(url: QUrl) -> bool:
    if not url.isValid():
        return False
    if url.scheme() in _WEB:
        # https://zoom.us@example.org goes to example.org: nobody who means well writes that.
        return bool(url.host()) and not url.userInfo()
    return url.scheme() in _OTHERS and bool(url.path()) and not url.host()
