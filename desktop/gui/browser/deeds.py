"""What is done with what is selected."""

from __future__ import annotations

from array import array
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

    def export(self) -> None:
        """Write the cards that are selected to a file."""

    def move_to(self, deck: int) -> None:
        """Move the cards that are selected to a deck."""

    def delete(self) -> None:
        """Delete what is selected."""
