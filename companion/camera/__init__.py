"""How do I look to the other person? For now: what is known of the camera without opening it, and what looks good."""
