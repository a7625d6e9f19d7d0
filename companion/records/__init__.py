"""What did we do? Dates, checks and reasons; never a word of what was said."""
