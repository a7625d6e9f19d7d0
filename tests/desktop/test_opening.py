"""Opening web pages, mail and phone numbers."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from companion.desktop.opening import NotOpened, open_address, worth_copying
from companion.words import say

SCHEMES = ["https", "http", "mailto", "tel"]


class Opener:
    """A desktop that opens what it is given, and remembers it."""

    def __init__(self, opens: bool = True) -> None:
        self.opens = opens
        self.given: list[str] = []

    def __call__(self, url: QUrl) -> bool:
        self.given.append(url.toString())
        return self.opens


@pytest.mark.parametrize(
    "address",
    [
        "https://us04web.zoom.us/j/83125550142?pwd=abc",
        "HTTPS://zoom.us/profile/setting",
        "http://example.org",
        "https://münchen.example/",
        "tel:08001111",
        "tel:+442079460018",
        "mailto:coordinator@example.org?subject=Hello",
    ],
)
def test_what_people_need_is_opened(address: str) -> None:
    opener = Opener()
    open_address(address, opener)
    assert opener.given == [QUrl(address).toString()]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "example.org",
        "/etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/html,hello",
        "smb://server/share",
        "zoommtg://zoom.us/join?confno=83125550142",
        "https:",
        "https:///j/1",
        "https://zoom.us@example.org/j/1",
        "https://zoom.us:8@example.org/j/1",
        "https://[",
        "https://example.org/a b",
        " https://example.org",
        "https://example.org/\nX",
        "mailto:",
        "tel:",
        "tel://08001111",
        "mailto://example.org/a@example.org",
    ],
)
def test_anything_else_is_refused_in_one_sentence(address: str) -> None:
    opener = Opener()
    with pytest.raises(NotOpened) as caught:
        open_address(address, opener)
    assert opener.given == []
    assert str(caught.value) == say("desktop.opening.refused")


schemes = st.sampled_from([*SCHEMES, "file", "javascript", "data", "ftp", ""])


@given(st.text(max_size=30) | st.builds("{}:{}".format, schemes, st.text(max_size=20)))
def test_nothing_but_the_four_kinds_ever_reaches_the_desktop(address: str) -> None:
    opener = Opener()
    try:
        open_address(address, opener)
    except NotOpened:
        assert opener.given == []
    else:
        assert QUrl(opener.given[0]).scheme() in SCHEMES


def test_where_nothing_opens_it_the_sentence_has_the_address_to_copy() -> None:
    with pytest.raises(NotOpened) as caught:
        open_address("https://example.org", Opener(opens=False))
    assert str(caught.value) == "Nothing on this computer opens https://example.org. Copy it instead."


class Dialler(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.called: list[str] = []

    @Slot(QUrl)
    def on_call(self, url: QUrl) -> None:
        self.called.append(url.toString())


def test_it_is_the_persons_own_program_that_opens_it(qapp: QApplication) -> None:
    dialler = Dialler()
    slot: Any = "on_call"  # Qt for Python takes text here, whatever it says of itself
    QDesktopServices.setUrlHandler("tel", dialler, slot)
    try:
        open_address("tel:08001111")
    finally:
        QDesktopServices.unsetUrlHandler("tel")
    assert dialler.called == ["tel:08001111"]


@pytest.mark.parametrize(
    ("address", "worth"),
    [
        ("tel:08001111", "08001111"),
        ("mailto:grace@example.org?subject=Help", "grace@example.org"),
        ("https://zoom.us/j/83125550142?pwd=abc", "https://zoom.us/j/83125550142?pwd=abc"),
    ],
)
def test_what_is_copied_is_what_a_person_can_use(address: str, worth: str) -> None:
    assert worth_copying(address) == worth


def test_where_nothing_rings_the_number_stands_in_the_sentence() -> None:
    """G11."""
    with pytest.raises(NotOpened, match="0800"):
        open_address("tel:08001111", Opener(opens=False))
