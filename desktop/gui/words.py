"""Sentences that more than one screen says. Each is translated where it stands."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop.study.calendar import date_of

if TYPE_CHECKING:
    from desktop.store.what_if import Moves


def tr(text: str) -> str:
    """Return a text in the language of the person."""
    return QCoreApplication.translate("words", text)


def cards(count: int) -> str:
    """Return a number of cards."""
    return tr("1 card") if count == 1 else tr("{count} cards").format(count=f"{count:,}")


def notes(count: int) -> str:
    """Return a number of notes."""
    return tr("1 note") if count == 1 else tr("{count} notes").format(count=f"{count:,}")


def answers(count: int) -> str:
    """Return a number of answers."""
    return tr("1 answer") if count == 1 else tr("{count} answers").format(count=f"{count:,}")


def days(count: int) -> str:
    """Return a number of days."""
    return tr("1 day") if count == 1 else tr("{count} days").format(count=f"{count:,}")


def more_new(count: int) -> str:
    """Return the offer of new cards beyond the day's limit."""
    return tr("1 more new card") if count == 1 else tr("{count} more new cards").format(count=count)


def due_days(count: int) -> str:
    """Return a number of days on which cards are due."""
    return tr("1 due day") if count == 1 else tr("{count} due days").format(count=f"{count:,}")


def moved(moves: Moves) -> str:
    """Return what a change of options would do to due days."""
    text = tr("This moves {days}: {later} later, {earlier} earlier.")
    if not moves.later:
        text = tr("This makes {days} earlier.")
    elif not moves.earlier:
        text = tr("This makes {days} later.")
    later, earlier = f"{moves.later:,}", f"{moves.earlier:,}"
    text = text.format(days=due_days(moves.moved), later=later, earlier=earlier)
    if moves.due_then == moves.due_now:
        return text
    due = tr("Due today: {then} instead of {now}.")
    return f"{text} {due.format(then=f'{moves.due_then:,}', now=f'{moves.due_now:,}')}"


def leech(lapses: int, doing: str) -> str:
    """Return what is said when a card was forgotten so often that it is marked."""
    often = tr("Forgotten once") if lapses == 1 else tr("Forgotten {count} times").format(count=lapses)
    if doing == "suspend":
        return often + tr(": this card is tagged leech and suspended until you rewrite it.")
    return often + tr(": this card is tagged leech. Rewrite it, or split it in two.")


def minutes(seconds: float) -> str:
    """Return a duration in minutes; never less than one."""
    count = max(1, round(seconds / 60))
    return tr("1 minute") if count == 1 else tr("{count} minutes").format(count=count)


def minutes_left(seconds: float) -> str:
    """Return the time that is left, short."""
    if seconds < 45:
        return tr("less than a minute left")
    return tr("{count} min left").format(count=max(1, round(seconds / 60)))


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""Not from the locale, which Qt sets: these stand in our own sentences."""


def weekday(when: date) -> str:
    """Return the name of a day of the week."""
    return tr(WEEKDAYS[when.weekday()])


def day_of_month(when: date) -> str:
    """Return a day with its month, such as "2 March"."""
    return f"{when.day} {tr(MONTHS[when.month - 1])}"


def day(number: int, today: int) -> str:
    """Return a study day as people say it."""
    away = number - today
    if away <= 0:
        return tr("today")
    if away == 1:
        return tr("tomorrow")
    when = date_of(number)
    if away < 7:
        return tr("on {weekday}").format(weekday=weekday(when))
    text = day_of_month(when)
    return tr("on {date}").format(date=text if when.year == date_of(today).year else f"{text} {when.year}")


GRADE_NAMES = {
    0: "Blackout",
    1: "Wrong",
    2: "Again",
    3: "Hard",
    4: "Good",
    5: "Easy",
}
SIX_NAMES = GRADE_NAMES | {2: "Almost"}
TONES = {0: "again", 1: "again", 2: "again", 3: "hard", 4: "good", 5: "easy"}


def grade_name(grade: int) -> str:
    """Return what a grade is called."""
    return tr(GRADE_NAMES[grade])


def action_name(kind: str, label: str) -> str:
    """Return what an undoable action is called, such as "Good" or "Suspend"."""
    if kind == "review":
        return grade_name(int(label))
    if kind.startswith("take back "):
        return tr("Take Back “{action}”").format(action=action_name(kind[len("take back ") :], label))
    if kind.startswith("again "):
        return tr("Do Again “{action}”").format(action=action_name(kind[len("again ") :], label))
    if kind == "import":
        return tr("Import of {label}").format(label=label) if label else tr("Import")
    if (kind, label) == ("option", "extended_day"):
        return tr("Extend Today")
    names = {
        "suspend": tr("Suspend"),
        "unsuspend": tr("Unsuspend"),
        "bury": tr("Bury"),
        "flag": tr("Flag"),
        "unflag": tr("Remove Flag"),
        "unbury": tr("Unbury"),
        "move": tr("Move to {label}").format(label=label),
        "tag": tr("Add Tags"),
        "untag": tr("Remove Tags"),
        "retag": tr("Change Tags"),
        "rename tag": tr("Rename Tag"),
        "reset": tr("Reset"),
        "set due": tr("Set Due Date"),
        "ease": tr("Start the Ease Anew"),
        "mock test": tr("Mock Test"),
        "split": tr("Split"),
        "spread": tr("Spread Out"),
        "rebalance": tr("Even Out"),
        "delete": tr("Delete"),
        "replace": tr("Find and Replace"),
        "change type": tr("Change Type"),
        "merge": tr("Merge"),
        "answers": tr("Answers"),
        "recover": tr("Take Out of the Bin"),
        "add": tr("Add"),
        "edit": tr("Edit"),
        "strict": tr("Strict Comparison"),
        "option": tr("Option"),
        "note type": tr("Change of a Note Type"),
        "add note type": tr("New Note Type"),
        "remove note type": tr("Removal of a Note Type"),
        "restore": tr("Restore"),
        "rescue": tr("Restore"),
        "search": tr("Save Search"),
        "remove search": tr("Remove Search"),
        "add plan": tr("New Plan"),
        "change plan": tr("Change of a Plan"),
        "remove plan": tr("Removal of a Plan"),
        "leech": tr("Leech"),
        "delete media": tr("Delete {file}").format(file=label) if label else tr("Delete Files"),
        "restore media": tr("Restore {file}").format(file=label) if label else tr("Restore Files"),
        "new deck": tr("New Deck"),
        "rename deck": tr("Rename Deck"),
        "move deck": tr("Move Deck"),
        "describe deck": tr("Description"),
        "colour deck": tr("Colour"),
        "delete deck": tr("Delete Deck"),
        "deck options": tr("Options of {deck}").format(deck=label),
    }
    return names.get(kind, kind)


COLOR_NAMES = {
    "": "None",
    "red": "Red",
    "orange": "Orange",
    "yellow": "Yellow",
    "green": "Green",
    "teal": "Teal",
    "blue": "Blue",
    "purple": "Purple",
    "pink": "Pink",
}


def color_name(color: str) -> str:
    """Return what a colour of decks is called."""
    return tr(COLOR_NAMES[color])
