"""What the columns of a table of cards are: as chosen, by their names, or by how they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.errors import UserError
from desktop.exchange.column_names import (
    ACCEPT,
    BACK,
    DECK,
    EXTRA,
    FRONT,
    ID,
    LEFT_OUT,
    OPTIONS,
    TAGS,
    is_language,
    role_of,
)
from desktop.exchange.making import NOTE_TYPES
from desktop.exchange.separated import Row
from desktop.study.incoming import Choices

TYPE = "type"
"""Role of a column that names the kind of note."""
KINDS = ("basic", "reversed", "typed", "cloze")
"""What rows can become."""
KIND_COLUMN = "kind"
"""Name of a column of our own that says what each row becomes."""
ROLES = frozenset((FRONT, BACK, EXTRA, TAGS, DECK, ID, LEFT_OUT, TYPE, OPTIONS, ACCEPT))
OURS = "table"
"""Source whose identities may be our own."""
MARKUP = re.compile(r"</?(?:b|i|u|br|div|span|img|p|ul|ol|li|sub|sup|hr|em|strong|font|table)\b[^<>]*>", re.I)
NUMBER = re.compile(r"[-+]?[\d.,:/ -]*\d[\d.,:/ %€$-]*")
MACHINE_NAME = re.compile(r"[a-z][a-z0-9]*(?:[_:-][a-z0-9]+)*")
SENTENCE_END = (".", "!", "?", "…", "。", ":")
ONE_COLUMN = (
    "There is only one column, and a card needs two: its front and its back, with a tab, semicolon or comma "
    "between them. The lines can also be taken as fronts without a back, or as texts with gaps."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What the cells of a table become.

    Attributes:
        columns: what each is, as in `Choices`; `TYPE` too.
        names: of the columns, where the first row gives them.
        header: whether the first row is no card.
        html: whether cells are HTML.
        kind: key of the kind of card.
        tags: of every note.
        source: begins the identities of notes that have any, such as "anki".
        lone: whether a front without a back is taken in; it is told all the same.
        kinds: key of the kind of card by what a `TYPE` column says; unknown ones are told.
        spaced: whether only white space parts tags.
        guarded: whether rows with an identity of ours have their cells guarded; see `guard`.
    """

    columns: tuple[str, ...]
    names: tuple[str, ...] = ()
    header: bool = False
    html: bool = False
    kind: str = "basic"
    tags: tuple[str, ...] = ()
    source: str = OURS
    lone: bool = False
    kinds: Callable[[str], str | None] = lambda name: None
    spaced: bool = False
    guarded: bool = False


def plan(rows: Sequence[Row], choices: Choices, *, header: bool | None = None) -> Plan:
    """Return what the columns of a table are, as chosen or else as found.

    Args:
        rows: the first ones that hold anything.
        choices: of the person.
        header: whether the first row names the columns, where the format says so.

    Raises:
        UserError: there is no such kind of card.
    """
    cells = [row for _, row in rows]
    chosen = choices.header if choices.header is not None else header
    named = has_header(cells) if chosen is None else chosen and bool(cells)
    names = tuple(cell.strip() for cell in cells[0]) if named else ()
    said = tuple(_role(each) for each in choices.columns or ())
    known = any(said)  # one column that nobody chose is shown as left out
    columns = said if known else with_kind(names, roles(names, usual_width(cells)), cells[1:])
    kind = choices.kind or "basic"
    if kind not in KINDS:
        raise UserError(f"Rows cannot become cards of the kind “{kind}”.", f"Choose {', '.join(KINDS)}.")
    return Plan(
        columns,
        names,
        named,
        bool(choices.html),
        kind,
        kinds=lambda name: name if name in NOTE_TYPES else None,
        lone=kind == "cloze" or (BACK not in columns and (known or len(columns) > 1)),
    )


def _role(chosen: str) -> str:
    """Return the role of a column that was chosen by it, or by the name of a field."""
    return chosen if chosen in ROLES else role_of(chosen) or EXTRA


def usual_width(rows: Sequence[Sequence[str]]) -> int:
    """Return how many cells most rows have; of widths as frequent, the larger."""
    counts = Counter(len(row) for row in rows)
    return max(counts, key=lambda width: (counts[width], width), default=0)


def has_header(rows: Sequence[Sequence[str]]) -> bool:
    """Return whether the first of some rows looks as if it named the columns."""
    if len(rows) < 2:
        return False
    first = [cell.strip() for cell in rows[0]]
    if len(first) < 2 or not all(first[:2]):
        return False
    found = {role_of(cell) for cell in first if cell}
    if {FRONT, BACK} <= found or (found & {FRONT, BACK} and None not in found and len(found) > 1):
        return True
    if all(is_language(cell) for cell in first[:2]):
        return not any(is_language(cell) for cell in rows[1][:2])
    return _looks_like_names(first, rows[1:])


def _looks_like_names(first: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Return whether cells are short, all different and unlike those below them."""
    if len(set(first)) < len(first) or not all(first) or len(below) < 3:
        return False
    if any(len(cell) > 40 or cell.endswith(SENTENCE_END) or NUMBER.fullmatch(cell) for cell in first):
        return False
    if all(MACHINE_NAME.fullmatch(cell) for cell in first) and any(re.search("[_:]", each) for each in first):
        return True
    whole = [row for row in below if len(row) == len(first)]
    columns = [[row[at].strip() for row in whole] for at in range(len(first))]
    return any(len(cells) > 2 and all(NUMBER.fullmatch(cell) for cell in cells) for cells in columns)


def roles(names: Sequence[str], width: int) -> tuple[str, ...]:
    """Return what columns are: by their names, else front, back, and what is shown below."""
    found = [role_of(name) for name in names] + [None] * (width - len(names))
    for wanted in (FRONT, BACK):
        if wanted not in found and None in found:
            found[found.index(None)] = wanted
    return tuple(EXTRA if role is None else role for role in found)


def with_kind(
    names: Sequence[str], columns: tuple[str, ...], below: Sequence[Sequence[str]]
) -> tuple[str, ...]:
    """Return what columns are where one may be a `KIND_COLUMN`: it holds but our names of kinds."""
    made = list(columns)
    for at, name in enumerate(names):
        said = {row[at].strip() for row in below if at < len(row)}
        if name.casefold() == KIND_COLUMN and said and said <= {*NOTE_TYPES, ""}:
            made[at] = TYPE
    return tuple(made)


def remarks(plan: Plan, choices: Choices, rows: Sequence[Row]) -> Iterator[str]:
    """Yield what a person should know of how a table is read, as far as nobody chose it.

    Args:
        plan: how it is read.
        choices: as they were made.
        rows: the first ones.
    """
    if BACK not in plan.columns and not plan.lone:
        yield ONE_COLUMN
    names = [plan.names[at] if at < len(plan.names) else str(at + 1) for at in range(len(plan.columns))]
    below = [name for name, role in zip(names, plan.columns, strict=True) if role == EXTRA]
    if guessed := [name for name in below if role_of(name) != EXTRA and choices.columns is None]:
        yield f"Shown below the answer: column{'s' if len(guessed) > 1 else ''} {', '.join(guessed)}."
    if choices.html is None and any(MARKUP.search(cell) for _, cells in rows for cell in cells):
        yield "Some cells look like HTML. They show as typed; choose HTML if they should not."
