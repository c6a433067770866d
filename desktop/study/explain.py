"""Why a card comes when it does, in one sentence a step."""

from __future__ import annotations

from datetime import date

from desktop.study.calendar import date_of
from desktop.study.schedule import AGAIN, EASY, GOOD, HARD, PASS, RESET, SEED, Review, Step
from desktop.study.sm2 import FIRST_INTERVAL

NAMES = {0: "Again", 1: "Again", AGAIN: "Again", HARD: "Hard", GOOD: "Good", EASY: "Easy"}


def day_text(day: int, today: int | None = None) -> str:
    """Return a study day as people write it, such as "3 Nov"; with the year where it is another."""
    when = date_of(day)
    this_year = date_of(today).year if today is not None else date.today().year
    text = f"{when.day} {when:%b}"
    return text if when.year == this_year else f"{text} {when.year}"


def days_text(days: int) -> str:
    """Return a number of days in words: "today", "1 day", "6 days", "4 months", "2.5 years"."""
    if days <= 0:
        return "today"
    if days < 60:
        return "1 day" if days == 1 else f"{days} days"
    if days < 365:
        return f"{round(days / 30.44)} months"
    years = f"{days / 365.25:.1f}".removesuffix(".0")
    return "1 year" if years == "1" else f"{years} years"


def sentence(step: Step, today: int) -> str:
    """Return what one entry of the log did, with the arithmetic where there is any."""
    when = day_text(step.entry.day, today)
    if not isinstance(step.entry, Review):
        return {SEED: f"{when}: taken over from another program.", RESET: f"{when}: new again."}[step.kind]
    head = f"{when}, {NAMES[step.entry.grade]}"
    if step.kind == "practice":
        return f"{head}: practice, which moves nothing."
    if step.kind in ("drill", "extra"):
        return f"{head}: repeated the same day, which moves nothing."
    if step.kind == "early" and step.entry.grade >= PASS:
        return f"{head}: before its day, so nothing moved."
    return f"{head}: {_arithmetic(step)}{_due(step, today)}"


def _arithmetic(step: Step) -> str:
    before, after = step.before, step.after
    if after.interval == FIRST_INTERVAL and after.repetition <= 1:
        return "starts over with 1 day" if before.counted else "first step, 1 day"
    if after.repetition == 2:
        return f"second step, {after.interval} days"
    exact = before.interval * after.ease
    product = f"{before.interval} days × {after.ease / 100:.2f} = {exact / 100:g}"
    if exact % 100:
        product += f", rounded up to {-(-exact // 100)}"
    return product if after.interval == -(-exact // 100) else f"{product}, held at {after.interval}"


def _due(step: Step, today: int) -> str:
    after = step.after
    if after.due is None:
        return "."
    moved = after.due - step.entry.day - after.interval
    text = f": due {day_text(after.due, today)}"
    if moved:
        text += f" (moved {days_text(abs(moved))} {'later' if moved > 0 else 'earlier'})"
    return text + "."
