"""What should we know? The first run, and the settings that can be changed later."""
