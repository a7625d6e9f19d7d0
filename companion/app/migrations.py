"""Every room's tables, in order. Importing these costs next to nothing: they are strings."""

from companion.checklist.schema import MIGRATION as CHECKLIST
from companion.records.schema import MIGRATION as RECORDS
from companion.sessions.schema import MIGRATION as SESSIONS
from companion.store.schema import MIGRATION as STORE

ALL = (STORE, SESSIONS, CHECKLIST, RECORDS)
