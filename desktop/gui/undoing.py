"""Undo, and doing again, at the window: named in the menu, and followed where cards are studied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from desktop.errors import StoreDamaged, UserError
from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.changes import Undone

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

GOING = ("suspend", "bury", "delete", "delete deck", "remove note type")
"""Kinds of steps after which cards are not asked any more."""
SEEN = ("flag", "unflag", "edit")
"""Kinds of steps that change how a card shows, and not whether it is asked."""


class Undoing:
    """Takes back what was done last at a window, and does it again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_at_work = False

    def refresh(self) -> None:
        """Name in the menu what undo would take back, and what would be done again."""
        collection, menus = self._window.collection, self._window.menus
        undoable = collection.undoable()
        menus.undo.setEnabled(undoable is not None)
        name = words.action_name(*undoable).replace("&", "&&") if undoable else ""
        menus.undo.setText(tr("&Undo {action}").format(action=name) if name else tr("&Undo"))
        redoable = collection.redoable()
        why_not = tr(redoable.why_not) if redoable else tr("Undo took nothing back.")
        name = words.action_name(redoable.kind, redoable.label).replace("&", "&&") if redoable else ""
        menus.redo.setEnabled(not why_not)
        menus.redo.setText(tr("Do &again: {action}").format(action=name) if name else tr("Do &again"))
        menus.redo.setToolTip(why_not or tr("Does again what Undo took back"))

    def undo(self) -> None:
        """Take back the latest answer or action, and show what it was."""
        window = self._window
        if self._is_at_work:
            return
        if window.collection.undo_takes_long():
            self._is_at_work = True
            window.notices.tell(tr("Taking it back…"))
            kind, _ = window.collection.undoable() or ("", "")
            window.jobs.run(lambda: window.collection.past.undo(kind), self._tell_undone, self._refuse)
            return
        try:
            undone = window.collection.undo()
        except StoreDamaged as error:
            window.lost.emit(error)
            return
        except UserError as error:
            window.notices.refuse(error)
            return
        self._tell_undone(undone)

    def redo(self) -> None:
        """Do again what undo took back last, and show what it was."""
        window = self._window
        if not self._is_at_work:
            self._is_at_work = True
            window.jobs.run(window.collection.past.redo, self._tell_redone, self._refuse)

    def _refuse(self, error: UserError) -> None:
        self._is_at_work = False
        self._window.notices.refuse(error)

    def _tell_undone(self, undone: Undone | None) -> None:
        self._is_at_work = False
        if undone is None:
            return
        self._window.apply(undone.changes)
        self._show_undone(undone)
        name = words.action_name(undone.kind, undone.label)
        self._window.notices.tell(tr("Undone: {action}").format(action=name))
        self.refresh()

    def _tell_redone(self, redone: Undone | None) -> None:
        self._is_at_work = False
        if redone is not None:
            self._window.apply(redone.changes)
            self._show_redone(redone)
            name = words.action_name(redone.kind, redone.label)
            self._window.notices.tell(tr("Done again: {action}").format(action=name), tr("Undo"), self.undo)
        self.refresh()

    # ------------------------------------------------------------------ where cards are studied

    def _is_studied(self, step: Undone) -> bool:
        """Let what is studied follow; return whether cards of a sitting may be concerned."""
        window = self._window
        at_card = window.is_at("study_view")
        if step.kind == "strict" and at_card:
            window.study_view.recheck()
        if step.changes.options and at_card:
            window.study_view.follow_options()
        studying = (at_card or window.is_at("summary")) and window.study_view.session is not None
        return studying and bool(step.cards)

    def _show_undone(self, undone: Undone) -> None:
        window = self._window
        if not self._is_studied(undone):
            return
        if undone.kind == "add":
            window.study_view.drop(undone.cards)
        elif undone.kind in SEEN and window.is_at("study_view"):
            self._redraw(undone.cards)
        elif undone.kind != "option":
            window.show_studied()
            window.study_view.show_again(undone.cards[0])

    def _show_redone(self, redone: Undone) -> None:
        window = self._window
        if not self._is_studied(redone) or not window.is_at("study_view"):
            return
        if redone.kind == "review":
            window.study_view.follow_answer(redone.cards[0])
        elif redone.kind in GOING:
            window.study_view.drop(redone.cards)
        else:
            self._redraw(redone.cards)

    def _redraw(self, cards: Sequence[int]) -> None:
        """Show the card at hand anew if it is one of these; to others nothing is to be seen."""
        view = self._window.study_view
        if view.card is not None and view.card.number in cards:
            view.redraw_card()
        else:
            view.refresh_undo()
