"""Adding a note whose image hides parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.occlusion_editor.dialog import OcclusionDialog
from desktop.gui.words import tr
from desktop.study.incoming import NO_UID
from desktop.study.kinds import kind
from desktop.study.note import Note

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


def add_drawn(window: MainWindow) -> None:
    """Let the person draw on an image, and add the note."""
    collection = window.collection
    own = kind("occlusion").note_type
    note_type = next(each for each in collection.writing.note_types() if each.uid == own.uid)
    note = Note(NO_UID, note_type, dict.fromkeys(note_type.fields, ""))
    dialog = OcclusionDialog(window, collection, window.look, note, window.deck_at_hand, adding=True)
    if not dialog.run():
        return
    try:
        deck = dialog.deck if dialog.deck is not None else 0
        added = collection.writing.add(note_type, dialog.fields, deck=deck, tags=dialog.tags or ())
    except UserError as error:
        window.notices.refuse(error)
        return
    window.apply(added.changes)
    told = tr("Added {cards}.").format(cards=words.cards(len(added.cards)))
    window.notices.tell(told, tr("Undo"), window.undo)
