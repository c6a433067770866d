"""Making, naming, moving and deleting decks. Each is one step that can be taken back."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from desktop.errors import NotFound, UserError
from desktop.store.bulk.deed import choose
from desktop.store.bulk.deleting import delete_chosen
from desktop.store.changes import Changes
from desktop.store.deck_rows import Outlook
from desktop.store.folding_ahead import FoldingAhead
from desktop.store.forest import Forest, Place, table_of
from desktop.store.journal import Action
from desktop.store.library import TAKEN_BACK
from desktop.store.options import Pretend
from desktop.store.parts import Parts
from desktop.store.schedules import Progress
from desktop.store.what_if import Moves, moves
from desktop.study.calendar import Clock
from desktop.study.deck_names import DEEPEST, path_of
from desktop.study.options import COLOR, COLORS, FOLDED, OF_DECKS, Options, accepted, own_options

LONGEST_DESCRIPTION = 10_000
CHANGED = Changes(cards=True, decks=True)


class Decks:
    """The decks of one collection.

    Args:
        parts: of the collection.
        clock: tells the present moment.
        apart: runs work with the decks of a connection of its own, on whichever thread asks.
    """

    def __init__(self, parts: Parts, clock: Clock, apart: Callable[[Callable[[Decks], Any]], Any]) -> None:
        self._database = parts.database
        self._journal = parts.journal
        self._schedules = parts.schedules
        self._table = parts.table
        self._planner = parts.planner
        self._clock = clock
        self._parts = parts
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

    def outlook(self, deck: int) -> Outlook:
        """Return what a deck holds today, and the limits that decide how much of it comes."""
        today = self._table.options.study_day(self._clock())
        return self._planner.outlook(deck, today)

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
        with self._journal.action("rename deck", last) as action, self._schedules.following_decks():
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
        name = self.place(deck).name
        with self._journal.action("move deck", name) as action, self._schedules.following_decks():
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
        count = self.cards_inside(deck)
        with self._journal.action("delete deck", self.place(deck).name) as action:
            inside = self.forest().inside(deck)
            listed = json.dumps(list(inside))
            action.set_all("deck", "deleted", "SELECT value, 1 FROM json_each(?)", listed)
            sql = "SELECT c.id FROM json_each(?) i JOIN card c ON c.deck = i.value"
            choose(self._database, (card for (card,) in self._database.rows(sql, listed)))
            delete_chosen(action)
            self._schedules.settle_decks(inside)
            action.remember(count=count)
        return CHANGED

    # ------------------------------------------------------------------ options

    def options(self, deck: int) -> Options:
        """Return the options that hold in a deck; of limits those of the deck that has one nearest."""
        return self._table.of(self.forest(), deck)

    def own(self, deck: int) -> dict[str, Any]:
        """Return the options that a deck has for itself, by name."""
        told = own_options(self.place(deck).options)
        return {name: value for name, value in told.items() if name in OF_DECKS}

    def without_own(self, deck: int) -> Options:
        """Return the options that would hold in a deck if it had none for itself."""
        forest = self.forest()
        parent = _place(forest, deck).parent
        return self._table.options if parent is None else self._table.of(forest, parent)

    def what_if(
        self, deck: int | None, values: Mapping[str, Any], progress: Progress = lambda done, total: None
    ) -> Moves:
        """Return what would happen to due days if options were set; see `set_options`. Takes long."""
        today = self._table.options.study_day(self._clock())
        with self._schedules.telling(progress):
            return moves(self._database, self._schedules, Pretend(deck, values), today)

    def set_option(self, deck: int | None, name: str, value: Any) -> Changes:
        """Set one option; see `set_options`. Undoable."""
        return self.set_options(deck, {name: value})

    def set_options(
        self, deck: int | None, values: Mapping[str, Any], progress: Progress = lambda done, total: None
    ) -> Changes:
        """Set options for a deck and those inside it. One step for a deck, else one each. Undoable.

        Args:
            deck: its number; None = the collection.
            values: by name, held inside their limits; None = the deck follows those it lies in.
            progress: is told how many cards were scheduled anew, and of how many.

        Raises:
            UserError: there is no such option, the value is none for it, or an administrator holds it.
            NotFound: there is no such deck.
        """
        with self._schedules.telling(progress):
            return self._set_options(deck, values)

    def _set_options(self, deck: int | None, values: Mapping[str, Any]) -> Changes:
        if deck is None:
            done = [self._parts.history.set_option(name, value) for name, value in values.items()]
            return Changes(*(any(each) for each in zip(*done, strict=True)))
        wanted: dict[str, Any] = {}
        for name, value in values.items():
            if name not in OF_DECKS:
                raise UserError(f"A deck has no option {name!r}.", f"It has {', '.join(sorted(OF_DECKS))}.")
            if name in self._table.locked:
                raise UserError(f"The option {name} is set by your administrator and stays as it is.")
            wanted[name] = value if value is None else accepted(name, value)
        told = own_options(self.place(deck).options) | wanted
        return self._keep_options(deck, {name: value for name, value in told.items() if value is not None})

    def _keep_options(self, deck: int, told: dict[str, Any]) -> Changes:
        name, folding = self.place(deck).name, FoldingAhead(self._database, self._schedules)
        ahead = folding.compute(Pretend(deck, dict.fromkeys(OF_DECKS) | told))
        with self._journal.action("deck options", name) as action, folding.carried(ahead):
            before = own_options(self.place(deck).options)
            changed = action.set("deck", deck, options=json.dumps(told))
            if any(before.get(each) != told.get(each) for each in FOLDED):
                action.remember(moves=self.cards_inside(deck))
        return Changes(cards=changed, decks=changed, options=changed)

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
