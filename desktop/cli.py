"""The same operations as the window, without one: for scripts, labs and tests.

Exit codes: 0 done, 1 refused with a sentence on standard error, 2 wrong use.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from desktop import APP_ID, APP_NAME, VERSION
from desktop.errors import UserError
from desktop.render.card import face
from desktop.render.plain import as_text
from desktop.store.collection import CardView, Collection
from desktop.study.calendar import Clock, Moment, date_of, moment_of
from desktop.study.kinds import kind
from desktop.study.kinds.contract import CHOOSE
from desktop.study.schedule import BUTTONS, GRADES

BUTTON_NAMES = ("again", "hard", "good", "easy")
Command = Callable[[Collection, argparse.Namespace], Any]


def instant(text: str) -> Moment:
    """Return the moment that a text in ISO form names; without an offset it is local time."""
    try:
        return moment_of(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as 2026-11-25T18:30:00+01:00") from error


def parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    common = argparse.ArgumentParser(add_help=False)
    quiet: Any = argparse.SUPPRESS
    common.add_argument("--data", metavar="DIR", default=quiet, help="folder that holds the cards")
    common.add_argument("--json", action="store_true", default=quiet, help="print JSON")
    at = argparse.ArgumentParser(add_help=False)
    at.add_argument("--at", type=instant, metavar="ISO-TIME", help="take this for the present time")
    top = argparse.ArgumentParser(
        APP_ID,
        description=f"{APP_NAME}: flashcards. Without a command it opens the window.",
        parents=[common],
    )
    top.add_argument("--version", action="version", version=f"{APP_NAME} {VERSION}")
    top.add_argument("--tour", metavar="DIR", help="save a picture of every screen into DIR; needs no screen")
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def add(name: str, text: str, *more: argparse.ArgumentParser) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=text, description=text, parents=[common, at, *more])

    add("decks", "list the decks, with what is due")
    card = add("next", "show the card that comes next, with what each grade would do")
    card.add_argument("--deck", metavar="D", help="only from this deck")
    grade = add("grade", "answer a card")
    grade.add_argument("card", metavar="CARD", help="its identity, as `next` and `cards` print it")
    grade.add_argument("grade", type=int, choices=GRADES, help="0 to 5; below 3 is not remembered")
    add("undo", "take back the latest answer or action")
    cards = add("cards", "list all cards")
    cards.add_argument("--deck", metavar="D", help="only from this deck")
    add("reviews", "print the log of answers")
    check = add("check", "make sure that everything is as it should be")
    check.add_argument("--rebuild", action="store_true", help="derive all schedules anew from the log first")
    add("backup", "make a backup")
    restore = add("restore", "put a backup in the place of the cards; `undo` takes that back")
    restore.add_argument("file", metavar="FILE", type=Path)
    return top


def deck_of(collection: Collection, arguments: argparse.Namespace) -> int | None:
    """Return the deck that was asked for; None = all."""
    return collection.deck_named(arguments.deck) if arguments.deck else None


def day(number: int | None) -> str | None:
    """Return a study day as an ISO date."""
    return None if number is None else date_of(number).isoformat()


def faces(view: CardView) -> tuple[str, str]:
    """Return question and answer as a screen reader gets them, options included."""
    shown = face(view.note, view.ordinal)
    asked = kind(view.note.note_type.kind)
    question = as_text(shown.question)
    if asked.interaction == CHOOSE:
        options = asked.options(view.note.fields, view.uid, view.answers)
        question += "".join(f"\n{place}. {as_text(option)}" for place, option in enumerate(options, 1))
    return question, as_text(shown.answer)


def decks(collection: Collection, arguments: argparse.Namespace) -> Any:
    """List the decks."""
    return [
        {
            "name": row.name,
            "cards": row.cards,
            "new": row.new,
            "due": row.due,
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
        "card": str(view.uid),
        "deck": view.deck,
        "kind": view.note.note_type.kind,
        "question": question,
        "answer": answer,
        "grades": {name: (each.due or today) - today for name, each in zip(BUTTON_NAMES, after, strict=True)},
        "left": plan.left,
    }


def grade(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Answer a card."""
    graded = collection.grade(collection.card_with(arguments.card), arguments.grade)
    after = graded.after
    return {
        "card": arguments.card,
        "interval": after.interval,
        "ease": after.ease / 100,
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
        "cards": [str(collection.card(card).uid) for card in undone.cards],
    }


def cards(collection: Collection, arguments: argparse.Namespace) -> Any:
    """List all cards."""
    rows = []
    for view in collection.cards(deck_of(collection, arguments)):
        question, answer = faces(view)
        schedule = asdict(view.schedule) | {
            "ease": view.schedule.ease / 100,
            "due": day(view.schedule.due),
            "last_day": day(view.schedule.last_day),
        }
        rows.append(
            {
                "card": str(view.uid),
                "deck": view.deck,
                "kind": view.note.note_type.kind,
                "question": question,
                "answer": answer,
                "tags": list(view.note.tags),
                "suspended": view.suspended,
                "buried": view.buried > collection.today(),
                "flag": view.flag,
                **schedule,
            }
        )
    return rows


def reviews(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Print the log."""
    return [row | {"day": day(row["day"])} for row in collection.reviews()]


def check(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Make sure that everything is as it should be."""
    if arguments.rebuild:
        collection.rebuild()
    found = collection.check()
    if found:
        raise UserError(" ".join(found), "Restore a backup, or try `check --rebuild`.")
    return {"ok": True, "problems": []}


def backup(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Make a backup."""
    made = collection.backup()
    return {"file": str(made.file), "size": made.size}


def restore(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Put a backup in the place of the cards."""
    collection.restore(arguments.file)
    return {"restored": str(arguments.file), "cards": len(collection.cards())}


COMMANDS: dict[str, Command] = {
    "decks": decks,
    "next": next_card,
    "grade": grade,
    "undo": undo,
    "cards": cards,
    "reviews": reviews,
    "check": check,
    "backup": backup,
    "restore": restore,
}


def show(result: Any, as_json: bool) -> None:
    """Print a result, as JSON or line by line."""
    if as_json:
        print(json.dumps(result, ensure_ascii=False, indent=2))
        return
    for row in result if isinstance(result, list) else [result]:
        print("\n".join(f"{name}: {value}" for name, value in row.items()))
        if isinstance(result, list):
            print()


def run(arguments: argparse.Namespace, open_collection: Callable[[Clock | None], Collection]) -> int:
    """Carry out one command; return the exit code."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    at: Moment | None = arguments.at
    try:
        collection = open_collection((lambda: at) if at else None)
        try:
            show(COMMANDS[arguments.command](collection, arguments), getattr(arguments, "json", False))
        finally:
            collection.close()
    except UserError as error:
        print(error, file=sys.stderr)
        return 1
    return 0
