"""What is done with what is selected."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from desktop.gui.browser.actions import Actions, Deed
from desktop.gui.words import tr

if TYPE_CHECKING:
    from desktop.gui.browser.page import Browser
    from desktop.gui.main_window import MainWindow


class Chosen(NamedTuple):
    """What is selected.

    Attributes:
        numbers: row numbers of cards, or of notes.
        are_notes: which of the two.
    """

    numbers: array[int]
    are_notes: bool


class Deeds:
    """Carries out what a browser offers."""

    def __init__(self, page: Browser, window: MainWindow) -> None:
        self._page = page
        self._window = window
        self.actions = Actions(
            page,
            [
                [
                    Deed("edit", tr("Edit"), self.edit, "square-pen", tr("Enter"), "edit"),
                    Deed("practise", tr("Practice these cards"), self.practise),
                    Deed("export", tr("Export…"), self.export, feature="export"),
                ],
            ],
            window.policy,
        )

    def edit(self) -> None:
        """Edit the note of the row at hand."""
        number = self._page.card_at_hand
        if number is not None:
            self._window.errands.edit(number)

    def practise(self) -> None:
        """Practice the cards that are selected; no date moves."""
        self._with_cards(lambda cards: self._window.practise(tuple(cards)))

    def export(self) -> None:
        """Write the cards that are selected to a file."""
        self._with_cards(self._window.errands.export)

    def _with_cards(self, then: Callable[[array[int]], object]) -> None:
        """Do something with the cards that are selected, or with those of the notes that are."""
        chosen = self._page.chosen
        if chosen.are_notes:
            self._page.finder.cards_of(chosen.numbers, then)
        elif chosen.numbers:
            then(chosen.numbers)

    def move_to(self, deck: int) -> None:
        """Move the cards that are selected to a deck."""

    def delete(self) -> None:
        """Delete what is selected."""
