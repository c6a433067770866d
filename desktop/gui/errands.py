"""What the window does in a dialog and comes back from: explaining, editing, help, backups."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.study.grades import PRACTICE

if TYPE_CHECKING:
    from desktop.gui.editor.dialog import EditDialog
    from desktop.gui.hard_cards.deeds import HardCards
    from desktop.gui.importing.reading import Source
    from desktop.gui.main_window import MainWindow
    from desktop.gui.occlusion_editor.dialog import OcclusionDialog
    from desktop.study.note import Note, NoteType


class Errands:
    """Opens dialogs over a window; afterwards the keyboard belongs to the card again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sources: list[Source] = []

    @cached_property
    def hard_cards(self) -> HardCards:
        """What is done about cards that are forgotten again and again."""
        from desktop.gui.hard_cards.deeds import HardCards  # heavy: opened on demand

        return HardCards(self._window)

    def help_with(self, what: str, card: int) -> None:
        """Do something about a hard card: a method of `HardCards`."""
        getattr(self.hard_cards, what)(card)

    def practice_choices(self, deck: int | None) -> None:
        """Practice a round with options on every card that has an answer in words; no schedule moves."""
        window = self._window
        plan = window.collection.practising.round(deck)
        if plan.cards:
            window.practise(plan.cards, deck, with_choices=True)
        else:
            window.notices.tell(tr("There is nothing to practice yet: study some cards first."))

    def another_round(self) -> None:
        """Practice once more, in the way that was practiced last."""
        window = self._window
        if window.study_view.with_choices and not window.made("practice"):
            self.practice_choices(window.summary.deck)
        else:
            window.show_page("practice")

    def practise(self, cards: tuple[int, ...] | None = None) -> None:
        """Let somebody choose how to practice some cards; None = first which."""
        from desktop.gui.pages import practice  # heavy: opened on demand

        practice(self._window, None if cards is not None else self._window.deck_at_hand, cards)

    def explain(self, number: int) -> None:
        """Show why a card comes now."""
        from desktop.gui.why_dialog import WhyDialog  # heavy: opened on demand

        window = self._window
        practicing = window.is_at("study_view") and window.study_view.mode == PRACTICE
        WhyDialog(window, window.collection, number, practicing=practicing).run()
        self._window.refocus()

    def edit(self, number: int) -> None:
        """Edit a card's note."""
        self.edit_note(self._window.collection.card(number).note_number)

    def edit_note(self, number: int, without: Sequence[str] = ()) -> None:
        """Edit a note by its row number; what was changed is stored as one step.

        Args:
            number: of the note.
            without: tags that it loses when its texts change.
        """
        from desktop.gui.editor.dialog import EditDialog  # heavy: opened on demand

        window = self._window
        if not self.may("edit"):
            return
        note = window.collection.writing.note(number)
        if note.note_type.kind == "occlusion":
            self._edit_drawn(number, note)
            return
        dialog = EditDialog(
            window, window.collection, window.settings, window.look, window.jobs, number, note
        )
        dialog.form.double_wanted.connect(self.edit_note)
        if dialog.run():
            tags = dialog.tags
            if dialog.fields and without:
                tags = tuple(tag for tag in (note.tags if tags is None else tags) if tag not in without)
            self._store(number, dialog, tags, dialog.note_type)
        window.refocus()

    def _store(
        self,
        number: int,
        dialog: EditDialog | OcclusionDialog,
        tags: tuple[str, ...] | None,
        note_type: NoteType | None = None,
    ) -> None:
        """Store what was changed in a dialog."""
        window = self._window
        try:
            changes = window.collection.writing.edit(
                number, dialog.fields, tags=tags, deck=dialog.deck, note_type=note_type
            )
        except UserError as error:
            window.notices.refuse(error)
        else:
            self._show_edited(changes)

    def _edit_drawn(self, number: int, note: Note) -> None:
        """Edit a note whose image hides parts."""
        from desktop.gui.occlusion_editor.dialog import OcclusionDialog  # heavy: opened on demand

        window = self._window
        deck = window.collection.writing.deck_of(number)
        try:
            dialog = OcclusionDialog(window, window.collection, window.look, note, deck, adding=False)
        except UserError as error:
            window.notices.refuse(error)
            return
        if dialog.run():
            self._store(number, dialog, dialog.tags)
        window.refocus()

    def cover_image(self) -> None:
        """Add a note that hides parts of an image."""
        from desktop.gui.occlusion_editor.adding import add_drawn  # heavy: opened on demand

        if self.may("edit"):
            add_drawn(self._window)
            self._window.refocus()

    def _show_edited(self, changes: Changes) -> None:
        window = self._window
        if changes.cards:
            window.apply(changes)
            if window.is_at("study_view"):
                self._show_studied()
            window.notices.tell(tr("Saved."), tr("Undo"), window.undo)

    def _show_studied(self) -> None:
        """Show the card that is studied anew, or the next where its note makes it no longer."""
        view = self._window.study_view
        if view.card is not None and not self._window.collection.writing.is_made(view.card.number):
            view.drop([view.card.number])
        else:
            view.redraw_card()

    def browse(self, search: str) -> None:
        """Look for something in the browser."""
        self._window.page("browser").browse(search)  # type: ignore[attr-defined]
        self._window.show_page("browser")

    def may(self, feature: str) -> bool:
        """Return whether the policy leaves a feature to people; where not, tell."""
        try:
            self._window.policy.demand(feature)
        except UserError as error:
            self._window.notices.refuse(error)
            return False
        return True

    def help(self) -> None:
        """Show the keys."""
        from desktop.gui.help_sheet import HelpSheet  # heavy: opened on demand

        HelpSheet(self._window).run()
        self._window.refocus()

    def back_up(self) -> None:
        """Make a backup, off the window's thread."""
        window = self._window
        window.jobs.run(
            lambda: window.collection.backup("by hand"),
            lambda made: window.notices.tell(tr("Backed up to {file}.").format(file=made.file.name)),
            window.notices.refuse,
        )

    def restore(self) -> None:
        """Let the person choose a backup and put it in place."""
        from desktop.gui.backups_dialog import BackupsDialog  # heavy: opened on demand

        window = self._window
        chosen = BackupsDialog.ask(window, window.collection.backups())
        if chosen is None:
            window.refocus()
            return
        try:
            changes = window.collection.restore(chosen.file)
        except UserError as error:
            window.notices.refuse(error)
            return
        window.apply(changes)
        window.notices.tell(tr("Restored."), tr("Undo"), window.undo)

    def bring(self) -> None:
        """Let the person choose files and bring them in."""
        from desktop.gui.importing.choosing import choose_files  # heavy: opened on demand

        if self.may("import"):
            self.bring_files(choose_files(self._window))

    def bring_files(self, files: Sequence[Path]) -> None:
        """Bring files in, one after the other."""
        from desktop.gui.importing.reading import Source  # heavy: opened on demand

        if self.may("import"):
            self._bring([Source.of(each) for each in files])

    def paste(self) -> None:
        """Bring in what is in the clipboard: files, or a text."""
        from desktop.gui.importing.choosing import from_clipboard  # heavy: opened on demand

        if not self.may("import"):
            return
        sources = from_clipboard()
        if sources:
            self._bring(sources)
        else:
            self._window.notices.tell(tr("There is no text in the clipboard."))

    def _bring(self, sources: Sequence[Source]) -> None:
        from desktop.gui.importing.dialog import ImportDialog  # heavy: opened on demand

        waits = bool(self._sources)
        self._sources.extend(sources)
        if waits:
            return  # those that are looked at come first
        window = self._window
        try:
            for at, source in enumerate(self._sources, 1):
                place = at, len(self._sources)
                dialog = ImportDialog(window, window.collection, window.jobs, window.look, source, place)
                dialog.run()
                if dialog.done_report is not None:
                    window.apply(Changes(everything=True))
                if dialog.wants_undo:
                    window.undo()
                if dialog.wants_study is not None:
                    window.study(dialog.wants_study)
                if dialog.stops:
                    break
        finally:
            self._sources.clear()
            window.refocus()

    def export(self, cards: Sequence[int] | None = None) -> None:
        """Write a deck, or everything, or some cards, to a file."""
        from desktop.gui.exporting import ExportDialog  # heavy: opened on demand

        window = self._window
        if not self.may("export"):
            return
        dialog = ExportDialog(window, window.collection, window.jobs, window.deck_at_hand, cards)
        if dialog.run() and dialog.file is not None:
            text = tr("Exported {notes} to {file}.")
            window.notices.tell(text.format(notes=words.notes(dialog.written.notes), file=dialog.file))
        window.refocus()
