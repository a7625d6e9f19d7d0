"""One SQLite store, kept safe. This is its front door; it knows no feature.

``store.copies`` and ``store.erase`` are imported by those who need them, as they come after the first paint.
"""

from companion.store.connection import FILE, Store, open_store
from companion.store.migration import Migration
from companion.store.opening import Opened, open_best, restore, store_file
from companion.store.preferences import Preferences
from companion.store.problems import StoreBusy, StoreCorrupt, StoreFull, StoreProblem, StoreReadOnly, StoreTooNew

__all__ = [
    "FILE",
    "Migration",
    "Opened",
    "Preferences",
    "Store",
    "StoreBusy",
    "StoreCorrupt",
    "StoreFull",
    "StoreProblem",
    "StoreReadOnly",
    "StoreTooNew",
    "open_best",
    "open_store",
    "restore",
    "store_file",
]
