"""Small answers and choices, as JSON values by key."""

from typing import Any

from companion.store.connection import Store


class Preferences:
    """Values in the store's ``preferences`` table. What cannot be read counts as not set."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def get(self, key: str, default: Any = None) -> Any:
        """The value of ``key``, or ``default``."""
        rows = self._store.read("SELECT value FROM preferences WHERE key = ?", (key,))
        return _parsed(rows[0][0], default) if rows else default

    def set(self, key: str, value: Any) -> None:
        """Keep ``value``, which JSON must be able to hold. Writes only what changed."""
        import json

        text = json.dumps(value)  # in ASCII: SQLite refuses half a surrogate pair, which can be typed
        if self._store.read("SELECT 1 FROM preferences WHERE key = ? AND value = ?", (key, text)):
            return
        self._store.write("INSERT OR REPLACE INTO preferences (key, value) VALUES (?, ?)", (key, text))

    def forget(self, key: str) -> None:
        """Remove ``key``."""
        self._store.write("DELETE FROM preferences WHERE key = ?", (key,))

    def all(self) -> dict[str, Any]:
        """Every value that can be read, by key."""
        rows = self._store.read("SELECT key, value FROM preferences")
        return {key: value for key, text in rows if (value := _parsed(text, None)) is not None}


def _parsed(text: object, default: Any) -> Any:
    import json  # 2 ms that a first start, with nothing to read, can do without

    try:
        return json.loads(str(text))
    except ValueError:
        return default
