"""The columns of the table: what each shows of a row, and what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import NamedTuple

from PySide6.QtCore import Qt

from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.search.results import CardRow
from desktop.study.calendar import date_of

LEFT = (Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter).value
RIGHT = (Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter).value


class Column(NamedTuple):
    """One column.

    Attributes:
        key: what the settings and the search engine call it.
        title: as people read it; translated where it is shown.
        width: in pixels at 100 %.
        show: returns the text of a row on a study day.
        side: where the text stands, as Qt counts it.
        sorts: whether results can be sorted by it.
    """

    key: str
    title: str
    width: int
    show: Callable[[CardRow, int], str]
    side: int = LEFT
    sorts: bool = True


FLAGS = ("Red", "Orange", "Green", "Blue", "Pink", "Turquoise", "Purple")
"""What the flags 1 to 7 are called."""


def flag_name(flag: int) -> str:
    """Return what a flag is called; empty for none."""
    return tr(FLAGS[flag - 1]) if 0 < flag <= len(FLAGS) else ""


def _due(row: CardRow, today: int) -> str:
    if row.deleted:
        return tr("deleted")
    if row.suspended:
        return tr("suspended")
    if row.buried > today:
        return tr("put off")
    if row.due is None:
        return tr("new")
    return _day(row.due, today)


def _day(day: int, today: int) -> str:
    return words.day(max(day, today), today) if day <= today + 1 else _date(date_of(day))


def _date(when: date) -> str:
    return f"{when.day} {tr(words.MONTHS[when.month - 1])[:3]} {when.year}"


def _studied(row: CardRow, text: str) -> str:
    return text if row.due is not None else ""


def _ease(row: CardRow) -> str:
    """Return the ease factor; empty where the scheduler of the card knows none."""
    return "" if row.ease is None else f"{row.ease / 100:.2f}"


def _instant(at_ms: int) -> str:
    """Return the day of an instant; empty where it is not known or makes no sense."""
    try:
        return _date(datetime.fromtimestamp(at_ms / 1000, UTC).astimezone().date()) if at_ms else ""
    except (ValueError, OverflowError, OSError):
        return ""


COLUMNS: Mapping[str, Column] = {
    each.key: each
    for each in (
        Column("question", "Question", 250, lambda row, _: row.text),
        Column("answer", "Answer", 250, lambda row, _: row.answer, sorts=False),
        Column("deck", "Deck", 140, lambda row, _: " › ".join(row.deck_path)),
        Column("due", "Due", 104, _due),
        Column("interval", "Interval", 80, lambda row, _: _studied(row, words.days(row.interval)), RIGHT),
        Column("ease", "Ease", 60, lambda row, _: _studied(row, _ease(row)), RIGHT),
        Column("reviews", "Reviews", 76, lambda row, _: f"{row.reviews:,}" if row.reviews else "", RIGHT),
        Column("lapses", "Lapses", 70, lambda row, _: f"{row.lapses:,}" if row.lapses else "", RIGHT),
        Column("tags", "Tags", 170, lambda row, _: "  ".join(row.tags)),
        Column("note_type", "Note type", 140, lambda row, _: row.note_type),
        Column("created", "Added", 100, lambda row, _: _instant(row.created_ms)),
        Column("edited", "Edited", 100, lambda row, _: _instant(row.edited_ms)),
        Column("flag", "Flag", 90, lambda row, _: flag_name(row.flag), sorts=False),
        Column("card", "Card", 60, lambda row, _: str(row.ordinal + 1), RIGHT, sorts=False),
    )
}
USUAL = ("question", "deck", "due", "interval", "ease", "tags")
FIRST_ORDER = "deck"
"""What is sorted by until somebody chooses another column: it needs no index of words."""


class Layout(NamedTuple):
    """Which columns show, in order, each with its width in pixels at 100 %."""

    widths: Mapping[str, int]

    @classmethod
    def read(cls, text: str) -> Layout:
        """Return what the settings hold; what makes no sense in it is left out."""
        widths: dict[str, int] = {}
        for part in text.split():
            key, _, width = part.partition(":")
            if key in COLUMNS and width.isascii() and width.isdecimal() and len(width) < 5:
                widths[key] = max(30, int(width))
        return cls(widths or {key: COLUMNS[key].width for key in USUAL})

    def written(self) -> str:
        """Return it as the settings hold it."""
        return " ".join(f"{key}:{width}" for key, width in self.widths.items())

    def toggled(self, key: str) -> Layout:
        """Return it with a column that did not show, at its usual place, or without one that did."""
        widths = dict(self.widths)
        if key in widths:
            del widths[key]
            return Layout(widths) if widths else self
        widths[key] = COLUMNS[key].width
        return Layout(widths)


class Order(NamedTuple):
    """What results are sorted by."""

    key: str = FIRST_ORDER
    descending: bool = False

    @classmethod
    def read(cls, text: str) -> Order:
        """Return what the settings hold; see `Layout.read`."""
        key = text.removeprefix("-")
        known = key in COLUMNS and COLUMNS[key].sorts
        return cls(key, text.startswith("-")) if known else cls()

    def written(self) -> str:
        """Return it as the settings hold it."""
        return "-" * self.descending + self.key
