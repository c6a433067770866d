"""The note types to choose from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.gui import words
from desktop.gui.combo import Combo
from desktop.gui.words import tr
from desktop.store.writing.note_types import TypeRow

CHANGED = "•"


class TypeList(QWidget):
    """Lists note types with how many notes they have.

    Attributes:
        choice: the same to be opened, for where the list has no room.
        add: adds a type.
        remove: removes the type that is chosen.
    """

    chosen = Signal()
    add_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[TypeRow] = ()
        self.list = QListWidget()
        self.list.setObjectName("note-types")
        self.list.setAccessibleName(tr("Note types"))
        self.list.setProperty("role", "surface")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.currentRowChanged.connect(lambda _: self._choose())
        self.add = self._button("add-type", tr("New…"), self.add_wanted.emit)
        self.remove = self._button("remove-type", tr("Remove…"), self.remove_wanted.emit)
        self.choice = Combo()
        self.choice.setObjectName("note-type")
        self.choice.setAccessibleName(tr("Note type"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.activated.connect(self.list.setCurrentRow)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list)

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.clicked.connect(lambda _=False: do())
        return made

    @property
    def current(self) -> TypeRow | None:
        """The type that is chosen."""
        at = self.list.currentRow()
        return self.rows[at] if 0 <= at < len(self.rows) else None

    def _choose(self) -> None:
        row = self.current
        self.choice.setCurrentIndex(self.list.currentRow())
        self.remove.setEnabled(row is not None and not row.comes_with_the_app)
        self.remove.setToolTip(
            tr("It comes with the app and stays.") if row and row.comes_with_the_app else ""
        )
        self.chosen.emit()

    def show_types(self, rows: Sequence[TypeRow], changed: Collection[UUID], choose: UUID | None) -> None:
        """Show the types.

        Args:
            rows: of the types.
            changed: identities of those that are changed and not saved.
            choose: identity of the one to choose; None = the one that is chosen, or else the most used.
        """
        wanted = choose or (self.current.note_type.uid if self.current else None)
        self.rows = rows
        uids = [row.note_type.uid for row in rows]
        self.list.blockSignals(True)
        self.list.clear()
        self.choice.clear()
        self.choice.addItems([""] * len(rows))
        self.list.addItems([""] * len(rows))
        self.mark(changed)
        most = max(range(len(rows)), key=lambda at: rows[at].notes, default=-1)
        self.list.setCurrentRow(uids.index(wanted) if wanted in uids else most)
        self.list.blockSignals(False)
        self._choose()

    def mark(self, changed: Collection[UUID]) -> None:
        """Mark the types that are changed and not saved."""
        for at, row in enumerate(self.rows):
            item, count = self.list.item(at), words.notes(row.notes)
            name = row.note_type.name
            sign = f"{CHANGED} " if row.note_type.uid in changed else ""
            item.setText(f"{sign}{name}\n{count}")
            self.choice.setItemText(at, f"{sign}{name} ({row.notes:,})")
            item.setData(
                Qt.ItemDataRole.AccessibleTextRole,
                f"{name}, {count}" + (tr(", not saved") if sign else ""),
            )
