"""The command that tells what is told apart, and what is mixed up."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.cli.tables import table
from desktop.store.collection import Collection
from desktop.study.statistics.apart import figures
from desktop.study.statistics.table import as_json

NOTHING = (
    "Nothing yet: answer some cards that offer the same sides to choose from, or have one of a pair of tags."
)


def apart(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Count how often things were put on the right side."""
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    return [
        {
            "sides": list(placing.sides),
            "things": placing.noun or "questions",
            "drill": [collection.card(number).name for number in placing.drill],
            "figures": [as_json(figure) for figure in figures(placing)],
        }
        for placing in collection.apart.placings(deck)
    ]


def words(result: Any) -> str:
    """Show how often each thing was put on its side, and the pairs that are mixed up."""
    return "\n\n".join(map(_placing, result)) or NOTHING


def _placing(told: Any) -> str:
    found = {each["figure"]: each for each in told["figures"]}
    ready = found["on_the_right_side"]["values"]
    rows = [
        (row["key"], "–" if row["value"] is None else f"{row['value']:.0%}", row["n"])
        for row in found["placed_by_thing"]["rows"]
    ]
    sides, things = " or ".join(told["sides"]), told["things"]
    lines = [
        f"{sides}: {ready['on_the_right_side']} of {ready['all']} {things} on the right side.",
        *(f"Mixed up: {row['key']} ({row['n']})" for row in found["mixed_up"]["rows"]),
        "",
        table((things.capitalize(), "Right", "n"), rows, frozenset({1, 2})),
    ]
    return "\n".join(lines)
