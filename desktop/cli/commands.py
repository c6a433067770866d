"""The commands. Each returns what it has to say as plain values, ready for JSON."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Any

from desktop.cli import apart, exporting, finding, importing, planning, scheduling, statistics, tagging, why
from desktop.cli.facts import day, ease, faces, facts
from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.study.grades import BUTTONS

BUTTON_NAMES = ("again", "hard", "good", "easy")
Command = Callable[[Collection, argparse.Namespace], Any]


def deck_of(collection: Collection, arguments: argparse.Namespace) -> int | None:
    """Return the deck that was asked for; None = all."""
    return None if arguments.deck is None else collection.deck_named(arguments.deck)


def decks(collection: Collection, arguments: argparse.Namespace) -> Any:
    """List the decks."""
    return [
        {
            "name": row.name,
            "cards": row.cards,
            "new": row.new,
            "due": row.due,
            "due_today": row.due_today,
            "new_today": row.new_today,
            "known": row.known,
            "depth": row.depth,
            "deck": str(row.uid),
        }
        for row in collection.tree()
    ]


def next_card(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Show the card that comes next."""
    plan = collection.plan(deck_of(collection, arguments))
    queue = plan.cards or plan.drills
    if not queue:
        return {"card": None, "message": "Nothing is due now."}
    view = collection.card(queue[0])
    question, answer = faces(view)
    today = collection.today()
    after = collection.preview(view.number, BUTTONS)
    return {
        "card": view.name,
        "deck": view.deck,
        "kind": view.note.note_type.kind,
        "question": question,
        "answer": answer,
        "grades": {name: (each.due or today) - today for name, each in zip(BUTTON_NAMES, after, strict=True)},
        "left": plan.left,
    }


def grade(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Answer a card."""
    view = collection.card(collection.card_with(arguments.card))
    graded = collection.grade(view.number, arguments.grade)
    after = graded.after
    return {
        "card": view.name,
        "interval": after.interval,
        "ease": ease(after),
        "repetition": after.repetition,
        "due": day(after.due),
        "review": str(graded.review),
    }


def undo(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Take back the latest answer or action."""
    undone = collection.undo()
    if undone is None:
        raise UserError("There is nothing to undo.")
    return {
        "undone": undone.kind,
        "label": undone.label,
        "cards": [collection.card(card).name for card in undone.cards],
    }


def cards(collection: Collection, arguments: argparse.Namespace) -> Any:
    """List all cards."""
    today = collection.today()
    return [facts(view, today) for view in collection.cards(deck_of(collection, arguments))]


def reviews(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Print the log."""
    return [row | {"day": day(row["day"])} for row in collection.reviews()]


def check(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Make sure that everything is as it should be."""
    if arguments.rebuild:
        collection.rebuild()
    found = collection.check()
    if found and not getattr(arguments, "json", False):
        raise UserError(" ".join(found), "Restore a backup, or try `check --rebuild`.")
    return {"ok": not found, "problems": found}


def backup(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Make a backup."""
    made = collection.backup()
    return {"file": str(made.file), "size": made.size}


COMMANDS: dict[str, Command] = {
    "decks": decks,
    "next": next_card,
    "grade": grade,
    "undo": undo,
    "cards": cards,
    "reviews": reviews,
    "check": check,
    "backup": backup,
    "search": finding.search,
    "stats": statistics.stats,
    "apart": apart.apart,
    "why": why.why,
    "scheduler": scheduling.scheduler,
    "plan": planning.plan,
    "list": finding.listing,
    "edit-tags": tagging.edit_tags,
    "show": finding.show,
    "import": importing.bring,
    "export": exporting.take,
}
"""All but `policy`, and `restore`, which must also work where there is no collection that can be opened."""
