"""Saving, adding and removing note types: said before, done off the window's thread, told afterwards."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from desktop.errors import UserError
from desktop.gui.note_types.adding import AddDialog
from desktop.gui.note_types.consequences import RemoveDialog, SaveDialog
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.writing.note_types import Consequences
from desktop.study.type_draft import TypeDraft

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.gui.note_types.page import NoteTypes


class Deeds:
    """Does what the page is asked to do."""

    def __init__(self, page: NoteTypes, window: MainWindow) -> None:
        self._page = page
        self._window = window
        self._types = window.collection.note_types

    def save(self) -> None:
        """Save the draft, once it is said what that does."""
        draft = self._page.ready()
        if draft is None:
            return
        self._page.hold(True)
        self._window.jobs.run(
            partial(self._types.consequences, draft), partial(self._ask, draft), self._refuse
        )

    def _ask(self, draft: TypeDraft, told: Consequences) -> None:
        troubles = [each for each in draft.troubles() if each not in TypeDraft.of(draft.before).troubles()]
        if (told.any or troubles) and not SaveDialog(self._page, draft.name.strip(), told, troubles).run():
            self._page.hold(False)
            return
        self._window.jobs.run(
            partial(self._types.change, draft), partial(self._tell_saved, draft), self._refuse
        )

    def _tell_saved(self, draft: TypeDraft, changes: Changes) -> None:
        self._page.forget(draft.before.uid)
        self._tell(tr("Saved {name}.").format(name=draft.name.strip()), changes)

    def _tell(self, text: str, changes: Changes) -> None:
        self._page.hold(False)
        self._window.apply(changes)
        self._window.notices.tell(text, tr("Undo"), self._window.undo)

    def _refuse(self, error: UserError) -> None:
        self._window.notices.refuse(error)
        self._page.hold(False)
        self._page.refresh()

    def add(self) -> None:
        """Add a note type that begins like another."""
        types = self._page.types
        dialog = AddDialog(self._page, [row.note_type for row in types.rows], types.list.currentRow())
        if dialog.run():
            self._window.jobs.run(
                partial(self._types.add, dialog.start, dialog.name),
                partial(self._tell_added, dialog.name),
                self._window.notices.refuse,
            )

    def _tell_added(self, name: str, uid: UUID) -> None:
        self._page.refresh(choose=uid)
        self._tell(tr("Added {name}.").format(name=name), Changes(cards=True))

    def remove(self) -> None:
        """Remove the type that is chosen, with its notes, once it is said how many those are."""
        row = self._page.types.current
        if row is None or not RemoveDialog(self._page, row.note_type.name, row.notes, row.cards).run():
            return
        told = tr("Removed {name}.").format(name=row.note_type.name)
        self._page.hold(True)
        self._window.jobs.run(
            partial(self._types.remove, row.note_type.uid), partial(self._tell, told), self._refuse
        )
