"""What can be chosen for every file: its deck, what of it is taken over, and how it meets what is here."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from desktop.gui.importing.reading import Planned
from desktop.gui.importing.table_form import TableForm, combo
from desktop.gui.labels import label
from desktop.gui.words import tr
from desktop.study.incoming import Choices

TYPED_MS = 600
"""After the last letter of a deck's name, until it counts."""


class ChoicesForm(QWidget):
    """Shows what was chosen or found; tells of each change."""

    changed = Signal()

    def __init__(self, decks: Iterable[str]) -> None:
        super().__init__()
        self._typed = QTimer(self)
        self._typed.setSingleShot(True)
        self._typed.setInterval(TYPED_MS)
        self._typed.timeout.connect(self._take_deck)
        self._taken = ""
        self._deck = combo("import-deck", tr("Deck"))
        line = QLineEdit()
        line.setObjectName("import-deck-name")
        line.setAccessibleName(tr("Deck"))
        self._deck.setLineEdit(line)
        self._deck.addItems(list(decks))
        self._deck.setCurrentIndex(-1)
        self._deck.editTextChanged.connect(lambda _: self._typed.start())
        self._deck.activated.connect(lambda _: self._take_deck())
        line.editingFinished.connect(self._take_deck)
        self._rows = QFormLayout()
        self._rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._rows.addRow(label(tr("Deck"), "body"), self._deck)
        self.table = TableForm()
        self.table.changed.connect(self.changed)
        self._history = self._check("history", tr("Take over answers and dates"), True)
        self._overwrite = self._check("overwrite", tr("Replace texts that I changed here"))
        self._duplicates = self._check("duplicates", tr("Take notes that are in the file twice, all of them"))
        self._settings = self._check("settings", tr("Take over the settings in the file"))
        self._merge = QRadioButton(tr("Add to what is here"))
        self._merge.setObjectName("import-merge")
        self._merge.setChecked(True)
        self._replace = QRadioButton(tr("Replace everything that is here"))
        self._replace.setObjectName("import-replace")
        for way in (self._merge, self._replace):
            way.setAccessibleName(way.text())
        group = QButtonGroup(self)
        group.addButton(self._merge)
        group.addButton(self._replace)
        group.buttonClicked.connect(lambda _: self.changed.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._rows)
        for each in (
            self.table, self._history, self._overwrite, self._duplicates, self._settings,
            self._merge, self._replace,
        ):  # fmt: skip
            column.addWidget(each)

    def _check(self, name: str, text: str, on: bool = False) -> QCheckBox:
        box = QCheckBox(text)
        box.setObjectName(f"import-{name}")
        box.setAccessibleName(text)
        box.setChecked(on)
        box.clicked.connect(lambda _: self.changed.emit())
        return box

    def _take_deck(self) -> None:
        self._typed.stop()
        if self._deck.currentText() != self._taken:
            self._taken = self._deck.currentText()
            self.changed.emit()

    @property
    def is_settled(self) -> bool:
        """Whether everything that was typed counts already."""
        return not self._typed.isActive()

    @property
    def replaces(self) -> bool:
        """Whether everything that is here is to go."""
        return self._replace.isChecked()

    @property
    def takes_settings(self) -> bool:
        """Whether settings that come with the file are wanted."""
        return self._settings.isChecked()

    @property
    def choices(self) -> Choices:
        """What the person chose; the rest is left to the reader."""
        deck = tuple(part for each in self._deck.currentText().split("::") if (part := each.strip()))
        return Choices(
            deck=deck or None,
            history=self._history.isChecked(),
            overwrite=self._overwrite.isChecked(),
            keep_duplicates=self._duplicates.isChecked(),
            settings=self.takes_settings,
            replace=self.replaces,
            **self.table.made,
        )

    def show_planned(self, planned: Planned) -> None:
        """Show how a source was read, and offer what can be chosen for it."""
        incoming = planned.incoming
        if not self._deck.hasFocus() and not self._deck.currentText():
            self._taken = "::".join(incoming.deck)
            self._deck.setEditText(self._taken)
            self._typed.stop()
        heading = self._rows.labelForField(self._deck)
        assert isinstance(heading, QLabel)  # noqa: S101
        heading.setText(tr("Deck of notes that name none") if planned.report.names_decks else tr("Deck"))
        self.table.setVisible(incoming.table is not None)
        if incoming.table is not None:
            self.table.show_table(incoming.table)
        shown = {
            self._history: planned.report.studied,
            self._overwrite: bool(planned.report.kept),
            self._duplicates: bool(planned.report.duplicates),
        }
        for box, wanted in shown.items():
            box.setVisible(wanted or box.isChecked() != (box is self._history) or box.hasFocus())
        self._settings.setVisible(bool(incoming.options))
        for way in (self._merge, self._replace):
            way.setVisible(incoming.whole)
