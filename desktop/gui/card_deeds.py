"""What else can be done with the card that shows, besides answering it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.card_actions import CardAction, CardActions
from desktop.gui.words import tr
from desktop.store.changes import Changes
from desktop.store.collection import Collection

if TYPE_CHECKING:
    from desktop.gui.study_view import StudyView


class CardDeeds:
    """Changes the card of a study page and tells what was done."""

    def __init__(self, view: StudyView, collection: Collection) -> None:
        self._view = view
        self._collection = collection

    def actions(self) -> CardActions:
        """Return all of them, for keys and menus."""
        view = self._view
        made = CardActions(
            view,
            [
                [
                    CardAction("why", tr("Why now?"), "W", self.why),
                    CardAction("edit", tr("Edit"), "E", self.edit),
                    CardAction("flag", tr("Flag"), "F", self.flag),
                    CardAction("unfold", tr("Open the next hint or folded part"), "H", view.card_view.unfold),
                    CardAction("replay", tr("Play the sound again"), "R", view.replay),
                    CardAction("strict", tr("Compare typed answers strictly"), "", self.compare_strictly),
                    CardAction("browse", tr("Show in the browser"), "", self.browse),
                ],
                [
                    CardAction(
                        "compare",
                        tr("Compare with what it is mixed up with"),
                        "M",
                        partial(self.help_with, "compare"),
                    ),
                    CardAction("split", tr("Split into two notes"), "", partial(self.help_with, "split")),
                    CardAction("ease", tr("Start the ease anew"), "", partial(self.help_with, "start_ease")),
                ],
                [
                    CardAction("bury", tr("Bury until tomorrow"), "B", self.bury),
                    CardAction("suspend", tr("Suspend"), "S", self.suspend),
                    CardAction("skip", tr("Skip today's repeats"), "", view.skip_repeats),
                ],
            ],
        )
        made.actions["strict"].setCheckable(True)
        return made

    def _changes(self, change: Callable[[], Changes]) -> Changes | None:
        """Return what a change changed; where it was refused, tell why."""
        try:
            return change()
        except UserError as error:
            self._view.refused.emit(error)
            return None

    def _set_aside(self, change: Callable[[list[int]], Changes], said: str) -> None:
        view = self._view
        if view.card is None or view.session is None:
            return
        number = view.card.number
        changes = self._changes(lambda: change([number]))
        if changes is None:
            return
        view.session.skip(number)
        view.changed.emit(changes)
        view.told.emit(said)
        view.show_next()

    def suspend(self) -> None:
        """Take the card out of study."""
        self._set_aside(self._collection.suspend, tr("Suspended: it will not come back by itself."))

    def bury(self) -> None:
        """Put the card off until tomorrow."""
        self._set_aside(self._collection.bury, tr("Put off until tomorrow."))

    def flag(self) -> None:
        """Flag the card, or take its flag away."""
        card = self._view.card
        if card is None:
            return
        changes = self._changes(lambda: self._collection.flag([card.number], 0 if card.flag else 1))
        if changes is None:
            return
        self._view.reread()
        self._view.changed.emit(changes)

    def compare_strictly(self) -> None:
        """Let everything count in typed answers to cards of this type, or forgive again."""
        if self._view.card is None:
            return
        note_type = self._view.card.note.note_type
        changes = self._changes(lambda: self._collection.set_strict(note_type.uid, not note_type.strict))
        if changes is None:
            return
        self._view.recheck()
        self._view.changed.emit(changes)
        text = tr("Typed answers are forgiven small things again, on all cards of this type.")
        if not note_type.strict:
            text = tr("Case, accents and punctuation of typed answers count now, on all cards of this type.")
        self._view.told.emit(text)

    def edit(self) -> None:
        """Ask for the editor."""
        if self._view.card:
            self._view.edit_wanted.emit(self._view.card.number)

    def help_with(self, what: str) -> None:
        """Ask for a method of `HardCards`."""
        if self._view.card:
            self._view.help_wanted.emit(what, self._view.card.number)

    def browse(self) -> None:
        """Ask for the note's cards in the browser."""
        if self._view.card:
            self._view.browse_wanted.emit(f"nid:{self._view.card.note_number}")

    def why(self) -> None:
        """Ask why the card comes now."""
        if self._view.card:
            self._view.why_wanted.emit(self._view.card.number)
