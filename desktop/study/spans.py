"""Spans of time in words."""

from __future__ import annotations


def days_text(days: int) -> str:
    """Return a number of days in words: "today", "1 day", "6 days", "4 months", "2.5 years"."""
    if days <= 0:
        return "today"
    if days < 60:
        return whole_days(days)
    if days < 365:
        return f"{round(days / 30.44)} months"
    years = f"{days / 365.25:.1f}".removesuffix(".0")
    return "1 year" if years == "1" else f"{years} years"


def whole_days(days: int) -> str:
    """Return a number of days, however many: "1 day", "400 days"."""
    return "1 day" if days == 1 else f"{days} days"
