"""What a window shows of what was taken back, or done again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.store.changes import Undone

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

OF_NOTES = ("flag", "unflag", "edit", "ease", "retag")
"""Kinds of steps after which the card that shows is drawn anew, and no other comes."""
NOT_SHOWN = ("option", "mock test")
GOING = ("suspend", "bury", "delete", "delete deck", "remove note type")
"""Kinds of steps after which cards are not asked any more."""


def show_undone(window: MainWindow, undone: Undone) -> None:
    """Lead to what was taken back, where the page that shows has to do with it."""
    if (page := window.page_at_hand) is not None:
        page.show_undone(undone)
    view = window.study_view
    at_card = window.is_at("study_view")
    if not _is_studied(window, undone):
        return
    if undone.kind == "add":
        view.drop(undone.cards)
    elif undone.kind in OF_NOTES and at_card:
        _redraw(window, undone.cards)
    elif undone.kind not in NOT_SHOWN:
        window.show_study()
        view.show_again(undone.cards[0])


def show_redone(window: MainWindow, redone: Undone) -> None:
    """Let the page that shows follow what was done again."""
    if (page := window.page_at_hand) is not None:
        page.show_redone(redone)
    if not _is_studied(window, redone) or not window.is_at("study_view"):
        return
    if redone.kind == "review":
        window.study_view.follow_answer(redone.cards[0])
    elif redone.kind in GOING:
        window.study_view.drop(redone.cards)
    else:
        _redraw(window, redone.cards)


def _is_studied(window: MainWindow, step: Undone) -> bool:
    """Let what is studied follow options; return whether cards of a sitting may be concerned."""
    view = window.study_view
    at_card = window.is_at("study_view")
    if step.kind == "strict" and at_card:
        view.recheck()
    if step.changes.options and at_card:
        view.follow_options()
    return (at_card or window.is_at("summary")) and view.session is not None and bool(step.cards)


def _redraw(window: MainWindow, cards: Sequence[int]) -> None:
    """Show the card at hand anew if it is one of these; to others nothing is to be seen."""
    view = window.study_view
    if view.card is not None and view.card.number in cards:
        view.redraw_card()
    else:
        view.refresh_undo()
