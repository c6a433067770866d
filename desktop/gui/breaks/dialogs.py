"""Planning a holiday, and giving a day so many minutes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit, QFormLayout

from desktop.errors import UserError
from desktop.gui.deck_chooser import DeckChooser
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.number_box import NumberBox
from desktop.gui.words import tr
from desktop.store.plans import BUDGET, PlanRow
from desktop.study.calendar import date_of
from desktop.study.planning.budget import LONGEST
from desktop.study.planning.holiday import MOST_AFTER, days_after

if TYPE_CHECKING:
    from desktop.gui.main_window import MainWindow

USUAL_DAYS = 7
USUAL_MINUTES = 15


class PlanDialog(Dialog):
    """What the two share: a form, what is planned already, a sentence about what is wrong.

    Args:
        window: the window.
        name: of the dialog.
        title: of it.
        said: what such a plan does.
    """

    def __init__(self, window: MainWindow, name: str, title: str, said: Sequence[str]) -> None:
        super().__init__(window, name, title, 560)
        self._window = window
        for text in said:
            self.add_text(text)
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(16)
        self.form.setVerticalSpacing(8)
        self.column.addLayout(self.form)
        self.note = label("", "muted", wrap=True)
        self.note.setObjectName("plan-note")
        self.column.addWidget(self.note)
        self.fault = label("", "body", wrap=True)
        self.fault.setObjectName("fault")
        self.fault.setProperty("tone", "again")
        self.fault.hide()
        self.column.addWidget(self.fault)
        self.add_button("cancel", tr("Cancel"), self.reject)

    def attempt(self, make: Callable[[], object]) -> None:
        """Make the plan and close, or say why it cannot be."""
        try:
            make()
        except UserError as error:
            self.fault.setText(str(error))
            self.fault.show()
            self.fit()
        else:
            self.accept()


class HolidayDialog(PlanDialog):
    """Asks for the first and the last day of a holiday."""

    def __init__(self, window: MainWindow, row: PlanRow | None = None) -> None:
        said = tr(
            "While you are away nothing is due. What would be comes on the days after it, at most {count},"
            " the least late first. Intervals stay, and removing the holiday brings every day back."
        )
        super().__init__(window, "holiday", tr("Plan a holiday"), [said.format(count=MOST_AFTER)])
        self._today = window.collection.today()
        self._number = row.number if row else None
        self.first = self._day(
            "holiday-first", tr("First day"), row.first_day if row and row.first_day else self._today + 1
        )
        self.last = self._day(
            "holiday-last", tr("Last day"), row.last_day if row and row.last_day else self._today + USUAL_DAYS
        )
        self.first.dateChanged.connect(self._follow)
        self.last.dateChanged.connect(self._tell)
        self.add_button("plan-holiday", tr("Change it") if row else tr("Plan it"), self._plan, primary=True)
        self._tell()
        self.first.setFocus()

    def _day(self, name: str, text: str, day: int) -> QDateEdit:
        made = QDateEdit()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setCalendarPopup(True)
        made.setDisplayFormat("d MMMM yyyy")
        when = date_of(day)
        made.setDate(QDate(when.year, when.month, when.day))
        self.form.addRow(label(text, "body"), made)
        return made

    def _follow(self) -> None:
        """Let the last day not come before the first."""
        if self.last.date() < self.first.date():
            self.last.setDate(self.first.date())
        self._tell()

    def _chosen(self) -> tuple[int, int]:
        first, last = (box.date().toPython().toordinal() for box in (self.first, self.last))  # type: ignore[attr-defined]
        return first, last

    def _tell(self) -> None:
        first, last = self._chosen()
        text = ""
        if last >= first:
            count = last - first + 1
            text = tr("1 day.") if count == 1 else tr("{count} days.").format(count=count)
            after = days_after(count)
            text += " " + (
                tr("Its cards come on the day after it.")
                if after == 1
                else tr("Its cards come on the {count} days after it.").format(count=after)
            )
        self.note.setText(text)
        self.fault.hide()

    def _plan(self) -> None:
        self.attempt(lambda: self._window.collection.breaks.plan_holiday(*self._chosen(), self._number))


class BudgetDialog(PlanDialog):
    """Asks how many minutes a day has, for everything or for a deck."""

    def __init__(self, window: MainWindow, row: PlanRow | None = None) -> None:
        said = tr(
            "A day brings as many cards as fit, by the time that you usually take. Due cards come first; what"
            " does not fit stays due."
        )
        super().__init__(window, "budget", tr("Minutes a day"), [said])
        self._number = row.number if row else None
        self.deck = DeckChooser("budget-deck", window.collection)
        self.deck.load()
        if row is not None:
            self.deck.setCurrentIndex(max(0, self.deck.findData(row.deck)))
        self.minutes = NumberBox()
        self.minutes.setObjectName("budget-minutes")
        self.minutes.setAccessibleName(tr("Minutes a day"))
        self.minutes.setRange(1, LONGEST)
        self.form.addRow(label(tr("For"), "body"), self.deck)
        self.form.addRow(label(tr("Minutes a day"), "body"), self.minutes)
        self.note.hide()
        self.deck.currentIndexChanged.connect(self._load)
        self.add_button("plan-budget", tr("Set"), self._plan, primary=True)
        self._load()
        self.minutes.setFocus()
        self.minutes.selectAll()

    def _load(self) -> None:
        """Show what the chosen deck has."""
        plans = self._window.collection.plans.listed(BUDGET)
        minutes = [int(plan.data.get("minutes", 0)) for plan in plans if plan.deck == self.deck.deck]
        self.minutes.setValue(min(minutes, default=USUAL_MINUTES))
        self.fault.hide()

    def _plan(self) -> None:
        breaks = self._window.collection.breaks
        self.attempt(lambda: breaks.plan_budget(self.minutes.value(), self.deck.deck, self._number))
