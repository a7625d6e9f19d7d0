"""Puts text on the clipboard, through Qt, and looks whether it is there."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from companion.words import Message

NO_CLIPBOARD = Message("desktop.no_clipboard")
"""What to say where a copy did not work."""


def copy_text(text: str) -> bool:
    """Copy plain text. False: it is not on the clipboard (say ``NO_CLIPBOARD``)."""
    return _copy(text, "", QGuiApplication.clipboard())


def copy_rich(text: str, html: str) -> bool:
    """Copy the same thing twice, plain and with its looks; the program it is pasted into chooses."""
    return _copy(text, html, QGuiApplication.clipboard())


def _copy(text: str, html: str, clipboard: QClipboard) -> bool:
    data = QMimeData()
    data.setText(text)
    if html:
        data.setHtml(html)
    # Only the clipboard itself: what is merely selected with the mouse (PRIMARY) belongs to the person.
    clipboard.setMimeData(data, QClipboard.Mode.Clipboard)
    # Read back, because a clipboard that another program holds, or that is not there, takes it without a word.
    return clipboard.text(QClipboard.Mode.Clipboard) == text
