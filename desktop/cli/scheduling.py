"""Which scheduler holds where, what another would move, and changing it, from the command line."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.store.collection import Collection
from desktop.study.options import accepted

NAMES = ("scheduler", "retention")


def scheduler(collection: Collection, arguments: argparse.Namespace) -> dict[str, Any]:
    """Tell the scheduler of all decks or of one, or give them another; `undo` takes that back.

    Raises:
        UserError: there is no such scheduler, an administrator holds it, or a deck is not there.
    """
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    asked = {"scheduler": arguments.scheduler, "retention": arguments.retention}
    values = {name: accepted(name, value) for name, value in asked.items() if value is not None}
    result: dict[str, Any] = {"deck": arguments.deck, "changed": False}
    if values:
        moves = collection.decks.what_if(deck, values)
        result |= {**moves._asdict(), "moved": moves.moved, "dry_run": arguments.dry_run}
        if not arguments.dry_run:
            result["changed"] = any(collection.decks.set_options(deck, values))
    options = collection.options if deck is None else collection.decks.options(deck)
    result |= {name: getattr(options, name) for name in NAMES}
    forest = collection.decks.forest()
    result["decks"] = {
        "::".join(forest.path(each)): {name: told[name] for name in NAMES if name in told}
        for each in forest.inside(deck)
        if each != deck and (told := collection.decks.own(each)).keys() & set(NAMES)
    }
    return result


def words(result: dict[str, Any]) -> str:
    """Say what holds, and what moves."""
    where = result["deck"] or "All decks"
    lines = [f"{where}: {result['scheduler']}, retention {result['retention']} %."]
    for deck, told in result["decks"].items():
        lines.append(f"{deck}: " + ", ".join(f"{name} {value}" for name, value in told.items()) + ".")
    if "moved" in result:
        would = "would move" if result["dry_run"] else "moved"
        how = f"{result['later']} later, {result['earlier']} earlier"
        lines.append(f"Due days that {would}: {result['moved']} ({how}).")
        lines.append(f"Due today: {result['due_then']} instead of {result['due_now']}.")
    return "\n".join(lines)
