"""Who am I here? The first run, and the settings that can be changed later."""
