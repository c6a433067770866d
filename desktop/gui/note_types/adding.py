"""Asks what a new note type is like and what it is called."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from desktop.gui.combo import Combo
from desktop.gui.dialogs import Dialog
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.note import NoteType
from desktop.study.type_draft import LONGEST_NAME


class AddDialog(Dialog):
    """A new type begins as a copy of one that there is.

    Args:
        types: to choose from.
        start: place of the one that is offered first.
    """

    def __init__(self, parent: QWidget, types: Sequence[NoteType], start: int) -> None:
        super().__init__(parent, "add-type", tr("New note type"), 460)
        self._types = types
        self._suggested = ""
        self.like = Combo()
        self.like.setObjectName("like")
        self.like.setAccessibleName(tr("Like"))
        self.like.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.like.addItems([each.name for each in types])
        self.like.currentIndexChanged.connect(lambda _: self._suggest())
        self.field = QLineEdit()
        self.field.setObjectName("name")
        self.field.setAccessibleName(tr("Name"))
        self.field.setMaxLength(LONGEST_NAME)
        self.field.textChanged.connect(lambda _: self._offer())
        self.column.addWidget(label(tr("It begins like"), "overline"))
        self.column.addWidget(self.like)
        self.column.addWidget(label(tr("Name"), "overline"))
        self.column.addWidget(self.field)
        self.add_button("cancel", tr("Cancel"), self.reject)
        self._add = self.add_button("add", tr("Add"), self.accept, primary=True)
        self.like.setCurrentIndex(max(0, start))
        self._suggest()
        self.field.setFocus()
        self.field.selectAll()

    def _suggest(self) -> None:
        """Offer a name that no type has, unless somebody typed one."""
        if self.field.text() not in ("", self._suggested):
            return
        name = self._types[self.like.currentIndex()].name
        names = {each.name for each in self._types}
        number, free = 2, name
        while free in names:
            free = f"{name} {number}"
            number += 1
        self._suggested = free
        self.field.setText(free)

    def _offer(self) -> None:
        self._add.setEnabled(bool(self.name))

    @property
    def name(self) -> str:
        """The name that was typed."""
        return self.field.text().strip()

    @property
    def start(self) -> NoteType:
        """The type that it begins like."""
        return self._types[self.like.currentIndex()]
