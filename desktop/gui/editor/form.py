"""The form in which a note is written: its kind, deck, fields and tags, and how its cards will look."""

from __future__ import annotations

import time
from collections.abc import Mapping
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.card_media import CardMedia
from desktop.gui.editor.choosers import Choosers
from desktop.gui.editor.commands import commits
from desktop.gui.editor.deeds import Deeds
from desktop.gui.editor.doubles import Doubles
from desktop.gui.editor.fields import Fields, moved
from desktop.gui.editor.preview import FoldButton, Preview
from desktop.gui.editor.tags_field import TagsField
from desktop.gui.editor.toolbar import Toolbar
from desktop.gui.jobs import Jobs
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.page import scrolled
from desktop.gui.settings import Settings
from desktop.gui.words import tr
from desktop.store.collection import Collection
from desktop.study.kinds import kind
from desktop.study.kinds.contract import Fault
from desktop.study.note import Note, NoteType

SIDE_BY_SIDE = 760
"""Pixels at 100 % from which the preview stands beside the fields."""
BELOW = 440
"""Pixels at 100 % of height from which it stands below them, where it cannot stand beside."""
PREVIEW_MS = 30
"""How long nothing was typed before the preview follows: long enough that no key waits for it."""
SLOWEST_MS = 1500
"""The longest pause, for notes that take long to draw."""
NOBODY = UUID(int=0)


class NoteForm(QWidget):
    """Edits one note that it does not store.

    Args:
        collection: what there is to choose from, and where pictures are kept.
        settings: whether the preview shows.
        look: theme and text size.
        jobs: for lookups.
        adding: whether the note is new, so that fields can be pinned.
    """

    edited = Signal()
    committed = Signal()
    """Ctrl+Enter was pressed."""
    double_wanted = Signal(int)

    def __init__(
        self, collection: Collection, settings: Settings, look: Look, jobs: Jobs, *, adding: bool
    ) -> None:
        super().__init__()
        self._collection = collection
        self._look = look
        self._number = 0
        self._first = ""
        self._uid = NOBODY
        self._loads = False
        self._typed: dict[str, str] | None = None
        self._media = CardMedia(collection.media, self.devicePixelRatioF, lambda: 100)
        self._choosers = Choosers(collection)
        self.types, self.decks = self._choosers.types, self._choosers.decks
        self.toolbar = Toolbar(look)
        self.fields = Fields(look, self._media.picture, collection.add_media, pins=adding)
        self.tags = TagsField(look, collection.writing.tags)
        self.doubles = Doubles(collection, jobs)
        self.preview = Preview(look, collection.media)
        self._fold = FoldButton(look, settings)
        self._fold.toggled.connect(lambda _: self._make_room())
        self._fault = label("", "body", wrap=True)
        self._fault.setObjectName("fault")
        self._fault.setProperty("tone", "again")
        self._deeds = Deeds(self, look, self.fields.numbers, self.refuse)
        self._connect()
        self._build()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEW_MS)
        self._soon.timeout.connect(self._draw_preview)

    def _connect(self) -> None:
        self.types.chosen.connect(self._change_type)
        self.decks.currentTextChanged.connect(lambda _: self._note_change())
        self.toolbar.wanted.connect(self.do)
        self.fields.edited.connect(self._note_typing)
        self.fields.commanded.connect(self.do)
        self.fields.came.connect(self._offer_commands)
        self.fields.refused.connect(self.refuse)
        self.tags.edited.connect(self._note_change)
        self.doubles.due.connect(self._look_for_doubles)
        self.doubles.wanted.connect(self.double_wanted)

    def _build(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(2, 2, 10, 2)
        column.setSpacing(10)
        column.addWidget(self.fields)
        column.addWidget(self._fault)
        column.addWidget(self.doubles)
        column.addWidget(label(tr("Tags"), "overline"))
        column.addWidget(self.tags)
        column.addStretch(1)
        written = QWidget()
        self.area = scrolled(inside, written)
        self._parts = QSplitter(Qt.Orientation.Horizontal)
        self._parts.setObjectName("editor-parts")
        self._parts.setChildrenCollapsible(False)
        self._parts.setHandleWidth(12)
        self._parts.addWidget(written)
        self._parts.addWidget(self.preview)
        self._parts.setStretchFactor(0, 3)
        self._parts.setStretchFactor(1, 2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(10)
        whole.addWidget(self._choosers)
        tools = QHBoxLayout()
        tools.addWidget(self.toolbar, 1)
        tools.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(tools)
        whole.addWidget(self._parts, 1)
        self._fault.hide()

    # ------------------------------------------------------------------ what it holds

    @property
    def note_type(self) -> NoteType:
        """The type of the note."""
        return self.types.note_type

    @property
    def note(self) -> Note:
        """The note as it is written now."""
        return Note(self._uid, self.note_type, self.fields.texts, self.tags.tags)

    def show_note(self, note: Note, *, number: int = 0, sides: bool = False, deck: int | None = None) -> None:
        """Show a note.

        Args:
            note: what is edited; in a new one every field may be empty.
            number: its row number; 0 = it is new.
            sides: whether a choice without options yet is one between the two sides.
            deck: row number of its deck; None = the one that is chosen stays.
        """
        self._loads, self._typed = True, None
        self._number, self._uid = number, note.uid
        self.types.choose(note.note_type, sides=sides)
        if deck is not None:
            self.decks.choose(deck)
        self._first = next(iter(note.fields.values()), "") if number else ""
        self._fill(note.fields, sides)
        self.tags.show_tags(note.tags)
        self._loads = False
        self.show_fault(None)
        self._look_for_doubles()
        self._offer_commands()
        self._soon.start()

    def _fill(self, texts: Mapping[str, str], sides: bool) -> None:
        self.fields.show_note(self.note_type, texts, sides=sides)
        order = [self.types, self.decks, *self.fields.in_order(), self.doubles, self.tags.line]
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _change_type(self) -> None:
        """Show the fields of another type; texts stay where a field has the name, or the place.

        They are those that were typed last, so that passing by other types moves nothing.
        """
        if self._typed is None:
            self._typed = self.fields.typed
        self._loads = True
        self._fill(moved(self._typed, self.note_type.fields), self.types.sides)
        self._loads = False
        self.show_fault(None)
        self._note_change()

    def refresh(self) -> None:
        """Offer the types, decks and tags there are now; a type may have other fields by now, or be gone."""
        self.types.load()
        self.decks.load()
        self.tags.forget_known()
        if self.note_type != self.fields.note_type:
            self._change_type()

    def _note_typing(self) -> None:
        if not self._loads:
            self._typed = None
            self._fault.hide()
        self._note_change()

    def _note_change(self) -> None:
        if self._loads:
            return
        self._soon.start()
        self.doubles.ask_soon()
        self.edited.emit()

    def _look_for_doubles(self) -> None:
        """Look whether another note begins with the same words as this one does, since it was edited."""
        first = self.fields.first
        self.doubles.ask(self.note_type.uid, first if first != self._first else "", self._number)

    # ------------------------------------------------------------------ faults

    def fault(self) -> Fault | None:
        """Return why nobody could answer the note; None = it is fine."""
        return kind(self.note_type.kind).fault(self.note_type, self.fields.texts)

    def show_fault(self, fault: Fault | None) -> None:
        """Say what is wrong, and lead to where that can be put right; None takes it away."""
        self._fault.setText(tr(fault.text) if fault else "")
        self._fault.setVisible(fault is not None)
        self.fields.describe(fault.field if fault else "", self._fault.text())
        if fault:
            self.fields.focus_field(fault.field)

    def refuse(self, error: UserError) -> None:
        """Say why something cannot be taken in; the next change takes that away."""
        self._fault.setText(str(error))
        self._fault.show()
        self.area.ensureWidgetVisible(self._fault)

    # ------------------------------------------------------------------ the preview

    def _draw_preview(self) -> None:
        if not self.preview.isVisibleTo(self):
            return
        begun = time.monotonic()
        self.preview.show_note(self.note, self.decks.path)
        took_ms = (time.monotonic() - begun) * 1000
        self._soon.setInterval(max(PREVIEW_MS, min(SLOWEST_MS, round(10 * (took_ms - PREVIEW_MS)))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the preview where there is room for it."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """Put the preview beside the fields, or below them, or leave it out."""
        beside = self.width() >= self._look.px(SIDE_BY_SIDE)
        self._parts.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)
        has_room = beside or self.height() >= self._look.px(BELOW)
        self._fold.setEnabled(has_room)
        self.preview.setVisible(self._fold.isChecked() and has_room)
        self._soon.start()

    # ------------------------------------------------------------------ keys and commands

    def do(self, name: str) -> None:
        """Carry out a command on the field that has, or had last, the keyboard."""
        box = self.fields.current_box
        if name == "source":
            if box is not None:
                box.toggle_source()
                self._offer_commands()
            return
        text = self.fields.current
        if text is not None:
            self._deeds.do(name, text)

    def _offer_commands(self) -> None:
        box = self.fields.current_box
        if box is not None and box.is_source:
            self.toolbar.offer(None)
        elif text := self.fields.current:
            self.toolbar.offer(text)

    def event(self, event: QEvent) -> bool:
        """Keep Ctrl+Enter from the window's menus."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and commits(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store the note by Ctrl+Enter, but not in the middle of a word."""
        if not commits(event):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat() and not self.fields.is_composing():
            self.committed.emit()
