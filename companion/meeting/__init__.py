"""Is the meeting set up safely?  Zoom's safe settings, and what a join link really is."""
