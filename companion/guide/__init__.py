"""What 1MM asks: the guide's requirements, the checklist items made of them, and a partner's policy laid over them."""
