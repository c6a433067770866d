"""Figures about learning: pure functions of what the log of answers holds, each with its definition and n.

What counts: answers in study mode that were not taken back. Practice, seeds and resets from other programs,
and due days that were moved in bulk are no answers and never count. All but the forecast and where cards
stand follows from the log alone, whatever scheduler is in force, so that a change of it rewrites no past.
"""
