"""Who do I turn to? Works with nothing set up, and opening it is never written down."""
