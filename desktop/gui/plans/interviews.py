"""The section of interviews: the day, how many cards are ready, what comes until then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.errors import UserError
from desktop.gui.plans import wording
from desktop.gui.plans.section import Entry, Section, carry_out
from desktop.gui.words import tr
from desktop.store.plans import CHANGED, INTERVIEW
from desktop.store.readiness import Told
from desktop.study.planning.interview import sentence
from desktop.study.planning.readiness import definition

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow
    from desktop.store.changes import Changes


class Interviews(Section):
    """Plans to be ready on a day."""

    name = INTERVIEW
    title = "Interviews"
    explained = (
        "Say when it is. New cards come in time for their first two repeats, each other card once more in the"
        " three days before, beyond the daily limits where they must. Nothing is rescheduled: without the"
        " plan every day is as before."
    )
    more = "Add an interview date…"

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._readiness = window.collection.readiness()

    def read(self) -> tuple[list[Entry], str]:
        """Return the interviews, and how "ready" was judged."""
        found = self._readiness.told()
        today = found[0].now if found else 0
        note = definition(found[0].estimate) if found else ""
        return [self._entry(each, today) for each in found], note

    def _entry(self, told: Told, today: int) -> Entry:
        return Entry(
            told.row.number,
            wording.BETWEEN.join((wording.long_day(told.today.day, today), wording.subject(told))),
            sentence(told.today, today),
            wording.ready(told, today),
            definition(told.estimate),
            over=today > told.today.day,
        )

    def add(self) -> None:
        """Ask for a day and plan for it."""
        plan_interview(self._window)
        self.add_button.setFocus()

    def change(self, number: int) -> None:
        """Ask for another day, deck or tag."""
        from desktop.gui.plans.interview_dialog import InterviewDialog  # heavy: opened on demand

        plans = self._window.collection.plans
        try:
            row = plans.numbered(number)
        except UserError as error:
            self._window.notices.refuse(error)
            return
        dialog = InterviewDialog(self._window, row.last_day, row.deck, row.tag)
        if dialog.run():
            values = {"last_day": dialog.day, "deck": dialog.deck, "tag": dialog.tag}
            carry_out(self._window, lambda: plans.change(number, **values), tr("Changed the interview date."))


def plan_interview(window: MainWindow, deck: int | None = None) -> None:
    """Ask for the day of an interview about a deck (None: everything) and plan for it."""
    from desktop.gui.plans.interview_dialog import InterviewDialog  # heavy: opened on demand

    dialog = InterviewDialog(window, deck=deck)
    if not dialog.run() or dialog.day is None:
        return
    day, plans, today = dialog.day, window.collection.plans, window.collection.today()

    def add() -> Changes:
        plans.add(INTERVIEW, deck=dialog.deck, tag=dialog.tag, first_day=today, last_day=day)
        return CHANGED

    carry_out(window, add, tr("Planned for {day}.").format(day=wording.long_day(day, today)))
