"""How the system wants programs to look, with a stand-in for its wishes."""

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from companion.desktop import appearance
from companion.desktop.appearance import Appearance, is_dark, wants_contrast, wants_less_motion


class OldWishes(QObject):
    """What Qt knew of a person's wishes before it knew about motion."""

    contrastPreferenceChanged = Signal(object)  # noqa: N815
    contrast = Qt.ContrastPreference.NoPreference

    def contrastPreference(self) -> Qt.ContrastPreference:  # noqa: N802
        return self.contrast


class Wishes(OldWishes):
    motionPreferenceChanged = Signal(object)  # noqa: N815
    motion = "NoPreference"

    def motionPreference(self) -> SimpleNamespace:  # noqa: N802
        return SimpleNamespace(name=self.motion)


class Hints(QObject):
    colorSchemeChanged = Signal(object)  # noqa: N815
    scheme = Qt.ColorScheme.Unknown

    def __init__(self, wishes: OldWishes) -> None:
        super().__init__()
        self.wishes = wishes

    def colorScheme(self) -> Qt.ColorScheme:  # noqa: N802
        return self.scheme

    def accessibility(self) -> OldWishes:
        return self.wishes


@pytest.fixture
def wishes(qapp: QApplication) -> Wishes:
    return Wishes()


@pytest.fixture
def system(monkeypatch: pytest.MonkeyPatch, wishes: Wishes) -> Hints:
    hints = Hints(wishes)
    monkeypatch.setattr(appearance, "QGuiApplication", SimpleNamespace(styleHints=lambda: hints))
    return hints


def test_every_change_is_told(qtbot: QtBot, system: Hints, wishes: Wishes) -> None:
    seen = Appearance()
    for signal in (system.colorSchemeChanged, wishes.contrastPreferenceChanged, wishes.motionPreferenceChanged):
        with qtbot.waitSignal(seen.changed, timeout=1000):
            signal.emit(None)


@pytest.mark.parametrize("scheme", Qt.ColorScheme)
def test_dark_only_where_the_system_says_dark(system: Hints, scheme: Qt.ColorScheme) -> None:
    system.scheme = scheme
    assert is_dark() is (scheme == Qt.ColorScheme.Dark)


def test_contrast_and_less_motion_are_wished_for_one_by_one(system: Hints, wishes: Wishes) -> None:
    assert (wants_contrast(), wants_less_motion()) == (False, False)
    wishes.contrast = Qt.ContrastPreference.HighContrast
    assert (wants_contrast(), wants_less_motion()) == (True, False)
    wishes.contrast, wishes.motion = Qt.ContrastPreference.NoPreference, "ReducedMotion"
    assert (wants_contrast(), wants_less_motion()) == (False, True)


def test_a_qt_that_knows_nothing_of_motion_will_do(qtbot: QtBot, system: Hints) -> None:
    system.wishes = OldWishes()
    seen = Appearance()
    assert not wants_less_motion()
    with qtbot.waitSignal(seen.changed, timeout=1000):
        system.wishes.contrastPreferenceChanged.emit(None)


def test_the_real_system_answers(qtbot: QtBot) -> None:
    seen = Appearance()
    assert {is_dark(), wants_contrast(), wants_less_motion()} <= {True, False}
    with qtbot.waitSignal(seen.changed, timeout=1000):
        QApplication.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
