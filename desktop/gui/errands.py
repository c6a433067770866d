"""What the window does in a dialog and comes back from: explaining, editing, help, backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.words import tr

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow


class Errands:
    """Opens dialogs over a window; afterwards the keyboard belongs to the card again."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def explain(self, number: int) -> None:
        """Show why a card comes now."""
        from desktop.gui.why_dialog import WhyDialog  # heavy: opened on demand

        collection = self._window.collection
        WhyDialog(self._window, collection.trace(number), collection.today()).run()
        self._window.refocus()

    def edit(self, number: int) -> None:
        """Edit a card's note."""
        from desktop.gui.edit_dialog import EditDialog  # heavy: opened on demand

        window = self._window
        card = window.collection.card(number)
        dialog = EditDialog(window, card.note)
        if dialog.run():
            try:
                changes = window.collection.edit_note(card.note_number, dialog.texts)
            except UserError as error:
                window.notices.refuse(error)
            else:
                window.apply(changes)
                window.study_view.redraw_card()
        window.refocus()

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
