"""Whom do I meet, and when? Profile, pair, meeting, recurrence and the session Today speaks of.

Nothing is re-exported here: the first paint needs `profile` alone, and must not load time zones for it.
"""
