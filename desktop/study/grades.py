"""Grades, and the two ways to be asked. Kept apart from what they do: the first window needs only these."""

from __future__ import annotations

PASS = 3
"""The lowest grade that counts as remembered."""
DRILL_BELOW = 4
"""A grade below this is asked again on the same day."""

AGAIN, HARD, GOOD, EASY = 2, 3, 4, 5
BUTTONS = (AGAIN, HARD, GOOD, EASY)
TWO_BUTTONS = (AGAIN, GOOD)
GRADES = range(6)

STUDY = "study"
PRACTICE = "practice"
