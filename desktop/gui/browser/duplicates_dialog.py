"""Notes that say the same: shown in groups, made one by one click."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QPushButton

from desktop.errors import UserError
from desktop.gui import words
from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish
from desktop.gui.combo import Combo
from desktop.gui.words import tr
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.duplicates import Group, Merge

LEAST = 72
"""Pixels of the list, on a small screen with large text."""
SHOWN = 500
"""Groups that are listed; the others wait for the next time."""


class DuplicatesDialog(BulkDialog):
    """Lists groups of notes that say the same, and merges those that are ticked."""

    name = "bulk-duplicates"
    of_notes = True
    across = 620

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Notes that say the same")

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Merge")

    def build(self) -> None:
        """Add where to look and what is compared, and room for the groups."""
        self._groups: Sequence[Group] = ()
        self._looked = 0
        self.show_wanted = ""
        self._among = self._combo("duplicates-among", tr("Among which notes"))
        self._among.addItem(tr("Among all notes"), None)
        if len(self.numbers) > 1:
            text = tr("Among the {count} that are selected").format(count=self.counted(len(self.numbers)))
            self._among.addItem(text, self.numbers)
        self._field = self._combo("duplicates-field", tr("What is compared"))
        self._field.addItem(tr("By their first field, note type by note type"), "")
        for each in self.browser.fields:
            self._field.addItem(tr("By the field {field}").format(field=each), each)
        self._list = QListWidget()
        self._list.setObjectName("duplicates-list")
        self._list.setAccessibleName(tr("Groups of notes that say the same"))
        self._list.setProperty("role", "surface")
        self._list.setMinimumHeight(LEAST)
        self._list.itemChanged.connect(lambda _: self.refresh())
        self._list.itemSelectionChanged.connect(lambda: self._show.setEnabled(bool(self._list.currentItem())))
        self.column.addWidget(self._list, 1)
        self.add_text(
            tr("The note with the most answers stays; it gets the others' tags, and texts that it lacks."),
            "caption",
        )
        self._show: QPushButton = self.add_button("duplicates-show", tr("Show in the browser"), self._browse)
        self._show.setEnabled(False)
        for box in (self._among, self._field):
            box.currentIndexChanged.connect(lambda _: self._look())
        self._look()

    def _combo(self, name: str, text: str) -> QComboBox:
        made = Combo()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.column.addWidget(made)
        return made

    def _look(self) -> None:
        """Look for groups."""
        self._groups = ()
        self._list.clear()
        self._list.addItem(tr("Looking…"))
        self._looked += 1
        number, field, among = self._looked, self._field.currentData(), self._among.currentData()
        bulk = self.window_at_work.collection.bulk

        def show(groups: Sequence[Group]) -> None:
            if number == self._looked and not self.is_closed:
                self._fill(groups)

        def refuse(error: UserError) -> None:
            if not self.is_closed:
                self.tell(str(error), "again")

        self._jobs.run(lambda: bulk.duplicates(field=field, among=among), show, refuse)

    def _fill(self, groups: Sequence[Group]) -> None:
        self._groups = groups[:SHOWN]
        self._list.blockSignals(True)
        self._list.clear()
        for group in self._groups:
            item = QListWidgetItem(f"{group.text}  ({len(group.notes)})")
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self._list.addItem(item)
        self._list.blockSignals(False)
        self.refresh()
        if not groups:
            self.tell(tr("No two notes say the same."))

    @property
    def _ticked(self) -> tuple[tuple[int, ...], ...]:
        ticked = Qt.CheckState.Checked
        return tuple(
            group.notes for at, group in enumerate(self._groups) if self._list.item(at).checkState() == ticked
        )

    def _browse(self) -> None:
        """Close, and look for the notes of the group at hand."""
        at = self._list.currentRow()
        if 0 <= at < len(self._groups):
            self.show_wanted = "nid:" + ",".join(map(str, self._groups[at].notes))
            self.reject()

    def entered(self) -> Wish | None:
        """Return what is entered."""
        ticked = self._ticked
        if not ticked:
            return None
        done = tr("Merged; to the recycle bin: {count}.")
        return Wish(Merge(ticked), tr("Merging…"), done)

    def look_up(self, deed: Deed) -> Any:
        """Return how many notes would go."""
        return self.window_at_work.collection.bulk.count(deed)

    def show_found(self, found: int) -> None:
        """Say how many notes would go."""
        count = len(self._ticked)
        groups = tr("1 group") if count == 1 else tr("{count} groups").format(count=f"{count:,}")
        told = tr("{groups}; to the recycle bin would go: {notes}.")
        self.tell(told.format(groups=groups, notes=words.notes(found)))
