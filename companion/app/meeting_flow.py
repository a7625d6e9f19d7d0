"""Temporary."""
from companion.ui.page import Page
class MeetingFlow:
    def __init__(self, house): self._house = house
    def make(self): return Page(self._house.theme, "Is the meeting set up safely?")
    def plan(self): pass
    def plan_or_edit(self): pass
    def edit_for_link(self): pass
    def walk_through(self): pass
    def make_voice_only(self): pass
