"""Notes from the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from uuid import UUID

from desktop.exchange.column_names import ACCEPT, BACK, DECK, EXTRA, FRONT, ID, LEFT_OUT, OPTIONS, TAGS
from desktop.exchange.columns import OURS, TYPE, Plan
from desktop.exchange.encoding import ESCAPED
from desktop.exchange.guard import unguarded
from desktop.exchange.making import html_of, note_of
from desktop.exchange.separated import Row, Tell
from desktop.study.cloze import numbers
from desktop.study.incoming import NO_UID, Choices, Incoming, IncomingNote, Skipped, Table
from desktop.study.note import NAMESPACE, derived

Skip = Callable[[Skipped], None]
Rows = Callable[[Tell, Skip], Iterator[Row]]
"""Yields the rows of a table from the first; tells of them, and of those that are skipped."""

SIDES = (FRONT, BACK, EXTRA)
SHOWN = 100
"""Rows of the preview."""
BEGINNING = 200
"""Letters of a row that was not taken in."""
LISTED = 5
"""Lines that a warning names."""
GAP = "{{c"
UUID_TEXT = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
UNKNOWN_TYPE = "the note type “{name}” is not known here; it became question and answer"
NO_BACK = "the back is empty"


class Told:
    """What is told of single lines, put together to one warning each."""

    def __init__(self) -> None:
        self._lines: dict[str, list[int]] = {}

    def __call__(self, line: int, what: str) -> None:
        """Tell of one line."""
        self._lines.setdefault(what, []).append(line)

    def warnings(self) -> Iterator[str]:
        """Yield a sentence for each thing, with its lines."""
        for what, lines in self._lines.items():
            named = ", ".join(str(line) for line in lines[:LISTED])
            more = f" and {len(lines) - LISTED} more" if len(lines) > LISTED else ""
            yield f"Line{'s' if len(lines) > 1 else ''} {named}{more}: {what}."


def split_tags(text: str, spaced: bool = False) -> list[str]:
    """Return the tags that a cell names: between commas or semicolons, else between spaces."""
    if not spaced and ("," in text or ";" in text):
        return [" ".join(tag.split()) for tag in re.split("[,;]", text) if tag.strip()]
    return text.split()


class Decks:
    """Paths of decks by what rows call them; one that is spelled in two ways is the first one."""

    def __init__(self) -> None:
        self._spelled: dict[tuple[str, ...], str] = {}

    def path(self, name: str) -> tuple[str, ...]:
        """Return the path of a name, in which ``::`` parts the levels."""
        path: list[str] = []
        key: tuple[str, ...] = ()
        for part in (each.strip() for each in name.split("::")):
            if part:
                key = (*key, part.casefold())
                path.append(self._spelled.setdefault(key, part))
        return tuple(path)


@dataclass(slots=True)
class Maker:
    """Makes the notes of one table.

    Attributes:
        plan: what its cells become.
        skip: told of rows that become nothing.
        tell: told of what a person should know of a row.
    """

    plan: Plan
    skip: Skip
    tell: Tell
    _decks: Decks = field(default_factory=Decks)

    def notes(self, rows: Iterator[Row]) -> Iterator[IncomingNote]:
        """Yield a note for each row, but those without anything and the header."""
        header = self.plan.header
        for line, cells in rows:
            if not any(map(str.strip, cells)):
                continue
            if header:
                header = False
                continue
            made = self._made(line, cells)
            if isinstance(made, str):
                self.skip(Skipped(line, made, beginning(cells)))
            else:
                yield made

    def _made(self, line: int, cells: Sequence[str]) -> IncomingNote | str:
        """Return the note of a row, or why there is none."""
        found = self._by_role(line, cells)
        if self.plan.guarded and ID in found and any(map(is_uuid, found[ID])):
            found = {role: [unguarded(cell) for cell in each] for role, each in found.items()}
        html = {role: [html_of(cell, self.plan.html) for cell in found.get(role, ())] for role in SIDES}
        front, back = "<br>".join(html[FRONT]), "<br>".join(html[BACK])
        if not front:
            return "the front is empty"
        kind = self._kind(line, front, found)
        if kind == "cloze" and not (GAP in front and numbers(front)):
            return "the text has no gap, such as {{c1::answer}}"
        if kind != "cloze" and not back:
            if not self.plan.lone:
                return NO_BACK if BACK in self.plan.columns else "there is only one column"
            if BACK in self.plan.columns:
                self.tell(line, NO_BACK)
        tags = [tag for cell in found.get(TAGS, ()) for tag in split_tags(cell, self.plan.spaced)]
        deck = self._deck(found[DECK]) if DECK in found else ()
        uid = self._first_uid(found[ID]) if ID in found else NO_UID
        lists = {role: self._list(found[role]) for role in (OPTIONS, ACCEPT) if role in found}
        if kind == "choice" and not lists.get(OPTIONS):
            return "the options are empty"
        note = note_of(kind, front, back, html[EXTRA], tags=(*self.plan.tags, *tags), uid=uid, lists=lists)
        return IncomingNote(note, deck, line)

    def _list(self, cells: Sequence[str]) -> str:
        """Return a field that holds one entry a line."""
        return "\n".join(
            html_of(line, self.plan.html) for cell in cells for line in cell.splitlines() if line.strip()
        )

    def _by_role(self, line: int, cells: Sequence[str]) -> dict[str, list[str]]:
        columns = self.plan.columns
        found: dict[str, list[str]] = {}
        for role, cell in zip(columns, cells, strict=False):
            if cell and not cell.isspace():
                found.setdefault(role, []).append(cell)
        surplus = [cell for cell in cells[len(columns) :] if cell and not cell.isspace()]
        if surplus:
            self.tell(line, "there are more cells than columns; the last ones are shown below the answer")
            found.setdefault(EXTRA, []).extend(surplus)
        return found

    def _kind(self, line: int, front: str, found: dict[str, list[str]]) -> str:
        kind = self.plan.kind
        for name in map(str.strip, found.get(TYPE, ())):
            known = self.plan.kinds(name)
            if known is None:
                self.tell(line, UNKNOWN_TYPE.format(name=name))
            kind = known or "basic"
        return "cloze" if GAP in front and numbers(front) else kind

    def _deck(self, names: Sequence[str]) -> tuple[str, ...]:
        return next((path for name in names if (path := self._decks.path(name))), ())

    def _first_uid(self, cells: Sequence[str]) -> UUID:
        return next((uid for each in cells if (uid := self._uid(each)) != NO_UID), NO_UID)

    def _uid(self, text: str) -> UUID:
        """Return the identity that a cell gives. A mere number counts rows and is none."""
        text = text.strip()
        if not text or text.isdigit():
            return NO_UID
        if self.plan.source == OURS:
            with suppress(ValueError):
                return UUID(text)
        return derived(NAMESPACE, f"{self.plan.source} note {text}")


def is_uuid(text: str) -> bool:
    """Return whether a cell is an identity such as we write."""
    return UUID_TEXT.fullmatch(text.strip()) is not None


def beginning(cells: Sequence[str]) -> str:
    """Return how a row begins, to be shown."""
    shown = " | ".join(" ".join(cell.split()) for cell in cells)[:BEGINNING]
    return ESCAPED.sub(lambda byte: f"\\x{ord(byte[0]) - 0xDC00:02x}", shown)


def table_of(
    title: str,
    deck: tuple[str, ...],
    plan: Plan,
    rows: Rows,
    table: Table,
    warnings: Sequence[str] = (),
    count: int = 0,
) -> Incoming:
    """Return what comes in from a table.

    Args:
        title: of the format.
        deck: for rows that name none.
        plan: what the cells become.
        rows: of the table.
        table: how it was read.
        warnings: what is known of all of it.
        count: how many rows there are, about.
    """

    def make() -> Iterator[IncomingNote]:
        told = Told()
        incoming.warnings.extend(warnings)
        maker = Maker(plan, incoming.skipped.append, told)
        yield from maker.notes(rows(told, incoming.skipped.append))
        incoming.warnings.extend(told.warnings())

    incoming = Incoming(title, deck, make, count, warnings=list(warnings), table=table)
    return incoming


def shown(rows: Sequence[Row], plan: Plan) -> tuple[tuple[str, ...], ...]:
    """Return the rows of the preview."""
    return tuple(tuple(cells) for _, cells in rows[1 if plan.header else 0 :][:SHOWN])


def chosen(choices: Choices, plan: Plan) -> Choices:
    """Return the choices as they were made, and as they were found."""
    columns = plan.columns if BACK in plan.columns or plan.lone else (LEFT_OUT,) * len(plan.columns)
    return replace(choices, header=plan.header, columns=columns, html=plan.html, kind=plan.kind)
