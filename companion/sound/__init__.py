"""Can we hear each other? A level meter with a "say something" check, a test tone, a recording that stays in memory."""
