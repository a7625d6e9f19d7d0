"""How the system wants programs to look: dark or light, more contrast, less motion. Through Qt, and live."""

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication


class Appearance(QObject):
    """Signal: ``changed``, after the system changed its colours or its wish for contrast or less motion."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Kept, because the objects behind these are only borrowed from Qt.
        self._hints = QGuiApplication.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self.changed)
        self._wishes.contrastPreferenceChanged.connect(self.changed)
        if hasattr(self._wishes, "motionPreferenceChanged"):  # newer than the oldest Qt we run on
            self._wishes.motionPreferenceChanged.connect(self.changed)


def is_dark() -> bool:
    """Whether the system shows itself dark."""
    return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def wants_contrast() -> bool:
    """Whether the person asked the system for high contrast."""
    hints = QGuiApplication.styleHints()
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def wants_less_motion() -> bool:
    """Whether the person asked the system for less motion; False where Qt cannot tell."""
    hints = QGuiApplication.styleHints()
    wishes = hints.accessibility()
    told = getattr(wishes, "motionPreference", None)
    return told is not None and told().name == "ReducedMotion"
