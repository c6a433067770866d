"""What is done with what is selected."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.browser.actions import Actions, Command
from desktop.gui.browser.columns import FLAGS, flag_name
from desktop.gui.browser.saving import NameDialog
from desktop.gui.browser.wish import moving
from desktop.gui.words import tr
from desktop.store.bulk.dates import Reset, StartEase
from desktop.store.bulk.deed import NOTE, Deed, Done
from desktop.store.bulk.deleting import DeleteCards, DeleteNotes, Restore
from desktop.store.bulk.marks import Bury, Flag, RenameTag, Suspend, Unflag, Unsuspend

if TYPE_CHECKING:
    from desktop.gui.browser.bulk_dialog import BulkDialog
    from desktop.gui.browser.page import Browser
    from desktop.gui.main_window import MainWindow

    Numbers = array[int]


LONGEST_TAG = 500


class Chosen(NamedTuple):
    """What is selected.

    Attributes:
        numbers: row numbers of cards, or of notes.
        are_notes: which of the two.
    """

    numbers: Numbers
    are_notes: bool


class Deeds:
    """Carries out what a browser offers: off the window's thread, one at a time, each one step to undo."""

    def __init__(self, page: Browser, window: MainWindow) -> None:
        self._page = page
        self._window = window
        self.is_busy = False
        self.actions = Actions(page, self._commands(), window.policy)

    def _commands(self) -> list[list[Command]]:
        flags = [
            Command(f"flag-{number}", flag_name(number), partial(self._flag, number))
            for number in range(1, len(FLAGS) + 1)
        ]
        return [
            [
                Command("edit", tr("Edit"), self.edit, "square-pen", tr("Enter"), "edit"),
                Command("tag", tr("Tags…"), self._tag, "tag", "", "edit"),
                Command("move", tr("Move…"), self._move, "folder-input", "", "edit"),
                Command("versions", tr("Earlier versions…"), self._versions, feature="edit"),
            ],
            [
                Command("suspend", tr("Suspend"), self._suspend, "circle-pause"),
                Command("unsuspend", tr("Bring back from suspension"), self._unsuspend),
                Command("bury", tr("Put off until tomorrow"), self._bury),
                Command("flag", tr("Flag"), inside=[*flags, Command("unflag", tr("No flag"), self._unflag)]),
            ],
            [
                Command("due", tr("Set the day they come…"), self._set_due),
                Command("spread", tr("Spread what is due over days…"), self._spread),
                Command("reset", tr("Make new again"), self._reset),
            ],
            [
                Command("replace", tr("Find and replace…"), self._replace, feature="edit"),
                Command("retype", tr("Change the note type…"), self._retype, feature="edit"),
                Command("duplicates", tr("Find duplicates…"), self._duplicates, feature="edit", least=0),
            ],
            [
                Command(
                    "compare", tr("Compare with what it is mixed up with"), partial(self._help, "compare")
                ),
                Command("split", tr("Split into two notes…"), partial(self._help, "split"), feature="edit"),
                Command("ease", tr("Start the ease anew"), self._start_ease),
            ],
            [
                Command("practise", tr("Practice"), self.practise),
                Command("practise-how", tr("Practice as a game or a test…"), self._practise_how),
                Command("export", tr("Export…"), self.export, feature="export"),
            ],
            [
                Command("delete", tr("Delete"), self.delete, "trash-2", tr("Delete"), "delete"),
                Command("restore", tr("Take out of the recycle bin"), self._restore, feature="delete"),
            ],
        ]

    # ------------------------------------------------------------------ what it is done to

    def _with_cards(self, then: Callable[[Numbers], object]) -> None:
        """Do something with the cards that are selected, or with those of the notes that are."""
        chosen = self._page.chosen
        if chosen.are_notes:
            self._page.finder.cards_of(chosen.numbers, then)
        elif chosen.numbers:
            then(chosen.numbers)

    def _with_notes(self, then: Callable[[Numbers], object]) -> None:
        """Do something with the notes that are selected, or with those of the cards that are."""
        chosen = self._page.chosen
        if not chosen.are_notes and chosen.numbers:
            self._page.finder.notes_of(chosen.numbers, then)
        else:
            then(chosen.numbers)

    # ------------------------------------------------------------------ doing it

    def do(self, deed: Deed, doing: str, done: str) -> None:
        """Carry something out and tell it, with a way back.

        Args:
            deed: what is done.
            doing: what is said meanwhile.
            done: what is said afterwards; `{count}` stands for how many cards or notes.
        """
        window = self._window
        if self.is_busy:
            window.notices.tell(tr("Please wait until this is done."))
            return
        self._be_busy(doing)

        def tell(told: Done) -> None:
            self._be_busy("")
            counted = words.notes(told.changed) if deed.of == NOTE else words.cards(told.changed)
            if not told.changed:
                window.notices.tell(" ".join([tr("Nothing needed to be changed."), *map(tr, told.said)]))
                return
            window.apply(told.changes)
            text = " ".join([done.format(count=counted), *map(tr, told.said)])
            window.notices.tell(text, tr("Undo"), window.undo)

        def refuse(error: UserError) -> None:
            self._be_busy("")
            window.notices.refuse(error)

        bulk = window.collection.bulk
        window.jobs.run(lambda: bulk.do(deed), tell, refuse)

    def _be_busy(self, doing: str) -> None:
        self.is_busy = bool(doing)
        self._page.show_busy(doing)

    def _ask(self, make: Callable[[Numbers], BulkDialog], numbers: Numbers) -> None:
        dialog = make(numbers)
        if dialog.run() and (wish := dialog.wish) is not None:
            self.do(*wish)

    # ------------------------------------------------------------------ the deeds

    def edit(self) -> None:
        """Edit the note of the row at hand."""
        number = self._page.card_at_hand
        if number is not None:
            self._window.errands.edit(number)

    def _versions(self) -> None:
        from desktop.gui.history.versions_dialog import open_versions  # heavy: opened on demand

        number = self._page.card_at_hand
        if number is not None:
            open_versions(self._window, self._window.collection.card(number).note_number)

    def practise(self) -> None:
        """Practice the cards that are selected; no date moves."""
        self._with_cards(lambda cards: self._window.practise(tuple(cards)))

    def _practise_how(self) -> None:
        self._with_cards(lambda cards: self._window.errands.practise(tuple(cards)))

    def export(self) -> None:
        """Write the cards that are selected to a file."""
        self._with_cards(self._window.errands.export)

    def delete(self) -> None:
        """Put what is selected into the recycle bin."""
        if not self.actions.all["delete"].isEnabled():
            return
        chosen = self._page.chosen
        deed = DeleteNotes(chosen.numbers) if chosen.are_notes else DeleteCards(chosen.numbers)
        self.do(deed, tr("Deleting…"), tr("Deleted: {count}. They stay in the recycle bin for 30 days."))

    def _restore(self) -> None:
        chosen = self._page.chosen
        deed = Restore(notes=chosen.numbers) if chosen.are_notes else Restore(cards=chosen.numbers)
        self.do(deed, tr("Taking them out…"), tr("Taken out of the recycle bin: {count}."))

    def move_to(self, deck: int, name: str) -> None:
        """Move the cards that are selected to a deck that has a name."""
        if self.actions.all["move"].isEnabled():
            self._with_cards(lambda cards: self.do(*moving(cards, deck, name)))

    def _suspend(self) -> None:
        text = tr("Suspended: {count}.")
        self._with_cards(lambda cards: self.do(Suspend(cards), tr("Suspending…"), text))

    def _unsuspend(self) -> None:
        text = tr("Brought back: {count}.")
        self._with_cards(lambda cards: self.do(Unsuspend(cards), tr("Bringing back…"), text))

    def _bury(self) -> None:
        text = tr("Put off until tomorrow: {count}.")
        self._with_cards(lambda cards: self.do(Bury(cards), tr("Putting off…"), text))

    def _flag(self, flag: int) -> None:
        text = tr("Flagged: {count}.")
        self._with_cards(lambda cards: self.do(Flag(cards, flag), tr("Flagging…"), text))

    def _unflag(self) -> None:
        text = tr("No flag any more: {count}.")
        self._with_cards(lambda cards: self.do(Unflag(cards), tr("Taking flags away…"), text))

    def _reset(self) -> None:
        text = tr("New again: {count}. Their answers stay in the log.")
        self._with_cards(lambda cards: self.do(Reset(cards), tr("Making new again…"), text))

    def _start_ease(self) -> None:
        text = tr("The ease begins anew at 2.50: {count}. Their days stay.")
        self._with_cards(lambda cards: self.do(StartEase(cards), tr("Starting anew…"), text))

    def _help(self, what: str) -> None:
        number = self._page.card_at_hand
        if number is not None:
            self._window.errands.help_with(what, number)

    def _tag(self) -> None:
        from desktop.gui.browser.tag_dialog import TagDialog  # heavy: opened on demand

        self._with_notes(partial(self._ask, partial(TagDialog, self._page, self._window)))

    def rename_tag(self, tag: str) -> None:
        """Let a tag be renamed, with those below it, on every note."""
        if self._window.errands.may("edit"):
            dialog = NameDialog(self._page, tr("Rename this tag"), name=tag, longest=LONGEST_TAG)
            if dialog.run() and dialog.name != tag:
                self.do(RenameTag(tag, dialog.name), tr("Renaming…"), tr("Renamed in {count}."))

    def _move(self) -> None:
        from desktop.gui.browser.move_dialog import MoveDialog  # heavy: opened on demand

        self._with_cards(partial(self._ask, partial(MoveDialog, self._page, self._window)))

    def _replace(self) -> None:
        from desktop.gui.browser.replace_dialog import ReplaceDialog  # heavy: opened on demand

        self._with_notes(partial(self._ask, partial(ReplaceDialog, self._page, self._window)))

    def _duplicates(self) -> None:
        from desktop.gui.browser.duplicates_dialog import DuplicatesDialog  # heavy: opened on demand

        def ask(notes: Numbers) -> None:
            dialog = DuplicatesDialog(self._page, self._window, notes)
            if dialog.run() and (wish := dialog.wish) is not None:
                self.do(*wish)
            elif dialog.show_wanted:
                self._page.browse(dialog.show_wanted)

        self._with_notes(ask)

    def _retype(self) -> None:
        from desktop.gui.browser.retype_dialog import RetypeDialog  # heavy: opened on demand

        number = self._page.card_at_hand
        if number is not None:
            old = self._window.collection.card(number).note.note_type
            self._with_notes(partial(self._ask, partial(RetypeDialog, self._page, self._window, old)))

    def _set_due(self) -> None:
        from desktop.gui.browser.date_dialogs import DueDialog  # heavy: opened on demand

        self._with_cards(partial(self._ask, partial(DueDialog, self._page, self._window)))

    def _spread(self) -> None:
        from desktop.gui.browser.date_dialogs import SpreadDialog  # heavy: opened on demand

        self._with_cards(partial(self._ask, partial(SpreadDialog, self._page, self._window)))
