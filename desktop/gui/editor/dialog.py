"""Editing a note over whatever page shows. What was changed is stored as one step when it is left."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.gui.dialogs import Dialog
from desktop.gui.editor.form import NoteForm
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.study.findings import Findings
from desktop.study.note import Note, NoteType

TALL = 620
"""Height in pixels at 100 %."""


class EditDialog(Dialog):
    """Edits one note; Esc is done as well."""

    def __init__(
        self,
        parent: QWidget | None,
        collection: Collection,
        settings: Settings,
        look: Look,
        jobs: Jobs,
        number: int,
        note: Note,
    ) -> None:
        super().__init__(parent, "edit-note", tr("Edit"), 960)
        self._note = note
        self._told = label(
            tr("Another kind: cards keep their dates by their place; those it does not make are set aside."),
            "muted",
            wrap=True,
        )
        self._told.setObjectName("other-kind")
        self._told.hide()
        self._deck = collection.writing.deck_of(number)
        self._discards = False
        self.form = NoteForm(collection, settings, look, jobs, adding=False)
        self.form.show_note(note, number=number, deck=self._deck)
        self.form.committed.connect(self.accept)
        self.form.types.chosen.connect(lambda: self._told.setVisible(self.note_type is not None))
        self.column.addWidget(self.form, 1)
        self.column.addWidget(self._told)
        findings = Findings()
        findings.look_at_type(note.note_type)
        for each in findings.warnings:
            self.add_text(each, "muted")
        self.discard_button = self.add_button("discard", tr("Discard changes"), self.discard)
        self.done_button = self.add_button("save", tr("Done"), self.accept, primary=True)
        self.form.fields.focus_first()
        room = self.screen().availableGeometry().height() - 40
        self.resize(self.width(), min(look.px(TALL), room))

    @property
    def note_type(self) -> NoteType | None:
        """The kind of note, where another one was chosen."""
        chosen = self.form.note_type
        return None if chosen.uid == self._note.note_type.uid else chosen

    @property
    def fields(self) -> dict[str, str]:
        """The fields that were changed, as they are to be stored; of another kind of note all."""
        texts = self.form.fields.texts
        if self.note_type is not None:
            return texts
        return {name: text for name, text in texts.items() if text != self._note.fields.get(name, "")}

    @property
    def tags(self) -> tuple[str, ...] | None:
        """All tags, where they were changed."""
        tags = self.form.tags.tags
        return None if set(tags) == set(self._note.tags) else tags

    @property
    def deck(self) -> int | str | None:
        """The deck, where another one was chosen or named."""
        deck = self.form.decks.target
        return None if deck == self._deck else deck

    def accept(self) -> None:
        """Close the dialog, unless nobody could answer the note: then say why and keep what is typed."""
        fault = self.form.fault() if self.fields else None
        if fault is None:
            super().accept()
        else:
            self.form.show_fault(fault)

    def discard(self) -> None:
        """Close the dialog and leave the note as it was."""
        super().reject()

    def reject(self) -> None:
        """Leave the dialog by Esc or by closing it: nothing that was typed is lost."""
        self.accept()
