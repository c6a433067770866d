"""The fields of a note type: their names and their order."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPushButton, QVBoxLayout, QWidget

from desktop.errors import UserError
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.type_draft import LONGEST_NAME, TypeDraft


class FieldsTab(QWidget):
    """Adds, renames, moves and removes fields of a draft."""

    changed = Signal(TypeDraft)
    refused = Signal(UserError)

    def __init__(self) -> None:
        super().__init__()
        self._draft: TypeDraft | None = None
        self.list = QListWidget()
        self.list.setObjectName("fields")
        self.list.setAccessibleName(tr("Fields"))
        self.list.setProperty("role", "surface")
        self.list.currentRowChanged.connect(lambda _: self._show_name())
        self.name = QLineEdit()
        self.name.setObjectName("field-name")
        self.name.setAccessibleName(tr("Name of the field"))
        self.name.setPlaceholderText(tr("Name of the field"))
        self.name.setMaxLength(LONGEST_NAME)
        self.name.returnPressed.connect(self._add)
        self.name.textEdited.connect(lambda _: self._offer())
        self._why = label("", "muted", wrap=True)
        self._why.setObjectName("fields-why")
        self._buttons = {
            "add": self._button("add-field", tr("Add"), self._add),
            "rename": self._button("rename-field", tr("Rename"), self._rename),
            "up": self._button("field-up", tr("Move up"), lambda: self._move(-1)),
            "down": self._button("field-down", tr("Move down"), lambda: self._move(1)),
            "remove": self._button("remove-field", tr("Remove"), self._remove),
        }
        naming = QHBoxLayout()
        naming.addWidget(self.name, 1)
        naming.addWidget(self._buttons["add"])
        naming.addWidget(self._buttons["rename"])
        moving = QHBoxLayout()
        for name in ("up", "down", "remove"):
            moving.addWidget(self._buttons[name])
        moving.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._why)
        column.addWidget(self.list, 1)
        column.addLayout(moving)
        column.addLayout(naming)

    def _button(self, name: str, text: str, do: Callable[[], object]) -> QPushButton:
        made = QPushButton(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.clicked.connect(lambda _=False: do())
        return made

    def show_draft(self, draft: TypeDraft) -> None:
        """Show the fields of a draft; the place in the list stays."""
        other = self._draft is None or self._draft.before.uid != draft.before.uid
        at = 0 if other else max(0, self.list.currentRow())
        self._draft = draft
        names = list(draft.names)
        if names != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.blockSignals(True)
            self.list.clear()
            self.list.addItems(names)
            self.list.setCurrentRow(min(at, len(names) - 1))
            self.list.blockSignals(False)
            self._show_name()
        self._why.setText(tr(draft.fixed_fields))
        self._why.setVisible(bool(draft.fixed_fields))
        self.name.setEnabled(not draft.fixed_fields)
        self._offer()

    def _show_name(self) -> None:
        item = self.list.currentItem()
        self.name.setText(item.text() if item else "")
        self._offer()

    def _offer(self) -> None:
        at, draft = self.list.currentRow(), self._draft
        free = draft is not None and not draft.fixed_fields
        typed = self.name.text().strip()
        known = draft is not None and typed in draft.names
        self._buttons["add"].setEnabled(free and bool(typed) and not known)
        self._buttons["rename"].setEnabled(free and bool(typed) and not known)
        self._buttons["up"].setEnabled(free and at > 0)
        self._buttons["down"].setEnabled(free and 0 <= at < self.list.count() - 1)
        self._buttons["remove"].setEnabled(free and self.list.count() > 1)

    # ------------------------------------------------------------------ changing

    def _change(self, change: Callable[[TypeDraft, int], TypeDraft], at: int | None = None) -> None:
        """Change the draft; then the list is at a place."""
        if self._draft is None or self.list.currentRow() < 0:
            return
        try:
            draft = change(self._draft, self.list.currentRow())
        except UserError as error:
            self.refused.emit(error)
            return
        self.show_draft(draft)
        if at is not None:
            self.list.setCurrentRow(max(0, min(at, self.list.count() - 1)))
        self.changed.emit(draft)

    def _add(self) -> None:
        if self._buttons["add"].isEnabled():
            self._change(lambda draft, _: draft.with_field(self.name.text()), self.list.count())
            self.name.setFocus()
            self.name.selectAll()

    def _rename(self) -> None:
        at = self.list.currentRow()
        self._change(lambda draft, place: draft.with_field_named(place, self.name.text()), at)

    def _move(self, step: int) -> None:
        at = self.list.currentRow() + step
        self._change(lambda draft, place: draft.with_field_at(place, place + step), at)

    def _remove(self) -> None:
        at = self.list.currentRow()
        self._change(lambda draft, place: draft.without_field(place), at)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
