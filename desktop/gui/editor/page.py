"""The page that adds notes, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from desktop.errors import UserError
from desktop.gui.back_button import heading
from desktop.gui.editor import draft as drafts
from desktop.gui.editor.fields import moved
from desktop.gui.editor.form import NOBODY, NoteForm
from desktop.gui.labels import label
from desktop.gui.pages import Page
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.study.note import Note, NoteType

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

SAVE_MS = 600
"""How long nothing was typed before the draft is written."""
SHORT = 60


class EditorPage(Page):
    """Adds notes; what was not added yet stays, also over a restart."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._look = window.look
        self.setObjectName("editor")
        self.form = NoteForm(window.collection, window.settings, window.look, window.jobs, adding=True)
        self.form.edited.connect(self._note_change)
        self.form.fields.pinned.connect(self._note_change)
        self.form.committed.connect(self.add)
        self.form.double_wanted.connect(window.errands.edit_note)
        self._added: Note | None = None
        self._draft = drafts.load(window.collection.folder)
        self._save = QTimer(self)
        self._save.setSingleShot(True)
        self._save.setInterval(SAVE_MS)
        self._save.timeout.connect(self.keep)
        self._build()
        self._restore()

    def _build(self) -> None:
        self._add = QPushButton(tr("Add"))
        self._add.setObjectName("add-note")
        self._add.setAccessibleName(tr("Add"))
        self._add.setToolTip(tr("Add the note and begin the next (Ctrl+Enter)"))
        self._add.setProperty("role", "primary")
        self._add.clicked.connect(lambda _=False: self.add())
        foot = QHBoxLayout()
        foot.addWidget(label(tr("Ctrl+Enter adds the note and begins the next."), "muted", wrap=True), 1)
        foot.addWidget(self._add)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(heading(self._look, "editor", tr("Add a note"), self._window.show_home))
        column.addWidget(self.form, 1)
        column.addLayout(foot)

    # ------------------------------------------------------------------ the page

    def come(self) -> None:
        """Offer what there is to choose from now, and take the keyboard."""
        self.form.refresh()
        self.form.fields.focus_first()

    def show_changes(self, changes: Changes) -> None:
        """Offer other decks and types where there are others."""
        if changes.decks:
            self.form.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when the page is left."""
        super().hideEvent(event)
        self.keep()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the note back that was just added, where there is no typing to take back; nothing else."""
        if not event.matches(QKeySequence.StandardKey.Undo):
            super().keyPressEvent(event)
        elif (self._window.collection.undoable() or ("",))[0] == "add":
            self.take_back()

    # ------------------------------------------------------------------ the draft

    def _restore(self) -> None:
        draft, form = self._draft, self.form
        note_type = form.types.with_uid(draft.note_type) or form.note_type
        deck = form.decks.with_uid(draft.deck) or self._window.deck_at_hand
        fields = moved(draft.fields, note_type.fields)
        form.show_note(Note(NOBODY, note_type, fields, tuple(draft.tags)), sides=draft.sides, deck=deck)
        self._pin(note_type)

    def _pin(self, note_type: NoteType) -> None:
        pinned = self._draft.pinned.get(str(note_type.uid), [])
        self.form.fields.pin(lambda name: name in pinned)

    def _note_change(self) -> None:
        self._save.start()

    def keep(self) -> None:
        """Write the draft down."""
        self._save.stop()
        form, draft = self.form, self._draft
        note_type = form.note_type
        pinned = list(form.fields.pinned_names())
        made = drafts.Draft(
            note_type=str(note_type.uid),
            sides=form.types.sides,
            deck=form.decks.uid,
            fields={name: text for name, text in form.fields.texts.items() if text},
            tags=list(form.tags.tags),
            pinned={**draft.pinned, str(note_type.uid): pinned},
        )
        if made != draft and drafts.save(self._window.collection.folder, made):
            self._draft = made

    # ------------------------------------------------------------------ adding

    def add(self) -> None:
        """Add the note and begin the next; where that cannot be, say why."""
        form, window = self.form, self._window
        if not window.errands.may("edit"):
            return
        if fault := form.fault():
            form.show_fault(fault)
            return
        note, deck = form.note, form.decks.target
        if deck is None:
            window.notices.refuse(
                UserError(tr("There is no deck yet."), tr("Import one, or restart the app."))
            )
            return
        try:
            added = window.collection.writing.add(note.note_type, note.fields, deck=deck, tags=note.tags)
        except UserError as error:
            window.notices.refuse(error)
            return
        self._added = note
        self._begin_next(note)
        window.apply(added.changes)
        self.keep()
        window.notices.tell(
            tr("Added to {deck}.").format(deck=form.decks.path[-1][:SHORT]), tr("Undo"), self.take_back
        )

    def take_back(self) -> None:
        """Take back what was done last; the note that was added comes back into an empty form."""
        form, note = self.form, self._added
        is_add = (self._window.collection.undoable() or ("",))[0] == "add"
        self._window.undo()
        pinned = set(form.fields.pinned_names())
        is_empty = not any(text for name, text in form.fields.typed.items() if name not in pinned)
        if note is not None and is_add and is_empty:
            self._added = None
            form.show_note(note, sides=form.types.sides)
            form.fields.focus_first()

    def _begin_next(self, note: Note) -> None:
        """Show an empty note of the same type, deck and tags; pinned fields stay."""
        form = self.form
        pinned = set(form.fields.pinned_names())
        kept = {name: text for name, text in note.fields.items() if name in pinned}
        form.show_note(Note(NOBODY, note.note_type, kept, note.tags), sides=form.types.sides)
        form.tags.forget_known()
        form.fields.focus_first()
