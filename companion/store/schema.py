"""The store's own table: preferences."""

from companion.store.migration import Migration

MIGRATION = Migration(1, "CREATE TABLE preferences (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID")
