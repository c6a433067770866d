"""The commands for plans: being ready on a day; listing and removing plans of every kind."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from desktop.cli.facts import day
from desktop.cli.tables import table
from desktop.errors import UserError
from desktop.store.collection import Collection
from desktop.store.plans import BUDGET, HOLIDAY, INTERVIEW, PlanRow
from desktop.study.planning.interview import sentence
from desktop.study.planning.readiness import definition
from desktop.study.planning.typed_dates import date_ahead, typed_date

Maker = Callable[[Collection, argparse.Namespace], int]


def offer(parser: argparse.ArgumentParser, parents: Sequence[argparse.ArgumentParser]) -> None:
    """Add what can be said after `plan`."""
    what = parser.add_subparsers(dest="what", metavar="WHAT", title="plans", required=True)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        return what.add_parser(name, help=text, description=text, parents=list(parents))

    ready = add(INTERVIEW, "be ready on a day: new cards come in time, each card once more just before it")
    ready.add_argument("date", metavar="DATE", help="such as 2026-12-12 or '12 December'")
    ready.add_argument("--deck", metavar="D", help="for this deck: its name, or names joined by ::")
    ready.add_argument("--tag", metavar="T", default="", help="for notes with this tag, or one below it")
    away = add(HOLIDAY, "be away: what is due then comes on the days after it")
    away.add_argument("first", metavar="FROM", help="the first day, such as 2026-12-20 or '20 December'")
    away.add_argument("last", metavar="TO", help="the last day")
    time = add(BUDGET, "study so many minutes a day at the most; a budget that is there becomes this one")
    time.add_argument("minutes", metavar="MINUTES", help="by your own usual time for an answer")
    time.add_argument("--deck", metavar="D", help="for this deck: its name, or names joined by ::")
    add("list", "list the plans, with what each does today")
    gone = add("remove", "remove a plan; every day is then as if it had never been")
    gone.add_argument("number", metavar="ID", type=int, help="as `plan list` prints it")


def interview(collection: Collection, arguments: argparse.Namespace) -> int:
    """Plan to be ready on a day."""
    last = date_ahead(arguments.date, collection.today())
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    return collection.plans.add(
        INTERVIEW, deck=deck, tag=arguments.tag.strip(), first_day=collection.today(), last_day=last
    )


def holiday(collection: Collection, arguments: argparse.Namespace) -> int:
    """Plan a holiday; a last day without a year is the next such day after the first."""
    first = typed_date(arguments.first, collection.today())
    return collection.breaks.plan_holiday(first, typed_date(arguments.last, first))


def budget(collection: Collection, arguments: argparse.Namespace) -> int:
    """Give a day so many minutes."""
    text = arguments.minutes
    if not (text.isascii() and text.isdecimal() and len(text) < 10):
        raise UserError(f"{text!r} is no number of minutes.", "Write it in figures, such as 15.")
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    return collection.breaks.plan_budget(int(text), deck)


MAKERS: Mapping[str, Maker] = {INTERVIEW: interview, HOLIDAY: holiday, BUDGET: budget}
"""What makes a plan of each kind; it returns its number."""


def plan(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Make, list or remove plans."""
    if arguments.what == "remove":
        row = collection.plans.numbered(arguments.number)
        collection.plans.remove(row.number)
        return {"removed": row.number, "kind": row.kind}
    if arguments.what == "list":
        return listed(collection)
    number = MAKERS[arguments.what](collection, arguments)
    return next(each for each in listed(collection) if each["plan"] == number)


def listed(collection: Collection) -> list[dict[str, Any]]:
    """Return every plan with what it does."""
    told = interviews(collection)
    for kind in (HOLIDAY, BUDGET):
        told |= {each.row.number: {"does": each.does} for each in collection.breaks.told(kind)}
    return [_common(collection, row) | told.get(row.number, {}) for row in collection.plans.listed()]


def _common(collection: Collection, row: PlanRow) -> dict[str, Any]:
    forest = collection.decks.forest()
    return {
        "plan": row.number,
        "kind": row.kind,
        "deck": "::".join(forest.path(row.deck)) if row.deck is not None else None,
        "tag": row.tag or None,
        "from": day(row.first_day),
        "to": day(row.last_day),
        "does": "",
    }


def interviews(collection: Collection) -> dict[int, dict[str, Any]]:
    """Return what is told of each interview, by its number."""
    return {
        each.row.number: {
            "does": sentence(each.today, each.now),
            "cards": each.today.cards,
            "new": each.today.new,
            "ready": each.ready,
            "estimate": {
                "definition": definition(each.estimate),
                "own_answers": each.estimate.answers,
                "a": round(each.estimate.a, 4),
                "b": round(each.estimate.b, 4),
            },
        }
        for each in collection.readiness().told()
    }


def words(result: Any) -> str:
    """Show plans as a table, with what each does, and how readiness was estimated."""
    if isinstance(result, dict) and "removed" in result:
        return f"Removed plan {result['removed']} ({result['kind']})."
    plans = result if isinstance(result, list) else [result]
    if not plans:
        return "There are no plans."
    rows = [
        (
            each["plan"],
            each["kind"],
            each["to"] or "",
            each["deck"] or "all decks",
            each["tag"] or "",
            _ready(each),
        )
        for each in plans
    ]
    lines = [table(("Plan", "Kind", "Day", "Deck", "Tag", "Ready"), rows, frozenset({0}))]
    lines += [f"{each['plan']}: {each['does']}" for each in plans if each["does"]]
    lines += list({each["estimate"]["definition"]: None for each in plans if "estimate" in each})
    return "\n\n".join(lines)


def _ready(told: Mapping[str, Any]) -> str:
    if "ready" not in told:
        return ""
    return "–" if told["ready"] is None else f"{told['ready']} of {told['cards']}"
