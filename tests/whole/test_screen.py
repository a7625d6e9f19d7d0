"""A real X11 screen: the libraries that ``dev.py`` looks for are all that the window needs there."""

import os
import shutil
import subprocess
import sys

import pytest

WINDOW = """
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
app = QApplication([])
label = QLabel("Are we ready?")
label.show()
while not label.windowHandle().isExposed():
    app.processEvents()
print(QGuiApplication.platformName(), label.grab().width() > 0)
"""


@pytest.mark.skipif(not shutil.which("xvfb-run"), reason="needs xvfb-run")
def test_a_window_opens_on_x11() -> None:
    command = ["xvfb-run", "-a", sys.executable, "-c", WINDOW]
    environ = dict(os.environ, QT_QPA_PLATFORM="xcb", QT_FATAL_WARNINGS="1")
    answer = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
    assert (answer.returncode, answer.stdout.split()) == (0, ["xcb", "True"]), answer.stderr
