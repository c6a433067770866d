"""What rows of figures are called, and what their values say."""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap

from desktop.gui import words
from desktop.gui.words import tr
from desktop.study.calendar import date_of
from desktop.study.statistics.evidence import HOUR
from desktop.study.statistics.figure import CARD, RANGE, Figure, Row
from desktop.study.statistics.periods import BY_DAY, BY_MONTH, BY_WEEK

LINE = 64
"""Letters in a line of a tooltip: Qt wraps none that is plain text."""
Names = Mapping[int, str]
"""Questions of cards, by their numbers."""


def percent(share: float | None) -> str:
    """Return a share in percent; a dash for none."""
    return "–" if share is None else tr("{number} %").format(number=round(share * 100))


def whole(number: float) -> str:
    """Return a number without a fraction."""
    return f"{round(number):,}"


def tenth(number: float) -> str:
    """Return a number with at most one digit after the point."""
    return f"{number:,.1f}".removesuffix(".0")


def duration(minutes: float) -> str:
    """Return a length of time."""
    if minutes < 1:
        return tr("{count} seconds").format(count=round(minutes * 60))
    if minutes < 90:
        return words.minutes(minutes * 60)
    hours, left = divmod(round(minutes), 60)
    return tr("{hours} h {minutes} min").format(hours=f"{hours:,}", minutes=left)


def month(day: int, *, short: bool = False) -> str:
    """Return the month of a study day, with its year."""
    when = date_of(day)
    name = tr(words.MONTHS[when.month - 1])
    return f"{name[:3]} {when.year % 100:02}" if short else f"{name} {when.year}"


def short_day(day: int) -> str:
    """Return a day with the first letters of its month."""
    when = date_of(day)
    return f"{when.day} {tr(words.MONTHS[when.month - 1])[:3]}"


def full_name(figure: Figure, row: Row, names: Names) -> str:
    """Return what a row is called in a sentence."""
    key = row.key
    if isinstance(key, str):
        return key
    if figure.axis == BY_DAY:
        when = date_of(key)
        return f"{words.weekday(when)}, {words.day_of_month(when)} {when.year}"
    if figure.axis == BY_WEEK:
        return tr("{first} to {last}").format(first=short_day(key), last=short_day(row.last or key))
    if figure.axis == BY_MONTH:
        return month(key)
    if figure.axis == HOUR:
        return tr("{from_hour} to {to_hour} o'clock").format(from_hour=key, to_hour=key + 1)
    if figure.axis == CARD:
        return names.get(key, "")
    return _range(figure, row, key)


def leaf(path: str) -> str:
    """Return the last part of a path of names."""
    return path.rpartition("::")[2]


def axis_name(figure: Figure, row: Row, names: Names) -> str:
    """Return what is written at the bar of a row."""
    key = row.key
    if isinstance(key, str):
        return leaf(key)
    if figure.axis in (BY_DAY, BY_WEEK):
        return short_day(key)
    if figure.axis == BY_MONTH:
        return month(key, short=True)
    if figure.axis == HOUR:
        return str(key)
    if figure.axis == RANGE and figure.name == "intervals":
        return str(key) if row.last == key else f"{key}+" if row.last is None else f"{key}–{row.last}"
    return _range(figure, row, key) if figure.axis == RANGE else names.get(key, "")


def _range(figure: Figure, row: Row, key: int) -> str:
    if figure.name == "ease":
        least = f"{key / 100:.2f}"
        return f"{least}+" if row.last is None else f"{least}–{row.last / 100:.2f}"
    if row.last == key:
        return words.days(key)
    if row.last is None:
        return tr("{count} days or more").format(count=key)
    return tr("{first} to {last} days").format(first=key, last=row.last)


def value(figure: Figure, row: Row) -> str:
    """Return what the value of a row says."""
    if figure.unit == "share":
        if row.value is None or row.low is None or row.high is None:
            return tr("nothing asked")
        return tr("{share} of {n} ({low} to {high})").format(
            share=percent(row.value), n=whole(row.n), low=percent(row.low), high=percent(row.high)
        )
    number = row.value or 0
    if figure.unit == "minutes":
        return tr("{time} for {answers}").format(time=duration(number), answers=words.answers(row.n))
    if figure.unit == "lapses":
        return (
            tr("forgotten {count} times").format(count=round(number)) if number != 1 else tr("forgotten once")
        )
    return words.cards(round(number)) if figure.unit == "cards" else words.answers(round(number))


def told(figure: Figure, row: Row, names: Names) -> str:
    """Return a row with its value."""
    return f"{full_name(figure, row, names)}: {value(figure, row)}"


def definition(figure: Figure) -> str:
    """Return how a figure is counted, and how much it rests on, in lines as a tooltip needs them."""
    return "\n".join([*wrap(tr(figure.definition), LINE), f"n = {whole(figure.n)}"])
