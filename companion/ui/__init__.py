"""The frame and its parts: window, theme, widgets. Knows no feature."""
