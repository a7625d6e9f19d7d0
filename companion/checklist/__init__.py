"""Are we ready? The plan of items, their states, readiness, and the Today page."""
