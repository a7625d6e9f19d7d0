"""Asking for a file, with the system's own window."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget


def ask_for_file(parent: QWidget, title: str, kind: str) -> Path | None:
    """Which file to open; None where the person went back. ``kind`` names it with its ending: "Rules (*.toml)"."""
    chosen, _ = QFileDialog.getOpenFileName(parent, title, _documents(), kind)
    return Path(chosen) if chosen else None


def ask_where(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Where to write a file, among the person's own documents unless they say otherwise; None to go back."""
    chosen, _ = QFileDialog.getSaveFileName(parent, title, str(Path(_documents()) / name), kind)
    return Path(chosen) if chosen else None


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
