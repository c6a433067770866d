"""Giving tags to many notes, or taking them away."""

from __future__ import annotations

from PySide6.QtWidgets import QRadioButton

from desktop.gui.browser.bulk_dialog import BulkDialog
from desktop.gui.browser.wish import Wish
from desktop.gui.editor.tags_field import TagsField
from desktop.gui.words import tr
from desktop.store.bulk.marks import Tag, Untag


class TagDialog(BulkDialog):
    """Asks for tags, with those in use to choose from."""

    name = "bulk-tag"
    of_notes = True

    def title(self, count: int) -> str:
        """Return the title."""
        return tr("Tags of {count}").format(count=self.counted(count))

    def verb(self) -> str:
        """Return what the button says."""
        return tr("Change the tags")

    def build(self) -> None:
        """Add a field, and whether the tags come or go."""
        self._field = TagsField(self.window_at_work.look, lambda: self.browser.tags)
        self._field.edited.connect(self.refresh)
        self._gives = QRadioButton(tr("Give these tags"))
        self._gives.setObjectName("tags-give")
        self._gives.setAccessibleName(self._gives.text())
        self._gives.setChecked(True)
        self._takes = QRadioButton(tr("Take these tags away"))
        self._takes.setObjectName("tags-take")
        self._takes.setAccessibleName(self._takes.text())
        self._gives.toggled.connect(lambda _: self.refresh())
        for each in (self._field, self._gives, self._takes):
            self.column.addWidget(each)
        self._field.setFocus()

    def entered(self) -> Wish | None:
        """Return what is entered."""
        tags = self._field.tags
        if not tags:
            return None
        if self._gives.isChecked():
            return Wish(Tag(self.numbers, tags), tr("Giving tags…"), tr("Tagged: {count}."))
        return Wish(Untag(self.numbers, tags), tr("Taking tags away…"), tr("Tags taken away: {count}."))
