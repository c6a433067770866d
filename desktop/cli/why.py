"""The command that tells why a card comes when it does."""

from __future__ import annotations

import argparse
from typing import Any

from desktop.store.collection import Collection
from desktop.study.explain import NAMES, effect, present, sentence
from desktop.study.grades import BUTTONS


def why(collection: Collection, arguments: argparse.Namespace) -> Any:
    """Tell why a card comes now, what each grade would do, and what every answer did."""
    view, today = collection.card(collection.card_with(arguments.card)), collection.today()
    week = collection.options.easy_days
    return {
        "card": view.name,
        "now": present(view.schedule, today, collection.plans.interview_of(view.number)),
        "grades": {
            NAMES[grade].lower(): effect(collection.trace(view.number, grade)[-1], today, week)
            for grade in BUTTONS
        },
        "history": [sentence(step, today, week) for step in collection.trace(view.number)],
    }


def words(result: Any) -> str:
    """Show it as sentences, the latest answer first."""
    ahead = [f"  {name.capitalize()}: {text}" for name, text in result["grades"].items()]
    history = [f"  {each}" for each in reversed(result["history"])]
    return "\n".join(
        [result["now"], "", "If it is answered now:", *ahead, *(["", "So far:", *history] if history else [])]
    )
