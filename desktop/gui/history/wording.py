"""How the history and the recycle bin say things."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime

from desktop.gui import words
from desktop.gui.rows import TEXTS
from desktop.gui.words import tr
from desktop.store.past.recycle_bin import CARD, DECK, Binned
from desktop.store.past.steps import STANDS, UNDONE, Step
from desktop.study.calendar import Moment

COUNTED: Mapping[str, Callable[[int], str]] = {
    "card": words.cards,
    "note": words.notes,
    "tag": words.notes,
}
SHORT = 3
"""Letters of the names of days and months."""
BETWEEN = " › "


def day(when: date, today: date) -> str:
    """Return a day that has been as people say it."""
    away = (today - when).days
    if away in (0, 1):
        return tr("Today") if away == 0 else tr("Yesterday")
    month = tr(words.MONTHS[when.month - 1])[:SHORT]
    text = f"{words.weekday(when)[:SHORT]}, {when.day} {month}"
    return text if when.year == today.year else f"{text} {when.year}"


def clock_time(when: datetime) -> str:
    """Return what the clock showed."""
    return f"{when:%H:%M}"


def when(first_ms: int, last_ms: int, now: Moment) -> str:
    """Return the day and time of something that has been, or its beginning and end."""
    first = Moment(first_ms, now.offset_min).local()
    last = Moment(last_ms, now.offset_min).local()
    text = f"{day(first.date(), now.local().date())}, {clock_time(first)}"
    if first.date() != last.date():
        return f"{text} – {day(last.date(), now.local().date())}, {clock_time(last)}"
    return text if clock_time(first) == clock_time(last) else f"{text}–{clock_time(last)}"


def what(step: Step) -> str:
    """Return what was done."""
    if step.is_sitting:
        return tr("Answers in {deck}").format(deck=step.label) if step.label else tr("Answers")
    if step.kind == "option" and step.label in TEXTS:
        return tr("Option: {name}").format(name=tr(TEXTS[step.label]))
    name = words.action_name(step.kind, step.label)
    is_said = name != words.action_name(step.kind, "")
    if not step.label or is_said or step.kind == "option":
        return name
    return f"{name}: {step.label}"


def how_many(step: Step) -> str:
    """Return what it was done to."""
    if step.is_sitting:
        return words.answers(step.amount)
    return COUNTED[step.of](step.amount) if step.amount and step.of in COUNTED else ""


def state(step: Step) -> str:
    """Return what became of it; "" = it holds."""
    if step.is_sitting and 0 < step.gone < step.amount:
        return tr("{count} taken back").format(count=step.gone)
    return "" if step.state == STANDS else tr("undone") if step.state == UNDONE else tr("taken back")


def name(row: Binned) -> str:
    """Return what something in the bin says, or is called."""
    text = row.text or tr("(no text)")
    if row.key.entity == DECK:
        return tr("Deck: {name}").format(name=text)
    return tr("One card of: {text}").format(text=text) if row.key.entity == CARD else text


def holds(row: Binned) -> str:
    """Return what comes back with something in the bin."""
    return words.cards(row.cards)


def stands(row: Binned, today: int) -> str:
    """Return where the cards of something in the bin stand."""
    if row.key.entity == DECK:
        return ""
    if row.due is None:
        return tr("new")
    due = words.day(row.due, today)
    return tr("due {day}, {answers}").format(day=due, answers=words.answers(row.answers))


def path(row: Binned) -> str:
    """Return the deck that it comes back into; of a deck, what that lies in."""
    names = row.deck_path[:-1] if row.key.entity == DECK else row.deck_path
    return BETWEEN.join(names)
