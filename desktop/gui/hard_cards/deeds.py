"""What is done about a card that is forgotten again and again. Each is one step that can be taken back."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.words import tr
from desktop.store.bulk.dates import StartEase
from desktop.store.bulk.marks import Retag
from desktop.store.changes import Changes
from desktop.store.mixed_up import MixedUp
from desktop.store.practising import Instead
from desktop.study.schedule import LEECH_TAG

if TYPE_CHECKING:
    from desktop.gui.hard_cards.split_dialog import SplitDialog
    from desktop.gui.main_window import MainWindow


class HardCards:
    """Opens the dialogs over a window; a sitting keeps its place meanwhile."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def rewrite(self, card: int) -> None:
        """Let the note be edited; once it says something else it is no leech any more."""
        view = self._window.collection.card(card)
        self._window.errands.edit_note(view.note_number, without=(LEECH_TAG,))

    def split(self, card: int) -> None:
        """Let a second note be made from the card's; the card itself stays as it is."""
        from desktop.gui.hard_cards.split_dialog import SplitDialog  # heavy: opened on demand

        window = self._window
        if not window.errands.may("edit"):
            return
        number = window.collection.card(card).note_number
        note = window.collection.writing.note(number)
        if note.note_type.kind == "occlusion":
            window.notices.tell(tr("An image is split by drawing fewer shapes: edit it instead."))
            return
        dialog = SplitDialog(window, number, note)
        if dialog.run() and dialog.is_changed:
            self._add(card, dialog)
        window.refocus()

    def _add(self, card: int, dialog: SplitDialog) -> None:
        window = self._window
        note = dialog.form.note
        deck = dialog.form.decks.target or ""
        tags = tuple(tag for tag in note.tags if tag != LEECH_TAG)
        try:
            added = window.collection.writing.add(note.note_type, note.fields, deck=deck, tags=tags)
        except UserError as error:
            window.notices.refuse(error)
            return
        window.apply(added.changes)
        window.notices.tell(
            tr("Added. Now cut the first card down to its own half."),
            tr("Rewrite it"),
            lambda: self.rewrite(card),
        )

    def compare(self, card: int) -> None:
        """Show a card beside the one that it is mixed up with; they are looked up off the window's thread."""
        window, collection = self._window, self._window.collection
        note = collection.card(card).note_number
        searcher = collection.searcher()

        def look() -> tuple[Instead, MixedUp | None]:
            with closing(searcher):
                instead = collection.practising.instead(card)
                near = searcher.near(note, instead.text)
            return instead, collection.practising.mixed_up(card, near, instead.text)

        collection.open()
        window.notices.tell(tr("Looking for what it is mixed up with…"))
        window.jobs.run(look, lambda found: self._show(card, *found), window.notices.refuse)

    def _show(self, card: int, instead: Instead, other: MixedUp | None) -> None:
        from desktop.gui.hard_cards.compare_dialog import CompareDialog  # heavy: opened on demand

        window = self._window
        window.notices.hide()
        dialog = CompareDialog(window, card, instead, other)
        dialog.run()
        if dialog.edits is not None:
            window.errands.edit(dialog.edits)
        elif dialog.practises and other is not None:
            window.practise((card, other.card), window.deck_at_hand)
        window.refocus()

    def start_ease(self, card: int) -> None:
        """Let the ease of a card begin anew; its days stay."""
        window = self._window
        done = window.collection.bulk.do(StartEase([card]))
        if not done.changed:
            window.notices.tell(tr("Its ease is not low: 2.50 is where every card begins."))
            return
        self._tell(tr("Its ease is 2.50 again; the day it comes stays."))

    def leave(self, card: int) -> None:
        """Take the mark of a leech away; it comes again when the card is forgotten some more times."""
        window = self._window
        note = window.collection.card(card).note_number
        if window.collection.bulk.do(Retag([note], [], [LEECH_TAG])).changed:
            self._tell(tr("Left as it is. It is told again once it is forgotten some more times."))

    def _tell(self, text: str) -> None:
        window = self._window
        window.apply(Changes(cards=True, decks=True))
        if window.is_at("study_view"):
            window.study_view.reread()
        window.notices.tell(text, tr("Undo"), window.undo)
