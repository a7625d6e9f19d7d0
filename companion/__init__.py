"""1MM Companion: a small desktop app that makes a mentoring call easy to get right."""

__version__ = "0.1.0"
