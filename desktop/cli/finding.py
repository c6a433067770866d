"""Finding and showing cards on the command line."""

from __future__ import annotations

import argparse
from contextlib import closing
from datetime import UTC, datetime
from itertools import islice
from typing import Any
from uuid import UUID

from desktop.cli.facts import day, facts
from desktop.cli.tables import factor, shortened, table
from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.store.deck_rows import paths
from desktop.study.note import card_name

PAGE = 1000
CARDS, NOTES, DECKS, TAGS, TYPES, SEARCHES = LISTS = ("cards", "notes", "decks", "tags", "types", "searches")


def search(collection: Collection, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return the cards or notes that a search finds."""
    return _found(
        collection,
        arguments.query,
        notes=arguments.notes,
        sort=arguments.sort,
        descending=arguments.descending,
        limit=arguments.limit,
    )


def _found(collection: Collection, text: str, *, notes: bool = False, **more: Any) -> dict[str, Any]:
    """Return what a search finds. A part that makes no sense would widen it, so that it is refused.

    Raises:
        UserError: a part of it makes no sense.
    """
    with closing(collection.searcher()) as searcher:
        found = searcher.search(text, notes=notes, **more)
        if found.problem:
            raise UserError(found.problem)
        rows: list[dict[str, Any]] = []
        numbers = iter(found.numbers)
        while page := list(islice(numbers, PAGE)):
            rows += [_row(row) for row in searcher.rows(page, notes=notes)]
    return {"total": found.total, NOTES if notes else CARDS: rows}


def _row(row: Any) -> dict[str, Any]:
    return {
        "card": card_name(row.note_uid, row.ordinal),
        "note": str(UUID(bytes=row.note_uid)),
        "text": row.text,
        "deck": "::".join(row.deck_path),
        "note_type": row.note_type,
        "tags": list(row.tags),
        "due": day(row.due),
        "interval": row.interval,
        "ease": None if row.ease is None else row.ease / 100,
        "lapses": row.lapses,
        "reviews": row.reviews,
        "suspended": row.suspended,
        "flag": row.flag,
        "created": _instant(row.created_ms),
        "edited": _instant(row.edited_ms),
    }


def _instant(at_ms: int) -> str | None:
    """Return an instant in ISO form; None = not known."""
    try:
        return datetime.fromtimestamp(at_ms / 1000, UTC).isoformat(timespec="seconds") if at_ms else None
    except (ValueError, OverflowError, OSError):
        return None


def listing(collection: Collection, arguments: argparse.Namespace) -> Any:
    """List what there is of one kind."""
    if arguments.what in (CARDS, NOTES):
        return _found(collection, "", notes=arguments.what == NOTES)[arguments.what]
    if arguments.what == DECKS:
        tree = collection.tree()
        return [
            {"deck": path, "cards": row.cards, "due": row.due, "new": row.new, "known": row.known}
            for path, row in zip(paths(tree), tree, strict=True)
        ]
    if arguments.what == SEARCHES:
        return [{"name": each.name, "search": each.query} for each in collection.searches.listed()]
    with closing(collection.searcher()) as searcher:
        if arguments.what == TAGS:
            return [row._asdict() for row in searcher.tags()]
        return [row._asdict() | {"fields": list(row.fields)} for row in searcher.note_types()]


def show(collection: Collection, arguments: argparse.Namespace) -> dict[str, Any]:
    """Return everything about one card."""
    view = collection.card(collection.card_with(arguments.card))
    return facts(view, collection.today()) | {
        "deck": "::".join(view.deck_path),
        "answers": view.answers,
        "note": str(view.note.uid),
        "note_type": view.note.note_type.name,
        "fields": dict(view.note.fields),
    }


def found_words(result: dict[str, Any]) -> str:
    """Show what was found, one row each, and how many there are."""
    kind = NOTES if NOTES in result else CARDS
    return f"{_cards_words(result[kind])}\n{result['total']} {kind}."


def _cards_words(rows: list[dict[str, Any]]) -> str:
    if not rows:
        return "Nothing was found."
    cells = [
        (
            row["card"],
            "suspended" if row["suspended"] else row["due"] or "new",
            row["interval"] or "",
            factor(row["ease"]),
            row["deck"],
            shortened(row["text"]),
        )
        for row in rows
    ]
    return table(("Card", "Due", "Interval", "Ease", "Deck", "Text"), cells, frozenset({2, 3}))


def list_words(result: list[dict[str, Any]]) -> str:
    """Show a list, one row each."""
    if not result:
        return "There are none."
    if "card" in result[0]:
        return _cards_words(result)
    heads = list(result[0])
    cells = [[", ".join(cell) if isinstance(cell, list) else cell for cell in row.values()] for row in result]
    right = frozenset(at for at, cell in enumerate(cells[0]) if isinstance(cell, int))
    return table([head.replace("_", " ").capitalize() for head in heads], cells, right)


def card_words(result: dict[str, Any]) -> str:
    """Show one card: both sides, then one line a fact."""
    sides = f"{result['question']}\n\nAnswer:  {result['answer'].replace(chr(10), chr(10) + ' ' * 9)}\n\n"
    told = {key: value for key, value in result.items() if key not in ("question", "answer", "fields")}
    rows = [(key.replace("_", " ").capitalize() + ":", _word(value)) for key, value in told.items()]
    width = max(len(head) for head, _ in rows)
    return sides + "\n".join(f"{head:{width}}  {word}".rstrip() for head, word in rows)


def _word(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
