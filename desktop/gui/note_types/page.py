"""Note types: what fields a note has and what its cards show, changed with the card beside it.

Changes gather in a draft for each type until they are saved, as one step; what saving does to notes and
cards is said before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from desktop.gui.back_button import BackButton
from desktop.gui.labels import label
from desktop.gui.note_types.cards_tab import CardsTab
from desktop.gui.note_types.consequences import trouble_text
from desktop.gui.note_types.deeds import Deeds
from desktop.gui.note_types.fields_tab import FieldsTab
from desktop.gui.note_types.preview import Preview
from desktop.gui.note_types.style_tab import StyleTab
from desktop.gui.note_types.type_list import TypeList
from desktop.gui.pages import Page
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.writing.note_types import TypeRow
from desktop.study.note import Note
from desktop.study.type_draft import LONGEST_NAME, Trouble, TypeDraft

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

LONG = 50_000
"""Letters of templates beyond which they are judged a moment after the last key."""
SOON_MS = 300
ROOM_FOR_LIST, ROOM_FOR_PREVIEW = 860, 600
"""Widths in pixels at 100 % from which the list, and the card, stand beside what is changed."""


class NoteTypes(Page):
    """Changes note types."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__()
        self._window = window
        self._types = window.collection.note_types
        self._drafts: dict[UUID, TypeDraft] = {}
        self._troubles: tuple[Trouble, ...] = ()
        self._choose: UUID | None = None
        self._saving = False
        self._focused: QWidget | None = None
        self.deeds = Deeds(self, window)
        self._shown: UUID | None = None
        self.setObjectName("note-types-page")
        self.setAccessibleName(tr("Note types"))
        self.types = TypeList()
        self.name = QLineEdit()
        self.name.setObjectName("type-name")
        self.name.setAccessibleName(tr("Name of the note type"))
        self.name.setMaxLength(LONGEST_NAME)
        self.fields = FieldsTab()
        self.cards = CardsTab(window.look)
        self.style_tab = StyleTab(window.look)
        self.preview = Preview(window.look, window.collection.media)
        self.trouble = label("", "body", wrap=True)
        self.trouble.setObjectName("trouble")
        self.trouble.setProperty("tone", "again")
        self.there = self._button("go-to-trouble", tr("Show"), self._go_to_trouble)
        self.save_button = self._button("save-type", tr("Save"), self.deeds.save)
        self.save_button.setProperty("role", "primary")
        self.save_button.setToolTip(tr("Save (Ctrl+S)"))
        self.revert_button = self._button("revert-type", tr("Revert"), self.revert)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._judge_apart)
        self._judging: TypeDraft | None = None
        self._build()
        self._connect()

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.clicked.connect(lambda _=False: do())
        return made

    def _build(self) -> None:
        head = QHBoxLayout()
        self.title = label(tr("Note types"), "section")
        head.addWidget(BackButton(self._window.look, "note-types", self._window.show_home))
        head.addWidget(self.title, 1)
        head.addWidget(self.types.choice, 1)
        for button in (self.types.add, self.types.remove, self.revert_button, self.save_button):
            head.addWidget(button)
        self.tabs = QTabWidget()
        self.tabs.setObjectName("type-tabs")
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setObjectName("type-tab-bar")
        self.tabs.tabBar().setAccessibleName(tr("Fields, cards, style"))
        for page, text in (
            (self.fields, tr("Fields")),
            (self.cards, tr("Cards")),
            (self.style_tab, tr("Style")),
        ):
            self.tabs.addTab(page, text)
        self.tabs.setCurrentWidget(self.cards)
        wrong = QHBoxLayout()
        wrong.addWidget(self.trouble, 1)
        wrong.addWidget(self.there)
        middle = self.middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.name)
        column.addWidget(self.tabs, 1)
        column.addLayout(wrong)
        self.panes = QSplitter()
        self.panes.setObjectName("type-panes")
        self.panes.setChildrenCollapsible(False)
        self.panes.setHandleWidth(12)
        for each in (self.types, middle, self.preview):
            self.panes.addWidget(each)
        self.panes.setStretchFactor(1, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 16)
        outer.setSpacing(8)
        outer.addLayout(head)
        outer.addWidget(self.panes, 1)

    def _connect(self) -> None:
        window = self._window
        self.types.chosen.connect(self._show_type)
        self.types.add_wanted.connect(self.deeds.add)
        self.types.remove_wanted.connect(self.deeds.remove)
        self.name.textEdited.connect(self._rename)
        for tab in (self.fields, self.cards, self.style_tab):
            tab.changed.connect(self._take)
        self.fields.refused.connect(window.notices.refuse)
        self.cards.refused.connect(window.notices.refuse)
        self.cards.turned.connect(self._show_preview)
        self.preview.wanted.connect(self._find)
        self.preview.noted.connect(lambda text: window.notices.tell(text))
        saving = QShortcut(
            QKeySequence("Ctrl+S"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut
        )
        saving.activated.connect(self.deeds.save)
        window.look.changed.connect(self._fit)

    # ------------------------------------------------------------------ coming and going

    def come(self) -> None:
        """Show how things stand now; the keys go to the list."""
        self._fit()
        self.refresh()
        (self.types.choice if self.types.isHidden() else self.types.list).setFocus()

    def show_changes(self, changes: Changes) -> None:
        """Show what an operation changed."""
        self.refresh()

    def refresh(self, choose: UUID | None = None) -> None:
        """Read the types anew, off the window's thread.

        Args:
            choose: identity of the one to choose then.
        """
        self._choose = choose or self._choose
        self._window.jobs.run(self._types.listed, self._show_types, self._window.notices.refuse)

    def _show_types(self, rows: list[TypeRow]) -> None:
        stored = {row.note_type.uid: row.note_type for row in rows}
        self._drafts = {uid: draft for uid, draft in self._drafts.items() if stored.get(uid) == draft.before}
        choose, self._choose = self._choose, None
        self.types.show_types(rows, self._drafts, choose)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop what plays; say what is not saved."""
        super().hideEvent(event)
        self.preview.forget()
        if self._drafts and self._window.isVisible():
            names = ", ".join(draft.name for draft in self._drafts.values())
            text = tr("Not saved yet: {names}. The changes wait on the page of note types.")
            self._window.notices.tell(
                text.format(names=names), tr("Go back"), partial(self._window.show_page, "note_types")
            )

    # ------------------------------------------------------------------ what is looked at

    @property
    def draft(self) -> TypeDraft | None:
        """The draft of the type that is chosen."""
        row = self.types.current
        return None if row is None else self._drafts.get(row.note_type.uid) or TypeDraft.of(row.note_type)

    def _show_type(self) -> None:
        draft = self.draft
        self.middle.setEnabled(draft is not None)
        if draft is None:
            return
        self._show_draft(draft)
        if self._shown != draft.before.uid:
            self._shown = draft.before.uid
            self.preview.search.blockSignals(True)
            self.preview.search.clear()
            self.preview.search.blockSignals(False)
            self.preview.show_notes(())
        self._find(self.preview.search.text())

    def _find(self, text: str) -> None:
        draft = self.draft
        if draft is None:
            return
        uid = draft.before.uid

        def show(notes: list[Note]) -> None:
            if self._shown == uid:
                self.preview.show_notes(notes)

        self._window.jobs.run(partial(self._types.samples, uid, text), show, self._window.notices.refuse)

    def _show_draft(self, draft: TypeDraft) -> None:
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
        for tab in (self.fields, self.cards, self.style_tab):
            tab.show_draft(draft)
        self._show_standing(draft)

    def _take(self, draft: TypeDraft) -> None:
        """Take over what a tab made of the draft."""
        others = [tab for tab in (self.fields, self.cards, self.style_tab) if tab is not self.sender()]
        if draft.is_changed:
            self._drafts[draft.before.uid] = draft
        else:
            self._drafts.pop(draft.before.uid, None)
        for tab in others:
            tab.show_draft(draft)
        self._show_standing(draft)

    def _rename(self, name: str) -> None:
        if self.draft is not None:
            self._take(replace(self.draft, name=name))

    def _show_standing(self, draft: TypeDraft) -> None:
        """Show what is wrong, whether there is something to save, and the card."""
        self.types.mark(self._drafts)
        self._show_preview()
        size = sum(len(each.question) + len(each.answer) for each in draft.templates)
        if size > LONG:
            self._soon.start()  # reading so much at every key would hold the keys up
        else:
            self._judge()

    def _judge(self) -> None:
        """Say what is wrong with the draft, and offer to save it."""
        self._soon.stop()
        draft = self.draft
        if draft is None:
            return
        self._tell(draft, draft.troubles())

    def _judge_apart(self) -> None:
        """Look for what is wrong beside the window: the draft is long."""
        draft = self._judging = self.draft
        if draft is not None:
            self._window.jobs.run(
                draft.troubles, lambda found: self._tell(draft, found), self._window.notices.refuse
            )

    def _tell(self, draft: TypeDraft, troubles: tuple[Trouble, ...]) -> None:
        """Show what is wrong with the draft, unless it was changed in the meantime."""
        if draft != self.draft:
            return
        self._judging = None
        self._troubles = troubles
        self.cards.show_troubles(self._troubles)
        first = next(iter(self._troubles), None)
        for each in (self.trouble, self.there):
            each.setVisible(first is not None)
        if first is not None:
            more = len(self._troubles) - 1
            text = trouble_text(first) + (tr(" (and {more} more)").format(more=more) if more else "")
            self.trouble.setText(text)
            self.there.setAccessibleDescription(text)
        changed = draft.is_changed and not self._saving
        self.save_button.setEnabled(changed and not (first and first.stops))
        self.revert_button.setEnabled(changed)

    def _show_preview(self) -> None:
        if self.draft is not None:
            self.preview.show_draft(self.draft, self.cards.ordinal)

    def _go_to_trouble(self) -> None:
        if self._troubles and self._troubles[0].place >= 0:
            self.tabs.setCurrentWidget(self.cards)
            self.cards.go_to(self._troubles[0])
        else:
            self.name.setFocus()

    # ------------------------------------------------------------------ doing

    def revert(self) -> None:
        """Give up what is not saved of this type."""
        draft = self.draft
        if draft is not None:
            self._drafts.pop(draft.before.uid, None)
            self._show_draft(TypeDraft.of(draft.before))

    def ready(self) -> TypeDraft | None:
        """Return the draft if it can be saved now; None where it cannot."""
        if self._soon.isActive() or self._judging is not None:
            self._judge()
        return self.draft if self.save_button.isEnabled() else None

    def forget(self, uid: UUID) -> None:
        """Forget the draft of a type: it was saved."""
        self._drafts.pop(uid, None)

    def hold(self, holds: bool) -> None:
        """Let nothing be changed while it is saved, or again; the keys come back to where they were."""
        if holds:
            self._focused = self.focusWidget()
        self._saving = holds
        self.panes.setEnabled(not holds)
        if self.draft is not None:
            self._show_standing(self.draft)
        if not holds and self._focused is not None and self._focused.isVisible():
            self._focused.setFocus()

    # ------------------------------------------------------------------ room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show what has room."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        """Where it is narrow the list becomes a choice, and the card a tab."""
        width = self.width() / self._window.look.scale
        self.types.setHidden(width < ROOM_FOR_LIST)
        self.types.choice.setVisible(width < ROOM_FOR_LIST)
        self.title.setVisible(width >= ROOM_FOR_LIST)
        beside = self.panes.indexOf(self.preview) >= 0
        if beside and width < ROOM_FOR_PREVIEW:
            self.tabs.addTab(self.preview, tr("Preview"))
        elif not beside and width >= ROOM_FOR_PREVIEW:
            self.tabs.removeTab(self.tabs.indexOf(self.preview))
            self.panes.addWidget(self.preview)
            self.preview.show()
        left, right = round(self.width() * 0.2), round(self.width() * 0.36)
        self.panes.setSizes([left, self.width() - left - right, right])
