"""Why a card comes when it does, in one sentence a step."""

from __future__ import annotations

from desktop.study.calendar import date_of
from desktop.study.fsrs import recall
from desktop.study.grades import AGAIN, EASY, GOOD, HARD
from desktop.study.options import ANY_DAY
from desktop.study.planning.balance import is_easy
from desktop.study.schedule import DUE, EASE, EASE_START, KEPT, RESET, SEED, Review, Schedule, Step
from desktop.study.spans import days_text

NAMES = {0: "Again", 1: "Again", AGAIN: "Again", HARD: "Hard", GOOD: "Good", EASY: "Easy"}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""Not from the locale, which Qt sets: the sentences around them are English."""


def day_text(day: int, today: int) -> str:
    """Return a study day as people write it, such as "3 Nov"; with the year where it is another."""
    when = date_of(day)
    text = f"{when.day} {MONTHS[when.month - 1]}"
    return text if when.year == date_of(today).year else f"{text} {when.year}"


def sentence(step: Step, today: int, week: str = ANY_DAY * 7) -> str:
    """Return what one entry of the log did, with the arithmetic where there is any.

    Args:
        step: the entry and what it did.
        today: the study day.
        week: the easy days, see `Options.easy_days`.
    """
    when = day_text(step.entry.day, today)
    if not isinstance(step.entry, Review):
        return f"{when}: {_event(step, today)}"
    return f"{when}, {NAMES[step.entry.grade]}: {effect(step, today, week)}"


def effect(step: Step, today: int, week: str = ANY_DAY * 7) -> str:
    """Return what one answer did, or would do, without its day and its grade; see `sentence`."""
    assert isinstance(step.entry, Review)  # noqa: S101
    if step.kind == "practice":
        return "practice, which moves nothing."
    if step.kind in ("drill", "extra"):
        return "repeated the same day, which moves nothing."
    if step.kind == "early" and step.after == step.before:
        return "before its day, so nothing moved."
    return f"{step.scheduler.reason(step)}{_due(step, step.entry, today, week)}"


def present(schedule: Schedule, today: int, interview: int | None = None) -> str:
    """Return in a sentence why a card comes on a study day, or that it does not.

    Args:
        schedule: of the card.
        today: the study day.
        interview: study day of the interview that it has its top-up for today; None = it has none.
    """
    due = schedule.due
    if interview is not None and due is not None:
        day = day_text(interview, today)
        return f"It comes once more before your interview on {day}; it is due {day_text(due, today)}."
    if due is None:
        return "It is new: you have not answered it yet."
    if schedule.drill_pending(today):
        return "It was not known well today, so it comes once more."
    likely = recall(schedule, today)
    chance = "" if likely is None else f" The chance that you know it is about {likely * 100:.0f} %."
    if due == today:
        return f"It is due today.{chance}"
    if due < today:
        return f"It was due {day_text(due, today)}, {days_text(today - due)} ago.{chance}"
    return f"It is not due before {day_text(due, today)}.{chance}"


def _event(step: Step, today: int) -> str:
    if step.kind == DUE and step.after.due is not None:
        return f"put on {day_text(step.after.due, today)} by hand."
    if step.kind == KEPT and step.before != step.after:
        return "how well it is known, taken over from another program."
    anew = f"the ease began anew at {EASE_START / 100:.2f}, by hand."
    told = {SEED: "taken over from another program.", RESET: "new again.", EASE: anew}
    return told.get(step.kind, "noted, which moves nothing.")


def _due(step: Step, review: Review, today: int, week: str) -> str:
    after = step.after
    if after.due is None:
        return "."
    exact = review.day + after.interval
    moved = after.due - exact
    text = f": due {day_text(after.due, today)}"
    if not moved:
        return text + "."
    text += f" (moved {days_text(abs(moved))} {'later' if moved > 0 else 'earlier'}"
    if is_easy(exact, week) and not is_easy(after.due, week):
        text += f": {day_text(exact, today)} is an easy day"
    elif review.shift is not None:
        text += ", where fewer cards are due"
    return text + ")."
