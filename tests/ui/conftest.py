"""The themes that widgets are tested under: the usual one, twice the text, and one that knows no colours."""

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from companion.ui.theme import Theme

_BLACK = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.Highlight,
)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(qapp)
    made.apply(dark=False)
    return made


@pytest.fixture
def large(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """The person asked the system for text twice as large."""
    return sized(qapp, monkeypatch, 24)


@pytest.fixture(params=[12, 24], ids=["usual text", "text at 200 %"])
def any_size(request: pytest.FixtureRequest, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Theme:
    return sized(qapp, monkeypatch, request.param)


@pytest.fixture
def colorless(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Theme:
    """High contrast in black and white: what differs here differs in its shape."""
    palette = QPalette(QColor("white"))
    for role in QPalette.ColorRole:
        if role != QPalette.ColorRole.NColorRoles:
            palette.setColor(role, QColor("black" if role in _BLACK else "white"))
    monkeypatch.setattr("companion.ui.theme.system_palette", lambda _app: palette)
    made = Theme(qapp)
    made.apply(dark=False, contrast=True)
    return made


@pytest.fixture(scope="session")
def theme_for_session(qapp: QApplication) -> Theme:
    """One theme for property tests, which may not take fixtures made anew for each test."""
    made = Theme(qapp)
    made.apply(dark=False)
    return made


def sized(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, px: int) -> Theme:
    """A theme in a system whose text is so many px high; 12 is usual."""

    class Fonts(QFontDatabase):
        @staticmethod
        def systemFont(_which: QFontDatabase.SystemFont) -> QFont:  # noqa: N802
            font = QFont()
            font.setPixelSize(px)
            return font

    monkeypatch.setattr("companion.ui.theme.QFontDatabase", Fonts)
    monkeypatch.setattr("companion.ui.theme._USUAL_PX", 12)
    made = Theme(qapp)
    made.apply(dark=False)
    return made
