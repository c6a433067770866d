"""Undo, and doing again, at the window: named in the menu, and told when done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import StoreDamaged, UserError
from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.changes import Undone

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


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
        from desktop.gui.undone import show_undone  # heavy: Home shows before it

        self._window.apply(undone.changes)
        show_undone(self._window, undone)
        name = words.action_name(undone.kind, undone.label)
        self._window.notices.tell(tr("Undone: {action}").format(action=name))
        self.refresh()

    def _tell_redone(self, redone: Undone | None) -> None:
        self._is_at_work = False
        if redone is not None:
            from desktop.gui.undone import show_redone  # heavy: Home shows before it

            self._window.apply(redone.changes)
            show_redone(self._window, redone)
            name = words.action_name(redone.kind, redone.label)
            self._window.notices.tell(tr("Done again: {action}").format(action=name), tr("Undo"), self.undo)
        self.refresh()
