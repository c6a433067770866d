"""Setting the day on which many cards come, or spreading what is due over some days."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QHBoxLayout

from desktop.gui import words
from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish
from desktop.gui.labels import label
from desktop.gui.number_box import NumberBox
from desktop.gui.words import tr
from desktop.store.bulk.dates import FARTHEST, SetDue, SpreadOut


def number_box(name: str, text: str, lowest: int, value: int) -> NumberBox:
    """Return a field for a number of days."""
    made = NumberBox()
    made.setObjectName(name)
    made.setAccessibleName(text)
    made.setRange(lowest, FARTHEST)
    made.setValue(value)
    return made


class DueDialog(BulkDialog):
    """Asks for a day, or for two days between which cards are shared out."""

    name = "bulk-due"

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("When shall {count} come?").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Set the day")

    def build(self) -> None:
        """Add two numbers of days."""
        self._first = number_box("due-first", tr("Days from today"), 0, 1)
        self._shares = QCheckBox(tr("Share them out until"))
        self._shares.setObjectName("due-shares")
        self._shares.setAccessibleName(self._shares.text())
        self._last = number_box("due-last", tr("Last day, in days from today"), 0, 7)
        self._day = label("", "muted", wrap=True)
        first, last = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self._first)
        first.addWidget(label(tr("days from today"), "body"), 1)
        last.addWidget(self._shares)
        last.addWidget(self._last)
        last.addWidget(label(tr("days from today"), "body"), 1)
        self.column.addLayout(first)
        self.column.addLayout(last)
        self.column.addWidget(self._day)
        self.add_text(tr("Intervals and answers stay as they are."), "caption")
        for box in (self._first, self._last):
            box.valueChanged.connect(lambda _: self.refresh())
        self._shares.toggled.connect(lambda _: self.refresh())
        self._first.setFocus()
        self._first.selectAll()

    def entered(self) -> Wish | None:
        """Return what is entered."""
        today = self.window_at_work.collection.today()
        self._last.setEnabled(self._shares.isChecked())
        first = today + self._first.value()
        last = today + self._last.value() if self._shares.isChecked() else None
        said = [words.day(day, today) for day in (first, last) if day is not None]
        self._day.setText(
            tr("From {first} to {last}").format(first=said[0], last=said[-1])
            if last is not None
            else tr("They come {day}.").format(day=said[0])
        )
        return Wish(SetDue(self.numbers, first, last), tr("Setting the day…"), tr("Day set: {count}."))


class SpreadDialog(BulkDialog):
    """Asks over how many days what is due is to be spread."""

    name = "bulk-spread"

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Spread what is due of {count}").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Spread out")

    def build(self) -> None:
        """Add a number of days."""
        self._days = number_box("spread-days", tr("Over how many days"), 1, 7)
        self._days.valueChanged.connect(lambda _: self.refresh())
        row = QHBoxLayout()
        row.addWidget(label(tr("Over"), "body"))
        row.addWidget(self._days)
        row.addWidget(label(tr("days from today on"), "body"), 1)
        self.column.addLayout(row)
        self.add_text(tr("The most urgent come first. Cards that are not due stay as they are."), "caption")
        self._days.setFocus()
        self._days.selectAll()

    def entered(self) -> Wish | None:
        """Return what is entered."""
        deed = SpreadOut(self.numbers, self._days.value())
        return Wish(deed, tr("Spreading out…"), tr("Spread out: {count}."))
