"""Breaks and little time in the window: catching up, holidays, budgets, short sittings."""
