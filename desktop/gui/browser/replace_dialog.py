"""Finding and replacing in many notes, with the first places as they would become."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from desktop.gui import words
from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish
from desktop.gui.combo import Combo
from desktop.gui.editor.flow import Flow
from desktop.gui.words import tr
from desktop.store.bulk.deed import Deed
from desktop.store.bulk.replacing import Preview, Replace

LEAST = 72
"""Pixels of the list, on a small screen with large text."""


class ReplaceDialog(BulkDialog):
    """Asks what to find and what to put in its place."""

    name = "bulk-replace"
    of_notes = True
    across = 640

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Find and replace in {count}").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Replace")

    def build(self) -> None:
        """Add both texts, how they are meant, and room for what would change."""
        self._find = self._line("replace-find", tr("Find"))
        self._into = self._line("replace-into", tr("Replace by; empty takes it away"))
        self._field = Combo()
        self._field.setObjectName("replace-field")
        self._field.setAccessibleName(tr("In which field"))
        self._field.addItem(tr("In all fields"), "")
        for each in self.browser.fields:
            self._field.addItem(tr("In the field {field}").format(field=each), each)
        self._field.currentIndexChanged.connect(lambda _: self.refresh())
        self.column.addWidget(self._field)
        ways = QWidget()
        self._ways = Flow(ways, 16)
        self._ways.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(ways)
        self._case = self._check("replace-case", tr("Capitals count"))
        self._regex = self._check("replace-regex", tr("Regular expression"))
        self._regex.setToolTip(tr("\\1 stands for what its first pair of parentheses found"))
        self._html = self._check("replace-html", tr("In the HTML"))
        self._html.setToolTip(tr("As it is written, tags included"))
        self._list = QListWidget()
        self._list.setObjectName("replace-preview")
        self._list.setAccessibleName(tr("What would change"))
        self._list.setProperty("role", "surface")
        self._list.setWordWrap(True)
        self._list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._list.setMinimumHeight(LEAST)
        self.column.addWidget(self._list, 1)
        self._find.setFocus()

    def _line(self, name: str, text: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.setPlaceholderText(text)
        made.textChanged.connect(lambda _: self.refresh())
        self.column.addWidget(made)
        return made

    def _check(self, name: str, text: str) -> QCheckBox:
        made = QCheckBox(text)
        made.setObjectName(name)
        made.setAccessibleName(text)
        made.toggled.connect(lambda _: self.refresh())
        self._ways.addWidget(made)
        return made

    def entered(self) -> Wish | None:
        """Return what is entered."""
        self._list.clear()
        if not self._find.text():
            return None
        deed = Replace(
            self.numbers,
            self._find.text(),
            self._into.text(),
            is_regex=self._regex.isChecked(),
            match_case=self._case.isChecked(),
            field=self._field.currentData(),
            in_html=self._html.isChecked(),
        )
        return Wish(deed, tr("Replacing…"), tr("Replaced in {count}."))

    def look_up(self, deed: Deed) -> Any:
        """Return what would change."""
        assert isinstance(deed, Replace)  # noqa: S101
        return self.window_at_work.collection.bulk.preview(deed)

    def show_found(self, found: Preview) -> None:
        """Show what would change."""
        self._list.clear()
        for hit in found.hits:
            item = QListWidgetItem(f"{hit.before}\n→ {hit.after}")
            item.setToolTip("")
            self._list.addItem(item)
        told = tr("{matches} places in {notes}.").format(
            matches=f"{found.matches:,}", notes=words.notes(found.notes)
        )
        if not found.notes:
            told = tr("It is found nowhere.")
        if found.unfit:
            stay = tr("Notes that stay as they are, since nobody could answer them afterwards: {count}.")
            told += " " + stay.format(count=f"{found.unfit:,}")
        self.do_button.setEnabled(found.notes > 0)
        self.tell(told)
