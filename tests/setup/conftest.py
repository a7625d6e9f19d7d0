"""The whole app for this room's tests is the one that the tests of the whole app start."""

from tests.app.conftest import dialogs, folder, planned, rules, settled, start

__all__ = ["dialogs", "folder", "planned", "rules", "settled", "start"]
