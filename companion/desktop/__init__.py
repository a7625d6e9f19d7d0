"""The computer: where data lies, the clipboard, what the machine can see of itself. Import the module you need.

Nothing is imported here, because most of it is only needed after the window has been painted.
"""
