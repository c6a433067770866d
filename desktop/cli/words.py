"""What a command has to say, in words and tables for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from desktop.cli import (
    apart,
    exporting,
    finding,
    importing,
    laid_down,
    planning,
    scheduling,
    statistics,
    tagging,
    why,
)
from desktop.cli.tables import factor, shortened, table
from desktop.study.calendar import Moment
from desktop.study.spans import days_text


def decks(result: Any) -> str:
    """Show decks as a tree with numbers."""
    if not result:
        return "There are no decks."
    rows = [
        ("  " * row["depth"] + row["name"], row["due_today"], row["new_today"], row["known"], row["cards"])
        for row in result
    ]
    return table(("Deck", "Due today", "New today", "Known", "Cards"), rows, frozenset({1, 2, 3, 4}))


def next_card(result: Any) -> str:
    """Show a card, both sides."""
    if result["card"] is None:
        return str(result["message"])
    grades = ", ".join(f"{name} {days_text(days)}" for name, days in result["grades"].items())
    return (
        f"{result['deck']} ({result['kind']}, {result['left']} left)\n\n"
        f"{result['question']}\n\n"
        f"Answer:  {result['answer'].replace(chr(10), chr(10) + ' ' * 9)}\n"
        f"Grades:  {grades}\n"
        f"Card:    {result['card']}"
    )


def _ease(ease: float | None) -> str:
    return "" if ease is None else f"ease {factor(ease)}, "


def grade(result: Any) -> str:
    """Say when an answered card comes back."""
    return (
        f"Stored. The card comes back on {result['due']}"
        f" (interval {days_text(result['interval'])}, {_ease(result['ease'])}"
        f"repetition {result['repetition']})."
    )


def undo(result: Any) -> str:
    """Say what was taken back."""
    if result["undone"] == "review":
        return f"Took back the answer with grade {result['label']}: {', '.join(result['cards'])}"
    return f"Took back: {' '.join((result['undone'], result['label'])).strip()}"


def cards(result: Any) -> str:
    """Show one row a card."""
    if not result:
        return "There are no cards."
    rows = [
        (
            row["card"],
            "suspended" if row["suspended"] else row["due"] or "new",
            row["interval"] or "",
            factor(row["ease"]),
            row["deck"],
            shortened(row["question"]),
        )
        for row in result
    ]
    return table(("Card", "Due", "Interval", "Ease", "Deck", "Question"), rows, frozenset({2, 3}))


def reviews(result: Any) -> str:
    """Show one row an answer, with the time that the learner's clock showed."""
    if not result:
        return "There are no answers."
    rows = [
        (
            f"{Moment(row['at_ms'], row['offset_min']).local():%Y-%m-%d %H:%M}",
            row["grade"],
            row["mode"] + (", undone" if row["undone"] else ""),
            row["card"],
        )
        for row in result
    ]
    return table(("Time", "Grade", "Mode", "Card"), rows, frozenset({1}))


def check(result: Any) -> str:
    """Say that nothing is wrong."""
    return "Everything is in order."


def backup(result: Any) -> str:
    """Say where a backup is."""
    return f"Backed up to {result['file']} ({result['size'] / 1e6:.1f} MB)."


def restore(result: Any) -> str:
    """Say what was restored."""
    kept = f" What was there is kept as {result['kept']}." if result.get("kept") else ""
    return f"Restored {result['restored']}: {result['cards']} cards.{kept}"


WORDS: dict[str, Callable[[Any], str]] = {
    "decks": decks,
    "next": next_card,
    "grade": grade,
    "undo": undo,
    "cards": cards,
    "reviews": reviews,
    "check": check,
    "backup": backup,
    "restore": restore,
    "search": finding.found_words,
    "stats": statistics.words,
    "apart": apart.words,
    "why": why.words,
    "scheduler": scheduling.words,
    "plan": planning.words,
    "list": finding.list_words,
    "edit-tags": tagging.words,
    "show": finding.card_words,
    "import": importing.words,
    "export": exporting.words,
    "policy": laid_down.words,
}
