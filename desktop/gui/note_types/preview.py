"""A card of the type as it would look, made of a real note."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout

from desktop.gui.card_view import CardView
from desktop.gui.labels import label
from desktop.gui.look import Look
from desktop.gui.study_bars import tool_button
from desktop.gui.words import tr
from desktop.render.card import face
from desktop.study.kinds import kind
from desktop.study.note import NAMESPACE, Note, derived
from desktop.study.type_draft import TypeDraft

SOON_MS = 120
"""After the last key, before the card is drawn anew."""
LONGEST = 20_000
"""Letters of a template and a note beyond which their card is not drawn: it would hold the keys up."""


class Preview(QFrame):
    """Shows one card of a draft.

    Args:
        look: theme and text size.
        media: returns the file that a card means by a name, or None.
    """

    wanted = Signal(str)
    """Tells a text that notes are wanted to have in them."""
    noted = Signal(str)

    def __init__(self, look: Look, media: Callable[[str], Path | None]) -> None:
        super().__init__()
        self.setObjectName("type-preview")
        self.setProperty("role", "surface")
        self._look = look
        self._draft: TypeDraft | None = None
        self._ordinal = 0
        self._notes: Sequence[Note] = ()
        self._at = 0
        self.view = CardView(look, media, beside=True)
        self.view.setObjectName("preview-card")
        self.view.noted.connect(self.noted)
        self.search = QLineEdit()
        self.search.setObjectName("preview-find")
        self.search.setAccessibleName(tr("Find a note to look at"))
        self.search.setPlaceholderText(tr("Find a note to look at"))
        self.search.setClearButtonEnabled(True)
        self.back = self._arrow("preview-back", "chevron-up", tr("Previous note"), -1)
        self.next = self._arrow("preview-next", "chevron-down", tr("Next note"), 1)
        self.sides = tool_button("preview-answer", tr("Back"), tr("Show the back too"))
        self.sides.setCheckable(True)
        self.sides.setChecked(True)
        self.sides.toggled.connect(lambda _: self.draw())
        self._where = label("", "caption", wrap=True)
        self._where.setObjectName("preview-where")
        head = QHBoxLayout()
        head.addWidget(self.search, 1)
        for each in (self.back, self.next, self.sides):
            head.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(head)
        column.addWidget(self._where)
        column.addWidget(self.view, 1)
        self._soon = self._timer(SOON_MS, self.draw)
        self._asks = self._timer(2 * SOON_MS, lambda: self.wanted.emit(self.search.text()))
        self.search.textChanged.connect(lambda _: self._asks.start())
        look.changed.connect(self._dress)
        self._dress()

    def _timer(self, ms: int, do: Callable[[], object]) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(ms)
        made.timeout.connect(do)
        return made

    def _arrow(self, name: str, icon: str, text: str, step: int) -> QToolButton:
        made = tool_button(name, text, text)
        made.setProperty("icon-name", icon)
        made.clicked.connect(partial(self._go, step))
        return made

    def _dress(self) -> None:
        for each in (self.back, self.next):
            each.setIcon(self._look.icons.icon(each.property("icon-name")))
            each.setText("")

    def forget(self) -> None:
        """Stop what moves or sounds, and what is still to be looked for."""
        self._soon.stop()
        self._asks.stop()
        self.view.media.forget()

    # ------------------------------------------------------------------ what is shown

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Choose among other notes."""
        self._notes = notes
        self._at = 0
        self.draw()

    def _go(self, step: int, _checked: bool = False) -> None:
        self._at = max(0, min(self._at + step, len(self._notes) - 1))
        self.draw()

    def show_draft(self, draft: TypeDraft, ordinal: int) -> None:
        """Show a card of a draft, a moment later."""
        self._draft, self._ordinal = draft, ordinal
        self._soon.start()

    @property
    def note(self) -> Note | None:
        """The note that is looked at, as it would be; without one, made of the names of the fields."""
        if self._draft is None:
            return None
        note_type = self._draft.note_type
        if self._notes:
            given = self._notes[self._at]
            return replace(given, note_type=note_type, fields=self._draft.fields_of(given.fields))
        filled = {name: f"({name})" for name in note_type.fields}
        if note_type.kind == "cloze":
            filled[note_type.fields[0]] = f"({note_type.fields[0]}: {{{{c1::{tr('gap')}}}}})"
        return Note(derived(NAMESPACE, "preview"), note_type, filled)

    def draw(self) -> None:
        """Draw the card now."""
        self._soon.stop()
        note = self.note
        self.back.setEnabled(self._at > 0)
        self.next.setEnabled(self._at + 1 < len(self._notes))
        if note is None:
            return
        if self._is_long(note):
            self.view.hide()
            self._where.setText(tr("This card is too long to be drawn here at every change."))
            return
        self.view.show()
        made = kind(note.note_type.kind)
        ordinals = made.ordinals(note.note_type, note.fields)
        shown = (ordinals or (0,))[0] if made.text_decides else self._ordinal
        self._say(made.text_decides or shown in ordinals)
        self.view.ask(face(note, shown), made.options(note.fields, note.uid, 0), typing=False)
        for each in self.view.options:
            each.setEnabled(False)
        if self.sides.isChecked():
            self.view.reveal(None, "")
            QTimer.singleShot(0, self, lambda: self.view.verticalScrollBar().setValue(0))

    def _is_long(self, note: Note) -> bool:
        template = note.note_type.templates[min(self._ordinal, len(note.note_type.templates) - 1)]
        return len(template.question) + len(template.answer) + sum(map(len, note.fields.values())) > LONGEST

    def _say(self, is_made: bool) -> None:
        if not self._notes and self.search.text():
            text = tr("No note of this type has that in it.")
        elif not self._notes:
            text = tr("There is no note of this type yet; names stand for its fields.")
        elif not is_made:
            text = tr("This note does not make this card: its front would show nothing.")
        else:
            text = tr("Note {at} of {count}").format(at=self._at + 1, count=len(self._notes))
        self._where.setText(text)
