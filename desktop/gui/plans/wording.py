"""How plans are named."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.readiness import Told
from desktop.study.calendar import date_of
from desktop.study.explain import day_text

BETWEEN = " · "


def long_day(day: int, today: int) -> str:
    """Return a day, such as "Thursday, 12 December", with the year where it is another."""
    when = date_of(day)
    text = f"{words.weekday(when)}, {words.day_of_month(when)}"
    return text if when.year == date_of(today).year else f"{text} {when.year}"


def short_day(day: int, today: int) -> str:
    """Return a day, such as "Thursday 12 Dec"."""
    return f"{words.weekday(date_of(day))} {day_text(day, today)}"


def subject(told: Told) -> str:
    """Return what an interview is about, such as "Sales::North · tag exam"."""
    if told.today.missing:
        deck = tr("a deleted deck")
    else:
        deck = told.name or (tr("everything") if not told.row.tag else "")
    tag = tr("tag {tag}").format(tag=told.row.tag) if told.row.tag else ""
    return BETWEEN.join(each for each in (deck, tag) if each)


def ready(told: Told, today: int) -> str:
    """Return how many cards are ready, or were; "" = it cannot be told."""
    if told.ready is None:
        return ""
    text = (
        tr("Ready on the day: {count} of {all}") if today > told.today.day else tr("Ready: {count} of {all}")
    )
    return text.format(count=f"{told.ready:,}", all=f"{told.today.cards:,}")


def line(told: Told, today: int) -> str:
    """Return what Home says of an interview."""
    when = short_day(told.today.day, today)
    if told.ready is None:
        return f"{when}."
    return tr("{day}: {count} of {all} ready").format(
        day=when, count=f"{told.ready:,}", all=f"{told.today.cards:,}"
    )
