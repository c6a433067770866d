"""Making, naming, moving and deleting decks. Each is one step that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from desktop.errors import NotFound, UserError
from desktop.store.bulk.deed import choose
from desktop.store.bulk.deleting import delete_chosen
from desktop.store.changes import Changes
from desktop.store.database import Database
from desktop.store.forest import Forest, Place, table_of
from desktop.store.journal import Action, Journal
from desktop.store.library import TAKEN_BACK
from desktop.store.schedules import Schedules
from desktop.study.options import COLOR, COLORS, own_options

BETWEEN = "::"
"""Stands between the names of a path."""
LONGEST_NAME = 200
LONGEST_DESCRIPTION = 10_000
DEEPEST = 50
"""Decks that may lie in each other."""
CHANGED = Changes(cards=True, decks=True)


def path_of(text: str) -> tuple[str, ...]:
    """Return the names in a path as a person writes it.

    Raises:
        UserError: one of them is empty or too long, or there are too many.
    """
    names = tuple(plain_name(part) for part in text.split(BETWEEN))
    if not all(names):
        raise UserError(
            "A deck needs a name." if len(names) == 1 else f"A name is missing in {text!r}.",
            f"Between decks that lie in each other stands {BETWEEN}, such as Sales{BETWEEN}North.",
        )
    if len(names) > DEEPEST:
        raise UserError(f"At most {DEEPEST} decks can lie in each other.", "Use a shorter path.")
    return names


def plain_name(text: str) -> str:
    """Return a name in one line: without control characters and spaces that nobody sees.

    Raises:
        UserError: it is too long.
    """
    name = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    if len(name) > LONGEST_NAME:
        raise UserError(
            f"The name of a deck has at most {LONGEST_NAME} letters; this one has {len(name)}.",
            "Shorten it; there is room for more in the description.",
        )
    return name


class Decks:
    """The decks of one collection.

    Args:
        apart: runs work with the decks of a connection of its own, on whichever thread asks.
    """

    def __init__(
        self,
        database: Database,
        journal: Journal,
        schedules: Schedules,
        apart: Callable[[Callable[[Decks], Any]], Any],
    ) -> None:
        self._database = database
        self._journal = journal
        self._schedules = schedules
        self.apart = apart

    # ------------------------------------------------------------------ reading

    def forest(self) -> Forest:
        """Return all decks, each in its place."""
        return Forest(self._database.rows)

    def place(self, deck: int) -> Place:
        """Return a deck and where it lies.

        Raises:
            NotFound: there is none, or it was deleted.
        """
        return _place(self.forest(), deck)

    def cards_inside(self, deck: int) -> int:
        """Return how many cards lie in a deck and those below it, suspended ones included."""
        return int(
            self._database.value(
                table_of(self.forest().inside(deck)) + "SELECT COUNT(*) FROM inside JOIN card c"
                " ON c.deck = inside.id AND c.deleted = 0 JOIN note n ON n.id = c.note AND n.deleted = 0"
            )
        )

    # ------------------------------------------------------------------ changing

    def create(self, path: str, *, inside: int | None = None) -> int:
        """Make a deck and those that it lies in; return its number. Undoable.

        Where it is there already, nothing is made.

        Args:
            path: its name, or a path of names joined by ``::``.
            inside: the deck that the path begins in; None = at the top.

        Raises:
            UserError: the path has no name or too many, or one too long.
            NotFound: the deck to make it in is not there.
        """
        names = path_of(path)
        with self._journal.action("new deck", names[-1]) as action:
            forest = self.forest()
            if inside is not None:
                _place(forest, inside)
            return self._made(action, forest, names, inside)

    def within(self, action: Action, path: str) -> int:
        """Make a deck as a part of another step, where it is not there yet; return its number.

        Raises:
            UserError: see `create`.
        """
        return self._made(action, self.forest(), path_of(path), None)

    def rename(self, deck: int, name: str) -> Changes:
        """Give a deck another name; with a path of names joined by ``::`` it moves there too. Undoable.

        Raises:
            UserError: it has no name, or it would come to lie in itself.
            NotFound: there is no such deck.
        """
        *above, last = path_of(name)
        with self._journal.action("rename deck", last) as action:
            forest = self.forest()
            _place(forest, deck)
            if above:
                self._move(action, deck, self._made(action, forest, tuple(above), None), None)
            action.set("deck", deck, name=last)
        return CHANGED if action.begun else Changes()

    def move(self, deck: int, into: int | None, before: int | None = None) -> Changes:
        """Lay a deck into another (None: to the top), before one of those there or behind all. Undoable.

        Raises:
            UserError: it would come to lie in itself.
            NotFound: one of the decks is not there.
        """
        with self._journal.action("move deck", self.place(deck).name) as action:
            self._move(action, deck, into, before)
        return CHANGED if action.begun else Changes()

    def shift(self, deck: int, by: int) -> Changes:
        """Let a deck change places with the one before (-1) or behind it (1), if there is one. Undoable."""
        forest = self.forest()
        place = _place(forest, deck)
        beside = forest.children[place.parent]
        to = beside.index(deck) + by
        if not 0 <= to < len(beside):
            return Changes()
        rest = [each for each in beside if each != deck]
        return self.move(deck, place.parent, rest[to] if to < len(rest) else None)

    def describe(self, deck: int, text: str) -> Changes:
        """Set what is said about a deck. Undoable.

        Raises:
            UserError: it is too long.
        """
        text = text.strip()
        if len(text) > LONGEST_DESCRIPTION:
            raise UserError(f"A description has at most {LONGEST_DESCRIPTION:,} letters.", "Shorten it.")
        return self._set("describe deck", deck, description=text)

    def paint(self, deck: int, color: str) -> Changes:
        """Mark a deck with one of COLORS; "" takes the mark away. Undoable."""
        if color and color not in COLORS:
            raise UserError(f"There is no colour {color!r}.", f"The colours are {', '.join(COLORS)}.")
        options = own_options(self.place(deck).options) | {COLOR: color}
        told = {name: value for name, value in options.items() if value != ""}
        return self._set("colour deck", deck, options=json.dumps(told))

    def delete(self, deck: int) -> Changes:
        """Delete a deck, those below it and all of their cards; they can be brought back. Undoable."""
        with self._journal.action("delete deck", self.place(deck).name) as action:
            inside = self.forest().inside(deck)
            listed = json.dumps(list(inside))
            action.set_all("deck", "deleted", "SELECT value, 1 FROM json_each(?)", listed)
            sql = "SELECT c.id FROM json_each(?) i JOIN card c ON c.deck = i.value"
            choose(self._database, (card for (card,) in self._database.rows(sql, listed)))
            delete_chosen(action)
            self._schedules.settle_decks(inside)
        return CHANGED

    # ------------------------------------------------------------------ how

    def _set(self, kind: str, deck: int, **values: str) -> Changes:
        with self._journal.action(kind, self.place(deck).name) as action:
            changed = action.set("deck", deck, **values)
        return Changes(decks=changed)

    def _made(self, action: Action, forest: Forest, names: tuple[str, ...], at: int | None) -> int:
        """Return the deck at a path below another; what is missing of it is made."""
        if len(names) + (len(forest.above(at)) if at is not None else 0) > DEEPEST:
            raise UserError(f"At most {DEEPEST} decks can lie in each other.", "Use a shorter path.")
        for name in names:
            same = (each for each in forest.children.get(at, []) if _alike(forest.places[each], name))
            found = next(same, None)
            at = self._add(action, name, at) if found is None else found
        assert at is not None  # noqa: S101
        return at

    def _add(self, action: Action, name: str, parent: int | None) -> int:
        """Add a row that counts as taken back, which undoing its making brings it back to."""
        last = self._database.value("SELECT MAX(position) FROM deck WHERE parent IS ?", parent)
        number = self._database.insert(
            "INSERT INTO deck (uid, parent, name, position, deleted) VALUES (?, ?, ?, ?, ?)",
            uuid4().bytes,
            parent,
            name,
            0 if last is None else last + 1,
            TAKEN_BACK,
        )
        action.set("deck", number, deleted=0)
        return number

    def _move(self, action: Action, deck: int, into: int | None, before: int | None) -> None:
        forest = self.forest()
        place = _place(forest, deck)
        if into is not None:
            _place(forest, into)
            if deck in forest.above(into):
                raise UserError(
                    f"{place.name} cannot be moved into itself.", "Choose a deck that does not lie in it."
                )
            deepest = max(len(forest.above(each)) for each in forest.inside(deck))
            if len(forest.above(into)) + deepest - len(forest.above(deck)) + 1 > DEEPEST:
                raise UserError(
                    f"At most {DEEPEST} decks can lie in each other.", "Choose a deck further up."
                )
        beside = [each for each in forest.children.get(into, []) if each != deck]
        at = beside.index(before) if before in beside else len(beside)
        action.set("deck", deck, parent=into)
        for position, number in enumerate([*beside[:at], deck, *beside[at:]]):
            action.set("deck", number, position=position)


def _place(forest: Forest, deck: int) -> Place:
    found = forest.places.get(deck)
    if found is None:
        raise NotFound("There is no such deck.", "It may have been deleted.")
    return found


def _alike(place: Place, name: str) -> bool:
    return name.casefold() in (place.name.casefold(), place.shown.casefold())
