"""Little time: a day, or a sitting, of so many minutes, from the learner's own median times.

A budget counts for its deck and all inside it, like a limit; that of all decks together for everything. What
was answered today has used it up by the time it took. Due cards come first, new ones with what is left; what
does not fit stays due. Repeats of the day come whatever the budget says, and use it up.
"""

from __future__ import annotations

from desktop.errors import UserError
from desktop.study.queue import Plan

LONGEST = 24 * 60
"""Minutes of a day."""
SITTINGS = (5, 10, 20)
"""Minutes of the sittings on offer."""


def checked(minutes: int) -> None:
    """Make sure that a budget makes sense.

    Raises:
        UserError: it is no number of minutes that a day has.
    """
    if not 1 <= minutes <= LONGEST:
        raise UserError(
            "A time budget is between 1 and 1,440 minutes a day.",
            "To study without one, remove its plan; to pause, plan a holiday.",
        )


def answers(seconds: float, per_card: float) -> int:
    """Return how many answers fit into some seconds; one at least where there is any time."""
    return max(1, int(seconds // max(1.0, per_card))) if seconds > 0 else 0


def within(plan: Plan, minutes: int, per_card: float) -> Plan:
    """Return the part of a plan that fits into a sitting: its first cards, then repeats.

    Args:
        plan: what is left today.
        minutes: of the sitting.
        per_card: seconds for an answer.
    """
    most = answers(minutes * 60, per_card)
    cards = plan.cards[:most]
    drills = plan.drills[: most - len(cards)]
    return plan._replace(
        cards=cards, drills=drills, done=frozenset(), seconds=(len(cards) + len(drills)) * per_card
    )


def sentence(minutes: int, spent_seconds: float) -> str:
    """Return what a budget is, and how much of it was used today."""
    each = "1 minute a day" if minutes == 1 else f"{minutes:,} minutes a day"
    spent = round(spent_seconds / 60)
    if not spent:
        return f"{each}; nothing of it is used today."
    return f"{each}; about {'1 is' if spent == 1 else f'{spent:,} are'} used today."
