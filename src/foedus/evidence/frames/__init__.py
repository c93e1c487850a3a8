"""Frames: who could have come, on which day, what was known the day before, and who came. One frame a file."""
