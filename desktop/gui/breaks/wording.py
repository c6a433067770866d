"""What is said of breaks and of little time."""

from __future__ import annotations

from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.holidays import Ahead
from desktop.study.calendar import date_of
from desktop.study.planning.catch_up import CatchUp
from desktop.study.queue import Plan


def date(day: int, today: int) -> str:
    """Return a study day as a date, with the year where it is another."""
    when = date_of(day)
    text = words.day_of_month(when)
    return text if when.year == date_of(today).year else f"{text} {when.year}"


def catching_up(backlog: CatchUp, clear: int | None, today: int) -> str:
    """Return how a backlog is being cleared.

    Args:
        backlog: as it stands.
        clear: the study day on which it will be clear; None = not within a year.
        today: the study day.
    """
    waiting = tr("1 is waiting.") if backlog.waiting == 1 else tr("{count} are waiting.")
    return waiting.format(count=f"{backlog.waiting:,}") + " " + portion(backlog.a_day, clear, today)


def portion(a_day: int, clear: int | None, today: int) -> str:
    """Return by when so many cards a day clear a backlog."""
    if clear is None:
        text = tr("At {count} a day more come than go; it would not be clear within a year.")
    elif clear <= today:
        text = tr("{count} a day clears them today.")
    else:
        text = tr("{count} a day clears them by {date}.")
    return text.format(count=f"{a_day:,}", date=date(clear or today, today))


def holiday(until: int, today: int) -> str:
    """Return that it is a holiday."""
    return tr("On holiday until {date}.").format(date=date(until, today))


AWAY = (
    "Nothing is due until then, and what would be is shared out over the days after it. You can study all"
    " the same."
)


def cut(plan: Plan) -> str:
    """Return what stays because no time is left for it; empty where nothing does."""
    parts = []
    if plan.due_cut:
        count = plan.due_cut + (0 if plan.catch_up else plan.waiting)
        text = tr("1 more stays due") if count == 1 else tr("{count} more stay due")
        parts.append(text.format(count=f"{count:,}"))
    if plan.new_cut:
        text = tr("1 new one waits") if plan.new_cut == 1 else tr("{count} new ones wait")
        parts.append(text.format(count=f"{plan.new_cut:,}"))
    if not parts:
        return ""
    return tr("{what}: today's time budget ends before them.").format(what=tr(" and ").join(parts))


def ahead(found: Ahead, today: int) -> str:
    """Return what is worth studying before a holiday, and what that does."""
    count = len(found.cards)
    text = (
        tr("From {date}. 1 card would suffer most: study it ahead. A right answer moves no date.")
        if count == 1
        else tr("From {date}. {count} cards would suffer most: study them ahead. Right answers move no date.")
    )
    return text.format(date=date(found.holiday.first, today), count=count)
