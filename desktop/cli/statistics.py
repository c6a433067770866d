"""The command that tells what was learned."""

from __future__ import annotations

import argparse
from contextlib import closing
from typing import Any

from desktop.cli.tables import table
from desktop.store.collection import Collection
from desktop.study.statistics.figures import FIGURES
from desktop.study.statistics.table import as_json


def stats(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Count what was learned in a deck and a period."""
    deck = None if arguments.deck is None else collection.deck_named(arguments.deck)
    with closing(collection.statistics()) as statistics:
        evidence = statistics.evidence(deck, arguments.period)
    return [as_json(figure(evidence)) for figure in FIGURES.values()]


def words(result: Any) -> str:
    """Show what every figure sums up to, with how much it rests on."""
    rows = [
        (each["title"] if at == 0 else "", name.replace("_", " "), shown(value), each["n"] if at == 0 else "")
        for each in result
        for at, (name, value) in enumerate(each["values"].items())
    ]
    return table(("Figure", "What", "Value", "n"), rows, frozenset({2, 3})) + (
        "\n\nEvery figure with its definition and its rows: --json"
    )


def shown(value: float | None) -> str:
    """Return a number as a table shows it; a dash where nothing is known."""
    return "–" if value is None else f"{value:,.2f}" if isinstance(value, float) else f"{value:,}"
